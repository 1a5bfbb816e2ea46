import PageMatchCore
import PageMatchReaders
import Testing

/// CSV and TSV.
@Suite struct TranscriptTableTests {
    static let tables: [(String, String)] = [
        ("whisper's TSV", "start\tend\ttext\n1000\t2500\tCall me\n3250\t4000\tago\n"),
        ("whisper.cpp's CSV", "start,end,text\n1000,2500,\"Call me\"\n3250,4000,\"ago\"\n"),
        ("any order", "text,end,start\nCall me,2.5,1.0\nago,4,3.25\n"),
        ("semicolons", "Start;Ende;Text;End\n1,0;;Call me;2,5\n3,25;;ago;4,0\n"),
        ("units in the header", "Start (ms)|End (ms)|Text\n1000|2500|Call me\n3250|4000|ago\n"),
        ("camel case", "startMs,endMs,body\n1000,2500,Call me\n3250,4000,ago\n"),
        ("seconds in the header", "start_seconds,end_seconds,text\n1,2.5,Call me\n3.25,4,ago\n"),
        ("clock times", "Begin,End,Caption\n0:01,00:00:02.500,Call me\n0:03.25,0:04,ago\n"),
        ("a decimal comma in quotes", "start,end,text\n\"1,0\",\"2,5\",Call me\n\"3,25\",4,ago\n"),
        ("lengths", "start,duration,text\n1.0,1.5,Call me\n3.25,0.75,ago\n"),
        ("aeneas", "f000001,1.000,2.500,\"Call me\"\nf000002,3.250,4.000,\"ago\"\n"),
        ("an s", "start,end,text\n1.0s,2.5s,Call me\n3.25s,4s,ago\n"),
        ("Excel's line", "sep=;\nstart;end;text\n1,0;2,5;Call me\n3,25;4;ago\n"),
        ("Audacity's labels", "1.000000\t2.500000\tCall me\n3.250000\t4.000000\tago\n"),
        ("CRLF and empty lines", "start,end,text\r\n\r\n1.0,2.5,Call me\r\n3.25,4.0,ago\r\n\r\n"),
    ]

    @Test("tables say the same in many ways", arguments: tables)
    func table(name: String, content: String) throws {
        let read = try transcript(content)
        #expect(read.lines == ["1000-2500 Call me", "3250-4000 ago"], "\(name)")
        #expect(read.warnings.isEmpty, "\(name)")
    }

    @Test func wholeNumbersAreSecondsIfSpeechIsThen() throws {
        let seconds = try transcript(
            "start,end,text\n0,4,Call me Ishmael. Some years ago\n4,7,never mind how long\n")
        #expect(seconds.lines.last == "4000-7000 never mind how long")
        let words = try transcript("word,start,end\nCall,1000,1400\nme,1400,2000\n")
        #expect(words.lines == ["1000-1400 Call", "1400-2000 me"])
    }

    static let oddCells = [
        "start\tend\ttext\n-5000\t900\tSome\n1000\t2500\tCall me\n3250\t4000\tago\n",
        "start\tend\ttext\n1000\t2500\tCall me\n3250\t4000\tago\nnan\t5000\tSome\n",
        "start\tend\ttext\n500.5\t900\tSome\n1000\t2500\tCall me\n3250\t4000\tago\n",
        "start,end,text\n1000.0,2500.0,Call me\n3250.0,4000.0,ago\n",
    ]

    @Test("an odd cell among milliseconds does not make them seconds", arguments: oddCells)
    func oddCell(content: String) throws {
        let read = try transcript(content)
        let lines = read.lines.filter { !$0.hasSuffix("Some") }
        #expect(lines == ["1000-2500 Call me", "3250-4000 ago"])
        let isUnusable = content.contains("nan") || content.contains("-5")
        #expect(
            read.warnings
                == (isUnusable
                    ? [
                        "1 word or cue has a time that is not a usable number and was ignored."
                    ] : []))
    }

    @Test func quotesHoldSeparatorsLinesAndQuotes() throws {
        let read = try transcript(
            "start,end,text\n1.0,2.0,\"Call me, \"\"Ishmael\"\",\r\nsome\" \n2.0,3.0, \"ago\"\n")
        #expect(read.lines == ["1000-2000 Call me, \"Ishmael\", some", "2000-3000 ago"])
    }

    @Test func quotesThatAreSpokenAreText() throws {
        let read = try transcript(
            """
            start\tend\ttext
            1000\t2000\t"Call me," he said.
            2000\t3000\t"Ishmael.
            3000\t4000\tAgo," he said
            """)
        #expect(
            read.lines == [
                "1000-2000 \"Call me,\" he said.", "2000-3000 \"Ishmael.",
                "3000-4000 Ago,\" he said",
            ])
        let comma = try transcript("start,end,text\n1.0,2.0,\"Call\" me\n2.0,3.0,ago\n")
        #expect(comma.lines == ["1000-2000 \"Call\" me", "2000-3000 ago"])
    }

    @Test func wordsWithoutTimesAreBetweenTheirNeighbours() throws {
        let read = try transcript(
            "word,start,end,score\nCall,1.0,1.4,0.9\n$43,,,\nIshmael,2.0,2.5,0.9\nago,nan,3,0\n")
        #expect(read.lines == ["1000-1400 Call", "1400-2000 $43", "2000-2500 Ishmael"])
        #expect(read.text == "Call $43 Ishmael ago")
        #expect(read.warnings.count == 1)
    }

    @Test func aRowWithoutAnEndLastsUntilTheNext() throws {
        let read = try transcript("timestamp,speaker,text\n0:01,A,Call me\n0:03,B,Ishmael\n")
        #expect(read.lines == ["1000-3000 Call me", "3000-3000 Ishmael"])
        #expect(
            read.warnings == ["1 word or cue has a start but no end; the start is used for both."])
    }

    @Test func aTableWithoutTimesSaysSo() {
        #expect(
            transcriptError("speaker,text\nA,Call me\n")
                == .malformed(
                    format: "CSV", what: "no column of times: start, end, text", entry: nil, line: 1
                ))
        for header in ["", "von,bis,Gesagtes\n"] {
            #expect(
                transcriptError("\(header)1.0,2.5,Call me\n3.25,4.0,ago\n")
                    == .malformed(
                        format: "CSV",
                        what: "no header names its columns, such as start, end, text",
                        entry: nil, line: 1))
        }
        #expect(transcriptError("start,end,text\n,,Call me\n") == .noTimes(format: "CSV"))
        #expect(transcriptError("start\tend\ttext\n\t\tCall me\n") == .noTimes(format: "TSV"))
        #expect(transcriptError("start,end,text\n1.0,2.0,\n") == .noText(format: "CSV"))
        #expect(
            transcriptError("In short, text of a novel\nthat goes on\n")
                == .unexpectedKind(found: .plainText))
    }

    static let quotes = [
        ("1.0,2.0,\"a\n", "\"a"), ("1.0,2.0,\"\"\"a\n", "\"\"\"a"),
        ("1.0,2.0,\",\"\n", ","), ("1,2,\"\"\"\"\"a\"\"\n", "\"\"\"\"\"a\"\""),
    ]

    @Test(
        "many quotes cost no more than their number", .timeLimit(.minutes(5)), arguments: quotes)
    func manyQuotes(row: String, text: String) throws {
        let content = "start,end,text\n" + String(repeating: row, count: 60_000)
        let read = try transcript(content)
        #expect(read.spans.count == 60_000, "\(row)")
        #expect(read.lines.last == "1000-2000 \(text)", "\(row)")
    }
}

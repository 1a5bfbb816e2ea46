import PageMatchCore
import PageMatchReaders
import Testing

/// LRC, Whisper's own log, SBV, CTM: a line or two for each piece of speech.
@Suite struct TranscriptLinesTests {
    @Test func aLineOfLyricsLastsUntilTheNext() throws {
        let read = try transcript(
            """
            [ti:Moby-Dick]
            [length: 0:10]
            [00:01.00]Call me
            [00:02.5] Ishmael.
            [00:04.250]
            [00:06]Some years
            """)
        #expect(
            read.lines == [
                "1000-2500 Call me", "2500-4250 Ishmael.", "6000-10000 Some years",
            ])
        #expect(read.duration == TrackTime(milliseconds: 10_000))
        #expect(read.warnings.isEmpty)
    }

    @Test func minutesOfLyricsGoBeyondNinetyNineAndWordsMayHaveTimes() throws {
        let read = try transcript(textTranscriptSamples[0].content)
        #expect(
            read.lines == [
                "7501000-7502500 Call me Ishmael.", "7502500-7502900 Some",
                "7502900-7503200 years", "7503200-7503600 ago",
            ])
        #expect(read.language == "en")
        #expect(read.warnings.isEmpty)
    }

    @Test func aLineThatIsSungTwiceIsReadTwice() throws {
        let read = try transcript(
            """
            [ar:nobody]
            [00:01.00][00:05.00]Heave ho
            [00:03.00]Away
            [00:07.00]End
            """)
        #expect(
            read.lines == [
                "1000-3000 Heave ho", "3000-5000 Away", "5000-7000 Heave ho", "7000-7000 End",
            ])
        #expect(
            read.warnings == [
                "1 word or cue has a start but no end; the start is used for both."
            ])
    }

    @Test func aLineIsNotRepeatedBeyondAllMeasure() throws {
        let text = String(repeating: "Heave ", count: 2_000) + "ho"
        let content = String(repeating: "[0:1]", count: 4_000) + text + "\n"
        let read = try transcript(content)
        #expect(read.text.utf8.count < 10 * content.utf8.count)
        #expect(read.text.utf8.count > 2 * text.utf8.count)
        let dropped = 4_000 - read.spans.count
        #expect(
            read.warnings.first
                == "\(dropped) times of lines that come again and again were left out: with them "
                + "the text would be many times the file.")
        let times = (0..<100).map { "[\(10 + $0):01.00]" }.joined()
        let refrain = times + "What shall we do with the drunken sailor?\n[200:03.00]\n"
        #expect(try transcript(refrain).spans.count == 100)
        #expect(try transcript(refrain).warnings.isEmpty)
    }

    @Test func anOffsetMakesLyricsComeSooner() throws {
        let read = try transcript("[offset:+500]\n[00:01.00]<00:01.20>Call\n[00:02.00]me\n[00:03]")
        #expect(read.lines == ["700-1500 Call", "1500-2500 me"])
        let later = try transcript("[offset:-500]\n[00:01.00]Call\n[00:02.00]me\n[00:03]")
        #expect(later.lines == ["1500-2500 Call", "2500-3500 me"])
    }

    @Test func lyricsGoOnInALineWithoutATime() throws {
        let read = try transcript(
            "Title\n[00:01.00]Call\nme\n[00:02.00]Ishmael\n[Chorus]\n[00:03.00]ago\n[00:04.00]")
        #expect(read.text == "Title Call me Ishmael [Chorus] ago")
        #expect(read.lines.first == "1000-2000 Call me")
        #expect(read.warnings == ["1 cue has no time; the text is kept without one."])
    }

    @Test func hundredthsMayHaveAColonBeforeThem() throws {
        let read = try transcript("[00:01:20]Call me\n[00:03:75]Ishmael\n[01:00:00]\n")
        #expect(read.lines == ["1200-3750 Call me", "3750-60000 Ishmael"])
        let hours = try transcript("[00:01:20]Call me\n[00:03:45]Ishmael\n[01:00:00]\n")
        #expect(hours.lines == ["80000-225000 Call me", "225000-3600000 Ishmael"])
    }

    @Test func lyricsWithoutTimesSaySo() {
        #expect(
            transcriptError("[ar:Melville]\n[ti:Moby-Dick]\nCall me Ishmael.\n")
                == .noTimes(format: "LRC"))
        #expect(transcriptError("[00:01.00]\n[00:02.00]\n") == .noText(format: "LRC"))
    }

    @Test func theLogOfARecogniserIsRead() throws {
        let read = try transcript(
            """
            Detected language: English
            [00:01.000 --> 00:02.500]  Call me Ishmael.
            [01:00:03.250 --> 01:00:04.000]  Some [old] years
            [00:05.000 --> x] lost
            """)
        #expect(
            read.lines == ["1000-2500 Call me Ishmael.", "3603250-3604000 Some [old] years"])
        #expect(
            read.warnings == ["1 cue was skipped for want of a readable timing line; see line 4."])
    }

    @Test func subViewerIsRead() throws {
        let read = try transcript(textTranscriptSamples[2].content)
        #expect(read.lines == ["1000-2500 Call me Ishmael.", "3250-4000 Some years ago"])
        let two = try transcript("00:00:01.50,00:00:02.00\nCall, me\n\n00:00:03.00,00:00:02.00\nx")
        #expect(two.lines == ["1500-2000 Call, me", "3000-3000 x"])
        #expect(two.warnings.count == 1)
    }

    @Test func theHeaderOfSubViewer2IsPassedOver() throws {
        let read = try transcript(
            """
            [INFORMATION]
            [TITLE]Moby-Dick
            [AUTHOR]
            [SOURCE]
            [PRG]
            [FILEPATH]
            [DELAY]0
            [CD TRACK]0
            [COMMENT]
            [END INFORMATION]
            [SUBTITLE]
            [COLF]&HFFFFFF,[STYLE]bd,[SIZE]24,[FONT]Tahoma
            00:00:01.00,00:00:02.50
            Call me[br]Ishmael.

            00:00:03.25,00:00:04.00
            Some years ago

            """)
        #expect(read.lines == ["1000-2500 Call me Ishmael.", "3250-4000 Some years ago"])
        #expect(read.warnings.isEmpty)
    }

    @Test func aRecordOfCTMIsAWord() throws {
        let read = try transcript(
            """
            ;; comment
            moby A 1.00 0.40 Call 0.98
            moby A 1 0.5 <eps>
            moby A 1.40 0.60 me NA lex Ishmael

            moby A 2.00 0.50 Ishmael
            moby A -1 0.50 lost
            moby A oops 0.5 skipped
            """)
        #expect(read.lines == ["1000-1400 Call", "1400-2000 me", "2000-2500 Ishmael"])
        #expect(read.text == "Call me Ishmael lost")
        #expect(
            read.warnings == [
                "1 cue was skipped for want of a readable timing line; see line 8.",
                "1 word or cue has a time that is not a usable number and was ignored.",
            ])
    }

    @Test func theRecordingsOfCTMAreCounted() throws {
        let read = try transcript("a 1 0.0 0.5 Call\na 1 0.5 0.5 me\nb 1 0.0 0.5 Ishmael\n")
        #expect(read.text == "Call me Ishmael")
        #expect(
            read.warnings == [
                "The file holds 2 recordings, which were read as one, in the file's order: make "
                    + "one file of each track."
            ])
        #expect(
            transcriptError("a 1 -1.0 0.5 Call\na 1 -1.0 0.5 me\n")
                == .malformed(
                    format: "CTM", what: "no time is a number that can be used", entry: nil,
                    line: nil))
    }

    @Test func recordsOfCTMAreToldByLittle() throws {
        #expect(try transcript("moby 1 0.5 0.5 Call\n").lines == ["500-1000 Call"])
        #expect(
            try transcript("moby A 0 1 Call\nmoby A 1 1 me 0.98\n").lines
                == ["0-1000 Call", "1000-2000 me"])
        for text in ["Call me 1 2 Ishmael, he said\n", "moby 1 0 1 Call\n"] {
            #expect(transcriptError(text) == .unexpectedKind(found: .plainText), "\(text)")
        }
    }

    @Test func subtitlesThatAreNotUTF8AreReadInTheEncodingTheySeemToHave() throws {
        let head = "1\n00:00:01,000 --> 00:00:02,000\n"
        let bytes = Array(head.utf8) + [0x93] + Array("na".utf8) + [0xEF] + Array("ve caf".utf8)
        let read = try TranscriptReader.read(bytes + [0xE9, 0x94, 0x0A], name: nil)
        #expect(read.text == "“naïve café”")
        #expect(read.warnings == ["The file is not UTF-8: it was read as Windows-1252."])
        // A slip in much UTF-8 is a slip.
        let mixed = Array((head + "naïve café – ").utf8) + [0xE9, 0x0A]
        #expect(try TranscriptReader.read(mixed, name: nil).text == "naïve café – \u{FFFD}")
    }
}

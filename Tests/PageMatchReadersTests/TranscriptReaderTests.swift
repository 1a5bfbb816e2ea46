import PageMatchCore
import PageMatchReaders
import Testing

@Suite struct TranscriptReaderTests {
    @Test(
        "a sample of each format keeps every promise",
        arguments: allTranscriptSamples.map(\.content))
    func samples(content: String) throws {
        let read = try transcript(content)
        #expect(read.brokenPromises.isEmpty)
    }

    @Test func theNameIsCarriedAndNotLookedAt() throws {
        let bytes = Array(transcriptSamples[0].content.utf8)
        #expect(try TranscriptReader.read(bytes, name: "01.json").name == "01.json")
    }

    @Test(arguments: ["", " \r\n\t", "\u{FEFF}", "\u{FEFF}\n"])
    func nothingIsEmpty(content: String) {
        #expect(transcriptError(content) == .empty)
    }

    @Test func whatIsNoTranscriptIsNamed() {
        let novel = "Call me Ishmael. Some years ago, never mind how long precisely, I sailed."
        #expect(transcriptError(novel) == .unexpectedKind(found: .plainText))
        #expect(
            transcriptError("# Moby-Dick\n\n## Loomings\n\nCall me Ishmael.\n")
                == .unexpectedKind(found: .markdown))
        #expect(
            transcriptError(#"{"name": "page-match"}"#)
                == .unexpectedKind(found: .other(format: "JSON")))
        #expect(
            transcriptError(#"{"words": [{"text": "Call", "start": 250, "end": 650}]}"#)
                == .unexpectedKind(found: .other(format: "JSON")))
        #expect(
            transcriptError("[Script Info]\nTitle: Moby-Dick\n")
                == .unexpectedKind(found: .transcript(format: "ASS")))
        #expect(transcriptError("[]") == .unexpectedKind(found: .other(format: "JSON")))
        let chapters =
            #"{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Loomings"}]}"#
        #expect(
            transcriptError(chapters)
                == .unexpectedKind(found: .other(format: "a list of a podcast's chapters")))
    }

    @Test func textWithoutTimesAndTimesWithoutTextAreTold() {
        #expect(
            transcriptError(#"{"segments": [{"text": "Call me"}]}"#)
                == .noTimes(format: "Whisper JSON"))
        #expect(
            transcriptError(#"{"segments": [], "text": ""}"#) == .noText(format: "Whisper JSON"))
        #expect(
            transcriptError(#"{"segments": [{"start": 1, "end": 2, "text": " "}]}"#)
                == .noText(format: "Whisper JSON"))
        #expect(
            transcriptError(#"{"transcription": []}"#) == .noText(format: "whisper.cpp JSON"))
    }

    @Test func brokenJSONNamesItsLine() {
        let error = transcriptError("{\"segments\": [\n{\"start\": 1,\n\"end\" 2}]}")
        #expect(
            error == .malformed(format: "JSON", what: "a colon is missing", entry: nil, line: 3))
    }

    @Test func bytesThatAreNotUTF8AreReplacedAndCounted() throws {
        let bytes =
            Array("WEBVTT\n\n00:01.000 --> 00:02.000\nna".utf8) + [0xEF] + Array("ve caf".utf8)
        let read = try TranscriptReader.read(bytes + [0xE9, 0x0A], name: nil)
        #expect(read.text == "na\u{FFFD}ve caf\u{FFFD}")
        #expect(read.lines == ["1000-2000 na\u{FFFD}ve caf\u{FFFD}"])
        #expect(read.warnings == ["2 places are not valid UTF-8 and read as \u{FFFD}."])
    }

    /// What costs the square of its length where somebody looks too far, and how the text begins.
    static let hostile: [(content: String, text: String)] = {
        func cue(_ text: String) -> String { "WEBVTT\n\n00:01.000 --> 00:02.000\n\(text)" }
        func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
        return [
            (cue(times("<", 200_000)), "<<<"),
            (cue(times("<", 80_000) + ">"), "<<<"),
            (cue(times("<!", 80_000) + ">"), "<!<!"),
            (cue(times("<1 ", 20_000) + times(" ", 20_000) + ">"), "<1 <1 <1"),
            (cue(times("<a", 80_000) + ">Call"), "Call"),
            (cue(times("{\\&", 70_000)), "{\\&{\\&"),
            ("WEBVTT\n\n" + times("00:01.000 --> 00:02.000\na a a\n\n", 6_000), "a a a"),
            (
                #"{"segments": [{"start": 1, "end": 2, "text": ""# + times("-", 100_000)
                    + #"", "words": [{"word": ""# + times("-", 90_000)
                    + #"x", "start": 1, "end": 2}]}]}"#, "---"
            ),
            (
                #"{"words": ["# + times(#"{"word": "a"},"#, 20_000)
                    + #"{"word": "b", "start": 1, "end": 2}]}"#, "a a a"
            ),
        ]
    }()

    @Test(
        "time grows no faster than the input", .timeLimit(.minutes(5)), arguments: hostile.indices)
    func hostileText(index: Int) throws {
        let (content, text) = Self.hostile[index]
        let read = try transcript(content)
        #expect(read.text.hasPrefix(text), "\(content.prefix(40)) gave \(read.text.prefix(20))")
        #expect(read.brokenPromises == [])
    }

    @Test func bracketsWithoutEndAreNoTranscript() {
        #expect(
            transcriptError(String(repeating: "[", count: 200_000))
                == .malformed(
                    format: "JSON", what: "is nested more than 128 levels deep", entry: nil, line: 1
                ))
    }
}

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

    @Test(
        "UTF-16 with and without a mark reads as UTF-8 does", arguments: [true, false],
        [true, false])
    func utf16(isBigEndian: Bool, hasMark: Bool) throws {
        for (format, content) in allTranscriptSamples {
            let units = Array(((hasMark ? "\u{FEFF}" : "") + content).utf16)
            let bytes = units.flatMap { unit in
                let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
                return isBigEndian ? pair : pair.reversed()
            }
            let read = try TranscriptReader.read(bytes, name: nil)
            #expect(try read == transcript(content), "\(format)")
        }
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

    @Test func timeGrowsNoFasterThanTheInput() throws {
        let hostile = [
            "WEBVTT\n\n00:01.000 --> 00:02.000\n" + String(repeating: "<", count: 200_000),
            "WEBVTT\n\n00:01.000 --> 00:02.000\n" + String(repeating: "{\\&", count: 70_000),
            "WEBVTT\n\n" + String(repeating: "00:01.000 --> 00:02.000\na a a\n\n", count: 6_000),
            String(repeating: "[", count: 200_000),
            #"{"segments": [{"start": 1, "end": 2, "text": ""#
                + String(repeating: "-", count: 100_000) + #"", "words": [{"word": ""#
                + String(repeating: "-", count: 90_000) + #"x", "start": 1, "end": 2}]}]}"#,
            #"{"words": ["# + String(repeating: #"{"word": "a"},"#, count: 20_000)
                + #"{"word": "b", "start": 1, "end": 2}]}"#,
        ]
        let clock = ContinuousClock()
        for content in hostile {
            let bytes = Array(content.utf8)
            let duration = clock.measure { _ = try? TranscriptReader.read(bytes, name: nil) }
            #expect(duration < .seconds(4), "\(content.prefix(40))")
        }
    }
}

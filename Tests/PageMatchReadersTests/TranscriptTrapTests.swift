import PageMatchCore
import PageMatchReaders
import Testing

/// What recognisers write that a simple reader would fall over.
@Suite struct TranscriptTrapTests {
    /// A segment of whisper.cpp with tokens, from bytes that need not be UTF-8.
    private func tokens(_ text: String, _ tokens: [(text: [UInt8], offsets: String)]) -> [UInt8] {
        var bytes = Array(
            #"{"transcription": [{"offsets": {"from": 0, "to": 900}, "text": "\#(text)", "tokens": ["#
                .utf8)
        for (index, token) in tokens.enumerated() {
            bytes += Array((index == 0 ? "" : ", ").utf8) + Array(#"{"text": ""#.utf8) + token.text
            bytes += Array("\"\(token.offsets)}".utf8)
        }
        return bytes + Array("]}]}".utf8)
    }

    private func offsets(_ from: Int, _ to: Int) -> String {
        #", "offsets": {"from": \#(from), "to": \#(to)}"#
    }

    @Test func tokensThatAreHalvesOfCharactersAreReadByTheWholeText() throws {
        let whale = Array("鯨".utf8)
        let read = try TranscriptReader.read(
            tokens(
                " a 鯨",
                [
                    (Array(" a".utf8), offsets(0, 100)),
                    (Array(" ".utf8) + whale.prefix(2), offsets(100, 200)),
                    (Array(whale.suffix(1)), offsets(200, 300)),
                ]), name: nil)
        #expect(read.text == "a 鯨")
        #expect(read.lines == ["0-100 a", "100-300 鯨"])
        #expect(read.warnings.isEmpty)
    }

    @Test func marksOfTheModelAreNoWords() throws {
        let read = try TranscriptReader.read(
            tokens(
                " Call me",
                [
                    (Array("[_BEG_]".utf8), offsets(0, 0)), (Array(" Call".utf8), offsets(0, 400)),
                    (Array(" me".utf8), offsets(400, 900)),
                    (Array("[_TT_50]".utf8), offsets(900, 900)),
                    (Array("<|endoftext|>".utf8), offsets(900, 900)),
                ]), name: nil)
        #expect(read.lines == ["0-400 Call", "400-900 me"])
    }

    @Test func tokensWithoutOffsetsShareWhatIsBetweenTheirNeighbours() throws {
        let read = try TranscriptReader.read(
            tokens(
                " Call me Ishmael",
                [
                    (Array(" Call".utf8), offsets(0, 300)), (Array(" me".utf8), ""),
                    (Array(" Ish".utf8), offsets(500, 600)), (Array("mael".utf8), ""),
                ]), name: nil)
        #expect(read.lines == ["0-300 Call", "300-500 me", "500-600 Ishmael"])
    }

    @Test func whisperCppMayHaveTimestampsAlone() throws {
        let read = try transcript(
            """
            {"transcription": [
            {"timestamps": {"from": "00:00:01,000", "to": "00:00:02,500"}, "text": " Call me"},
            {"timestamps": {"from": "01:00:03,250", "to": "01:00:04,000"}, "text": " ago"}]}
            """)
        #expect(read.lines == ["1000-2500 Call me", "3603250-3604000 ago"])
    }

    @Test("cues that overlap keep their own times", arguments: ["WEBVTT\n\n", ""])
    func overlapping(head: String) throws {
        let read = try transcript(
            head + "00:00:01.000 --> 00:00:05.000\nCall\n\n00:00:02.000 --> 00:00:03.000\nme\n\n"
                + "00:00:02.500 --> 00:00:06.000\nIshmael\n")
        #expect(read.lines == ["1000-5000 Call", "2000-3000 me", "2500-6000 Ishmael"])
        #expect(read.warnings.isEmpty)
    }

    @Test func segmentsThatAreObjectsMayHaveWordsThatAreLists() throws {
        let read = try transcript(
            """
            [{"id": 1, "seek": 0, "start": 1.0, "end": 2.5, "text": " Call me.",
            "tokens": [50364, 257], "words": [[1.0, 1.4, " Call", 0.9], [1.4, 2.5, " me.", 0.9]]}]
            """)
        #expect(read.text == "Call me.")
        #expect(read.lines == ["1000-1400 Call", "1400-2500 me."])
    }

    @Test func aCharacterThatTwoWordsShareIsWhole() throws {
        let whale = Array("🐋".utf8)
        var bytes = Array(
            #"{"segments": [{"start": 0, "end": 3, "words": [{"word": " a", "start": 0, "end": 1}, "#
                .utf8)
        bytes += Array(#"{"word": " "#.utf8) + whale.prefix(2)
        bytes += Array(#"", "start": 1, "end": 2}, {"word": ""#.utf8) + whale.suffix(2)
        bytes += Array(#"", "start": 2, "end": 3}]}]}"#.utf8)
        let read = try TranscriptReader.read(bytes, name: nil)
        #expect(read.text == "a 🐋")
        #expect(read.lines == ["0-1000 a", "1000-3000 🐋"])
        #expect(read.brokenPromises.isEmpty)
        // Halves that are escaped are lone surrogates: nothing can mend those.
        let escaped = try transcript(
            #"{"words": [{"word": "\ud83d", "start": 0, "end": 1}, {"word": "\udc0b", "start": 1, "end": 2}]}"#
        )
        #expect(escaped.lines == ["0-1000 \u{FFFD}", "1000-2000 \u{FFFD}"])
    }

    @Test func timesThatDecreaseAreKeptAsTheyAre() throws {
        let read = try transcript(
            """
            {"segments": [{"start": 5, "end": 6, "text": " Call"}, {"start": 4, "end": 5, "text": " me"},
            {"start": 7, "end": 6.5, "text": " ago"}]}
            """)
        #expect(read.lines == ["5000-6000 Call", "4000-5000 me", "7000-7000 ago"])
        #expect(
            read.warnings == ["1 word or cue ends before the start; the start is used for both."])
    }
}

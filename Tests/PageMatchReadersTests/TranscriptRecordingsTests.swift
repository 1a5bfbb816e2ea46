import PageMatchCore
import PageMatchReaders
import Testing

/// Several recordings in one file.
@Suite struct TranscriptRecordingsTests {
    private static let subtitles = """
        1
        00:00:01,000 --> 00:00:02,500
        Call me

        2
        00:00:03,250 --> 00:00:04,000
        Ishmael.


        """
    private static let whisper = """
        {"text": " Call me", "language": "en", "segments": [
        {"start": 1.0, "end": 2.5, "text": " Call me"}, {"start": 3.25, "end": 4, "text": " ago"}]}
        """
    private static let vosk = """
        {"result": [{"conf": 1, "start": 1, "end": 2.5, "word": "call"},
        {"conf": 1, "start": 3.25, "end": 4, "word": "me"}], "text": "call me"}
        """
    private static let line = #"{"start": 1.0, "end": 2.5, "text": " Call"}"#
    private static let lines =
        "\(line)\n" + #"{"start": 3.25, "end": 4.0, "text": " me"}"# + "\n"

    /// The same recording twice, the second right after the first.
    static let pairs: [(String, String)] = [
        ("SRT", subtitles + subtitles),
        ("Vosk", vosk + vosk),
        ("JSON Lines", lines + lines),
        ("whole results in a list", "[\(whisper), \(whisper)]"),
        ("whole results in a row", whisper + whisper),
        ("a result a line", whisper.replacing("\n", with: "") + "\n" + whisper),
        (
            "whisper.cpp", String(repeating: transcriptSamples[8].content + "\n", count: 2)
        ),
        ("Storyteller", String(repeating: transcriptSamples[6].content, count: 2)),
        ("Deepgram", String(repeating: serviceTranscriptSamples[5].content, count: 2)),
    ]

    @Test("what is told twice is read twice and noted", arguments: pairs)
    func twice(name: String, content: String) throws {
        let read = try transcript(content)
        #expect(read.brokenPromises.isEmpty)
        let half = read.spans.count / 2
        #expect(read.spans.count == half * 2 && half > 1, "\(name)")
        #expect(Array(read.lines.prefix(half)) == Array(read.lines.suffix(half)), "\(name)")
        #expect(
            read.warnings == [
                "The times begin anew once: the file seems to hold several recordings, which were "
                    + "read as one, in the file's order: make one file of each track."
            ], "\(name)")
        #expect(read.duration == nil)
    }

    @Test func partsWhoseTimesRunOnAreOneRecording() throws {
        let second = Self.whisper.replacing("1.0", with: "4.5").replacing("2.5", with: "5.5")
            .replacing("3.25", with: "6").replacing(" 4,", with: " 7,")
        let read = try transcript("[\(Self.whisper),\n\(second)]")
        #expect(read.text == "Call me ago Call me ago")
        #expect(read.lines.last == "6000-7000 ago")
        #expect(read.language == "en")
        #expect(read.warnings.isEmpty)
    }

    @Test func aWholeResultInAListIsRead() throws {
        let read = try transcript("[\(Self.whisper)]")
        #expect(try read == transcript(Self.whisper))
    }

    @Test func aPartOfAnotherFormIsNoted() throws {
        let read = try transcript(Self.whisper + #"{"name": "page-match"}"#)
        #expect(read.lines == ["1000-2500 Call me", "3250-4000 ago"])
        #expect(
            read.warnings == [
                "1 part of the file, of another form than the first, could not be read."
            ])
    }

    @Test func theFilesOfABatchAreCounted() throws {
        let one =
            #"{"inlineResult": {"transcript": {"results": [{"alternatives": [{"transcript": "Call"}], "#
            + #""resultEndOffset": "1.5s"}]}}}"#
        let read = try transcript(#"{"results": {"gs://a.mp3": \#(one), "gs://b.mp3": \#(one)}}"#)
        #expect(read.lines == ["0-1500 Call", "0-1500 Call"])
        #expect(
            read.warnings == [
                "The file holds 2 recordings, which were read as one, in the file's order: make "
                    + "one file of each track."
            ])
    }

    @Test func timesThatOverlapOrSlipAreNoOtherRecording() throws {
        for lines in [
            ["00:00.000 --> 00:10.000", "00:00.000 --> 00:03.000", "00:03.000 --> 00:06.000"],
            ["00:03.000 --> 00:04.000", "00:00.000 --> 00:05.000", "00:05.000 --> 00:06.000"],
            ["01:03.000 --> 01:04.000", "01:02.000 --> 01:05.000", "01:01.000 --> 01:06.000"],
            ["00:03.000 --> 00:04.000", "00:05.000 --> 00:06.000", "00:00.000 --> 00:00.100"],
        ] {
            let cues = lines.map { "\($0)\nCall\n\n" }.joined()
            let read = try transcript("WEBVTT\n\n" + cues)
            #expect(read.spans.count == 3)
            #expect(read.warnings.isEmpty, "\(lines)")
        }
    }
}

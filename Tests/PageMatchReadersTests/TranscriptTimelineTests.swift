import PageMatchCore
import PageMatchReaders
import Testing

@Suite struct TranscriptTimelineTests {
    @Test func offsetsCountUTF16() throws {
        let read = try transcript(transcriptSamples[6].content)
        #expect(read.text == "Call 🐋 me, Ishmael.")
        #expect(read.lines == ["1000-1400 Call", "1400-2000 me", "2000-2500 Ishmael."])
        #expect(read.warnings.isEmpty)
    }

    @Test func sentencesInsideSegmentsAreWalked() throws {
        let read = try transcript(transcriptSamples[7].content)
        #expect(read.text == "Call me. Ago!")
        #expect(read.lines == ["1000-1400 Call", "1400-2500 me", "3250-4000 Ago!"])
        #expect(read.warnings.isEmpty)
    }

    @Test func wrongOffsetsAreNotFollowed() throws {
        let read = try transcript(
            """
            {"transcript": "Call me, Ishmael.", "timeline": [
            {"type": "word", "text": "Call", "startTime": 1, "endTime": 2,
            "startOffsetUtf16": 900, "endOffsetUtf16": 904},
            {"type": "word", "text": "me", "startTime": 2, "endTime": 3,
            "startOffsetUtf16": 2, "endOffsetUtf16": 1},
            {"type": "word", "text": "Ishmael", "startTime": 3, "endTime": 4}]}
            """)
        #expect(read.text == "Call me, Ishmael.")
        #expect(read.lines == ["1000-2000 Call", "2000-3000 me", "3000-4000 Ishmael"])
    }

    @Test func wordsAloneAreJoined() throws {
        let read = try transcript(
            """
            [{"type": "word", "text": "Call", "startTime": 1, "endTime": 2},
            {"type": "word", "text": "me", "startTime": 2, "endTime": 3}]
            """)
        #expect(read.text == "Call me")
        #expect(read.lines == ["1000-2000 Call", "2000-3000 me"])
    }
}

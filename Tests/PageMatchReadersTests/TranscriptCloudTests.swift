import PageMatchCore
import PageMatchReaders
import Testing

/// What Amazon, Google and Microsoft answer.
@Suite struct TranscriptCloudTests {
    private func sample(_ format: String) throws -> Transcript {
        let content = try #require(serviceTranscriptSamples.first { $0.format == format }?.content)
        return try transcript(content)
    }

    // MARK: Amazon Transcribe

    @Test func amazonPunctuationBelongsToTheWordBefore() throws {
        let read = try sample("Amazon Transcribe")
        #expect(read.text == "Call me, Ishmael.")
        #expect(read.lines == ["1000-1400 Call", "1400-2000 me,", "2000-2500 Ishmael."])
        #expect(read.language == "en-US")
        #expect(read.warnings.isEmpty)
    }

    @Test func amazonPunctuationThatOpensBelongsToTheWordAfter() throws {
        let read = try transcript(
            """
            {"results": {"items": [
            {"type": "pronunciation", "start_time": "0.5", "end_time": "1",
            "alternatives": [{"content": "Y"}]},
            {"type": "punctuation", "alternatives": [{"content": "¿"}]},
            {"type": "pronunciation", "start_time": "1", "end_time": "2",
            "alternatives": [{"content": "quién"}]},
            {"type": "punctuation", "alternatives": [{"content": "?"}]}],
            "language_codes": [{"language_code": "es-ES", "duration_in_seconds": 2.0}]}}
            """)
        #expect(read.text == "Y ¿quién?")
        #expect(read.lines == ["500-1000 Y", "1000-2000 quién?"])
        #expect(read.language == "es-ES")
    }

    @Test func amazonSegmentsAreReadWhereItemsAreMissing() throws {
        let read = try transcript(
            """
            {"results": {"transcripts": [{"transcript": "Call me. Ago."}], "items": [],
            "audio_segments": [
            {"id": 0, "transcript": "Call me.", "start_time": "1.0", "end_time": "2.5", "items": [0]},
            {"id": 1, "transcript": "Ago.", "start_time": "3.25", "end_time": "4.0", "items": [1]}]}}
            """)
        #expect(read.lines == ["1000-2500 Call me.", "3250-4000 Ago."])
    }

    // MARK: Google

    @Test func googleTimesThatAreZeroAreNotWritten() throws {
        let read = try sample("Google Speech-to-Text 1")
        #expect(read.text == "Call me, Ishmael.")
        #expect(read.lines == ["0-400 Call", "400-1300 me,", "2000-2500 Ishmael."])
        #expect(read.language == "en-US")
        #expect(read.warnings.isEmpty)
    }

    @Test func googleResultsWithoutWordsLastFromTheOneBefore() throws {
        let read = try sample("Google Speech-to-Text 2")
        #expect(read.lines == ["0-1500 Call me", "2000-2500 Ishmael."])
        #expect(read.warnings.isEmpty)
    }

    @Test func googleOperationsAndOtherClientsDurationsAreRead() throws {
        let read = try transcript(
            """
            {"name": "1", "done": true, "response": {"results": [{"alternatives": [{"words": [
            {"start_time": {}, "end_time": {"nanos": 400000000}, "word": "Call"},
            {"startTime": {"seconds": "1", "nanos": 250000000}, "endTime": {"seconds": 2},
            "word": "me"}], "transcript": "Call me"}]}]}}
            """)
        #expect(read.lines == ["0-400 Call", "1250-2000 me"])
    }

    @Test func googleRepeatsAllWordsForItsSpeakersOnce() throws {
        let read = try transcript(
            """
            {"results": [
            {"alternatives": [{"transcript": "Call me", "words": [
            {"endTime": "1s", "word": "Call"}, {"startTime": "1s", "endTime": "2s", "word": "me"}]}]},
            {"alternatives": [{"words": [
            {"endTime": "1s", "word": "Call", "speakerTag": 1},
            {"startTime": "1s", "endTime": "2s", "word": "me", "speakerTag": 1}]}]}]}
            """)
        #expect(read.text == "Call me")
        #expect(read.lines == ["0-1000 Call", "1000-2000 me"])
    }

    // MARK: Azure

    @Test func azureWordsAsTheyAreWrittenAreTakenWhereTheyHaveTimes() throws {
        let read = try sample("Azure batch")
        #expect(read.text == "Call me. Some years ago.")
        #expect(read.lines == ["1000-1400 Call", "1400-2500 me.", "3250-4000 Some years ago."])
        #expect(read.language == "en-US")
        #expect(read.duration == TrackTime(milliseconds: 4000))
    }

    @Test func azureTicksAreATenthOfAMicrosecond() throws {
        let read = try sample("Azure client")
        #expect(read.text == "call me Some years ago.")
        #expect(read.lines == ["1000-1400 call", "1400-2500 me", "3250-4000 Some years ago."])
    }

    @Test func azureDisplayWordsWithoutTimesAreNotTaken() throws {
        let read = try transcript(
            """
            {"recognizedPhrases": [{"offsetInTicks": 0, "durationInTicks": 20000000, "nBest": [
            {"lexical": "it cost five dollars", "display": "It cost $5.", "words": [
            {"word": "it", "offsetInTicks": 0, "durationInTicks": 2000000},
            {"word": "cost", "offsetInTicks": 2000000, "durationInTicks": 3000000},
            {"word": "five", "offsetInTicks": 5000000, "durationInTicks": 5000000},
            {"word": "dollars", "offsetInTicks": 10000000, "durationInTicks": 10000000}],
            "displayWords": [{"displayText": "It"}, {"displayText": "cost"}, {"displayText": "$5."}]
            }]}]}
            """)
        #expect(read.text == "it cost five dollars")
        #expect(read.lines.first == "0-200 it" && read.lines.last == "1000-2000 dollars")
    }

    @Test func azureChannelsWithTheSameSpeechAreReadOnce() throws {
        let phrase =
            #""offset": "PT1M2.5S", "duration": "PT1S", "nBest": [{"display": "Call me."}]"#
        let read = try transcript(
            #"{"recognizedPhrases": [{"channel": 0, \#(phrase)}, {"channel": 1, \#(phrase)}]}"#)
        #expect(read.lines == ["62500-63500 Call me."])
    }

    @Test func azureFastTranscriptionCountsMilliseconds() throws {
        let read = try transcript(
            """
            {"durationMilliseconds": 4000, "combinedPhrases": [{"text": "Call me."}], "phrases": [
            {"offsetMilliseconds": 1000, "durationMilliseconds": 1500, "text": "Call me.",
            "locale": "en-US", "words": [
            {"text": "Call", "offsetMilliseconds": 1000, "durationMilliseconds": 400},
            {"text": "me.", "offsetMilliseconds": 1400, "durationMilliseconds": 1100}]}]}
            """)
        #expect(read.lines == ["1000-1400 Call", "1400-2500 me."])
        #expect(read.duration == TrackTime(milliseconds: 4000))
    }
}

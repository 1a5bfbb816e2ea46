import PageMatchCore
import PageMatchReaders
import Testing

/// What the other services answer.
@Suite struct TranscriptServiceTests {
    private func sample(_ format: String) throws -> Transcript {
        let content = try #require(serviceTranscriptSamples.first { $0.format == format }?.content)
        return try transcript(content)
    }

    // MARK: Deepgram

    @Test func deepgramPunctuatedWordsArePreferredInAnyOrder() throws {
        let read = try sample("Deepgram")
        #expect(read.text == "Call me, Ishmael.")
        #expect(read.lines == ["1000-1400 Call", "1400-2000 me,", "2000-2500 Ishmael."])
        #expect(read.language == "en")
        #expect(read.duration == TrackTime(milliseconds: 4500))
    }

    @Test func deepgramUtterancesAndSentencesStandInForWords() throws {
        let words = try transcript(
            """
            {"results": {"utterances": [{"start": 1, "end": 2.5, "transcript": "call me",
            "channel": 0, "words": [{"word": "call", "start": 1, "end": 1.4},
            {"word": "me", "start": 1.4, "end": 2.5}]},
            {"start": 1, "end": 2, "transcript": "call me", "channel": 1},
            {"start": 3.25, "end": 4, "transcript": "some years ago", "channel": 0}]}}
            """)
        #expect(words.lines == ["1000-1400 call", "1400-2500 me", "3250-4000 some years ago"])
        let sentences = try transcript(
            """
            {"results": {"channels": [{"alternatives": [{"transcript": "Call me. Ago.",
            "paragraphs": {"paragraphs": [{"sentences": [
            {"text": "Call me.", "start": 1, "end": 2.5}, {"text": "Ago.", "start": 3, "end": 4}]}]}
            }]}]}}
            """)
        #expect(sentences.lines == ["1000-2500 Call me.", "3000-4000 Ago."])
    }

    // MARK: AssemblyAI

    @Test func assemblyCountsMilliseconds() throws {
        let read = try sample("AssemblyAI")
        #expect(read.text == "Call me, Ishmael.")
        #expect(read.lines == ["1000-1400 Call", "1400-2000 me,", "2000-2500 Ishmael."])
        #expect(read.language == "en-US")
        #expect(read.duration == TrackTime(milliseconds: 5000))
    }

    @Test func assemblyUtterancesStandInForWords() throws {
        let read = try transcript(
            """
            {"text": "Call me. Ago.", "words": null, "utterances": [
            {"speaker": "A", "text": "Call me.", "start": 1000, "end": 2500, "confidence": 0.9,
            "words": [{"text": "Call", "start": 1000, "end": 1400, "confidence": 0.9},
            {"text": "me.", "start": 1400, "end": 2500, "confidence": 0.9}]},
            {"speaker": "B", "text": "Ago.", "start": 3250, "end": 4000, "confidence": 0.9}]}
            """)
        #expect(read.lines == ["1000-1400 Call", "1400-2500 me.", "3250-4000 Ago."])
    }

    @Test("what is exported in parts is read", arguments: ["sentences", "paragraphs"])
    func assemblyParts(name: String) throws {
        let read = try transcript(
            """
            {"id": "a1", "confidence": 0.9, "audio_duration": 5, "\(name)": [
            {"text": "Call me.", "start": 1000, "end": 2500, "confidence": 0.9, "speaker": null,
            "words": [{"text": "Call", "start": 1000, "end": 1400, "confidence": 0.9},
            {"text": "me.", "start": 1400, "end": 2500, "confidence": 0.9}]},
            {"text": "Ago.", "start": 3250, "end": 4000, "confidence": 0.9, "words": []}]}
            """)
        #expect(read.text == "Call me. Ago.")
        #expect(read.lines == ["1000-1400 Call", "1400-2500 me.", "3250-4000 Ago."])
        #expect(read.duration == TrackTime(milliseconds: 5000))
        #expect(read.warnings.isEmpty)
    }

    @Test func secondsAreNotTakenForMilliseconds() {
        let content = #"{"words": [{"text": "a", "start": 0.5, "end": 1.25, "confidence": 1}]}"#
        #expect(transcriptError(content) == .unexpectedKind(found: .other(format: "JSON")))
    }

    // MARK: ElevenLabs, Speechmatics, Rev AI

    @Test("what is no word has no span", arguments: ["ElevenLabs", "Speechmatics", "Rev AI"])
    func wordsWithPunctuation(format: String) throws {
        let read = try sample(format)
        #expect(read.text == "Call me, Ishmael.")
        #expect(read.lines == ["1000-1400 Call", "1400-2000 me,", "2000-2500 Ishmael."])
        #expect(read.warnings.isEmpty)
    }

    @Test func languageAndLengthAreTakenWhereTheyStand() throws {
        #expect(try sample("ElevenLabs").language == "en")
        #expect(try sample("Speechmatics").language == "en")
        #expect(try sample("Speechmatics").duration == TrackTime(milliseconds: 5000))
    }

    @Test func elevenLabsHasNoSpacesWhereTheScriptHasNone() throws {
        let read = try transcript(
            """
            {"transcripts": [{"language_code": "jpn", "channel_index": 0, "words": [
            {"text": "鯨", "start": 1, "end": 1.5, "type": "word"},
            {"text": "が", "start": 1.5, "end": 2, "type": "word"}]},
            {"words": [{"text": "no", "start": 0, "end": 9, "type": "word"}]}]}
            """)
        #expect(read.text == "鯨が")
        #expect(read.lines == ["1000-1500 鯨", "1500-2000 が"])
    }

    @Test func speechmaticsMarksBelongToTheSideTheySay() throws {
        let read = try transcript(
            """
            {"format": "2.9", "results": [
            {"type": "word", "start_time": 0.5, "end_time": 1, "alternatives": [{"content": "Y"}]},
            {"type": "punctuation", "start_time": 1, "end_time": 1, "attaches_to": "next",
            "alternatives": [{"content": "¿"}]},
            {"type": "word", "start_time": 1, "end_time": 2, "alternatives": [{"content": "quién"}]},
            {"type": "punctuation", "start_time": 2, "end_time": 2, "attaches_to": "both",
            "alternatives": [{"content": "-"}]},
            {"type": "entity", "start_time": 2, "end_time": 3, "alternatives": [{"content": "él"}]}]}
            """)
        #expect(read.text == "Y ¿quién-él")
        #expect(read.lines == ["500-1000 Y", "1000-2000 quién-", "2000-3000 él"])
    }

    @Test func speechmaticsSaysWhereALanguageHasNoSpaces() throws {
        let word = { (text: String, start: Int) in
            #"{"type": "word", "start_time": \#(start), "end_time": \#(start + 1), "#
                + #""alternatives": [{"content": "\#(text)", "language": "th"}]}"#
        }
        let results = "\(word("a", 1)), \(word("b", 2))"
        for (delimiter, text) in [("", "ab"), (" ", "a b")] {
            let read = try transcript(
                #"{"format": "2.9", "metadata": {"language_pack_info": {"word_delimiter": "\#(delimiter)"}},"#
                    + #" "results": [\#(results)]}"#)
            #expect(read.text == text)
        }
    }

    // MARK: Without times

    @Test(
        "a format that is recognised and has no times says so",
        arguments: [
            (#"{"text": "Call me.", "language": "en"}"#, "Whisper JSON"),
            (#"{"text": "Call me.", "segments": [], "words": []}"#, "Whisper JSON"),
            (
                #"{"results": {"transcripts": [{"transcript": "Call me."}], "items": []}}"#,
                "Amazon Transcribe"
            ),
            (#"{"results": {"transcripts": [{"transcript": "Call me."}]}}"#, "Amazon Transcribe"),
            (
                #"{"results": [{"alternatives": [{"transcript": "Call me."}]}]}"#,
                "Google Speech-to-Text"
            ),
            (
                #"{"results": {"channels": [{"alternatives": [{"transcript": "Call me."}]}]}}"#,
                "Deepgram"
            ),
            (
                #"{"combinedRecognizedPhrases": [{"display": "Call me."}]}"#, "Azure Speech"
            ),
            (#"{"combinedPhrases": [{"text": "Call me."}], "phrases": []}"#, "Azure Speech"),
            (#"{"audio_url": "x", "text": "Call me.", "words": null}"#, "AssemblyAI"),
            (#"{"words": [{"type": "word", "text": "Call"}]}"#, "ElevenLabs"),
            (
                #"{"format": "2.9", "results": [{"type": "word", "alternatives": [{"content": "a"}]}]}"#,
                "Speechmatics"
            ),
            (
                #"{"monologues": [{"elements": [{"type": "text", "value": "Call"}]}]}"#, "Rev AI"
            ),
            (#"{"partial": "call"} {"text": "call me"}"#, "Vosk JSON"),
            (#"{"text": "call me"}"#, "JSON"),
            (#"{"text": "call me"} {"text": "ago"}"#, "JSON"),
            (#"{"NBest": [{"Confidence": 0.9, "Display": "Call me."}]}"#, "Azure Speech"),
            (#"{"RecognitionStatus": "Success", "DisplayText": "Call me."}"#, "Azure Speech"),
            (#"{"segments": [{"body": "Call me."}]}"#, "podcast JSON"),
            (#"{"fragments": [{"lines": ["Call me."]}]}"#, "aeneas JSON"),
            (#"{"transcript": "Call me.", "timeline": []}"#, "timeline JSON"),
            (
                #"{"transcription": [{"offsets": {}, "text": " Call me"}]}"#, "whisper.cpp JSON"
            ),
        ])
    func noTimes(content: String, format: String) {
        #expect(transcriptError(content) == .noTimes(format: format))
    }

    @Test(
        "an answer in which nothing was heard is one of its service",
        arguments: [
            (#"{"id": "a", "status": "error", "error": "no audio", "text": null}"#, "AssemblyAI"),
            (#"{"id": "a", "status": "queued", "audio_url": "x", "words": null}"#, "AssemblyAI"),
            (#"{"results": []}"#, "Google Speech-to-Text"),
            (#"{"results": [], "totalBilledTime": "15s"}"#, "Google Speech-to-Text"),
        ])
    func noText(content: String, format: String) {
        #expect(transcriptError(content) == .noText(format: format))
        #expect(
            transcriptError(#"{"results": [], "page": 1}"#)
                == .unexpectedKind(found: .other(format: "JSON")))
    }
}

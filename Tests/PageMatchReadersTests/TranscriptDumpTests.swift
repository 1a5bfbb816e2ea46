import PageMatchCore
import PageMatchReaders
import Testing

/// The JSON of programs that people run themselves, in the ways in which they write it to a file.
@Suite struct TranscriptDumpTests {
    private func sample(_ format: String) throws -> Transcript {
        let content = try #require(serviceTranscriptSamples.first { $0.format == format }?.content)
        return try transcript(content)
    }

    // MARK: Vosk

    @Test func voskObjectsFollowEachOther() throws {
        let read = try sample("Vosk")
        #expect(read.text == "call me ago")
        #expect(read.lines == ["1000-1400 call", "1400-2500 me", "3250-4000 ago"])
        #expect(read.warnings.isEmpty)
    }

    @Test func voskAlternativesAndListsAreRead() throws {
        let read = try transcript(
            """
            [{"alternatives": [{"confidence": 9.5, "text": "call me", "result": [
            {"start": 1, "end": 1.4, "word": "call"}, {"start": 1.4, "end": 2, "word": "me"}]},
            {"confidence": 8.1, "text": "tall me"}]}, {"text": "ago"}]
            """)
        #expect(read.text == "call me ago")
        #expect(read.lines == ["1000-1400 call", "1400-2000 me"])
        #expect(read.warnings == ["1 cue has no time; the text is kept without one."])
    }

    @Test func theMonologuesOfVoskAreRead() throws {
        let read = try sample("vosk-transcriber")
        #expect(read.text == "call me. ago")
        #expect(read.lines == ["1000-1400 call", "1400-2500 me.", "3250-4000 ago"])
        #expect(read.warnings.isEmpty)
    }

    // MARK: Podcasts and sync maps

    @Test func podcastBodiesThatAreWordsAreJoinedWithSpaces() throws {
        let read = try sample("podcast JSON")
        #expect(read.text == "Call me. Ago")
        #expect(read.lines == ["1000-1400 Call", "1400-2500 me.", "3250-4000 Ago"])
        let chinese = try transcript(
            """
            {"version": "1.0.0", "segments": [{"startTime": 0, "endTime": 1, "body": "我們"},
            {"startTime": 1, "endTime": 2, "body": "在"}]}
            """)
        #expect(chinese.text == "我們在")
    }

    @Test func theFinestLevelOfASyncMapIsRead() throws {
        let read = try sample("aeneas JSON")
        #expect(read.text == "Call me. Ago.")
        #expect(read.lines == ["1000-2500 Call me.", "3250-4000 Ago."])
        #expect(read.language == "en")
        #expect(read.warnings.isEmpty)
    }

    @Test func linesOfAFragmentAreOneCue() throws {
        let read = try transcript(
            #"{"fragments": [{"begin": "1.5", "end": "2.640", "lines": ["Call", "me"]}]}"#)
        #expect(read.lines == ["1500-2640 Call me"])
    }

    // MARK: Whisper's relatives

    @Test func segmentsThatAreWordsAreJoinedAsTheScriptDoes() throws {
        let read = try transcript(
            """
            {"text": "Call me", "segments": [
            {"start": 1.0, "end": 1.4, "text": "Call", "score": -0.2},
            {"start": 1.4, "end": 2.5, "text": "me", "score": -0.1}]}
            """)
        #expect(read.lines == ["1000-1400 Call", "1400-2500 me"])
        let chinese = try transcript(
            """
            {"segments": [{"start": 0, "end": 1, "text": "我", "score": -1.0},
            {"start": 1, "end": 2, "text": "們", "score": -1.0}]}
            """)
        #expect(chinese.text == "我們")
    }

    @Test func whatAProgramRegroupedCountsAndNotWhatItWas() throws {
        let read = try transcript(
            """
            {"ori_dict": {"text": " Call me", "language": "en", "segments": [
            {"start": 0, "end": 9, "text": " Call me"}]}, "regroup_history": "sp=.",
            "text": " Call me", "language": "english", "segments": [
            {"start": 1.0, "end": 2.5, "text": " Call me", "words": [
            {"word": " Call", "start": 1.0, "end": 1.4, "tokens": [1], "segment_id": 0, "id": 0},
            {"word": " me", "start": 1.4, "end": 2.5, "tokens": [2], "segment_id": 0, "id": 1}]}]}
            """)
        #expect(read.lines == ["1000-1400 Call", "1400-2500 me"])
        #expect(read.language == "en")
        let alone = try transcript(
            #"{"ori_dict": {"segments": [{"start": 0, "end": 9, "text": " Call me"}]}}"#)
        #expect(alone.lines == ["0-9000 Call me"])
    }

    @Test func wordsWithConfidencesCalledTextAreSecondsInsideSegments() throws {
        let read = try transcript(
            """
            {"segments": [{"start": 1, "end": 2, "text": " Call me", "confidence": 0.9, "words": [
            {"text": "Call", "start": 1, "end": 1.5, "confidence": 0.9},
            {"text": "me", "start": 1.5, "end": 2, "confidence": 0.9}]}], "language": "en"}
            """)
        #expect(read.lines == ["1000-1500 Call", "1500-2000 me"])
    }

    @Test func aSegmentALineIsAList() throws {
        let read = try sample("faster-whisper lines")
        #expect(read.text == "Call me. Ago")
        #expect(read.lines == ["1000-1400 Call", "1400-2500 me.", "3250-4000 Ago"])
        let tuples = try transcript(
            """
            [1, 0, 1.0, 2.5, " Call me.", [50364, 257], -0.2, 1.5, 0.01, null, 0.0]
            [2, 0, 3.25, 4.0, " Ago", [50364], -0.2, 1.5, 0.01, [[3.25, 4.0, " Ago", 0.9]], 0.0]
            """)
        #expect(tuples.lines == ["1000-2500 Call me.", "3250-4000 Ago"])
    }

    @Test func segmentsAndFactsInOneListAreRead() throws {
        let segments = #"[[1, 0, 1.0, 2.5, " Call me.", [50364], -0.2, 1.5, 0.01, null, 0.0]]"#
        let tuple = try transcript(#"[\#(segments), ["de", 0.98, 4.5, 4.25, null]]"#)
        #expect(tuple.lines == ["1000-2500 Call me."])
        #expect(tuple.language == "de")
        #expect(tuple.duration == TrackTime(milliseconds: 4500))
        let objects = try transcript(
            """
            [[{"start": 1.0, "end": 2.5, "text": " Call me."}], {"language": "de", "duration": 4.5}]
            """)
        #expect(objects.lines == ["1000-2500 Call me."])
        #expect(objects.language == "de")
        let named = try transcript(
            """
            {"info": {"language": "de", "duration": 4.5},
            "segments": [{"start": 1.0, "end": 2.5, "text": " Call me."}]}
            """)
        #expect(named.language == "de")
        #expect(named.duration == tuple.duration)
    }

    @Test(
        "Python objects as they are printed are refused in words",
        arguments: [
            "Segment(id=1, seek=0, start=0.0, end=2.5, text=' Call me')\nSegment(id=2)\n",
            "[Segment(id=1, seek=0, start=0.0, end=2.5, text=' Call me', words=None)]",
            #"["Segment(id=1, seek=0, start=0.0, end=2.5, text=' Call me')"]"#,
            "[{'start': 0.0, 'end': 2.5, 'text': ' Call me'}]",
            "{'text': ' Call me', 'segments': []}",
        ])
    func printed(content: String) {
        guard case .malformed("JSON", let what, nil, 1) = transcriptError(content) else {
            Issue.record("\(content) gave \(String(describing: transcriptError(content)))")
            return
        }
        #expect(what.contains("print()") && what.contains("json.dump"))
    }

    @Test func aFootnoteIsNoListOfNumbers() {
        let note = "[1, 2] See the chapter on whales, where all of this is told at length.\n"
        #expect(transcriptError(note) == .unexpectedKind(found: .plainText))
    }

    @Test func aMarkBeforeJSONIsPassedOver() throws {
        for (format, content) in serviceTranscriptSamples {
            #expect(try transcript("\u{FEFF}" + content) == transcript(content), "\(format)")
        }
    }

    @Test(
        "a stated language is a tag or nothing",
        arguments: [
            ("english", "en"), ("en-US", "en-US"), ("en_us", "en-US"), ("ENGLISH_US", "en"),
            ("Spanish", "es"), ("zh", "zh"), ("deu", "de"), ("auto", nil), ("", nil), ("xx", nil),
        ] as [(String, String?)])
    func language(stated: String, tag: String?) throws {
        let read = try transcript(
            #"{"language": "\#(stated)", "segments": [{"start": 1, "end": 2, "text": "a"}]}"#)
        #expect(read.language == tag)
    }
}

import PageMatchCore
import PageMatchReaders
import Testing

@Suite struct TranscriptWhisperTests {
    @Test func wordsOfASegmentHaveTheirOwnTimes() throws {
        let read = try transcript(transcriptSamples[3].content)
        #expect(read.text == "Call me. Ago…")
        #expect(read.lines == ["1000-1400 Call", "1400-2500 me.", "3250-4000 Ago…"])
        #expect(read.language == "en")
        #expect(read.warnings.isEmpty)
    }

    @Test func namedTuplesAreReadInEveryKnownOrderOfFields() throws {
        let read = try transcript(transcriptSamples[4].content)
        #expect(read.lines == ["1000-1400 Call", "1400-2500 me.", "3250-4000 Some years"])
        #expect(read.warnings.isEmpty)
        let old = try transcript(
            #"[[1.0, 2.5, " Call me.", [[1.0, 1.4, " Call", 0.9], [1.4, 2.5, " me.", 0.9]], 0.5]]"#)
        #expect(old.lines == ["1000-1400 Call", "1400-2500 me."])
    }

    @Test func aListOfSegmentsStandsAlone() throws {
        let read = try transcript(
            #"[{"start": 1, "end": 2.5, "text": "Call me"}, {"start": 3, "end": 4, "text": "ago"}]"#
        )
        #expect(read.text == "Call me ago")
        #expect(read.lines == ["1000-2500 Call me", "3000-4000 ago"])
    }

    @Test func aListOfWordsStandsAlone() throws {
        let read = try transcript(
            #"[{"word": "Call", "start": 1, "end": 1.4}, {"word": "me", "start": 1.4, "end": 2}]"#)
        #expect(read.text == "Call me")
        #expect(read.lines == ["1000-1400 Call", "1400-2000 me"])
    }

    @Test func wordsBesideSegmentsWithoutWordsAreUsed() throws {
        let read = try transcript(
            """
            {"language": "english", "duration": "2.7", "text": "Call me.",
            "segments": [{"start": 1.0, "end": 2.5, "text": " Call me."}],
            "words": [{"word": "Call", "start": 1.0, "end": 1.4},
            {"word": "me", "start": 1.4, "end": 2.5}]}
            """)
        #expect(read.lines == ["1000-1400 Call", "1400-2500 me"])
        #expect(read.duration == TrackTime(milliseconds: 2700))
    }

    @Test func wordsWithoutTimesShareASpanBetweenTheirNeighbours() throws {
        let read = try transcript(transcriptSamples[5].content)
        #expect(
            read.lines == ["1000-1400 In", "1400-3000 1851", "3000-3100 he", "2900-3800 sailed."])
        #expect(read.warnings.isEmpty)
    }

    @Test func wordsWithoutTimesAtTheEdgesEndWithTheSegment() throws {
        let read = try transcript(
            """
            {"segments": [{"start": 1.0, "end": 9.0, "text": "$5 to 6 or 7 8", "words": [
            {"word": "$5"}, {"word": "to", "start": 3.0, "end": 3.5}, {"word": "6"},
            {"word": "or", "start": 4.0, "end": 5.0}, {"word": "7"}, {"word": "8"}]},
            {"start": 10, "end": 12, "text": "1 2", "words": [{"word": "1"}, {"word": "2"}]}]}
            """)
        #expect(
            read.lines == [
                "1000-3000 $5", "3000-3500 to", "3500-4000 6", "4000-5000 or", "5000-9000 7 8",
                "10000-12000 1 2",
            ])
    }

    @Test func whiteSpaceComesFromTheSource() throws {
        let chinese = try transcript(
            """
            {"segments": [{"start": 0, "end": 2, "text": "我們在。", "words": [
            {"word": "我們", "start": 0, "end": 1}, {"word": "在。", "start": 1, "end": 2}]}]}
            """)
        #expect(chinese.text == "我們在。")
        let bare = try transcript(
            #"{"words": [{"word": "我們", "start": 0, "end": 1}, {"word": "在", "start": 1, "end": 2}]}"#
        )
        #expect(bare.text == "我們在")
        let carried = try transcript(
            """
            {"segments": [{"start": 0, "end": 2, "words": [
            {"word": " did", "start": 0, "end": 1}, {"word": "n't", "start": 1, "end": 2}]}]}
            """)
        #expect(carried.text == "didn't")
        #expect(carried.lines == ["0-1000 did", "1000-2000 n't"])
    }

    @Test func wordsThatAreNotInTheTextAreJoinedInstead() throws {
        let read = try transcript(
            """
            {"segments": [{"start": 0, "end": 2, "text": "It cost five.", "words": [
            {"word": "It", "start": 0, "end": 1}, {"word": "costs", "start": 1, "end": 2}]}]}
            """)
        #expect(read.text == "It costs")
        #expect(read.brokenPromises.isEmpty)
    }

    @Test func timesThatAreNoNumbersAreLeftOutAndCounted() throws {
        let read = try transcript(
            """
            {"segments": [
            {"start": NaN, "end": 1.0, "text": "one"},
            {"start": -3.0, "end": 1.0, "text": "two"},
            {"start": 1, "end": Infinity, "text": "three"},
            {"start": 1, "end": 1e12, "text": "four"},
            {"start": 5.0, "end": 4.0, "text": "five"},
            {"start": 6.0, "text": "six"},
            {"start": null, "end": null, "text": "seven"}]}
            """)
        #expect(read.text == "one two three four five six seven")
        #expect(read.lines == ["5000-5000 five", "6000-6000 six"])
        #expect(
            read.warnings == [
                "4 words or cues have a time that is not a usable number and was ignored.",
                "1 word or cue ends before the start; the start is used for both.",
                "1 word or cue has a start but no end; the start is used for both.",
                "5 cues have no time; the text is kept without one.",
            ])
    }

    @Test func chunksWithPairsOfTimesAreRead() throws {
        let read = try transcript(
            """
            {"text": " Call me.", "chunks": [{"timestamp": [0.0, 2.5], "text": " Call"},
            {"timestamp": [2.5, null], "text": " me."}]}
            """)
        #expect(read.lines == ["0-2500 Call", "2500-2500 me."])
    }

    @Test func tokensBecomeWords() throws {
        let read = try transcript(transcriptSamples[8].content)
        #expect(read.text == "Calling me Some years ago")
        #expect(read.lines == ["1000-1400 Calling", "1400-2500 me", "3250-4000 Some years ago"])
        #expect(read.language == "en")
        #expect(read.warnings.isEmpty)
    }

    @Test func aCharacterCutInTwoIsWholeAgain() throws {
        let halves = String("鯨 ").utf8.dropLast()
        var bytes = Array(
            #"{"transcription": [{"offsets": {"from": 0, "to": 100}, "text": " a"},"#.utf8)
        bytes += Array(#"{"offsets": {"from": 100, "to": 200}, "text": " "#.utf8) + halves.prefix(2)
        bytes += Array(#""}, {"offsets": {"from": 200, "to": 300}, "text": ""#.utf8)
        bytes += halves.suffix(1) + Array(#""}]}"#.utf8)
        let read = try TranscriptReader.read(bytes, name: nil)
        #expect(read.text == "a 鯨")
        #expect(read.lines == ["0-100 a", "100-300 鯨"])
        #expect(read.warnings.isEmpty)
    }

    @Test func segmentsThatArePartsOfWordsAreJoined() throws {
        let read = try transcript(
            """
            {"transcription": [{"offsets": {"from": 0, "to": 100}, "text": " Is"},
            {"offsets": {"from": 100, "to": 200}, "text": "hma"},
            {"offsets": {"from": 200, "to": 300}, "text": "el."},
            {"offsets": {"from": 300, "to": 400}, "text": " Some"}]}
            """)
        #expect(read.text == "Ishmael. Some")
        #expect(read.lines == ["0-300 Ishmael.", "300-400 Some"])
    }

    @Test func segmentsWithoutAnySpaceAreWords() throws {
        let read = try transcript(
            """
            {"transcription": [{"offsets": {"from": 0, "to": 100}, "text": "Call"},
            {"offsets": {"from": 100, "to": 200}, "text": "me"},
            {"offsets": {"from": 200, "to": 300}, "text": "鯨"},
            {"offsets": {"from": 300, "to": 400}, "text": "が"}]}
            """)
        #expect(read.text == "Call me 鯨が")
        #expect(read.lines == ["0-100 Call", "100-200 me", "200-300 鯨", "300-400 が"])
    }

    @Test func wordsOfNeMoAreReadWhereverTheyStand() throws {
        let words = """
            [{"word": "Call", "start_offset": 12, "end_offset": 17, "start": 1.0, "end": 1.4},
            {"word": "me", "start_offset": 17, "end_offset": 25, "start": 1.4, "end": 2}]
            """
        for content in [
            words, #"{"word": \#(words), "segment": []}"#,
            #"{"text": "Call me", "timestamp": {"timestep": [1], "word": \#(words)}}"#,
        ] {
            #expect(try transcript(content).lines == ["1000-1400 Call", "1400-2000 me"])
        }
    }

    @Test func aBareListOfTextsWithTimesIsRead() throws {
        let read = try transcript(
            #"[{"text": "Call", "start": 1, "end": 1.4}, {"text": "me", "start": 1.4, "end": 2}]"#)
        #expect(read.lines == ["1000-1400 Call", "1400-2000 me"])
    }
}

import PageMatchCore
import PageMatchReaders
import Testing

@Suite struct TranscriptCaptionTests {
    @Test func aCueIsASpanAndItsMarkupIsGone() throws {
        let read = try transcript(
            """
            WEBVTT

            1
            00:01.000 --> 00:02.500 align:start
            <v Ishmael>Call me</v>
            <c.loud>Ishmael</c>.

            01:00:03.250 --> 01:00:04.000
            5 < 6 &amp; &quot;so&quot; on&#46;
            """)
        #expect(read.text == #"Call me Ishmael. 5 < 6 & "so" on."#)
        #expect(
            read.lines == [
                "1000-2500 Call me Ishmael.", #"3603250-3604000 5 < 6 & "so" on."#,
            ])
        #expect(read.warnings.isEmpty)
    }

    @Test func timesInsideACueAreTheTimesOfItsWords() throws {
        let read = try transcript(transcriptSamples[0].content)
        #expect(
            read.lines == [
                "1000-1400 Call", "1400-2000 me", "2000-2500 Ishmael.",
                "3250-4000 Fish & ships",
            ])
        #expect(read.language == "en")
        #expect(read.warnings.isEmpty)
    }

    @Test(arguments: ["\r\n", "\r", "\n"])
    func lineEndsOfAllSystemsAreRead(lineEnd: String) throws {
        let sample = transcriptSamples[0].content
        let changed = sample.split(separator: "\n", omittingEmptySubsequences: false)
            .joined(separator: lineEnd)
        #expect(try transcript("\u{FEFF}" + changed) == transcript(sample))
    }

    @Test func commentsStylesAndRegionsAreNotRead() throws {
        let read = try transcript(
            """
            WEBVTT

            NOTE
            not this
            nor this

            STYLE
            ::cue { }

            REGION
            id:1

            00:01.000 --> 00:02.000
            NOTE this is spoken
            """)
        #expect(read.text == "NOTE this is spoken")
        #expect(read.warnings.isEmpty)
    }

    @Test func rollingCaptionsAreReadOnce() throws {
        let read = try transcript(transcriptSamples[1].content)
        #expect(
            read.lines == ["0-500 call", "500-2000 me", "2010-3000 ishmael", "3000-4000 some"])
        #expect(read.text == "call me ishmael some")
        #expect(
            read.warnings == [
                "Rolling captions: 2 cues repeat earlier words, which are taken once."
            ]
        )
    }

    @Test func aLineThatGrowsIsReadOnce() throws {
        let read = try transcript(
            """
            WEBVTT

            00:00.000 --> 00:01.000
            the whale

            00:01.000 --> 00:02.000
            the whale was

            00:02.000 --> 00:03.000
            whale was
            white
            """)
        #expect(read.lines == ["0-1000 the whale", "1000-2000 was", "2000-3000 white"])
    }

    @Test func aSpeakerWhoRepeatsHimselfIsNotShortened() throws {
        let read = try transcript(
            """
            WEBVTT

            00:00.000 --> 00:01.000
            No.

            00:01.000 --> 00:02.000
            No.

            00:02.000 --> 00:03.000
            No. Never.

            00:03.000 --> 00:04.000
            The sea, the sea

            00:04.000 --> 00:05.000
            called him back.

            00:05.000 --> 00:06.000
            He went.
            """)
        #expect(read.text == "No. No. No. Never. The sea, the sea called him back. He went.")
        #expect(read.warnings.isEmpty)
    }

    @Test func anUnderlineThatMovesOnGivesTheTimesOfWords() throws {
        let read = try transcript(
            """
            WEBVTT

            00:00.000 --> 00:01.000
            <u>the</u> white whale

            00:01.000 --> 00:01.500
            the white whale

            00:01.500 --> 00:02.000
            the <u>white</u> whale

            00:02.000 --> 00:03.000
            the white <u>whale</u>
            """)
        #expect(read.lines == ["0-1000 the", "1500-2000 white", "2000-3000 whale"])
        #expect(read.text == "the white whale")
    }

    @Test func aBadTimingLineCostsItsCueAndIsNamed() throws {
        let read = try transcript(
            """
            WEBVTT

            00:01.000 --> nonsense
            lost

            00:03.000 --> 00:04.000
            kept

            00:05.000 -> 00:06.000
            lost too

            00:09.000 --> 00:08.000
            backwards
            """)
        #expect(read.lines == ["3000-4000 kept", "9000-9000 backwards"])
        #expect(
            read.warnings == [
                "2 cues were skipped for want of a readable timing line; see line 3.",
                "1 word or cue ends before the start; the start is used for both.",
            ])
    }

    @Test func aBlockWithoutTimesIsNamedByItsFirstLine() throws {
        let read = try transcript(
            "WEBVTT\n\n00:01.000 --> 00:02.000\nkept\n\n00:03.000 -> 00:04.000\nlost\nlost")
        #expect(read.text == "kept")
        #expect(
            read.warnings == [
                "1 cue was skipped for want of a readable timing line; see line 6."
            ])
    }

    @Test func aFileWithoutOneGoodCueIsMalformedAtTheFirst() {
        let bad = "WEBVTT\n\n00:01 --> x\nlost\n\n00:05.000 --> y\nlost"
        #expect(
            transcriptError(bad)
                == .malformed(
                    format: "WebVTT", what: "no cue has readable times", entry: nil, line: 3))
        #expect(
            transcriptError("1\n00:01,000 --> \nlost\n")
                == .malformed(format: "SRT", what: "no cue has readable times", entry: nil, line: 2)
        )
        #expect(transcriptError("WEBVTT\n\nNOTE nothing\n") == .noText(format: "WebVTT"))
    }

    @Test func aCaptionBrokenOverChineseLinesGetsNoSpace() throws {
        let read = try transcript(
            "WEBVTT\n\n00:01.000 --> 00:02.000\n我們在這裡\n等他回來。\n\n00:02.000 --> 00:03.000\n한국어\n띄어쓰기\n"
        )
        #expect(read.text == "我們在這裡等他回來。 한국어 띄어쓰기")
    }

    @Test func readingAidsOverCharactersAreNotRead() throws {
        let read = try transcript(
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<ruby>鯨<rt>くじら</rt></ruby>が来た\n")
        #expect(read.text == "鯨が来た")
    }

    @Test func subtitlesWithoutEmptyLinesOrNumbersAreRead() throws {
        let read = try transcript(transcriptSamples[2].content)
        #expect(read.lines == ["1000-2500 Call me Ishmael.", "3250-4000 Some years ago"])
        let bare = try transcript("00:01.5 --> 00:02.5\nCall me\n\n0:03.25 --> 0:04\nago\n")
        #expect(bare.lines == ["1500-2500 Call me", "3250-4000 ago"])
    }

    @Test func subtitlesKeepTextAfterAnEmptyLineAndNumbersThatAreSpoken() throws {
        let read = try transcript(
            """
            1
            00:00:01,000 --> 00:00:02,000
            The year was

            1851

            2
            00:00:03,000 --> 00:00:04,000
            42

            3
            00:00:05,000 --> 00:00:06,000
            end
            4
            """)
        #expect(
            read.lines == ["1000-2000 The year was 1851", "3000-4000 42", "5000-6000 end"])
        #expect(read.warnings.isEmpty)
    }

    @Test func anArrowInSpokenTextIsText() throws {
        let read = try transcript("1\n00:00:01,000 --> 00:00:02,000\nfrom A --> B <3 < x\n")
        #expect(read.text == "from A --> B <3 < x")
    }
}

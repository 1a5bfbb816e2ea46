import PageMatchCore
import PageMatchReaders
import Testing

/// TTML, and the HTML of podcasts.
@Suite struct TranscriptMarkupTests {
    /// A document around some paragraphs.
    private func timed(_ body: String, _ attributes: String = "") -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"
            xmlns:ttp="http://www.w3.org/ns/ttml#parameter" \(attributes)><body><div>
        \(body)
        </div></body></tt>
        """
    }

    @Test func paragraphsAreCuesAndSpansWithTimesAreWords() throws {
        let read = try transcript(textTranscriptSamples[4].content)
        #expect(read.text == "Call me Ishmael. Some years ago")
        #expect(
            read.lines == [
                "1000-2500 Call me Ishmael.", "3250-3550 Some", "3550-4000 years", "4000-4000 ago",
            ])
        #expect(read.language == "en")
        #expect(read.warnings.isEmpty)
    }

    static let expressions: [(String, String, String)] = [
        ("00:00:01.5", "", "1500-9000 x"), ("0:01", "", "1000-9000 x"),
        ("01:00:01.000", "", "3601000-3601000 x"), ("1500ms", "", "1500-9000 x"),
        ("1.5s", "", "1500-9000 x"), ("0.025m", "", "1500-9000 x"),
        ("0.001h", "", "3600-9000 x"), ("1.5", "", "1500-9000 x"),
        ("00:00:01,500", "", "1500-9000 x"), ("00:00:01:15", "", "1500-9000 x"),
        ("00:00:01:10", "ttp:frameRate=\"25\"", "1400-9000 x"),
        ("30f", "ttp:frameRate=\"24\"", "1250-9000 x"),
        (
            "30f", "ttp:frameRate=\"30\" ttp:frameRateMultiplier=\"1000 1001\"",
            "1001-9000 x"
        ),
        ("15000000t", "ttp:tickRate=\"10000000\"", "1500-9000 x"),
        ("50t", "ttp:frameRate=\"25\"", "2000-9000 x"), ("2t", "", "2000-9000 x"),
        (
            "00:00:01:10.1", "ttp:frameRate=\"25\" ttp:subFrameRate=\"2\"",
            "1420-9000 x"
        ),
    ]

    @Test("each way to write a time is read", arguments: expressions)
    func time(expression: String, attributes: String, line: String) throws {
        let read = try transcript(
            timed("<p begin=\"\(expression)\" end=\"9s\">x</p>", attributes))
        #expect(read.lines == [line])
    }

    @Test func timesCountFromWhatIsAround() throws {
        let read = try transcript(
            """
            <tt xmlns="http://www.w3.org/2006/10/ttaf1"><body begin="100s"><div begin="10s">
            <p begin="1s" dur="1s">Call <span>me</span></p>
            <p begin="3s" end="4s"><span begin="0s" dur="0.5s">Ish</span><span begin="0.5s"
            >mael</span></p></div></body></tt>
            """)
        #expect(
            read.lines == [
                "111000-112000 Call me", "113000-113500 Ish", "113500-114000 mael",
            ])
        #expect(read.text == "Call me Ishmael")
    }

    @Test func timesOfWordsThatCountFromTheStartAreToldByWhereTheyLie() throws {
        let read = try transcript(
            timed(
                """
                <p begin="10.0" end="11.0"><span begin="10.0" end="10.4">Call</span> <span
                begin="10.4" end="11.0">me</span></p>
                <p begin="12.0" end="13.0"><span begin="12.2" end="13.0">Ishmael</span></p>
                """))
        #expect(
            read.lines == ["10000-10400 Call", "10400-11000 me", "12200-13000 Ishmael"])
    }

    @Test func wordsThatAreMarkedAsSuchNeedNoSpaceBetweenThem() throws {
        let read = try transcript(
            """
            <tt xmlns="http://www.w3.org/ns/ttml" xmlns:podcasts="http://podcasts.apple.com/transcript-ttml-internal"
            xml:lang="en"><body dur="9s"><div><p begin="1s" end="4s"><span podcasts:unit="sentence"
            begin="1s" end="2.5s"><span podcasts:unit="word" begin="1s" end="1.4s">Call</span><span
            podcasts:unit="word" begin="1.4s" end="2.5s">me.</span></span><span podcasts:unit="sentence"
            begin="3s" end="4s"><span podcasts:unit="word" begin="3s" end="3.5s">Some</span><span
            podcasts:unit="word" begin="3.5s" end="4s">years</span></span></p></div></body></tt>
            """)
        #expect(read.text == "Call me. Some years")
        #expect(
            read.lines == ["1000-1400 Call", "1400-2500 me.", "3000-3500 Some", "3500-4000 years"])
    }

    @Test func readingAidsAndMetadataAreNotRead() throws {
        let read = try transcript(
            timed(
                """
                <p begin="1s" end="2s"><metadata>no</metadata><span tts:ruby="container"><span
                tts:ruby="base">鯨</span><span tts:ruby="text">くじら</span></span>が来た &amp; &lt;</p>
                """))
        #expect(read.lines == ["1000-2000 鯨が来た & <"])
    }

    @Test func aDocumentWithoutTimesSaysSo() {
        #expect(transcriptError(timed("<p>Call me</p>")) == .noTimes(format: "TTML"))
        #expect(
            transcriptError(timed("<p begin=\"wallclock(2020-01-01)\">Call me</p>"))
                == .malformed(
                    format: "TTML", what: "no time is a number that can be used", entry: nil,
                    line: nil))
        #expect(
            transcriptError(timed("<p begin=\"1s\" end=\"2s\"> </p>")) == .noText(format: "TTML"))
    }

    @Test func whatIsNotWellFormedIsReadAsFarAsItGoes() throws {
        let whole = timed("<p begin=\"1s\" end=\"2s\">Call</p>\n<p begin=\"2s\" end=\"3s\">me</p>")
        let cut = String(whole.prefix(whole.count - 20))
        let read = try transcript(cut)
        #expect(read.text == "Call me")
        #expect(read.warnings.count == 1)
        #expect(read.warnings.first?.contains("not well-formed") == true)
    }

    @Test func aDocumentOfWhichNothingIsLeftIsDamagedAndNotSilent() {
        let error = transcriptError("<tt><body><p begin=\"1s")
        guard case .malformed("TTML", let what, nil, 1)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(what.contains("nothing can be made out"))
    }

    @Test func entitiesOfADocumentTypeAreNeverExpandedOrLoaded() throws {
        let bomb = """
            <!DOCTYPE tt [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">
            <!ENTITY x SYSTEM "file:///etc/passwd">]>
            <tt xmlns="http://www.w3.org/ns/ttml"><body><div>
            <p begin="1s" end="2s">Call &b; &x; me</p></div></body></tt>
            """
        #expect(try transcript(bomb).text == "Call &b; &x; me")
    }

    @Test func aPodcastsTranscriptIsRead() throws {
        let read = try transcript(
            """
            <!DOCTYPE html><html><body>
            <cite>Ishmael:</cite><time>0:01</time>
            <p>Call me Ishmael.</p><p>Some years ago,</p>
            <cite>Ahab:</cite><time>1:00:03</time><p>never mind</p></body></html>
            """)
        #expect(read.text == "Call me Ishmael. Some years ago, never mind")
        #expect(
            read.lines == [
                "1000-1860096 Call me Ishmael.", "1860096-3603000 Some years ago,",
                "3603000-3603000 never mind",
            ])
    }

    @Test func aPodcastsPageNestedTooDeeplyIsRefused() {
        let page = "<cite>A</cite><time>0:01</time><p>" + String(repeating: "<b>", count: 20_000)
        guard case .malformed("podcast HTML", _, nil, nil)? = transcriptError(page) else {
            Issue.record("it was read")
            return
        }
    }

    @Test func aPodcastsTranscriptWithoutAReadableTimeIsNamed() {
        #expect(
            transcriptError("<cite>Ishmael:</cite> <time>noon</time>\n<p>Call me.</p>\n")
                == .malformed(
                    format: "podcast HTML", what: "no <time> has a time such as 0:09 or 1:02:03",
                    entry: nil, line: nil))
        #expect(
            transcriptError(
                "<html><p><cite>Moby-Dick</cite>, <time>1851</time></p><p>Call me.</p></html>")
                == .unexpectedKind(found: .html))
    }
}

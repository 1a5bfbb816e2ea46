import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchReaders

@Suite struct EPUBOverlayTests {
    // MARK: Clock values

    @Test(
        "clock values are read in all their forms",
        arguments: [
            ("5:34:31.396", 20_071_396), ("124:59:36", 449_976_000), ("0:05:01.2", 301_200),
            ("09:58", 598_000), ("00:56.78", 56_780), ("76.2s", 76_200), ("7.75h", 27_900_000),
            ("13min", 780_000), ("2345ms", 2_345), ("12.345", 12_345), ("1705.600s", 1_705_600),
            (" 3 s ", 3_000), ("npt=123.456s", 123_456), ("0", 0), ("1.0005s", 1_001),
        ] as [(String, Int64)])
    func clockValue(text: String, milliseconds: Int64) {
        #expect(ClockValue.time(Array(text.utf8)[...])?.milliseconds == milliseconds)
    }

    @Test(
        "what is no clock value is refused",
        arguments: [
            "", "x", "-1s", "1:2:3:4", "NaN", "inf", "1e9s", "5:99:99:", "1.2.3s", "h", ":", "1::2",
            "99999999999999999999h", "999999999h", "1,5s",
        ])
    func noClockValue(text: String) {
        #expect(ClockValue.time(Array(text.utf8)[...]) == nil)
    }

    // MARK: Overlays

    private func smil(_ pars: [(text: String, audio: String, begin: String, end: String)]) -> String
    {
        let list = pars.map {
            """
            <par><text src="\($0.text)"/>
            <audio src="\($0.audio)" clipBegin="\($0.begin)" clipEnd="\($0.end)"/></par>
            """
        }
        return """
            <smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="http://www.idpf.org/2007/ops"
              version="3.0"><body><seq epub:textref="../one.xhtml">\(list.joined())</seq></body></smil>
            """
    }

    private func book(_ first: String, _ second: String) throws -> Book {
        var fixture = EPUBFixture([
            .init(
                "OPS/one.xhtml",
                body: "<h1 id='h'>One</h1><p><span id='a'>The first one. </span><span id='b'>The"
                    + " <i>second</i><sup><a href='#n'>1</a></sup> one.</span></p>"),
            .init("OPS/two.xhtml", body: "<p id='c'>Third.</p><p>Unread.</p>"),
        ])
        fixture.chapters[0].item = " media-overlay=\"s1\""
        fixture.chapters[1].item = " media-overlay=\"s2\""
        fixture.items = """
            <item id="s2" href="smil/2.smil" media-type="application/smil+xml"/>
            <item id="s1" href="smil/1.smil" media-type="application/smil+xml"/>
            """
        fixture.files = [("OPS/smil/1.smil", first), ("OPS/smil/2.smil", second)]
        return try BookReader.read(fixture.bytes, name: nil)
    }

    private func ms(_ value: Int64) -> TrackTime { TrackTime(milliseconds: value) }

    @Test func overlaysAreReadAsData() throws {
        let book = try book(
            smil([
                ("../one.xhtml#h", "../Audio/1.mp3", "0:00:00.000", "2s"),
                ("../one.xhtml#a", "../Audio/1.mp3", "2s", "3.5s"),
                ("../ONE.xhtml#b", "../Audio/1.mp3", "3.5s", "0:05"),
            ]), smil([("../two.xhtml#c", "../Audio/2.mp3", "1500ms", "3s")]))
        #expect(book.warnings.isEmpty)
        #expect(
            book.overlays == [
                MediaOverlay(
                    section: 0, element: "h", audio: "OPS/Audio/1.mp3", from: ms(0), to: ms(2000)),
                MediaOverlay(
                    section: 0, element: "a", audio: "OPS/Audio/1.mp3", from: ms(2000), to: ms(3500)
                ),
                MediaOverlay(
                    section: 0, element: "b", audio: "OPS/Audio/1.mp3", from: ms(3500), to: ms(5000)
                ),
                MediaOverlay(
                    section: 1, element: "c", audio: "OPS/Audio/2.mp3", from: ms(1500), to: ms(3000)
                ),
            ])
        let transcripts = OverlayTranscripts.transcripts(of: book)
        #expect(transcripts.map(\.name) == ["1.mp3", "2.mp3"])
        #expect(transcripts.map(\.text) == ["One The first one. The second one.", "Third."])
        #expect(transcripts.map(\.language) == ["en", "en"])
        #expect(
            transcripts[0].spans == [
                TimedSpan(start: 0, end: 3, from: ms(0), to: ms(2000)),
                TimedSpan(start: 4, end: 18, from: ms(2000), to: ms(3500)),
                TimedSpan(start: 19, end: 34, from: ms(3500), to: ms(5000)),
            ])
        #expect(transcripts.allSatisfy { $0.warnings.isEmpty })
    }

    @Test func whatHasNoTimeOrNoTextIsLeftOutWithAWarning() throws {
        let book = try book(
            smil([
                ("../one.xhtml#a", "1.mp3", "x", "2s"), ("../gone.xhtml#a", "1.mp3", "0s", "2s"),
                ("../one.xhtml#b", "1.mp3", "5s", "2s"), ("../one.xhtml#a", "1.mp3", "2s", "4s"),
                ("../one.xhtml#nowhere", "1.mp3", "4s", "5s"),
            ]), "<smil><body><par><text src='../two.xhtml#c'/></par></body></smil>")
        #expect(book.overlays.map(\.element) == ["a", "nowhere"])
        #expect(
            book.warnings == [
                "Fragments of the media overlays without a time or without text in this book: 3."
            ])
        let transcript = try #require(OverlayTranscripts.transcripts(of: book).first)
        #expect(transcript.text == "The first one.")
        #expect(
            transcript.warnings == [
                "Fragments of the media overlay that name no text of the book: 1."
            ])
    }

    @Test func aSentenceInPartsIsOneFragment() throws {
        let book = try book(
            smil([
                ("../one.xhtml#a", "1.mp3", "0s", "1s"), ("../one.xhtml#a", "1.mp3", "1s", "2s"),
                ("../one.xhtml#b", "1.mp3", "2s", "3s"), ("../one.xhtml#b", "2.mp3", "0s", "1s"),
            ]), smil([]))
        #expect(book.overlays.map(\.to) == [ms(2000), ms(3000), ms(1000)])
        let transcripts = OverlayTranscripts.transcripts(of: book)
        #expect(transcripts.map(\.text) == ["The first one. The second one.", ""])
        #expect(transcripts.allSatisfy { $0.warnings.isEmpty })
    }

    @Test func aWholeDocumentMayBeOneFragment() throws {
        let book = try book(
            smil([("../one.xhtml", "1.mp3", "1s", "9s"), ("../one.xhtml#b", "1.mp3", "9s", "12s")]),
            smil([]))
        let transcript = try #require(OverlayTranscripts.transcripts(of: book).first)
        #expect(transcript.text == "One\nThe first one. The second one.")
        #expect(transcript.spans.map(\.from) == [ms(1000), ms(9000)])
    }

    @Test func timesThroughTheWholeBookBecomeThoseOfEachFile() throws {
        let book = try book(
            smil([("../one.xhtml#a", "1.mp3", "1s", "10min")]),
            smil([("../two.xhtml#c", "2.mp3", "601s", "605s")]))
        #expect(book.overlays.map(\.from) == [ms(1000), ms(1000)])
        #expect(book.overlays.map(\.to) == [ms(600_000), ms(5000)])
        #expect(book.warnings.count == 1)
    }

    @Test func aLatePlaceInAnotherFileIsNoTimeThroughTheBook() throws {
        let book = try book(
            smil([("../one.xhtml#a", "1.mp3", "0s", "20s")]),
            smil([("../two.xhtml#c", "2.mp3", "35s", "40s")]))
        #expect(book.overlays.map(\.from) == [ms(0), ms(35_000)])
        #expect(book.warnings.isEmpty)
    }

    @Test func aBookWithoutOverlaysHasNoTranscripts() throws {
        let book = try BookReader.read(EPUBFixture(body: "<p>x</p>").bytes, name: nil)
        #expect(OverlayTranscripts.transcripts(of: book).isEmpty)
    }

    @Test func partsBelongToTheFragmentThatTheyStandIn() throws {
        let book = try book(
            """
            <smil><body><par><seq><text src='../one.xhtml#a'/></seq><audio src='1.mp3' clipEnd='1s'/>
            <audio src='2.mp3'/></par><audio src='3.mp3'/><text src='../one.xhtml#b'/>
            <par><text src='../one.xhtml#b'/></par><seq><audio src='4.mp3'/></seq><par><audio src='1.mp3' clip-begin='npt=1s'
            clip-end='npt=2s'/><text src='../%6Fne.xhtml#%62'/></par></body></smil>
            """, "")
        #expect(book.overlays.map(\.element) == ["a", "b"])
        #expect(book.overlays.map(\.audio) == ["OPS/smil/1.mp3", "OPS/smil/1.mp3"])
        #expect(book.overlays.map(\.from) == [ms(0), ms(1000)])
        #expect(book.overlays.map(\.to) == [ms(1000), ms(2000)])
    }

    @Test func anOverlayNestedTooDeeplyIsAnError() {
        for end in ["", "</par>", "</seq>"] {
            let body =
                String(repeating: "<par>", count: 50_000) + String(repeating: end, count: 50_000)
            let error = #expect(throws: ReaderError.self) { try book("<smil>\(body)", "") }
            guard case .malformed(format: "SMIL", _, entry: "OPS/smil/1.smil", _)? = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
    }

    @Test func aDamagedOverlayIsReadAsFarAsItGoes() throws {
        let book = try book(
            "<smil><body><par><text src='../one.xhtml#a'><audio src='1.mp3' clipbegin='1s' clipend='2s'>"
                + "</par>", "")
        #expect(book.sections[0].text == "One\nThe first one. The second one.\n")
    }
}

import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchReaders

/// Readers return or throw, whatever bytes they are given.
@Suite struct BookMutationTests {
    private static let body = """
        <h1 id="h">One</h1><p>A&nbsp;<em>word</em><sup><a href="#n">1</a></sup> &amp; more<br/>here.</p>
        <table><tr><td>a</td><td>b</td></tr></table><span class="pagenum" id="Page_3">[3]</span>
        <aside epub:type="footnote" id="n"><p>A note.</p></aside><![CDATA[data]]><!-- comment -->
        """

    enum Format: CaseIterable {
        case epub, overlays, html, xhtml, markdown, plainText, fictionBook, docx
    }

    private func sample(of format: Format) -> [UInt8] {
        switch format {
        case .epub: Self.epub()
        case .overlays: Self.overlays()
        case .fictionBook:
            Array(
                """
                <?xml version="1.0"?><FictionBook><description><title-info><lang>en</lang>
                <author><nickname>n</nickname></author></title-info></description>
                <body><section id="a"><title><p>One</p></title><p>A <a type="note">1</a> b &amp;</p>
                <section><p>c</p></section></section></body><body name="notes"><p>d</p></body>
                <binary>AAAA</binary></FictionBook>
                """.utf8)
        case .docx:
            BookDOCXTests.docx(
                "<w:p><w:pPr><w:pStyle w:val=\"H\"/></w:pPr><w:r><w:t>One</w:t></w:r></w:p>"
                    + "<w:p><w:r><w:t>a</w:t><w:tab/><w:softHyphen/><w:br/></w:r></w:p>",
                styles: "<w:style w:styleId=\"H\"><w:name w:val=\"heading 1\"/></w:style>")
        case .html:
            Array("<html><head><meta charset=utf-8></head><body>\(Self.body)</body></html>".utf8)
        case .xhtml: Array(EPUBFixture.document(body: Self.body).utf8)
        case .markdown:
            Array(
                """
                ---
                title: T
                ---
                # One

                *a* [b](c) `d` <i>e</i>

                > q

                - l

                ```
                x
                ```
                [^1]: n
                """.utf8)
        case .plainText:
            Array(
                """
                *** START OF THE PROJECT GUTENBERG EBOOK X ***

                CHAPTER I

                Él _dijo_
                que.

                *** END OF THE PROJECT GUTENBERG EBOOK X ***
                """.utf8)
        }
    }

    private static func epub() -> [UInt8] {
        var fixture = EPUBFixture(body: body)
        fixture.items =
            "<item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>"
        fixture.files = [
            (
                "OPS/nav.xhtml",
                EPUBFixture.document(
                    body: "<nav epub:type='toc'><ol><li><a href='one.xhtml'>One</a></li></ol></nav>"
                )
            )
        ]
        return fixture.bytes
    }

    private static func overlays() -> [UInt8] {
        var fixture = EPUBFixture(body: "<p><span id='a'>One.</span> <span id='b'>Two.</span></p>")
        fixture.metadata = ""
        fixture.chapters[0].item = " media-overlay=\"s\""
        fixture.items = """
            <item id="s" href="s.smil" media-type="application/smil+xml"/>
            <item id="m" href="m.xml" media-type="application/oebps-page-map+xml"/>
            """
        fixture.files = [
            (
                "OPS/s.smil",
                """
                <smil><body><par><text src="one.xhtml#a"/><audio src="a.mp3" clipBegin="0:01.5"
                clipEnd="2s"/></par><par><text src="one.xhtml#b"/><audio src="b.mp3"
                clipBegin="3min" clipEnd="0.1h"/></par></body></smil>
                """
            ), ("OPS/m.xml", "<page-map><page name='1' href='one.xhtml#b'/></page-map>"),
            ("OPS/s.css", ".x, p.y { display: none } /* */ @media print { .z { } }"),
        ]
        return fixture.bytes
    }

    @Test("changed bytes are read or refused", arguments: Format.allCases)
    func mutations(format: Format) {
        let sample = sample(of: format)
        for seed in UInt64(0)..<500 {
            var generator = SeededGenerator(seed: seed)
            let bytes = mutated(sample, using: &generator)
            guard let book = try? BookReader.read(bytes, name: nil) else { continue }
            #expect(!book.sections.isEmpty, "\(format), seed \(seed)")
            for transcript in OverlayTranscripts.transcripts(of: book) {
                let length = transcript.text.utf8.count
                #expect(transcript.spans.allSatisfy { $0.start < $0.end && $0.end <= length })
                #expect(transcript.spans.allSatisfy { $0.from <= $0.to })
            }
            for mark in book.pageBreaks {
                let length = book.sections[mark.section].text.utf8.count
                #expect((0...length).contains(mark.textOffset), "\(format), seed \(seed)")
            }
            for section in book.sections {
                let offsets = section.source.runs.map(\.textOffset)
                #expect(
                    zip(offsets, offsets.dropFirst()).allSatisfy { $0 < $1 },
                    "\(format), seed \(seed)")
                let count = section.source.elements.count
                #expect(section.source.runs.allSatisfy { $0.element.map { $0 < count } ?? true })
            }
        }
    }

    private func mutated(_ sample: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = sample
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            guard !bytes.isEmpty else { return bytes }
            let index = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 1: bytes[index] = UInt8.random(in: 0...255, using: &generator)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: index)
            case 3:
                let end = min(bytes.count, index + Int.random(in: 1...40, using: &generator))
                bytes.removeSubrange(index..<end)
            default:
                if Int.random(in: 0..<4, using: &generator) == 0 {
                    bytes.removeSubrange(index...)
                } else {
                    let marks = Array("<>&\"'/[]*`_#-\n!\0".utf8)
                    bytes.insert(marks.randomElement(using: &generator) ?? 0, at: index)
                }
            }
        }
        return bytes
    }

    @Test func changedPagesAreReadOrRefused() {
        let lines = ["12 A Head", "One two hyphen-", "ated & three.", "Four"].enumerated().map {
            PDFFixture.Line(text: $1, top: 20 + 30 * Double($0), beginsBlock: $0 == 1)
        }
        let sample = PDFFixture(pages: [lines, lines, Array(lines.dropFirst())]).layout
        for seed in UInt64(0)..<300 {
            var generator = SeededGenerator(seed: seed)
            let layout = PDFLayout(mutated(sample, using: &generator))
            guard let book = try? PDFReader.book(from: layout) else { continue }
            for mark in book.pageBreaks {
                let length = book.sections[mark.section].text.utf8.count
                #expect((0...length).contains(mark.textOffset), "seed \(seed)")
            }
        }
    }

    @Test func noiseIsReadOrRefused() {
        for seed in UInt64(0)..<300 {
            var generator = SeededGenerator(seed: seed)
            let heads = ["", "PK\u{03}\u{04}", "<html>", "# H\n", "<?xml?>"]
            let head = heads.randomElement(using: &generator) ?? ""
            let length = Int.random(in: 0..<500, using: &generator)
            let noise = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            _ = try? BookReader.read(Array(head.utf8) + noise, name: "noise.md")
        }
    }
}

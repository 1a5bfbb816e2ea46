import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchReaders

@Suite struct BookDOCXTests {
    static func docx(_ body: String, styles: String = "", more: [(String, String)] = []) -> [UInt8]
    {
        let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
        var zip = ZipWriter()
        zip.add("[Content_Types].xml", "<Types/>")
        zip.add(
            "word/document.xml",
            "<?xml version=\"1.0\"?><w:document \(space)>\n<w:body>\(body)</w:body></w:document>")
        if !styles.isEmpty { zip.add("word/styles.xml", "<w:styles \(space)>\(styles)</w:styles>") }
        for (path, text) in more { zip.add(path, text.replacing("SPACE", with: space)) }
        return zip.finished()
    }

    private func read(_ bytes: [UInt8]) throws -> Book { try BookReader.read(bytes, name: nil) }

    private func p(_ runs: String, style: String? = nil) -> String {
        let properties = style.map { "<w:pPr><w:pStyle w:val=\"\($0)\"/></w:pPr>" } ?? ""
        return "\n <w:p>\(properties)\n\(runs)</w:p>"
    }

    private func r(_ text: String) -> String {
        "<w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r>\n"
    }

    static let runs: [(String, String)] = [
        ("<w:r><w:t>Call </w:t></w:r><w:r><w:t>me</w:t></w:r>", "Call me\n"),
        (
            "<w:r><w:t>un</w:t></w:r>\n  <w:r><w:rPr><w:i/></w:rPr><w:t>believable</w:t></w:r>",
            "unbelievable\n"
        ),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a b\nc\n"),
        (
            "<w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t><w:noBreakHyphen/><w:t>er</w:t></w:r>",
            "co\u{AD}op\u{2011}er\n"
        ),
        (
            "<w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>b</w:delText></w:r></w:del><w:ins><w:r><w:t>c</w:t></w:r></w:ins>",
            "ac\n"
        ),
        (
            "<w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>y</w:t></w:r></w:moveTo>",
            "y\n"
        ),
        (
            "<w:r><w:t>a</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t>b</w:t></w:r>",
            "ab\n"
        ),
        ("<w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>b</w:t></w:r>", "b\n"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r><w:r><w:t>b</w:t></w:r>", "b\n"),
        ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>x</w:t></w:r>", "x\n"),
        (
            "<w:hyperlink><w:r><w:t>li</w:t></w:r></w:hyperlink><w:sdt><w:sdtContent><w:r><w:t>nk</w:t></w:r></w:sdtContent></w:sdt>",
            "link\n"
        ),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "漢\n"
        ),
    ]

    @Test("runs are read as they are shown", arguments: runs)
    func run(xml: String, text: String) throws {
        #expect(try read(Self.docx("<w:p>\(xml)</w:p>")).sections.map(\.text) == [text])
    }

    @Test func tablesArePartedIntoCells() throws {
        let cell = { (text: String) in
            "<w:tc><w:tcPr/><w:p><w:r><w:t>\(text)</w:t></w:r></w:p></w:tc>"
        }
        let table = "<w:tbl><w:tr>\(cell("a"))\(cell("b"))</w:tr></w:tbl>"
        #expect(try read(Self.docx(table)).sections[0].text == "a\nb\n")
    }

    private let styles = """
        <w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="de-DE"/></w:rPr></w:rPrDefault></w:docDefaults>
        <w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
        <w:style w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="berschrift1"/></w:style>
        <w:style w:styleId="Deep"><w:name w:val="Deep"/><w:pPr><w:outlineLvl w:val="4"/></w:pPr></w:style>
        <w:style w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
        """

    @Test func headingsAreToldByTheirStyles() throws {
        let body =
            p(r("Before")) + p(r("Eins"), style: "berschrift1") + p(r("a"), style: "Loop")
            + p(r("Zwei"), style: "Mine") + p(r("b")) + p(r("")) + p(r("c"))
        let core = """
            <cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>The Title</dc:title>
            <dc:creator>Ann Author; Bob Other</dc:creator></cp:coreProperties>
            """
        let book = try read(Self.docx(body, styles: styles, more: [("docProps/core.xml", core)]))
        #expect(book.title == "The Title")
        #expect(book.authors == ["Ann Author", "Bob Other"])
        #expect(book.language == "de-DE")
        #expect(book.sections.map(\.title) == [nil, "Eins", "Zwei"])
        #expect(book.sections.map(\.text) == ["Before\n", "Eins\na\n", "Zwei\nb\nc\n"])
    }

    @Test func withoutStylesHeadingsAreToldByTheirWords() throws {
        let body = p(r("Chapter 1")) + p(r("a")) + p(r("Chapter 2")) + p(r("b"))
        #expect(try read(Self.docx(body)).sections.map(\.title) == ["Chapter 1", "Chapter 2"])
    }

    @Test func notesAreASectionOfTheirOwn() throws {
        let notes = """
            <w:footnotes SPACE><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p>
            </w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>\(r(" A note."))</w:p>
            </w:footnote></w:footnotes>
            """
        let book = try read(Self.docx(p(r("Text")), more: [("word/footnotes.xml", notes)]))
        #expect(book.sections.map(\.text) == ["Text\n", "A note.\n"])
        #expect(book.sections[1].title == "Notes")
        #expect(book.sections.map(\.isLinear) == [true, false])
    }

    @Test func theMainDocumentMayHaveAnotherName() throws {
        var zip = ZipWriter()
        zip.add(
            "_rels/.rels",
            "<Relationships><Relationship Type='http://x/officeDocument' Target='/word/document2.xml'/></Relationships>"
        )
        zip.add(
            "word/document2.xml",
            "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>"
        )
        #expect(try read(zip.finished()).sections[0].text == "x\n")
    }

    @Test func aDocumentWithoutTextIsAnError() {
        #expect(throws: ReaderError.noText(format: "DOCX")) { try read(Self.docx("<w:p/>")) }
    }
}

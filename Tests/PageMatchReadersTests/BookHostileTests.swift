import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchReaders

/// Files made to cost more than they are worth: all are read or refused in time of their length.
@Suite(.timeLimit(.minutes(1))) struct BookHostileTests {
    private func read(_ bytes: [UInt8]) { _ = try? BookReader.read(bytes, name: nil) }

    @Test(
        "style sheets",
        arguments: [".a{", "{", "}", "/*", "@media x{", ".a,", "a:b;", ".a{display:none}", "@"])
    func styleSheet(unit: String) {
        let body = String(repeating: "<p class='a b'>x</p>", count: 100)
        let sheet = String(repeating: unit, count: 40_000) + "none"
        read(
            Array("<html><head><style>\(sheet)</style></head><body>\(body)</body></html>".utf8))
    }

    static let nested: [(String, String, String)] = [
        ("heading", "<h1>", "</h1>"), ("superscript", "<sup>", "</sup>"),
        ("note", "<aside epub:type='footnote'>", "</aside>"), ("anchor", "<a id='x'>", "</a>"),
        ("endnotes", "<section role='doc-endnotes'>", "</section>"),
        ("page break", "<span class='pagenum'>", "</span>"),
    ]

    @Test("elements within each other", arguments: nested)
    func nesting(name: String, open: String, close: String) {
        let inner = "1" + String(repeating: "<b></b>", count: 10_000)
        let body =
            String(repeating: open, count: 1_500) + inner + String(repeating: close, count: 1_500)
        read(EPUBFixture(body: "<p>x</p>" + body).bytes)
        read(Array("<html><body><p>x</p>\(body)</body></html>".utf8))
    }

    @Test func headingsDeepDown() {
        let body =
            String(repeating: "<div>", count: 1_500)
            + String(repeating: "<h2>x</h2>", count: 3_000)
        read(EPUBFixture(body: body).bytes)
    }

    @Test(
        "frames of Project Gutenberg on one line",
        arguments: [
            "the end of project gutenberg ", "*** start of project gutenberg", "end of the ",
        ])
    func frames(unit: String) {
        read(Array(String(repeating: unit, count: 20_000).utf8))
    }

    @Test func oneLineOfAnyLengthIsReadOrRefused() throws {
        let line = [UInt8](repeating: 0x61, count: 2 << 20)
        #expect(try BookReader.read(line, name: nil).sections[0].text.utf8.count == line.count + 1)
        read(Array("<html><body><p ".utf8) + line)
        read(Array("<html><body><p>&".utf8) + line + Array("</p>".utf8))
        read(Array("# ".utf8) + line)
        #expect(throws: ReaderError.tooLarge(what: "the text", limit: "32 MiB")) {
            try BookReader.read([UInt8](repeating: 0x61, count: (32 << 20) + 1), name: nil)
        }
    }

    @Test(
        "tags with quotes, marks and ends where none belong",
        arguments: ["<a b='>", "<a b=\"&", "</a b='><!DOCTYPE x [", "<a <b", "<a b='c", "</a <"])
    func tags(unit: String) {
        let body = String(repeating: unit, count: 20_000)
        read(EPUBFixture(body: "<p>x</p>" + body).bytes)
        read(Array("<html><body><p>x</p>\(body)</body></html>".utf8))
    }

    @Test func fragmentsOfOverlaysWithinEachOther() {
        var fixture = EPUBFixture(body: "<p id='a'>x</p>")
        fixture.items = "<item id='s' href='s.smil' media-type='application/smil+xml'/>"
        fixture.files = [
            (
                "OPS/s.smil",
                "<smil>" + String(repeating: "<par>", count: 1_500)
                    + String(repeating: "<text src='one.xhtml#a'/>", count: 10_000)
            )
        ]
        read(fixture.bytes)
    }

    @Test func sectionsAndBodiesWithinEachOther() {
        for unit in ["<section><title><p>x</p></title>", "<body>", "<body><section>"] {
            read(Array(("<FictionBook>" + String(repeating: unit, count: 900) + "<p>x</p>").utf8))
        }
        read(
            BookDOCXTests.docx(String(repeating: "<w:p>", count: 1_500) + "<w:r><w:t>x</w:t></w:r>")
        )
    }

    @Test func linesOfAPDFWithoutEnd() {
        let lines = (0..<5_000).map { PDFFixture.Line(text: "unbroken-", top: Double($0)) }
        _ = try? PDFReader.book(from: PDFLayout(PDFFixture(pages: [lines]).layout))
    }
}

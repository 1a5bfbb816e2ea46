import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchReaders

/// Files made to cost more than they are worth: all are read or refused in time of their length.
@Suite(.timeLimit(.minutes(5))) struct BookHostileTests {
    /// The text of all sections.
    private func text(_ bytes: [UInt8]) throws -> String {
        try BookReader.read(bytes, name: nil).sections.map(\.text).joined()
    }

    @Test(
        "style sheets",
        arguments: [".a{", "{", "}", "/*", "@media x{", ".a,", "a:b;", ".a{display:none}", "@"])
    func styleSheet(unit: String) throws {
        let body = String(repeating: "<p class='a b'>x</p>", count: 100)
        let sheet = String(repeating: unit, count: 40_000) + "none"
        let page = Array(
            "<html><head><style>\(sheet)</style></head><body>\(body)</body></html>".utf8)
        if unit.contains("none") {
            #expect(throws: ReaderError.noText(format: "HTML")) { try text(page) }
        } else {
            #expect(try text(page) == String(repeating: "x\n", count: 100))
        }
    }

    static let nested: [(String, String, String)] = [
        ("heading", "<h1>", "</h1>"), ("superscript", "<sup>", "</sup>"),
        ("note", "<aside epub:type='footnote'>", "</aside>"), ("anchor", "<a id='x'>", "</a>"),
        ("endnotes", "<section role='doc-endnotes'>", "</section>"),
        ("page break", "<span class='pagenum'>", "</span>"),
    ]

    @Test("elements within each other", arguments: nested)
    func nesting(name: String, open: String, close: String) throws {
        let inner = "1" + String(repeating: "<b></b>", count: 10_000)
        let body =
            String(repeating: open, count: 1_500) + inner + String(repeating: close, count: 1_500)
        // What is no number of a page is text.
        let expected = name == "page break" ? "x\n" : "x\n1\n"
        #expect(try text(EPUBFixture(body: "<p>x</p>" + body).bytes) == expected)
        #expect(try text(Array("<html><body><p>x</p>\(body)</body></html>".utf8)) == expected)
    }

    @Test func headingsDeepDown() throws {
        let body =
            String(repeating: "<div>", count: 1_500)
            + String(repeating: "<h2>x</h2>", count: 3_000)
        #expect(
            try text(EPUBFixture(body: body).bytes) == String(repeating: "x\n", count: 3_000))
    }

    @Test(
        "frames of Project Gutenberg on one line",
        arguments: [
            "the end of project gutenberg ", "*** start of project gutenberg", "end of the ",
        ])
    func frames(unit: String) throws {
        // It is one line: at most the frame that it begins with goes.
        let line = Array(String(repeating: unit, count: 20_000).utf8)
        let count = try text(line).utf8.count
        #expect(line.count - 40...line.count ~= count, "\(count) of \(line.count)")
    }

    @Test func oneLineOfAnyLengthIsReadOrRefused() throws {
        let line = [UInt8](repeating: 0x61, count: 2 << 20)
        #expect(try BookReader.read(line, name: nil).sections[0].text.utf8.count == line.count + 1)
        #expect(throws: ReaderError.noText(format: "HTML")) {
            try text(Array("<html><body><p ".utf8) + line)
        }
        let lone = try text(Array("<html><body><p>&".utf8) + line + Array("</p>".utf8))
        #expect(lone.utf8.count == line.count + 2)
        #expect(try text(Array("# ".utf8) + line).utf8.count == line.count + 1)
        #expect(throws: ReaderError.tooLarge(what: "the text", limit: "32 MiB")) {
            try BookReader.read([UInt8](repeating: 0x61, count: (32 << 20) + 1), name: nil)
        }
    }

    /// Pieces, and whether they make one tag with more attributes than are read.
    static let tagPieces = [
        ("<a b='>", false), ("<a b=\"&", true), ("</a b='><!DOCTYPE x [", false), ("<a <b", true),
        ("<a b='c", true), ("</a <", false),
    ]

    @Test("tags with quotes, marks and ends where none belong", arguments: tagPieces)
    func tags(unit: String, isRefused: Bool) throws {
        let body = String(repeating: unit, count: 20_000)
        for bytes in [
            EPUBFixture(body: "<p>x</p>" + body).bytes,
            Array("<html><body><p>x</p>\(body)</body></html>".utf8),
        ] {
            guard isRefused else {
                #expect(try text(bytes) == "x\n")
                continue
            }
            #expect { try text(bytes) } throws: { error in
                guard case .malformed(_, let what, _, _)? = error as? ReaderError else {
                    return false
                }
                return what == "an element with more than 1024 attributes"
            }
        }
    }

    @Test func fragmentsOfOverlaysWithinEachOther() throws {
        var fixture = EPUBFixture(body: "<p id='a'>x</p>")
        fixture.items = "<item id='s' href='s.smil' media-type='application/smil+xml'/>"
        fixture.files = [
            (
                "OPS/s.smil",
                "<smil>" + String(repeating: "<par>", count: 1_500)
                    + String(repeating: "<text src='one.xhtml#a'/>", count: 10_000)
            )
        ]
        #expect(try text(fixture.bytes) == "x\n")
    }

    @Test func sectionsAndBodiesWithinEachOther() throws {
        func fictionBook(_ unit: String) -> [UInt8] {
            Array(("<FictionBook>" + String(repeating: unit, count: 900) + "<p>x</p>").utf8)
        }
        #expect(throws: ReaderError.noText(format: "FictionBook")) {
            try text(fictionBook("<section><title><p>x</p></title>"))
        }
        #expect(try text(fictionBook("<body>")) == "x\n")
        #expect(try text(fictionBook("<body><section>")) == "x\n")
        let paragraphs = String(repeating: "<w:p>", count: 1_500) + "<w:r><w:t>x</w:t></w:r>"
        #expect(try text(BookDOCXTests.docx(paragraphs)) == "x\n")
    }

    @Test func linesOfAPDFWithoutEnd() throws {
        let lines = (0..<5_000).map { PDFFixture.Line(text: "unbroken-", top: Double($0)) }
        let book = try PDFReader.book(from: PDFLayout(PDFFixture(pages: [lines]).layout))
        #expect(book.sections.map(\.text).joined().ranges(of: "unbroken").count == 5_000)
    }
}

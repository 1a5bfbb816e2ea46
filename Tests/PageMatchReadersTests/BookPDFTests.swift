import Foundation
import PageMatchCore
import Testing

@testable import PageMatchReaders

@Suite struct BookPDFTests {
    private func lines(_ texts: [String], from top: Double = 60) -> [PDFFixture.Line] {
        texts.enumerated().map { index, text in
            PDFFixture.Line(text: text, top: top + 12 * Double(index), beginsBlock: index == 0)
        }
    }

    private func read(_ pages: [[PDFFixture.Line]]) throws -> Book {
        try PDFReader.book(from: PDFLayout(PDFFixture(pages: pages).layout))
    }

    /// A book of four pages with running heads, the second page the first of a chapter.
    private var book: [[PDFFixture.Line]] {
        let head = { (text: String) in PDFFixture.Line(text: text, top: 20, beginsBlock: true) }
        return [
            [head("12 THE BOOK")]
                + lines([
                    "The first page of a book that is", "set in narrow lines and has words",
                    "that are hyphen-",
                ]),
            [PDFFixture.Line(text: "Chapter Two", top: 60, height: 16, beginsBlock: true)]
                + lines(
                    [
                        "ated, and well-known ones, and well-", "known to all & sundry; the end of",
                        "it.",
                    ], from: 100),
            [head("14 THE BOOK")]
                + lines(["Another paragraph opens this page.", "And a well-known word is in it."]),
            [head("THE BOOK 15")] + lines(["It goes on from page to page and", "ends here."]),
        ]
    }

    @Test func furnitureIsSetAsideAndPagesKeepTheirNumbers() throws {
        let read = try read(book)
        let text = read.sections.map(\.text).joined()
        #expect(!text.contains("THE BOOK"))
        #expect(read.pageBreaks.map(\.label) == ["12", "13", "14", "15"])
        #expect(read.title == "A Title")
        #expect(read.authors == ["Ann & Bob"])
        for mark in read.pageBreaks {
            let rest = read.sections[mark.section].text.utf8.dropFirst(mark.textOffset)
            let page = String(decoding: rest.prefix(5), as: UTF8.self)
            #expect(["The f", "Chapt", "Anoth", "It go"].contains(page))
        }
    }

    @Test func largeLinesOpenSections() throws {
        let read = try read(book)
        #expect(read.sections.map(\.title) == [nil, "Chapter Two"])
    }

    @Test func hyphensAtLineEndsAreJoinedUnlessTheWordHasOne() throws {
        let read = try read([
            lines([
                "A divided word is hyphen-", "ated; the well-known one is well-",
                "known, and so on; see the end-",
            ]),
            lines([
                "ing on another page, and 1914-", "1918, and Anne-", "Marie, and a well-known x.",
            ]),
        ])
        #expect(
            read.sections.map(\.text) == [
                "A divided word is hyphenated; the well-known one is well-known, and so on; see the"
                    + " ending on another page, and 1914- 1918, and Anne- Marie, and a well-known x.\n"
            ])
        #expect(read.pageBreaks.map(\.label) == ["1", "2"])
    }

    @Test func indentsAndShortLinesDivideParagraphs() throws {
        var page = lines([
            "A paragraph that fills its lines and", "ends.", "Another that begins after room, and",
            "goes on like this to the edge of it.",
        ])
        page.append(PDFFixture.Line(text: "A third that is indented, and not", left: 65, top: 108))
        page.append(PDFFixture.Line(text: "at the end of anything.", top: 120))
        #expect(try read([page]).sections[0].text.split(separator: "\n").count == 3)
    }

    @Test func columnsAreReadInTheOrderGiven() throws {
        let page =
            lines(["Left column, which", "goes on"])
            + [
                PDFFixture.Line(text: "to the right one", left: 220, top: 60, beginsBlock: true),
                PDFFixture.Line(text: "and ends.", left: 220, top: 72),
            ]
        #expect(
            try read([page]).sections[0].text
                == "Left column, which goes on to the right one and ends.\n")
    }

    @Test func romanNumbersAreLabelsToo() throws {
        let names = ["one", "two", "three", "four", "five"]
        let pages = (5...9).map { number in
            lines(["Text of page \(names[number - 5]) that says", "a little \(names[number - 5])."])
                + [PDFFixture.Line(text: ["v", "vi", "vii", "viii", "ix"][number - 5], top: 560)]
        }
        #expect(try read(pages).pageBreaks.map(\.label) == ["v", "vi", "vii", "viii", "ix"])
    }

    /// Front matter in roman numbers and text in arabic ones; none is printed on the first pages of
    /// either, nor on the first of a chapter.
    @Test func romanFrontMatterGoesBeforeArabicPages() throws {
        let printed: [String?] = [nil, "ii", "iii", "iv", nil, "2", "3", nil, "5", "6"]
        let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
        let pages = zip(printed, words).map { label, word in
            lines(["Text of leaf \(word) that says", "a little \(word)."])
                + (label.map { [PDFFixture.Line(text: $0, top: 560)] } ?? [])
        }
        let labels = ["i", "ii", "iii", "iv", "1", "2", "3", "4", "5", "6"]
        let book = try read(pages)
        #expect(book.pageBreaks.map(\.label) == labels)
        for (mark, word) in zip(book.pageBreaks, words) {
            let rest = book.sections[mark.section].text.utf8.dropFirst(mark.textOffset)
            #expect(String(decoding: rest, as: UTF8.self).hasPrefix("Text of leaf \(word) "))
        }
        guard Self.isInstalled else { return }
        let file = try BookReader.read(PDFFixture(pages: pages).file, name: nil)
        #expect(file.pageBreaks.map(\.label) == labels)
    }

    @Test func aPageOfPicturesHasNoText() {
        #expect(throws: ReaderError.noText(format: "PDF")) { try read([[], []]) }
    }

    @Test(
        "roman numbers are told from words",
        arguments: [
            ("mix", nil), ("civil", nil), ("xiv", 14), ("[iii]", 3), ("—7—", 7), ("I", nil),
            ("iiii", nil),
        ] as [(String, Int?)])
    func number(word: String, value: Int?) {
        #expect(PageNumbering.number(word)?.value == value)
    }

    // MARK: The program

    @Test func withoutTheProgramItsPackageIsNamed() {
        #expect(
            throws: ReaderError.toolMissing(
                format: "PDF", tool: "pdftotext", package: "poppler-utils")
        ) {
            try PDFTextTool.words(of: Array("%PDF-1.4".utf8), searchPath: "/nowhere")
        }
    }

    /// Runs a shell script in the program's place.
    private func words(_ script: String, of bytes: [UInt8] = []) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("page-match-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = folder.appendingPathComponent("pdftotext").path
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: program))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        return try PDFTextTool.words(of: bytes, searchPath: folder.path)
    }

    @Test func theProgramGetsNoMoreThanItsMemory() throws {
        #expect(try words("ulimit -v") == Array("\(2048 << 10)\n".utf8))
    }

    @Test func whatTheProgramSaysIsPassedOn() throws {
        #expect(try words("cat \"$3\"", of: [1, 2, 3]) == [1, 2, 3])
        #expect(throws: ReaderError.encrypted(scheme: "PDF password")) { try words("exit 3") }
        #expect(throws: ReaderError.encrypted(scheme: "PDF password")) {
            try words("exit 1", of: Array("trailer<</Encrypt 5 0 R>>".utf8))
        }
        #expect(
            throws: ReaderError.malformed(
                format: "PDF", what: "can't be opened", entry: nil, line: nil)
        ) {
            try words("exit 1")
        }
        #expect(throws: ReaderError.self) { try words("kill -9 $$") }
        #expect(throws: ReaderError.self) { try words("true") }
    }

    private static let isInstalled = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].contains {
        FileManager.default.isExecutableFile(atPath: $0 + "/pdftotext")
    }

    @Test(.enabled(if: isInstalled)) func aRealFileIsRead() throws {
        let read = try BookReader.read(PDFFixture(pages: book).file, name: nil)
        #expect(read.pageBreaks.map(\.label) == ["12", "13", "14", "15"])
        let text = read.sections.map(\.text).joined()
        #expect(text.contains("that are hyphenated") || text.contains("hyphen-\nChapter"))
        #expect(text.contains("It goes on from page to page and ends here."))
        #expect(!text.contains("THE BOOK"))
        #expect(throws: ReaderError.self) {
            try BookReader.read(Array("%PDF-1.7\nnothing".utf8), name: nil)
        }
    }
}

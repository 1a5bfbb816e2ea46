import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchReaders

@Suite struct BookPlainTextTests {
    private func read(_ text: String) throws -> Book {
        try BookReader.read(Array(text.utf8), name: "book.txt")
    }

    @Test func wrappedLinesAreParagraphs() throws {
        let book = try read("One line\nand another.\n\n\nNext\r\nparagraph,  _really_.\n")
        #expect(book.sections.map(\.text) == ["One line and another.\nNext paragraph, really.\n"])
        #expect(book.sections[0].name == "section-1")
    }

    @Test func chapterHeadingsOpenSections() throws {
        let book = try read(
            """
            A BOOK

            CHAPTER I.
            Down the Hole

            Text of one. Chapter 2 of it
            was long.

            Chapter II

            Text of two.

            EPILOGUE

            The end.
            """)
        #expect(
            book.sections.map(\.title) == [
                nil, "CHAPTER I. Down the Hole", "Chapter II", "EPILOGUE",
            ])
        #expect(
            book.sections[1].text
                == "CHAPTER I. Down the Hole\nText of one. Chapter 2 of it was long.\n")
    }

    @Test func aTableOfContentsOpensNoSections() throws {
        let list = (1...5).map { "CHAPTER \($0)\n\n" }.joined()
        let book = try read(
            "Contents\n\n" + list + "A word.\n\nCHAPTER 1\n\nText.\n\nCHAPTER 2\n\nText.\n")
        #expect(book.sections.map(\.title) == [nil, "CHAPTER 5", "CHAPTER 1", "CHAPTER 2"])
    }

    @Test(
        "lines are told to be headings or not",
        arguments: [
            ("CHAPTER I", true), ("Chapter 12. The Whale", true), ("Kapitel 3", true),
            ("Capítulo primero", true),
            ("Chapitre II", true), ("BOOK THE FIRST", true), ("PART ONE", true),
            ("STAVE I: MARLEY'S GHOST", true),
            ("Erstes Kapitel", true), ("2. Kapitel", true), ("PREFACE", true),
            ("Chapter III The Whale", true),
            ("Part two of the plan failed.", false), ("Chapter and verse", false),
            ("chapter 1", false),
            ("Book your seat", false), ("", false), ("I", false), ("The whale", false),
            ("Letter to a friend", false),
        ])
    func heading(line: String, isHeading: Bool) {
        #expect(ChapterHeading.matches(line) == isHeading)
    }

    @Test func projectGutenbergsFrameIsSetAside() throws {
        let book = try read(
            """
            The Project Gutenberg eBook of A Book

            Title: A Book
            Author: Ann Author
            Language: German

            *** START OF THE PROJECT GUTENBERG EBOOK A BOOK ***

            Produced by a volunteer

            The text, which mentions Project Gutenberg.

            End of Project Gutenberg's A Book, by Ann Author

            *** END OF THE PROJECT GUTENBERG EBOOK A BOOK ***

            Licence of Project Gutenberg
            """)
        #expect(book.title == "A Book")
        #expect(book.authors == ["Ann Author"])
        #expect(book.language == "de")
        #expect(book.sections.map(\.text) == ["The text, which mentions Project Gutenberg.\n"])
    }

    @Test func runsCountBytesOfTheFile() throws {
        let section = try read("Él  dijo\nque.\n\nSí.\n").sections[0]
        #expect(section.text == "Él dijo que.\nSí.\n")
        #expect(
            section.source.runs == [
                SourceRun(textOffset: 0, element: nil, childrenBefore: 0, sourceOffset: 0),
                SourceRun(textOffset: 4, element: nil, childrenBefore: 0, sourceOffset: 5),
                SourceRun(textOffset: 14, element: nil, childrenBefore: 0, sourceOffset: 16),
            ])
    }

    @Test(
        "text of any encoding is decoded",
        arguments: [
            ([0xEF, 0xBB, 0xBF] + Array("Él".utf8), "Él"),
            ([0xFF, 0xFE, 0xC9, 0x00, 0x6C, 0x00], "Él"),
            ([0xFE, 0xFF, 0x00, 0xC9, 0x00, 0x6C], "Él"),
            ([0xC9, 0x6C, 0x20, 0x93, 0x94], "Él “”"),
            (Array("größer, schöner ".utf8) + [0xFF], "größer, schöner \u{FFFD}"),
        ] as [([UInt8], String)])
    func encodings(bytes: [UInt8], text: String) throws {
        #expect(try BookReader.read(bytes, name: nil).sections[0].text == text + "\n")
    }

    @Test func controlCharactersAreTakenOut() throws {
        let padding = String(repeating: "text ", count: 40)
        #expect(try read("a\u{0}b \u{1}c " + padding).sections[0].text.hasPrefix("ab c text"))
    }
}

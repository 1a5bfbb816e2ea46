internal import Foundation
internal import PageMatch
internal import TestSupport

/// Books as programs write them: chapters with a heading each.
enum BookFormats {
    /// By the name of their format.
    static let all: [(name: String, write: @Sendable (Book) -> [UInt8])] = [
        ("plain text", { Array(plainText($0).utf8) }),
        ("Markdown", { Array($0.chapters.map { "# \($0.title)\n\n\($0.text)" }.joined().utf8) }),
        (
            "HTML",
            {
                Array(EPUBFixture.document(body: $0.chapters.map(\.markup).joined()).utf8)
            }
        ),
        ("FB2", fictionBook),
        (
            "EPUB",
            {
                EPUBFixture(
                    $0.chapters.enumerated().map {
                        .init("OPS/c\($0.offset).xhtml", body: $0.element.markup)
                    }
                ).bytes
            }
        ),
        ("DOCX", wordprocessing),
    ]

    static func plainText(_ book: Book) -> String {
        book.chapters.map { "\($0.title)\n\n\($0.text)\n" }.joined()
    }

    private static func fictionBook(_ book: Book) -> [UInt8] {
        let sections = book.chapters.map {
            "<section><title><p>\($0.title)</p></title>\($0.paragraphs)</section>"
        }
        return Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description><title-info>
            <book-title>Made</book-title><lang>en</lang></title-info></description>
            <body>\(sections.joined())</body></FictionBook>
            """.utf8)
    }

    private static func wordprocessing(_ book: Book) -> [UInt8] {
        let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        let paragraphs = book.chapters.flatMap { [$0.title[...]] + $0.lines }.map {
            "<w:p><w:r><w:t xml:space=\"preserve\">\(Markup.escaped($0))</w:t></w:r></w:p>"
        }
        var zip = ZipWriter()
        zip.add(
            "[Content_Types].xml",
            """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default \
            Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.\
            wordprocessingml.document.main+xml"/></Types>
            """)
        zip.add(
            "word/document.xml",
            "<w:document xmlns:w=\"\(namespace)\"><w:body>\(paragraphs.joined())</w:body></w:document>"
        )
        return zip.finished()
    }
}

extension Book {
    /// A section as the formats write it.
    struct Chapter {
        var title: String
        var text: String

        /// A paragraph each.
        var lines: [Substring] { text.split(separator: "\n") }
        /// Its paragraphs in markup.
        var paragraphs: String { lines.map { "<p>\(Markup.escaped($0))</p>\n" }.joined() }
        /// The same with the heading.
        var markup: String { "<h1>\(title)</h1>\n\(paragraphs)" }
    }

    /// The sections with a heading each.
    var chapters: [Chapter] {
        sections.enumerated().map {
            Chapter(title: "Chapter \($0.offset + 1)", text: $0.element.text)
        }
    }
}

import PageMatchCore

extension BookFormat {
    /// PDF, through `pdftotext` of poppler.
    static let pdf = BookFormat(kind: .pdf) { bytes throws(ReaderError) in
        try PDFReader.read(bytes)
    }
}

/// PDF to book: words with boxes → furniture set aside → paragraphs → sections.
enum PDFReader {
    /// Reads a PDF that has text in it.
    ///
    /// - Parameter bytes: The file.
    /// - Returns: The book; a section for each chapter heading, and a page break for each page,
    ///   labelled by the number printed on it, or if none is printed by its place in the file.
    /// - Throws: ``ReaderError/toolMissing(format:tool:package:)`` without `pdftotext`; encrypted,
    ///   damaged, too large; ``ReaderError/noText(format:)`` for pictures of pages.
    /// - Complexity: O(*n* log *n*) in words, beside the other program's own time.
    static func read(_ bytes: [UInt8]) throws(ReaderError) -> Book {
        try book(from: PDFLayout(PDFTextTool.words(of: bytes)))
    }

    /// The book that a layout is of.
    static func book(from layout: PDFLayout) throws(ReaderError) -> Book {
        let furniture = PDFFurniture(of: layout.pages)
        let text = PDFText(layout.pages, textLines: furniture.textLines)
        guard !text.paragraphs.isEmpty else { throw .noText(format: "PDF") }
        let hasLabels = furniture.labels.contains { $0 != nil }
        var book = Book(
            title: layout.title.flatMap(bookTitle), authors: layout.author.map { [$0] } ?? [],
            sections: [])
        let openings = openings(of: text)
        for (first, next) in zip(openings, openings.dropFirst() + [text.paragraphs.count]) {
            let isHeading = first > 0 || opensSection(text.paragraphs[0], usual: text.usualHeight)
            append(text.paragraphs[first..<next], titled: isHeading, to: &book) { page in
                hasLabels ? furniture.labels[page] : "\(page + 1)"
            }
        }
        return book
    }

    /// Programs put the name of their own file where the title should be.
    private static func bookTitle(_ title: String) -> String? {
        let lower = title.lowercased()
        let marks = [".doc", ".indd", ".qxd", ".tex", ".pdf", "untitled", "microsoft word"]
        return marks.contains { lower.contains($0) } ? nil : title
    }

    // MARK: Sections

    /// Whether a paragraph is a heading that opens a section.
    private static func opensSection(_ paragraph: PDFText.Paragraph, usual: Double) -> Bool {
        guard paragraph.lines <= 4, paragraph.text.count <= 200 else { return false }
        return paragraph.lineHeight > 1.25 * usual
            || ChapterHeading.matches(String(decoding: paragraph.text, as: UTF8.self))
    }

    /// Indices of the paragraphs that open a section; the first is 0.
    private static func openings(of text: PDFText) -> [Int] {
        var openings = [0]
        var before = true
        for (index, paragraph) in text.paragraphs.enumerated() {
            let isHeading = opensSection(paragraph, usual: text.usualHeight)
            // The lines of one heading, and those of a table of contents, follow each other.
            if isHeading, !before, openings.count < BookLimits.sections { openings.append(index) }
            before = isHeading
        }
        return openings
    }

    private static func append(
        _ paragraphs: ArraySlice<PDFText.Paragraph>, titled: Bool, to book: inout Book,
        label: (Int) -> String?
    ) {
        var bytes: [UInt8] = []
        let section = book.sections.count
        for paragraph in paragraphs {
            for mark in paragraph.pages {
                guard let label = label(mark.page) else { continue }
                book.pageBreaks.append(
                    PageBreak(label: label, section: section, textOffset: bytes.count + mark.offset)
                )
            }
            bytes += paragraph.text + [0x0A]
        }
        let title = titled ? paragraphs.first.map { String(decoding: $0.text, as: UTF8.self) } : nil
        book.sections.append(
            BookSection(
                name: "section-\(section + 1)", title: title,
                text: String(decoding: bytes, as: UTF8.self)))
    }
}

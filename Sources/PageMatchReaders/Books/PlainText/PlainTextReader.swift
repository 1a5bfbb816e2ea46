import PageMatchCore

extension BookFormat {
    /// Text without any markup.
    static let plainText = BookFormat(kind: .plainText) { bytes throws(ReaderError) in
        try PlainTextReader.read(bytes)
    }
}

/// Plain text to book: paragraphs between blank lines, a section for each chapter heading.
enum PlainTextReader {
    /// Reads a book in plain text.
    ///
    /// - Parameter bytes: The file, in any encoding that ``DecodedText`` tells. The runs of the
    ///   sections count bytes of its text as UTF-8.
    /// - Returns: The book; title, authors and language only from a frame of Project Gutenberg.
    /// - Throws: ``ReaderError/tooLarge(what:limit:)``, ``ReaderError/noText(format:)``.
    /// - Complexity: O(*n*).
    static func read(_ bytes: [UInt8]) throws(ReaderError) -> Book {
        try BookFormat.checkLength(of: bytes)
        let text = DecodedText.decode(bytes)
        let frame = GutenbergFrame(in: text)
        let paragraphs = paragraphs(of: text, in: frame?.content ?? text.indices)
        let openings = openings(among: paragraphs, of: text)
        var sections: [BookSection] = []
        var first = 0
        for next in openings + [paragraphs.count] where next > first {
            // All parts but the first begin with a heading; the first may.
            let section = section(
                sections.count + 1, paragraphs: paragraphs[first..<next], of: text,
                hasHeading: first > 0 || openings.first == 0)
            if !section.text.isEmpty { sections.append(section) }
            first = next
        }
        guard !sections.isEmpty else { throw .noText(format: "plain text") }
        return Book(
            title: frame?.title, authors: frame?.authors ?? [], language: frame?.language,
            sections: sections)
    }

    // MARK: Paragraphs

    /// A paragraph: a range of the text without blank lines.
    private struct Paragraph {
        var range: Range<Int>
        var lines: Int
    }

    private static func paragraphs(of text: [UInt8], in content: Range<Int>) -> [Paragraph] {
        var paragraphs: [Paragraph] = []
        var isOpen = false
        var start = content.lowerBound
        while start < content.upperBound {
            let rest = text[start..<content.upperBound]
            let end = rest.firstIndex { $0 == 0x0A || $0 == 0x0C } ?? content.upperBound
            if text[start..<end].allSatisfy(\.isASCIISpace) {
                isOpen = false
            } else if isOpen, let last = paragraphs.indices.last {
                paragraphs[last].range = paragraphs[last].range.lowerBound..<end
                paragraphs[last].lines += 1
            } else {
                paragraphs.append(Paragraph(range: start..<end, lines: 1))
                isOpen = true
            }
            // A form feed begins a page, and with it a paragraph only after a blank line.
            start = end + 1
        }
        return paragraphs
    }

    // MARK: Chapters

    /// Most lines of a paragraph that is a heading: `CHAPTER I`, and a title of two.
    private static let mostHeadingLines = 3
    /// So many headings in a row without text between them are a table of contents.
    private static let fewestListed = 3

    /// The paragraphs that open a section, in order.
    private static func openings(among paragraphs: [Paragraph], of text: [UInt8]) -> [Int] {
        let headings = paragraphs.indices.filter {
            paragraphs[$0].lines <= mostHeadingLines && opensChapter(paragraphs[$0], of: text)
        }
        var openings: [Int] = []
        var index = 0
        while index < headings.count {
            var end = index + 1
            while end < headings.count, headings[end] == headings[end - 1] + 1 { end += 1 }
            let row = headings[index..<end]
            // Of a list only the last may be more than an entry: the text follows it.
            openings += row.count >= fewestListed ? Array(row.suffix(1)) : Array(row)
            index = end
        }
        return Array(openings.prefix(BookLimits.sections - 1))
    }

    private static func opensChapter(_ paragraph: Paragraph, of text: [UInt8]) -> Bool {
        let line = text[paragraph.range].prefix(200).prefix { $0 != 0x0A }
        return ChapterHeading.matches(
            String(decoding: line, as: UTF8.self).trimmingASCIISpace)
    }

    // MARK: Sections

    private static func section(
        _ number: Int, paragraphs: ArraySlice<Paragraph>, of text: [UInt8], hasHeading: Bool
    ) -> BookSection {
        var builder = SectionTextBuilder(unit: .utf8)
        var title: String?
        for paragraph in paragraphs {
            let start = builder.bytes.count
            append(paragraph.range, of: text, to: &builder)
            builder.endBlock()
            if hasHeading, title == nil {
                title = String(decoding: builder.bytes[start...], as: UTF8.self).trimmingASCIISpace
            }
        }
        let (plain, runs) = builder.finish()
        return BookSection(
            name: "section-\(number)", title: title, text: plain, source: SourceMap(runs: runs))
    }

    /// Appends a paragraph without the underscores that stand for italics.
    private static func append(
        _ range: Range<Int>, of text: [UInt8], to builder: inout SectionTextBuilder
    ) {
        var start = range.lowerBound
        for index in range where text[index] == 0x5F {
            let isInWord =
                index > range.lowerBound && isWordByte(text[index - 1])
                && index + 1 < range.upperBound && isWordByte(text[index + 1])
            guard !isInWord else { continue }
            append(start..<index)
            start = index + 1
        }
        append(start..<range.upperBound)

        func append(_ stretch: Range<Int>) {
            builder.append(
                text[stretch],
                at: .init(element: nil, childrenBefore: 0, offset: stretch.lowerBound))
        }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte >= 0x80 || byte == 0x5F
    }
}

import PageMatchCore

extension BookFormat {
    /// Markdown, as people write books in it.
    static let markdown = BookFormat(kind: .markdown) { bytes throws(ReaderError) in
        try MarkdownReader.read(bytes)
    }
}

/// Markdown to book: blocks → metadata → a section for each heading → inline marks taken out.
enum MarkdownReader {
    /// Reads a book in Markdown.
    ///
    /// - Parameter bytes: The file, in an encoding of text. The runs of the sections count bytes
    ///   of its text as UTF-8.
    /// - Returns: The book; a section for each heading.
    /// - Throws: ``ReaderError/tooLarge(what:limit:)``, ``ReaderError/noText(format:)``.
    /// - Complexity: O(*n*), whatever the text.
    static func read(_ bytes: [UInt8]) throws(ReaderError) -> Book {
        try BookFormat.checkLength(of: bytes)
        let text = DecodedText.decode(bytes)
        let frontMatter = FrontMatter(of: text)
        let blocks = MarkdownBlocks.blocks(of: text, from: frontMatter.end)
        var inline = MarkdownInline(text)
        let statements = MarkdownStatements(opening: blocks, of: &inline)
        var sections: [BookSection] = []
        var first = statements.blockCount
        for next in blocks.indices.dropFirst(first + 1) + [blocks.count]
        where next == blocks.count || blocks[next].headingLevel != nil {
            let isLast = sections.count == BookLimits.sections - 1
            guard next > first, !isLast || next == blocks.count else { continue }
            let section = section(sections.count + 1, of: blocks[first..<next], using: &inline)
            if !section.text.isEmpty { sections.append(section) }
            first = next
        }
        guard !sections.isEmpty else { throw .noText(format: "Markdown") }
        let topHeadings = blocks.filter { $0.headingLevel == 1 }
        let isTitled = topHeadings.count == 1 && topHeadings.first == blocks.first
        return Book(
            title: frontMatter.title ?? statements.title ?? (isTitled ? sections[0].title : nil),
            authors: frontMatter.authors.isEmpty ? statements.authors : frontMatter.authors,
            language: frontMatter.language ?? statements.language, sections: sections)
    }

    private static func section(
        _ number: Int, of blocks: ArraySlice<MarkdownBlocks.Block>,
        using inline: inout MarkdownInline
    ) -> BookSection {
        var builder = SectionTextBuilder(unit: .utf8)
        for block in blocks where !block.isNote { inline.append(block, to: &builder) }
        for block in blocks where block.isNote { inline.append(block, to: &builder) }
        let (text, runs) = builder.finish()
        var title: String?
        if blocks.first?.headingLevel != nil {
            title = text.split(separator: "\n").first.map(String.init)
        }
        return BookSection(
            name: "section-\(number)", title: title, text: text, source: SourceMap(runs: runs))
    }
}

/// What the first headings of a file state, as `# Title: Walden`; they are no text of the book.
struct MarkdownStatements {
    /// The title.
    private(set) var title: String?
    /// The authors.
    private(set) var authors: [String] = []
    /// The language.
    private(set) var language: String?
    /// How many blocks at the start are statements.
    private(set) var blockCount = 0

    /// What else such headings state.
    private static let others: Set<String> = [
        "year", "date", "translator", "translated by", "publisher", "source", "isbn", "edition",
    ]

    /// Reads the statements among the first blocks.
    ///
    /// - Parameters:
    ///   - blocks: The blocks of the file.
    ///   - inline: What takes inline marks out.
    init(opening blocks: [MarkdownBlocks.Block], of inline: inout MarkdownInline) {
        for block in blocks {
            guard block.headingLevel != nil, block.range.count < 1000 else { return }
            var builder = SectionTextBuilder(unit: .utf8)
            inline.append(block, to: &builder)
            let text = builder.finish().text
            guard let colon = text.firstIndex(of: ":") else { return }
            let key = text[..<colon].lowercased().trimmingASCIISpace
            let value = String(text[text.index(after: colon)...]).trimmingASCIISpace
            switch key {
            case "title": title = title ?? value
            case "author", "authors", "by": authors.append(value)
            case "language", "lang": language = language ?? value
            case let key where Self.others.contains(key): break
            default: return
            }
            blockCount += 1
        }
    }
}

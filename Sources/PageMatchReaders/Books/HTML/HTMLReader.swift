import PageMatchCore

extension BookFormat {
    /// A book in one file of HTML or XHTML.
    static let html = BookFormat(kind: .html) { bytes throws(ReaderError) in
        try HTMLReader.read(bytes)
    }
}

/// HTML to book: one document, a section for each chapter heading.
enum HTMLReader {
    /// Reads a book in HTML.
    ///
    /// - Parameter bytes: The file, in any encoding that it declares.
    /// - Returns: The book; a section for each chapter heading.
    /// - Throws: ``ReaderError``: too large, nested too deeply, or without any text.
    /// - Complexity: O(*n*).
    static func read(_ bytes: [UInt8]) throws(ReaderError) -> Book {
        try BookFormat.checkLength(of: bytes)
        let document = try MarkupParser.parse(bytes, as: isXHTML(bytes) ? .xml : .html).document
        let frame = GutenbergFrame(in: document.data)
        let window = frame?.content ?? document.data.indices
        var sections: [BookSection] = []
        var breaks: [PageBreak] = []
        for part in HTMLOutline.parts(of: document, window: window) {
            let extracted = TextExtractor.extract(document, events: part.events, window: window)
            breaks += extracted.pages.map {
                PageBreak(label: $0.label, section: sections.count, textOffset: $0.textOffset)
            }
            // What has no text of its own is no section; its pages begin with the next one's text.
            guard !extracted.text.isEmpty else { continue }
            sections.append(
                BookSection(
                    name: "section-\(sections.count + 1)", title: part.title,
                    text: extracted.text, source: extracted.source))
        }
        guard !sections.isEmpty else { throw .noText(format: "HTML") }
        breaks.removeAll { $0.section >= sections.count }
        let metadata = HTMLMetadata(document, frame: frame)
        return Book(
            title: metadata.title, authors: metadata.authors, language: metadata.language,
            sections: sections, pageBreaks: PageBreakList.settled(breaks, in: sections))
    }

    /// Whether a file says it is XML; if it breaks XML's rules it is read as HTML all the same.
    private static func isXHTML(_ bytes: [UInt8]) -> Bool {
        let head = bytes.prefix(2048)
        return head.firstOffset(of: Array("<?xml".utf8)) != nil
            || head.firstOffset(of: Array("http://www.w3.org/1999/xhtml".utf8)) != nil
    }
}

import PageMatchCore

extension BookFormat {
    /// FictionBook 2, plain or alone in a ZIP.
    static let fictionBook = BookFormat(kind: .fictionBook, statesLanguage: true) {
        bytes throws(ReaderError) in
        try FictionBookReader.read(bytes)
    }
}

/// FictionBook to book: a section for each titled `section`, the bodies of notes behind them.
enum FictionBookReader {
    /// Reads a FictionBook.
    ///
    /// - Parameter bytes: The file, or a ZIP that holds it.
    /// - Returns: The book. References to notes are left out of its text; each body of notes is a
    ///   section of its own at the end.
    /// - Throws: ``ReaderError``: too large, nested too deeply, or without any text.
    /// - Complexity: O(*n*).
    static func read(_ bytes: [UInt8]) throws(ReaderError) -> Book {
        var (document, warnings) = try document(bytes)
        var book = Book(sections: [])
        readDescription(of: document, into: &book)
        let bodies = document.all("body").filter { body in
            document.elements[body].parent.map { document.elements[$0].parent == nil } ?? true
        }
        let ordered =
            bodies.filter { !isNotes($0, document) } + bodies.filter { isNotes($0, document) }
        for body in ordered {
            document.body = body
            let notesTitle = isNotes(body, document) ? title(of: body, document) ?? "Notes" : nil
            for part in parts(of: body, in: document, isWhole: notesTitle != nil) {
                let extracted = TextExtractor.extract(document, events: part.events)
                guard !extracted.text.isEmpty else { continue }
                book.sections.append(
                    BookSection(
                        name: "section-\(book.sections.count + 1)",
                        title: notesTitle ?? part.title, text: extracted.text,
                        source: extracted.source, isLinear: notesTitle == nil))
            }
        }
        guard !book.sections.isEmpty else { throw .noText(format: "FictionBook") }
        book.warnings = warnings
        return book
    }

    // MARK: The file

    private static func document(
        _ bytes: [UInt8]
    ) throws(ReaderError) -> (MarkupDocument, warnings: [String]) {
        if bytes.starts(with: "PK".utf8) {
            var archive = try BookArchive(bytes, format: "FictionBook")
            let names = archive.names.filter { $0.lowercased().hasSuffix(".fb2") }
            guard let name = names.first else { throw .noText(format: "FictionBook") }
            if names.count > 1 {
                archive.warn("The ZIP holds \(names.count) books; \(name) is read.")
            }
            guard let document = try archive.document(at: name, vocabulary: .fictionBook) else {
                throw .malformed(
                    format: "FictionBook", what: "can't be unpacked", entry: name, line: nil)
            }
            return (document, archive.warnings.all)
        }
        // Pictures are part of the file and count for nothing here.
        guard bytes.count <= BookLimits.unpackedBytes else {
            throw .tooLarge(what: "the text", limit: "\(BookLimits.unpackedBytes >> 20) MiB")
        }
        let result = try MarkupParser.parse(bytes, as: .xml, vocabulary: .fictionBook)
        let warning = result.breach.map {
            "Line \($0.line): not well-formed, read as far as it goes (\($0.message))."
        }
        return (result.document, warning.map { [$0] } ?? [])
    }

    // MARK: Sections

    private static func isNotes(_ body: Int, _ document: MarkupDocument) -> Bool {
        document.attribute("name", of: body, holds: ["notes", "comments", "footnotes"])
    }

    /// The stretches of a body: one for each section that has a title, with all below it that has
    /// none.
    private static func parts(
        of body: Int, in document: MarkupDocument, isWhole: Bool
    ) -> [HeadingOutline.Part] {
        var headings: [HeadingOutline.Heading] = []
        if !isWhole {
            for section in document.all("section", in: body) {
                guard let title = title(of: section, document) else { continue }
                let start = document.elements[section].events.lowerBound
                headings.append(.init(event: start, level: 0, title: title))
            }
        }
        return HeadingOutline.parts(
            of: document.elements[body].events, title: title(of: body, document), at: headings)
    }

    /// The text of an element's own title, on one line.
    private static func title(of element: Int, _ document: MarkupDocument) -> String? {
        // A picture or an epigraph may stand before it, but no paragraph does.
        let near = document.elements[element].descendants.prefix(4)
        let title = near.first {
            document.elements[$0].name == "title" && document.elements[$0].parent == element
        }
        return title.flatMap { TextExtractor.headingText(of: $0, in: document) }
    }

    // MARK: Description

    private static func readDescription(of document: MarkupDocument, into book: inout Book) {
        guard let info = document.first("title-info") else { return }
        func text(_ name: String, in element: Int) -> String? {
            document.first(name, in: element).map { document.plainText(of: $0) }
                .flatMap { $0.isEmpty ? nil : $0 }
        }
        book.title = text("book-title", in: info)
        book.language = text("lang", in: info)
        for author in document.all("author", in: info).prefix(100) {
            let names = ["first-name", "middle-name", "last-name"].compactMap {
                text($0, in: author)
            }
            if let name = names.isEmpty
                ? text("nickname", in: author) : names.joined(separator: " ")
            {
                book.authors.append(name)
            }
        }
    }
}

import PageMatchCore

extension BookFormat {
    /// Office Open XML text, as Word and others write it.
    static let docx = BookFormat(kind: .docx) { bytes throws(ReaderError) in
        try DOCXReader.read(bytes)
    }
}

/// DOCX to book: the paragraphs of its main document, a section for each chapter heading.
enum DOCXReader {
    /// Reads a DOCX.
    ///
    /// Deleted and moved text, codes of fields and hidden runs are left out, as are the marks of
    /// notes; foot- and endnotes are sections of their own at the end.
    ///
    /// - Parameter bytes: The file.
    /// - Returns: The book; chapters by the styles of headings, or else by what headings say.
    /// - Throws: ``ReaderError``: no ZIP, no document in it, too large, or without any text.
    /// - Complexity: O(unpacked size of its documents).
    static func read(_ bytes: [UInt8]) throws(ReaderError) -> Book {
        var archive = try BookArchive(bytes, format: "DOCX")
        let path = try mainPath(in: &archive)
        guard let document = try archive.document(at: path, vocabulary: .wordprocessing) else {
            throw .malformed(
                format: "DOCX", what: "the main document is missing", entry: path, line: nil)
        }
        let folder = path.split(separator: "/").dropLast().map { $0 + "/" }.joined()
        let styles = try styles(at: folder + "styles.xml", in: &archive)
        var book = Book(sections: sections(of: document, styles: styles))
        for name in ["footnotes.xml", "endnotes.xml"] where archive.holds(folder + name) {
            try appendNotes(at: folder + name, of: &archive, to: &book)
        }
        guard !book.sections.isEmpty else { throw .noText(format: "DOCX") }
        try readProperties(of: &archive, into: &book)
        book.language = book.language ?? styles.language
        book.warnings = archive.warnings.all
        return book
    }

    /// Path of the main document: what the archive's relationships name.
    private static func mainPath(in archive: inout BookArchive) throws(ReaderError) -> String {
        let usual = "word/document.xml"
        guard !archive.holds(usual), let list = try archive.document(at: "_rels/.rels") else {
            return usual
        }
        let relation = list.all("relationship").first {
            list.attribute("type", of: $0)?.hasSuffix("/officeDocument") ?? false
        }
        let target = relation.flatMap { list.attribute("target", of: $0) }
        return target.flatMap { EPUBPath.resolve($0, from: "x") }?.path ?? usual
    }

    private static func styles(
        at path: String, in archive: inout BookArchive
    ) throws(ReaderError) -> DOCXStyles {
        guard archive.holds(path),
            let document = try archive.document(at: path, vocabulary: .wordprocessing)
        else { return DOCXStyles() }
        return DOCXStyles(document)
    }

    // MARK: Sections

    private static func sections(of document: MarkupDocument, styles: DOCXStyles) -> [BookSection] {
        guard let body = document.body else { return [] }
        let events = document.elements[body].events
        var sections: [BookSection] = []
        for part in HeadingOutline.parts(of: events, at: styles.headings(of: document)) {
            let extracted = TextExtractor.extract(document, events: part.events)
            guard !extracted.text.isEmpty else { continue }
            sections.append(
                BookSection(
                    name: "section-\(sections.count + 1)", title: part.title,
                    text: extracted.text, source: extracted.source))
        }
        return sections
    }

    private static func appendNotes(
        at path: String, of archive: inout BookArchive, to book: inout Book
    ) throws(ReaderError) {
        guard let document = try archive.document(at: path, vocabulary: .wordprocessing) else {
            return
        }
        let extracted = TextExtractor.extract(document)
        guard !extracted.text.isEmpty else { return }
        book.sections.append(
            BookSection(
                name: "section-\(book.sections.count + 1)", title: "Notes", text: extracted.text,
                source: extracted.source, isLinear: false))
    }

    // MARK: Properties

    private static func readProperties(
        of archive: inout BookArchive, into book: inout Book
    ) throws(ReaderError) {
        let path = "docProps/core.xml"
        guard archive.holds(path), let document = try archive.document(at: path) else { return }
        func text(_ name: String) -> String? {
            document.first(name).map { document.plainText(of: $0) }
                .flatMap { $0.isEmpty ? nil : $0 }
        }
        book.title = text("title")
        book.language = text("language")
        // Several authors are one property, parted by semicolons.
        book.authors =
            text("creator")?.split(separator: ";").map { String($0).trimmingASCIISpace }
            .filter { !$0.isEmpty } ?? []
    }
}

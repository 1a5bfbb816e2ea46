package import PageMatchCore

/// Books of any format that is known, told by content.
package enum BookReader {
    /// All formats; to add one, write its reader and name it here.
    private static let formats: [BookFormat] = [
        .epub, .html, .markdown, .plainText, .fictionBook, .docx, .pdf,
    ]

    /// Reads a book.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - name: Its name, if it has one. It decides only what the content leaves open, such as
    ///     Markdown without a heading.
    /// - Returns: The book; it has at least one section with text.
    /// - Throws: ``ReaderError/empty`` for nothing but white space,
    ///   ``ReaderError/unexpectedKind(found:)`` for what is no book,
    ///   ``ReaderError/tooLarge(what:limit:)`` beyond ``BookLimits``, and whatever the reader of
    ///   the format throws.
    /// - Complexity: O(*n*) in the unpacked text.
    package static func read(_ bytes: [UInt8], name: String?) throws(ReaderError) -> Book {
        guard bytes.contains(where: { !$0.isASCIISpace }) else { throw .empty }
        let kind = kind(of: bytes, name: name)
        if let refusal = KindleFile.refusal(of: bytes, kind: kind) { throw refusal }
        guard let format = formats.first(where: { $0.kind == kind }) else {
            throw .unexpectedKind(found: kind)
        }
        var book = try format.read(bytes)
        BookLanguage.settle(&book, isExpected: format.statesLanguage)
        return book
    }

    /// The kind by content, or by name where the content is text without a mark of any kind.
    private static func kind(of bytes: [UInt8], name: String?) -> ContentKind {
        let kind = ContentKind.recognise(bytes)
        guard kind == .plainText, let name, let dot = name.lastIndex(of: ".") else { return kind }
        switch name[name.index(after: dot)...].lowercased() {
        case "md", "markdown": return .markdown
        case "html", "htm", "xhtml": return .html
        default: return kind
        }
    }
}

/// One format of books: how it is told, and what reads it.
struct BookFormat: Sendable {
    /// The kind of content that this format is.
    let kind: ContentKind
    /// Whether a file of that kind always states its language, so that it is odd if it does not.
    var statesLanguage = false
    /// Reads a file of that kind.
    let read: @Sendable ([UInt8]) throws(ReaderError) -> Book

    /// Refuses a file of text that is too long to be one.
    static func checkLength(of bytes: [UInt8]) throws(ReaderError) {
        guard bytes.count <= BookLimits.textBytes else {
            throw .tooLarge(what: "the text", limit: "\(BookLimits.textBytes >> 20) MiB")
        }
    }
}

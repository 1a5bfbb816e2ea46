package import PageMatchCore

/// Reads pages: text as an OCR program, a reading app or a person writes it.
package enum PageReader {
    /// The page in `bytes`: what an OCR program tells of a picture, or text in any of the encodings
    /// that text files come in.
    ///
    /// Empty is a page, too: a blank one.
    ///
    /// - Throws: `unexpectedKind` for pictures, audio, books and other files that are no text,
    ///   `malformed` for JSON of an OCR program that is cut off.
    /// - Complexity: O(bytes).
    package static func read(_ bytes: [UInt8]) throws(ReaderError) -> Page {
        let kind = bytes.isEmpty ? .plainText : ContentKind.recognise(bytes)
        switch kind {
        case .epub, .fictionBook, .docx, .pdf, .audio, .image, .unknown:
            throw .unexpectedKind(found: kind)
        case .other(let format) where !["XML", "JSON", "ALTO", "PAGE XML"].contains(format):
            throw .unexpectedKind(found: kind)
        // Words on a page may look like anything: a page of a book on HTML is a page.
        case .html, .markdown, .plainText, .transcript, .other:
            let text = DecodedText.decode(bytes)
            let content = PageContent(bytes: bytes, kind: kind, text: text)
            if let page = try scanned(content) { return page }
            if case .other = kind { throw .unexpectedKind(found: kind) }
            return Page(String(decoding: text, as: UTF8.self))
        }
    }

    /// The page that an OCR program tells of, if it is one.
    private static func scanned(_ content: PageContent) throws(ReaderError) -> Page? {
        guard beginsLikeJSON(content.text[...]) else { return try page(content) }
        let document: JSONDocument
        do throws(ReaderError) {
            document = try parseJSON(content.text)
        } catch {
            // A page may begin with two brackets; what has the names of a format is one.
            guard JSONShape(content.text).isScannedPage else { return nil }
            throw error
        }
        return try document.withRoot { root throws(ReaderError) in
            var content = content
            content.json = root
            return try page(content)
        }
    }

    private static func page(_ content: PageContent) throws(ReaderError) -> Page? {
        for format in PageFormat.all {
            if let page = try format.read(content) { return page }
        }
        return nil
    }
}

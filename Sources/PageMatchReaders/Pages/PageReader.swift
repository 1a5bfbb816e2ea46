package import PageMatchCore

/// Reads pages: text as an OCR program, a reading app or a person writes it.
package enum PageReader {
    /// The page in `bytes`: what an OCR program tells of a picture, or text in any of the encodings
    /// that text files come in.
    ///
    /// Empty is a page, too: a blank one.
    ///
    /// - Throws: `unexpectedKind` for pictures, audio, books and other files that are no text.
    /// - Complexity: O(bytes).
    package static func read(_ bytes: [UInt8]) throws(ReaderError) -> Page {
        let kind = bytes.isEmpty ? .plainText : ContentKind.recognise(bytes)
        switch kind {
        case .epub, .fictionBook, .docx, .pdf, .audio, .image, .other, .unknown:
            throw .unexpectedKind(found: kind)
        // Words on a page may look like anything: a page of a book on HTML is a page.
        case .html, .markdown, .plainText, .transcript:
            let text = DecodedText.decode(bytes)
            return TesseractTable.page(text) ?? Page(String(decoding: text, as: UTF8.self))
        }
    }
}

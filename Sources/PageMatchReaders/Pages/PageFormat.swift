import PageMatchCore

/// A format in which OCR programs tell what stands in a picture, and how it is read.
struct PageFormat: Sendable {
    /// Its name for people, and in `FORMATS.md`.
    let name: String
    /// The page, if the content is of this format; of several pages the first.
    let read: @Sendable (PageContent) throws(ReaderError) -> Page?

    /// All formats; each tells its own content from that of the others.
    static let all = [tesseractTable, hOCR, alto, pageXML, googleVision, appleVision]
}

/// A file that may be a page, as the formats look at it.
struct PageContent {
    /// The file.
    let bytes: [UInt8]
    /// What the file seems to be.
    let kind: ContentKind
    /// The file as UTF-8.
    let text: [UInt8]
    /// The outermost value, if the file is JSON.
    var json: JSONValue?

    /// Whether a name stands in the head of a file that looks like markup.
    ///
    /// - Complexity: O(1): only the first 64 KiB are looked at.
    func isMarkup(with name: StaticString) -> Bool {
        guard text.first(where: { !isBlank($0) }) == UInt8(ascii: "<") else { return false }
        let name = name.withUTF8Buffer { Array($0) }
        return text.prefix(ContentKind.headLength).firstOffset(of: name) != nil
    }
}

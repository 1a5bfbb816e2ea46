internal import PageMatchReaders

extension Page {
    /// Reads a page of text, as an OCR program or a person writes it.
    ///
    /// - Throws: `wrongKind` for files that are no text.
    public init(_ bytes: [UInt8]) throws(PageMatchError) {
        do {
            self = try PageReader.read(bytes)
        } catch {
            throw PageMatchError(error, reading: .page)
        }
    }
}

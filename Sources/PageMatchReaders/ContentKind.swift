/// What a file is, told from its first bytes and never from its name.
package enum ContentKind: Hashable, Sendable {
    /// ZIP with an EPUB's `mimetype` or container.
    case epub
    /// HTML or XHTML.
    case html
    /// Text with Markdown headings.
    case markdown
    /// Text of no other kind.
    case plainText
    /// FictionBook 2, plain or in a ZIP.
    case fictionBook
    /// Office Open XML text.
    case docx
    /// Portable Document Format.
    case pdf
    /// A transcript in the named format: "WebVTT", "SRT", "openai-whisper JSON".
    case transcript(format: String)
    /// Audio or video in the named container: "MP3", "MPEG-4", "FLAC".
    case audio(format: String)
    /// A picture: "JPEG", "PNG".
    case image(format: String)
    /// A known format that is not read: "MOBI", "RTF", "RAR", "ZIP", "JSON".
    case other(format: String)
    /// Bytes that nothing is known of.
    case unknown
}

extension ContentKind {
    /// How many bytes at the start of a file are looked at; of a ZIP as many at its end.
    ///
    /// Enough for the preface of a book before its first Markdown heading, and for the names of a
    /// thousand files in the directory of a ZIP.
    static let headLength = 64 * 1024

    /// Tells what `bytes` are by signatures, then, if they are text, by how the text begins.
    ///
    /// Text may be UTF-8 or UTF-16 with or without byte order mark, or of eight bits a character.
    /// A wrong guess is possible and a crash is not: the readers check again.
    ///
    /// - Parameter bytes: The whole file. Only its first 64 KiB are read, of a ZIP also its last.
    /// - Returns: The kind; ``unknown`` for no bytes at all and for binary data without signature.
    /// - Complexity: O(1): bounded by the length of the head.
    package static func recognise(_ bytes: [UInt8]) -> ContentKind {
        let head = bytes.prefix(headLength)
        if let kind = FileSignature.kind(of: head, tail: bytes.suffix(headLength)) { return kind }
        guard !head.isEmpty, let text = DecodedText.textHead(head) else { return .unknown }
        return TextShape(text).kind
    }
}

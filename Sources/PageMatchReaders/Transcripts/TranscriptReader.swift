package import PageMatchCore

/// Reads what speech recognisers and subtitle editors write.
package enum TranscriptReader {
    /// Bytes of the largest file that is read: four days of words with all their tokens.
    static let maximumLength = 512 << 20

    /// Reads a transcript in any known format, told by its content and never by its name.
    ///
    /// Word times are taken where the file has them, else the times of cues. Words without times
    /// between words with times share one span. White space is made even.
    ///
    /// - Parameters:
    ///   - bytes: The whole file; UTF-8 or UTF-16, with or without byte order mark.
    ///   - name: What the transcript shall be called; not looked at.
    /// - Returns: A transcript with at least one span; spans lie on character boundaries.
    /// - Throws: `.empty`, `.tooLarge`, `.unexpectedKind` for what is no transcript, `.malformed`
    ///   with a line, `.noText` and `.noTimes`.
    /// - Complexity: O(*bytes*) time and memory.
    package static func read(
        _ bytes: [UInt8], name: String?
    ) throws(ReaderError) -> Transcript {
        guard bytes.count <= maximumLength else {
            throw .tooLarge(what: "a transcript", limit: "\(maximumLength >> 20) MiB")
        }
        let content = try TranscriptContent(bytes)
        guard content.text.contains(where: { !isBlank($0) }) else { throw .empty }
        return try content.withJSON { content throws(ReaderError) in
            for format in TranscriptFormat.all {
                if let builder = try format.read(content) {
                    return try builder.sealed(name: name, format: format.name)
                }
            }
            throw .unexpectedKind(found: kind(of: content, bytes))
        }
    }

    /// What to call bytes that no format has taken.
    ///
    /// A transcript only where it is in a format that is not read: otherwise the first bytes have
    /// deceived.
    private static func kind(of content: TranscriptContent, _ bytes: [UInt8]) -> ContentKind {
        let kind = ContentKind.recognise(bytes)
        if case .transcript(let name) = kind,
            !TranscriptFormat.all.contains(where: { $0.kinds.contains(name) })
        {
            return kind
        }
        if content.json != nil { return .other(format: "JSON") }
        if case .transcript = kind { return .plainText }
        return kind
    }
}

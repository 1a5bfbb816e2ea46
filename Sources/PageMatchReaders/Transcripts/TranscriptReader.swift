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
    ///   - bytes: The whole file; UTF-8 or UTF-16, with or without byte order mark. Formats that leave
    ///     the encoding open, as subtitles and tables do, may be in another one, which is told by
    ///     their letters.
    ///   - name: What the transcript shall be called; not looked at.
    /// - Returns: A transcript with at least one span; spans lie on character boundaries.
    /// - Throws: `.empty`, `.tooLarge`, `.unexpectedKind` for what is no transcript, `.malformed`
    ///   with a line, `.noText` and `.noTimes`.
    /// - Complexity: O(*bytes*) time and memory.
    package static func read(
        _ bytes: [UInt8], name: String?
    ) throws(ReaderError) -> Transcript {
        try read(bytes, name: name, upTo: maximumLength)
    }

    /// As ``read(_:name:)``, with another limit than ``maximumLength``.
    static func read(
        _ bytes: [UInt8], name: String?, upTo limit: Int
    ) throws(ReaderError) -> Transcript {
        guard bytes.count <= limit else {
            throw .tooLarge(what: "a transcript", limit: "\(limit >> 20) MiB")
        }
        let content = try TranscriptContent(bytes)
        guard content.text.contains(where: { !isBlank($0) }) else { throw .empty }
        return try content.withJSON { content throws(ReaderError) in
            var reading = try self.read(content)
            if reading == nil { reading = try readParts(of: content) }
            guard let read = reading else {
                throw .unexpectedKind(found: kind(of: content, bytes))
            }
            return try read.builder.sealed(name: name, format: read.format.name)
        }
    }

    /// A file by the format that takes it.
    private typealias Reading = (builder: TranscriptBuilder, format: TranscriptFormat)

    private static func read(_ content: TranscriptContent) throws(ReaderError) -> Reading? {
        for format in TranscriptFormat.all {
            if let builder = try format.read(content) { return (builder, format) }
        }
        return nil
    }

    /// Whole transcripts in JSON that follow one another, or stand in a list, as one.
    ///
    /// All are read by the format that takes the first.
    private static func readParts(of content: TranscriptContent) throws(ReaderError) -> Reading? {
        guard let root = content.json, root.isArray, let first = root.elements.first,
            first.isObject, var reading = try read(content.part(first))
        else { return nil }
        var others = 0
        for value in root.elements.dropFirst() {
            if let part = try reading.format.read(content.part(value)) {
                reading.builder.append(part)
            } else {
                others += 1
            }
        }
        if others > 0 {
            let count = others == 1 ? "1 part" : "\(others) parts"
            reading.builder.oddities.notes.append(
                "\(count) of the file, of another form than the first, could not be read.")
        }
        return reading
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
        if let json = content.json {
            let isChapters = json["chapters"]?.elements.first?["startTime"] != nil
            return .other(format: isChapters ? "a list of a podcast's chapters" : "JSON")
        }
        if case .transcript = kind { return .plainText }
        return kind
    }
}

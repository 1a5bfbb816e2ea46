import PageMatchCore

extension TranscriptFormat {
    /// SRT: numbered cues with times in milliseconds.
    ///
    ///     1
    ///     00:00:01,000 --> 00:00:02,500
    ///     Call me Ishmael.
    ///
    /// There is no specification: numbers and empty lines may be missing, the comma may be a dot,
    /// hours may be missing, text may have `<i>` and `{\an8}`. A WebVTT without its first line is
    /// read as SRT. In what is not UTF-8 the encoding is told by its letters, and where they say
    /// nothing it is taken for Windows-1252.
    static let subRip = TranscriptFormat(
        name: "SRT", kinds: ["SRT"], read: readSubRip)
}

@Sendable
private func readSubRip(_ content: TranscriptContent) throws(ReaderError) -> TranscriptBuilder? {
    guard content.json == nil, beginsLikeSubRip(content.text) else { return nil }
    var encoding = TranscriptBuilder()
    let text = encoding.utf8(of: content)
    var builder = try readCaptions(text, .subRip, from: 0, line: 1, format: "SRT")
    builder.oddities.notes += encoding.oddities.notes
    return builder
}

/// Whether one of the first lines with anything on them looks like a line of times.
private func beginsLikeSubRip(_ bytes: [UInt8]) -> Bool {
    var at = 0
    var lines = 0
    while at < min(bytes.count, 1 << 16), lines < 16 {
        let line = bytes[lineRange(at, in: bytes)]
        if captionArrow(in: line) != nil, startsLikeTiming(line) { return true }
        if !trimmed(line).isEmpty { lines += 1 }
        at = afterLineEnd(line.endIndex, in: bytes)
    }
    return false
}

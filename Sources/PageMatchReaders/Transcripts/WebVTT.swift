import PageMatchCore

extension TranscriptFormat {
    /// WebVTT: cues with times in milliseconds, possibly with times inside.
    ///
    ///     WEBVTT
    ///     Language: en
    ///
    ///     00:01.000 --> 00:02.500 align:start
    ///     <v Ishmael>Call <00:01.400>me …
    ///
    /// Positions, styles, regions, comments and speakers' names are passed over.
    /// - Source: W3C WebVTT. https://www.w3.org/TR/webvtt1/
    static let webVTT = TranscriptFormat(
        name: "WebVTT", kinds: ["WebVTT"], read: readWebVTT)
}

@Sendable
private func readWebVTT(_ content: TranscriptContent) throws(ReaderError) -> TranscriptBuilder? {
    let bytes = content.text
    let start = bytes.firstIndex { !isBlank($0) } ?? bytes.count
    let signature = bytes[start...].prefix(6)
    guard signature.elementsEqual("WEBVTT".utf8),
        bytes[start...].dropFirst(6).first.map(isBlank) ?? true
    else { return nil }
    let header = webVTTHeader(bytes, from: start)
    var builder = try readCaptions(
        bytes, .webVTT, from: header.end, line: header.lines + 1, format: "WebVTT")
    builder.language = header.language
    return builder
}

/// The lines up to the first empty one, or the first with times if the empty one was forgotten.
private func webVTTHeader(
    _ bytes: [UInt8], from start: Int
) -> (end: Int, lines: Int, language: String?) {
    var lines = lineNumber(ofByte: start, in: bytes) - 1
    var language: String?
    var at = start
    while at < bytes.count {
        let line = bytes[lineRange(at, in: bytes)]
        if line.isEmpty || captionArrow(in: line) != nil { break }
        if line.starts(with: "Language:".utf8) {
            language = String(decoding: trimmed(line.dropFirst(9)), as: UTF8.self)
        }
        at = afterLineEnd(line.endIndex, in: bytes)
        lines += 1
    }
    return (at, lines, language)
}

/// Reads the cues of either caption format.
///
/// - Throws: `.malformed` if there are cues and none can be read.
func readCaptions(
    _ bytes: [UInt8], _ dialect: CaptionScanner.Dialect, from offset: Int, line: Int,
    format: String
) throws(ReaderError) -> TranscriptBuilder {
    var scanner = CaptionScanner(bytes, dialect: dialect)
    scanner.scan(from: offset, line: line)
    if scanner.isTooLong { throw TranscriptBuilder.tooLong }
    if scanner.captions.isEmpty, let line = scanner.oddities.firstSkippedLine {
        throw .malformed(
            format: format, what: "no cue has readable times", entry: nil, line: line)
    }
    var builder = TranscriptBuilder()
    builder.oddities = scanner.oddities
    let (captions, rolling) = withoutRepeats(scanner.captions)
    builder.oddities.rollingCues = rolling
    builder.append(captions)
    return builder
}

import PageMatchCore

extension TranscriptFormat {
    /// What recognisers print as they go, saved as text: Whisper and whisper.cpp, the example of
    /// faster-whisper, WhisperX.
    ///
    ///     [00:00.000 --> 00:02.500]  Call me Ishmael.
    ///     [01:00:03.250 --> 01:00:04.000]  Some years ago
    ///     [0.00s -> 2.50s]  Call me Ishmael.
    ///     Transcript: [0.031 --> 2.5]  Call me Ishmael.
    ///
    /// Lines of other shape, such as the progress of a download, are passed over.
    static let whisperLog = TranscriptFormat(
        name: "Whisper text", kinds: ["Whisper text"], read: readWhisperLog)
}

@Sendable
private func readWhisperLog(
    _ content: TranscriptContent
) throws(ReaderError) -> TranscriptBuilder? {
    guard content.shape == "Whisper text" else { return nil }
    var builder = TranscriptBuilder(for: content)
    for line in TranscriptLines(builder.utf8(of: content)) {
        guard let log = WhisperLogLine(line.text) else { continue }
        guard let from = log.from, let to = log.to else {
            builder.oddities.skip(line: line.number)
            continue
        }
        builder.breakCue()
        builder.mark(builder.append(log.text), builder.ordered(from, to))
    }
    return builder
}

/// Whether a text is what a recogniser printed, told by its first lines with times.
///
/// What a program says of itself may stand before them, dozens of lines long.
///
/// - Parameter head: The text or the first part of it.
/// - Returns: Whether most of the lines from there on have times.
/// - Complexity: O(*head*).
func isWhisperLog(_ head: [UInt8]) -> Bool {
    var before = 0
    var lines = 0
    var logged = 0
    for line in TranscriptLines(head) where line.text.contains(where: { !isBlank($0) }) {
        let isLogged = WhisperLogLine(line.text) != nil
        guard isLogged || logged > 0 else {
            before += 1
            continue
        }
        lines += 1
        logged += isLogged ? 1 : 0
        if lines == 12 { break }
    }
    // A book may quote a line of a log.
    return logged * 2 >= lines && logged > (before < 12 ? 0 : 1)
}

/// A line of a recogniser's log with times.
struct WhisperLogLine {
    /// `nil` for what is no time.
    let from: TrackTime?
    /// `nil` for what is no time.
    let to: TrackTime?
    let text: ArraySlice<UInt8>

    /// Bytes before the bracket of a line: `2026-01-31 09:00:00 - whisperx.asr - INFO - Transcript:`.
    private static let longestLabel = 120
    /// Bytes of both times.
    private static let longestStamp = 64

    /// `nil` for a line that does not begin with two times in brackets.
    init?(_ line: ArraySlice<UInt8>) {
        var line = trimmed(line)
        if line.first != UInt8(ascii: "[") {
            let label = Array("Transcript:".utf8)
            guard let start = line.prefix(Self.longestLabel).firstOffset(of: label) else {
                return nil
            }
            line = trimmed(line[(start + label.count)...])
        }
        guard line.first == UInt8(ascii: "["), startsLikeTiming(line.dropFirst()),
            let close = line.prefix(Self.longestStamp).firstIndex(of: UInt8(ascii: "]"))
        else { return nil }
        let stamp = line[(line.startIndex + 1)..<close]
        guard let tip = stamp.firstIndex(of: UInt8(ascii: ">")), tip > stamp.startIndex,
            stamp[tip - 1] == UInt8(ascii: "-")
        else { return nil }
        let isLong = stamp[..<(tip - 1)].last == UInt8(ascii: "-")
        from = logTime(stamp[..<(tip - (isLong ? 2 : 1))])
        to = logTime(stamp[(tip + 1)...])
        text = line[(close + 1)...]
    }
}

/// A time of a log, `00:02.500`, `2.50s` or `2.5`; `nil` for anything else.
private func logTime(_ text: ArraySlice<UInt8>) -> TrackTime? {
    if let time = captionTime(text) { return time }
    var text = trimmed(text)
    if text.last == UInt8(ascii: "s") { text.removeLast() }
    guard text.first.map(isDigit) == true,
        let seconds = jsonNumber(text.span, 0, until: text.count),
        0...longestTrackSeconds ~= seconds
    else { return nil }
    return TrackTime(seconds: seconds)
}

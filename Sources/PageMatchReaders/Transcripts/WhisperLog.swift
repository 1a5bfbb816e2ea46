import PageMatchCore

extension TranscriptFormat {
    /// What Whisper and whisper.cpp print as they go, saved as text.
    ///
    ///     [00:00.000 --> 00:02.500]  Call me Ishmael.
    ///     [01:00:03.250 --> 01:00:04.000]  Some years ago
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
        let text = trimmed(line.text)
        guard text.first == UInt8(ascii: "["), let close = text.firstIndex(of: UInt8(ascii: "]"))
        else { continue }
        let stamp = text[(text.startIndex + 1)..<close]
        guard captionArrow(in: stamp) != nil else { continue }
        guard let times = captionTimes(stamp) else {
            builder.oddities.skip(line: line.number)
            continue
        }
        builder.breakCue()
        builder.mark(builder.append(text[(close + 1)...]), builder.ordered(times.from, times.to))
    }
    return builder
}

import PageMatchCore

extension TrackLengthFormat {
    /// A length on each line, empty lines passed over: seconds, or a clock time.
    ///
    ///     651.4
    ///     17:46.2
    static let secondsList = TrackLengthFormat(name: "list of lengths", read: readSecondsList)
}

@Sendable
private func readSecondsList(
    _ content: TrackLengthContent
) throws(ReaderError) -> [TrackLength]? {
    guard content.json.isEmpty else { return nil }
    var lengths: [TrackLength] = []
    for line in TranscriptLines(content.text) {
        let text = trimmed(line.text)
        if text.isEmpty { continue }
        let quoted = String(decoding: text.prefix(40), as: UTF8.self)
        let seconds = text.count <= 40 ? Double(quoted) ?? captionTime(text)?.seconds : nil
        guard let seconds, 0...longestTrackSeconds ~= seconds else {
            throw .malformed(
                format: "list of lengths", what: "“\(quoted)” is no number of seconds",
                entry: nil, line: line.number)
        }
        lengths.append(TrackLength(name: nil, seconds: seconds))
    }
    return lengths
}

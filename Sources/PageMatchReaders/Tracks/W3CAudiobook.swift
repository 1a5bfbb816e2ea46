extension TrackLengthFormat {
    /// A W3C audiobook manifest: lengths as ISO 8601 has them.
    ///
    ///     {"conformsTo": "https://www.w3.org/TR/audiobooks/", "type": "Audiobook",
    ///      "readingOrder": [{"url": "01.mp3", "duration": "PT10M51.4S", "name": "Loomings"}]}
    ///
    /// - Source: W3C Audiobooks. https://www.w3.org/TR/audiobooks/
    static let w3cAudiobook = TrackLengthFormat(
        name: "W3C audiobook manifest", read: readW3CAudiobook)
}

@Sendable
private func readW3CAudiobook(
    _ content: TrackLengthContent
) throws(ReaderError) -> [TrackLength]? {
    guard content.json.count == 1, let list = content.json.first?["readingOrder"] else {
        return nil
    }
    // A single entry may stand without a list, and an address without an object.
    let links = list.isArray ? Array(list.elements) : [list]
    var lengths: [TrackLength] = []
    for link in links {
        guard let duration = link["duration"], let text = duration.string else {
            throw .malformed(
                format: "W3C audiobook manifest", what: "an audio file without “duration”",
                entry: nil, line: link.line)
        }
        guard let seconds = isoSeconds(Array(text.utf8)[...]), seconds <= longestTrackSeconds else {
            throw .malformed(
                format: "W3C audiobook manifest",
                what: "“\(text.prefix(40))” is no duration, as PT1H2M3.5S is", entry: nil,
                line: duration.line)
        }
        lengths.append(
            TrackLength(
                name: link["url"]?.string.flatMap(lastPathComponent) ?? link["name"]?.string,
                seconds: seconds))
    }
    return lengths
}

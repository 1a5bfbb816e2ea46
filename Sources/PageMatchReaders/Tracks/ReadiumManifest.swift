extension TrackLengthFormat {
    /// A Readium audiobook manifest: seconds.
    ///
    ///     {"metadata": {"conformsTo": "https://readium.org/webpub-manifest/profiles/audiobook"},
    ///      "readingOrder": [{"href": "01.mp3", "type": "audio/mpeg", "duration": 651.4,
    ///                        "title": "Loomings"}]}
    ///
    /// - Source: Readium Web Publication Manifest, audiobook profile.
    static let readiumManifest = TrackLengthFormat(
        name: "Readium manifest", read: readReadiumManifest)
}

@Sendable
private func readReadiumManifest(
    _ content: TrackLengthContent
) throws(ReaderError) -> [TrackLength]? {
    guard content.json.count == 1, let list = content.json.first?["readingOrder"], list.isArray,
        list.elements.contains(where: { $0["href"] != nil })
    else { return nil }
    var lengths: [TrackLength] = []
    for link in list.elements {
        guard let duration = link["duration"] else {
            throw .malformed(
                format: "Readium manifest", what: "an audio file without “duration”", entry: nil,
                line: link.line)
        }
        lengths.append(
            TrackLength(
                name: link["href"]?.string.flatMap(lastPathComponent) ?? link["title"]?.string,
                seconds: try duration.trackSeconds(format: "Readium manifest")))
    }
    return lengths
}

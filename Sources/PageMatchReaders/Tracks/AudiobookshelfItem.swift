extension TrackLengthFormat {
    /// An item as Audiobookshelf's API gives it, `GET /api/items/ID?expanded=1`: seconds.
    ///
    ///     {"media": {"audioFiles": [{"index": 1, "duration": 651.4,
    ///                                "metadata": {"filename": "01.mp3"}}],
    ///                "tracks": [{"index": 1, "startOffset": 0, "duration": 651.4,
    ///                            "title": "01.mp3"}]}}
    ///
    /// The tracks are what is played: files that were set aside are not among them. Items that were
    /// not expanded have files alone. A session, as one begins to listen, has the item inside and
    /// its tracks beside it: `{"libraryItem": {"media": …}, "audioTracks": […], "chapters": […]}`.
    static let audiobookshelf = TrackLengthFormat(
        name: "Audiobookshelf item", read: readAudiobookshelf)
}

@Sendable
private func readAudiobookshelf(
    _ content: TrackLengthContent
) throws(ReaderError) -> [TrackLength]? {
    guard content.json.count == 1, let root = content.json.first else { return nil }
    let media = root.first(of: "media") ?? root["libraryItem"]?["media"]
    let lists = [
        media?["tracks"], media?["audioTracks"], root["audioTracks"], media?["audioFiles"],
    ].compactMap { $0 }.filter(\.isArray)
    guard let list = lists.first(where: { !$0.elements.isEmpty }) ?? lists.first else {
        return nil
    }
    var tracks: [(order: Double, length: TrackLength)] = []
    for file in list.elements {
        if file["exclude"]?.isTrue == true || file["invalid"]?.isTrue == true { continue }
        guard tracks.count < 10_000 else {
            throw .tooLarge(what: "an Audiobookshelf item", limit: "10000 tracks")
        }
        let name = file["metadata"]?["filename"]?.string ?? file["title"]?.string
        // What could not be examined is listed with a length of 0.
        guard let duration = file["duration"], duration.seconds != 0 else {
            throw .malformed(
                format: "Audiobookshelf item",
                what: "\(name.map { "“\($0)”" } ?? "track \(tracks.count + 1)") has no length",
                entry: nil, line: file.line)
        }
        tracks.append(
            (
                file.first(of: "startOffset", "index")?.number ?? Double(tracks.count),
                TrackLength(
                    name: name, seconds: try duration.trackSeconds(format: "Audiobookshelf item"))
            ))
    }
    let ordered = tracks.enumerated().sorted { left, right in
        left.element.order == right.element.order
            ? left.offset < right.offset : left.element.order < right.element.order
    }.map(\.element.length)
    return ordered.isEmpty ? [] : withMarks(ordered, media?["chapters"] ?? root["chapters"])
}

/// Tracks with the item's chapters, whose times run through all tracks.
private func withMarks(_ tracks: [TrackLength], _ chapters: JSONValue?) -> [TrackLength] {
    var tracks = tracks
    guard let chapters else { return tracks }
    for chapter in chapters.elements {
        guard let title = chapter["title"]?.string, var start = chapter["start"]?.seconds,
            0...longestTrackSeconds ~= start
        else { continue }
        var track = 0
        // What begins within a blink of the end belongs to the next track.
        while track + 1 < tracks.count, start >= tracks[track].seconds - 0.05 {
            start = max(0, start - tracks[track].seconds)
            track += 1
        }
        tracks[track].marks.append(TrackLength.Mark(title: title, start: start))
    }
    return tracks
}

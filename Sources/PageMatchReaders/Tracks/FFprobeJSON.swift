extension TrackLengthFormat {
    /// What `ffprobe -of json -show_format` writes, of one file or of one after the other.
    ///
    ///     {"streams": [{"codec_type": "audio", "duration": "651.400000"}],
    ///      "chapters": [{"start_time": "0.000000", "tags": {"title": "Loomings"}}],
    ///      "format": {"filename": "01.mp3", "duration": "651.412000"}}
    ///
    /// The audio stream's length is taken before that of the whole, which counts covers too.
    static let ffprobe = TrackLengthFormat(name: "ffprobe JSON", read: readFFprobe)
}

@Sendable
private func readFFprobe(_ content: TrackLengthContent) throws(ReaderError) -> [TrackLength]? {
    guard let first = content.json.first, first.isFFprobe else { return nil }
    var lengths: [TrackLength] = []
    for value in content.json {
        if let text = value["error"]?["string"]?.string {
            throw .malformed(format: "ffprobe JSON", what: text, entry: nil, line: value.line)
        }
        guard value.isFFprobe, let format = value["format"] else {
            throw .malformed(
                format: "ffprobe JSON", what: "an entry without “format”", entry: nil,
                line: value.line)
        }
        let audio = value["streams"].map { streams in
            streams.elements.first { $0["codec_type"]?.string == "audio" }
        }
        if case .some(.none) = audio {
            throw .malformed(
                format: "ffprobe JSON", what: "there is no audio in it", entry: nil,
                line: value.line)
        }
        guard let duration = audio??["duration"] ?? format["duration"] else {
            throw .malformed(
                format: "ffprobe JSON", what: "an entry without “duration”", entry: nil,
                line: format.line)
        }
        lengths.append(
            TrackLength(
                name: format["filename"]?.string.flatMap(fileName(ofPath:)),
                seconds: try duration.trackSeconds(format: "ffprobe JSON"),
                marks: value.ffprobeMarks))
    }
    return lengths
}

extension JSONValue {
    fileprivate var isFFprobe: Bool {
        self["format"]?.isObject == true || self["error"]?["string"] != nil
    }

    fileprivate var ffprobeMarks: [TrackLength.Mark] {
        var marks: [TrackLength.Mark] = []
        guard let chapters = self["chapters"] else { return [] }
        for chapter in chapters.elements {
            guard let start = chapter["start_time"]?.seconds, 0...longestTrackSeconds ~= start
            else { continue }
            let title = chapter["tags"]?.first(of: "title", "TITLE")?.string
            marks.append(
                TrackLength.Mark(title: title ?? "Chapter \(marks.count + 1)", start: start))
        }
        return marks
    }
}

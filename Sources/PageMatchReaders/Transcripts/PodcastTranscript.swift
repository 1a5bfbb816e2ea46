import PageMatchCore

extension TranscriptFormat {
    /// The JSON transcript of the podcast namespace, seconds throughout.
    ///
    ///     {"version": "1.0.0", "segments": [
    ///         {"speaker": "Ishmael", "startTime": 2.5, "endTime": 2.9, "body": "Call"}, …]}
    ///
    /// A body may be a sentence or one word, which has no space around it; speakers are passed over.
    /// - Source: `Podcastindex-org/podcast-namespace` transcripts/transcripts.md.
    static let podcastTranscript = TranscriptFormat(
        name: "podcast JSON", kinds: ["podcast JSON"], read: readPodcastTranscript)
}

@Sendable
private func readPodcastTranscript(
    _ content: TranscriptContent
) throws(ReaderError) -> TranscriptBuilder? {
    guard let root = content.json, let segments = root["segments"],
        segments.elements.first?["body"] != nil
    else { return nil }
    var builder = TranscriptBuilder(for: content)
    builder.language = root["language"]?.string
    for segment in segments.elements {
        var (text, start, end): (JSONValue?, Double?, Double?)
        for (name, value) in segment.members {
            switch name {
            case "body": text = value
            case "startTime": start = value.seconds
            case "endTime": end = value.seconds
            default: break
            }
        }
        guard let text, text.isString else { continue }
        // Words of a script without spaces are bodies, too.
        builder.breakWord()
        let range = builder.append(text)
        if let time = builder.time(from: start, to: end) {
            builder.mark(range, time)
        } else if !range.isEmpty {
            builder.oddities.untimedCues += 1
        }
    }
    return builder
}

import PageMatchCore

extension TranscriptFormat {
    /// What Speechmatics answers in its form `json-v2`, seconds throughout.
    ///
    ///     {"format": "2.9", "metadata": {"transcription_config": {"language": "en"}}, "results": [
    ///         {"type": "word", "start_time": 2.5, "end_time": 2.9,
    ///          "alternatives": [{"content": "Call", "confidence": 0.98, "language": "en"}]},
    ///         {"type": "punctuation", "start_time": 2.9, "end_time": 2.9, "attaches_to": "previous",
    ///          "alternatives": [{"content": "."}]}, …]}
    ///
    /// A punctuation mark has the time of a border and none of its own; it says to which side it
    /// belongs. Dates and numbers, of type `entity`, are read as they are written. Where the
    /// language has no spaces, the file says so.
    /// - Source: Speechmatics documentation, *Batch output*.
    static let speechmatics = TranscriptFormat(
        name: "Speechmatics", kinds: ["Speechmatics JSON"], read: readSpeechmatics)
}

@Sendable
private func readSpeechmatics(
    _ content: TranscriptContent
) throws(ReaderError) -> TranscriptBuilder? {
    guard let root = content.json, let results = root["results"], results.isArray,
        root["format"]?.isString == true
    else { return nil }
    if let first = results.elements.first {
        guard first["type"] != nil, first["alternatives"]?.isArray == true else { return nil }
    }
    var builder = TranscriptBuilder(for: content)
    let metadata = root["metadata"]
    let identified = metadata?["language_identification"]?["predicted_language"]
    let first = results.elements.first?["alternatives"]?.elements.first
    let stated = metadata?["transcription_config"]?["language"]
    builder.language =
        [identified, first?["language"], stated].lazy.compactMap { $0?.string }
        .first { $0 != "auto" }
    builder.state(duration: root["job"]?["duration"]?.seconds)
    let separator = metadata?["language_pack_info"]?["word_delimiter"]
    builder.appendSpeechmatics(
        results.elements, haveSpaces: separator.map { !$0.isString("") } ?? true)
    return builder
}

/// A word, a number or date as it is written, or a punctuation mark.
private struct SpeechmaticsResult {
    var text: JSONValue?
    var start: Double?
    var end: Double?
    var isPunctuation = false
    /// Whether nothing stands between it and what comes before.
    var joinsPrevious = false
    /// Whether nothing stands between it and what comes after.
    var joinsNext = false

    init(_ value: JSONValue) {
        for (name, value) in value.members {
            switch name {
            case "alternatives": text = value.elements.first?["content"]
            case "start_time": start = value.seconds
            case "end_time": end = value.seconds
            case "type": isPunctuation = value.isString("punctuation")
            case "attaches_to":
                let joinsBoth = value.isString("both")
                joinsPrevious = joinsBoth || value.isString("previous")
                joinsNext = joinsBoth || value.isString("next")
            default: break
            }
        }
    }
}

extension TranscriptBuilder {
    fileprivate mutating func appendSpeechmatics(_ results: JSONElements, haveSpaces: Bool) {
        var marker = WordMarker()
        var joinsNext = false
        for value in results {
            let result = SpeechmaticsResult(value)
            guard let text = result.text, text.isString else { continue }
            let joins = result.joinsPrevious || joinsNext
            joinsNext = result.joinsNext
            if !joins, haveSpaces { breakWord() }
            guard !result.isPunctuation else {
                if joins { appendPunctuation(text) } else { append(text) }
                continue
            }
            let range = append(text)
            marker.mark(range, time(from: result.start, to: result.end), in: &self)
        }
        marker.finish(until: nil, in: &self)
    }
}

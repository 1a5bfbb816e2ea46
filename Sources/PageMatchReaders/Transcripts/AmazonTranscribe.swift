import PageMatchCore

extension TranscriptFormat {
    /// What Amazon Transcribe leaves in its bucket; seconds, in quotes.
    ///
    ///     {"results": {"language_code": "en-US", "transcripts": [{"transcript": …}], "items": [
    ///         {"type": "pronunciation", "start_time": "2.5", "end_time": "2.9",
    ///          "alternatives": [{"content": "Call", "confidence": "0.99"}]},
    ///         {"type": "punctuation", "alternatives": [{"content": "."}]}]}}
    ///
    /// Punctuation has no times and belongs to the word before it, what opens a quotation or a
    /// Spanish question to the word after. Newer files have `audio_segments` as well, sentences with
    /// times, which are read where the items are missing.
    /// - Source: Amazon Transcribe Developer Guide, *Data input and output*.
    static let amazonTranscribe = TranscriptFormat(
        name: "Amazon Transcribe", kinds: ["Amazon Transcribe JSON"], read: readAmazonTranscribe)
}

@Sendable
private func readAmazonTranscribe(
    _ content: TranscriptContent
) throws(ReaderError) -> TranscriptBuilder? {
    guard let results = content.json?["results"],
        results.first(of: "items", "audio_segments", "transcripts")?.isArray == true
    else { return nil }
    var builder = TranscriptBuilder(for: content)
    builder.language =
        (results["language_code"]
        ?? results["language_codes"]?.elements.first?["language_code"])?.string
    if let items = results["items"], items.elements.first != nil {
        builder.appendAmazonItems(items.elements)
    } else if let segments = results["audio_segments"] {
        for segment in segments.elements {
            builder.appendCue(
                segment["transcript"], from: segment["start_time"]?.seconds,
                to: segment["end_time"]?.seconds)
        }
    } else if let text = results["transcripts"]?.elements.first?["transcript"] {
        builder.append(text)
    }
    return builder
}

/// A word or a punctuation mark.
private struct AmazonItem {
    var isPunctuation = false
    var text: JSONValue?
    var start: Double?
    var end: Double?

    init(_ value: JSONValue) {
        for (name, value) in value.members {
            switch name {
            case "type": isPunctuation = value.isString("punctuation")
            case "alternatives": text = value.elements.first?["content"]
            case "start_time": start = value.seconds
            case "end_time": end = value.seconds
            default: break
            }
        }
    }

    /// Whether a mark stands before what it belongs to.
    var isOpening: Bool {
        guard let text else { return false }
        return ["¿", "¡", "«", "“", "„", "(", "["].contains { text.isString($0) }
    }
}

extension TranscriptBuilder {
    fileprivate mutating func appendAmazonItems(_ items: JSONElements) {
        var marker = WordMarker()
        var isOpened = false
        for value in items {
            let item = AmazonItem(value)
            guard let text = item.text, text.isString else { continue }
            if item.isPunctuation, !item.isOpening {
                appendPunctuation(text)
                isOpened = false
            } else {
                if !isOpened { breakWord() }
                isOpened = item.isPunctuation
                let range = append(text)
                guard !item.isPunctuation else { continue }
                marker.mark(range, time(from: item.start, to: item.end), in: &self)
            }
        }
        marker.finish(until: nil, in: &self)
    }
}

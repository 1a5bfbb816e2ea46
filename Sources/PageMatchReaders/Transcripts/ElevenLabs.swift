import PageMatchCore

extension TranscriptFormat {
    /// What ElevenLabs' Scribe answers, seconds throughout.
    ///
    ///     {"language_code": "eng", "text": "Call me.", "words": [
    ///         {"type": "word", "text": "Call", "start": 2.5, "end": 2.9, "speaker_id": …},
    ///         {"type": "spacing", "text": " ", "start": 2.9, "end": 3.0},
    ///         {"type": "audio_event", "text": "(laughter)", "start": 3.0, "end": 4.0}, …]}
    ///
    /// White space is an entry of its own and stands where the script has it; what is heard and not
    /// said is passed over. An answer for several channels has such an object for each, of which the
    /// first is read.
    /// - Source: ElevenLabs API reference, *Create transcript*.
    static let elevenLabs = TranscriptFormat(
        name: "ElevenLabs", kinds: ["ElevenLabs JSON"], read: readElevenLabs)
}

@Sendable
private func readElevenLabs(
    _ content: TranscriptContent
) throws(ReaderError) -> TranscriptBuilder? {
    guard let root = content.json else { return nil }
    let answer = root["transcripts"]?.elements.first ?? root
    guard let words = answer["words"]?.elements, areElevenLabs(words) else { return nil }
    var builder = TranscriptBuilder(for: content)
    builder.language = answer["language_code"]?.string
    builder.state(duration: answer["audio_duration_secs"]?.seconds)
    var marker = WordMarker()
    for value in words {
        let word = ElevenLabsWord(value)
        guard let text = word.text, !word.isSound else { continue }
        let range = builder.append(text)
        guard !range.isEmpty else { continue }
        marker.mark(range, builder.time(from: word.start, to: word.end), in: &builder)
    }
    return builder
}

/// Whether the first entries of a list are of this service's kinds.
private func areElevenLabs(_ words: JSONElements) -> Bool {
    guard words.first != nil else { return false }
    return words.prefix(16).allSatisfy { word in
        guard let type = word["type"], word["text"]?.isString == true else { return false }
        return ["word", "spacing", "audio_event", "punctuation"].contains { type.isString($0) }
    }
}

/// A word, or what lies between two.
private struct ElevenLabsWord {
    var text: JSONValue?
    var start: Double?
    var end: Double?
    /// Whether it is a noise in words: `(laughter)`.
    var isSound = false

    init(_ value: JSONValue) {
        for (name, value) in value.members {
            switch name {
            case "text": text = value
            case "start": start = value.seconds
            case "end": end = value.seconds
            case "type": isSound = value.isString("audio_event")
            default: break
            }
        }
    }
}

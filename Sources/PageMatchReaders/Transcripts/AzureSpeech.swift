import PageMatchCore

extension TranscriptFormat {
    /// What Azure AI Speech writes: batch and fast transcription, and the detailed answers of its
    /// clients, one after the other.
    ///
    ///     {"recognizedPhrases": [{"channel": 0, "offset": "PT2.5S", "duration": "PT1S",
    ///         "nBest": [{"lexical": "call me", "display": "Call me.", "words": [
    ///             {"word": "call", "offsetInTicks": 25000000, "durationInTicks": 4000000}, …],
    ///             "displayWords": [{"displayText": "Call", …}]}]}]}
    ///     {"Offset": 25000000, "Duration": 10000000, "NBest": [{"Display": …, "Words": [
    ///         {"Word": "call", "Offset": 25000000, "Duration": 4000000}]}]}
    ///     {"phrases": [{"offsetMilliseconds": 2500, "durationMilliseconds": 1000, "text": …}]}
    ///
    /// A tick is 100 ns. Words are as they are spoken, in lower case; where there are times for words
    /// as they are written those are taken. Of several channels, which are the same speech twice,
    /// the first is read.
    /// - Source: Microsoft Learn, *Get batch transcription results*, *Fast transcription API*.
    static let azureSpeech = TranscriptFormat(
        name: "Azure Speech", kinds: ["Azure Speech JSON"], read: readAzureSpeech)
}

@Sendable
private func readAzureSpeech(
    _ content: TranscriptContent
) throws(ReaderError) -> TranscriptBuilder? {
    guard let root = content.json, let phrases = azurePhrases(root) else { return nil }
    var builder = TranscriptBuilder(for: content)
    builder.language =
        (root["locale"] ?? phrases.first?.first(of: "locale", "PrimaryLanguage")).flatMap {
            ($0["Language"] ?? $0).string
        }
    let length = AzurePlace(root)
    builder.state(duration: length.length)
    let channel = phrases.first?.first(of: "channel", "Channel")?.number
    var segment = SegmentWords()
    for phrase in phrases where phrase.first(of: "channel", "Channel")?.number == channel {
        builder.appendAzurePhrase(phrase, &segment)
    }
    if builder.text.isEmpty,
        let whole = root.first(of: "combinedRecognizedPhrases", "combinedPhrases")?.elements.first,
        let text = whole.first(of: "display", "lexical", "text")
    {
        builder.append(text)
    }
    return builder
}

/// The phrases of any of the shapes; `nil` if it is none.
private func azurePhrases(_ root: JSONValue) -> JSONElements? {
    if let phrases = root["recognizedPhrases"] { return phrases.elements }
    if root["combinedPhrases"] != nil { return root["phrases"]?.elements ?? root.elements }
    if root["combinedRecognizedPhrases"] != nil { return root.elements }
    if isAzureAnswer(root) { return root.alone }
    guard root.elements.prefix(16).contains(where: isAzureAnswer) else { return nil }
    return root.elements
}

private func isAzureAnswer(_ value: JSONValue) -> Bool {
    value.first(of: "NBest", "DisplayText") != nil
        && value.first(of: "Offset", "RecognitionStatus") != nil
        || value["NBest"]?.elements.first?.first(of: "Words", "Display", "Lexical") != nil
}

/// When something was said; `nil` for what is not stated.
private struct AzurePlace {
    var start: Double?
    var length: Double?

    init() {}

    init(_ value: JSONValue) {
        for (name, value) in value.members { take(name, value) }
    }

    /// Looks at one member.
    mutating func take(_ name: JSONName, _ value: JSONValue) {
        switch name {
        case "Offset", "offset", "offsetInTicks", "OffsetInTicks": start = start ?? ticks(value)
        case "Duration", "duration", "durationInTicks", "DurationInTicks":
            length = length ?? ticks(value)
        case "offsetMilliseconds": start = value.seconds.map { $0 / 1000 }
        case "durationMilliseconds": length = value.seconds.map { $0 / 1000 }
        default: break
        }
    }

    var end: Double? {
        guard let start, let length else { return nil }
        return start + length
    }

    /// Ticks of 100 ns as a number, or a duration of ISO 8601.
    private func ticks(_ value: JSONValue) -> Double? {
        if let text = value.utf8, text.first == UInt8(ascii: "P") { return isoSeconds(text) }
        return value.seconds.map { $0 / 10_000_000 }
    }
}

private func azureWord(_ value: JSONValue) -> SpeechWord {
    var text: JSONValue?
    var place = AzurePlace()
    for (name, value) in value.members {
        switch name {
        case "word", "Word", "displayText", "DisplayText", "text": text = value
        default: place.take(name, value)
        }
    }
    return SpeechWord(text: text, from: place.start, to: place.end)
}

extension TranscriptBuilder {
    fileprivate mutating func appendAzurePhrase(
        _ phrase: JSONValue, _ segment: inout SegmentWords
    ) {
        let best = phrase.first(of: "nBest", "NBest")?.elements.first ?? phrase
        let text =
            best.first(of: "display", "Display", "text")
            ?? phrase.first(of: "DisplayText") ?? best.first(of: "lexical", "Lexical")
        let place = AzurePlace(phrase)
        let time = place.start.flatMap { self.time(from: $0, to: place.end) }
        let written = best.first(of: "displayWords", "DisplayWords")
        let isTimed = written?.elements.first.map { azureWord($0).from != nil } ?? false
        let words = isTimed ? written : best.first(of: "words", "Words")
        guard let words, !words.elements.isEmpty else {
            guard let text, text.isFilledString else { return }
            segment.words.removeAll()
            appendSegment(text: text, &segment, time: time)
            return
        }
        appendSegment(text: text, words.elements, &segment, time: time, azureWord)
    }
}

import PageMatchCore

extension TranscriptFormat {
    /// What Rev AI, of old Temi, answers, seconds throughout.
    ///
    ///     {"monologues": [{"speaker": 0, "elements": [
    ///         {"type": "text", "value": "Call", "ts": 2.5, "end_ts": 2.9, "confidence": 0.98},
    ///         {"type": "punct", "value": " "}, …, {"type": "punct", "value": "."},
    ///         {"type": "unknown", "value": "<inaudible>"}]}]}
    ///
    /// White space is written as punctuation, which has no times and belongs to the word before.
    /// What could not be understood is passed over.
    /// - Source: Rev AI API reference, *Get Transcript By Id*.
    static let revAI = TranscriptFormat(name: "Rev AI", kinds: ["Rev AI JSON"], read: readRevAI)
}

@Sendable
private func readRevAI(_ content: TranscriptContent) throws(ReaderError) -> TranscriptBuilder? {
    guard let monologues = content.json?["monologues"], monologues.isArray else { return nil }
    if let first = monologues.elements.first, first["elements"]?.isArray != true { return nil }
    var builder = TranscriptBuilder(for: content)
    builder.language = content.json?["language"]?.string
    for monologue in monologues.elements {
        guard let elements = monologue["elements"] else { continue }
        builder.breakCue()
        builder.appendRevAI(elements.elements)
    }
    return builder
}

extension TranscriptBuilder {
    fileprivate mutating func appendRevAI(_ elements: JSONElements) {
        var marker = WordMarker()
        for element in elements {
            var (value, start, end): (JSONValue?, Double?, Double?)
            var (isWord, isPunctuation) = (false, false)
            for (name, member) in element.members {
                switch name {
                case "value": value = member
                case "ts": start = member.seconds
                case "end_ts": end = member.seconds
                case "type":
                    isWord = member.isString("text")
                    isPunctuation = member.isString("punct")
                default: break
                }
            }
            guard let value, value.isString else { continue }
            if isPunctuation {
                appendPunctuation(value)
            } else if isWord {
                let range = append(value)
                marker.mark(range, time(from: start, to: end), in: &self)
            } else {
                breakWord()
            }
        }
    }
}

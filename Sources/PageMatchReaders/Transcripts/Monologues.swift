import PageMatchCore

extension TranscriptFormat {
    /// What `vosk-transcriber` writes, the form of the annotation tool Gecko; seconds throughout.
    ///
    ///     {"schemaVersion": "2.0", "monologues": [
    ///         {"speaker": {"id": "unknown", "name": null}, "start": 2.5, "end": 4, "terms": [
    ///             {"text": "call", "start": 2.5, "end": 2.9, "type": "WORD", "confidence": 1}]}]}
    ///
    /// Rev AI's monologues have elements in the place of terms. Punctuation, which Gecko may add,
    /// belongs to the word before it.
    /// - Source: `alphacep/vosk-api` transcriber.py, `gong-io/gecko` samples/demo.json.
    static let monologues = TranscriptFormat(
        name: "Vosk JSON", kinds: ["Vosk JSON"], read: readMonologues)
}

@Sendable
private func readMonologues(
    _ content: TranscriptContent
) throws(ReaderError) -> TranscriptBuilder? {
    guard let monologues = content.json?["monologues"],
        monologues.elements.first?["terms"]?.isArray == true
    else { return nil }
    var builder = TranscriptBuilder(for: content)
    for monologue in monologues.elements {
        guard let terms = monologue["terms"] else { continue }
        builder.breakCue()
        builder.appendTerms(terms.elements)
    }
    return builder
}

extension TranscriptBuilder {
    fileprivate mutating func appendTerms(_ terms: JSONElements) {
        var marker = WordMarker()
        for term in terms {
            var (text, start, end): (JSONValue?, Double?, Double?)
            var isPunctuation = false
            for (name, member) in term.members {
                switch name {
                case "text": text = member
                case "start": start = member.seconds
                case "end": end = member.seconds
                case "type": isPunctuation = member.isString("PUNCTUATION")
                default: break
                }
            }
            guard let text, text.isString else { continue }
            if isPunctuation {
                appendPunctuation(text)
            } else {
                breakWord()
                marker.mark(append(text), time(from: start, to: end), in: &self)
            }
        }
    }
}

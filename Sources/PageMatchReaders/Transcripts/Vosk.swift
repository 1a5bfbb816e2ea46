import PageMatchCore

extension TranscriptFormat {
    /// What Vosk's recogniser returns for each utterance, one object after the other; seconds.
    ///
    ///     {"result": [{"conf": 1.0, "start": 2.5, "end": 2.9, "word": "call"}, …], "text": "call me"}
    ///     {"partial": "some"}
    ///     {"text": ""}
    ///
    /// What was heard of an utterance that goes on, `partial`, comes again and is passed over. Where
    /// several readings were asked for, the first is taken. The words are in lower case and have no
    /// punctuation.
    /// - Source: `alphacep/vosk-api` recognizer.cc.
    static let vosk = TranscriptFormat(name: "Vosk JSON", kinds: ["Vosk JSON"], read: readVosk)
}

@Sendable
private func readVosk(_ content: TranscriptContent) throws(ReaderError) -> TranscriptBuilder? {
    guard let root = content.json else { return nil }
    let utterances = root.isArray ? root.elements : root.alone
    guard isVosk(utterances) else { return nil }
    var builder = TranscriptBuilder(for: content)
    for utterance in utterances {
        let best = utterance["alternatives"]?.elements.first ?? utterance
        if let words = best["result"], !words.elements.isEmpty {
            builder.appendWords(words.elements, voskWord)
        } else if let text = best["text"], text.isFilledString {
            builder.appendCue(text, from: nil, to: nil)
        }
    }
    return builder
}

/// Whether the first utterances are all of Vosk's making, and one is of nobody else's.
private func isVosk(_ utterances: JSONElements) -> Bool {
    var isTold = false
    for (index, utterance) in utterances.enumerated() {
        if isTold, index >= 64 { return true }
        guard utterance.isObject else { return false }
        for (name, value) in utterance.members {
            switch name {
            case "result", "partial_result":
                let first = value.elements.first
                guard value.isArray, first == nil || first?["word"] != nil else { return false }
                isTold = true
            case "partial":
                guard value.isString else { return false }
                isTold = true
            case "alternatives":
                guard let first = value.elements.first, first["text"] != nil,
                    first["confidence"] != nil
                else { return false }
                isTold = true
            case "text", "spk", "spk_frames", "final", "conf": break
            default: return false
            }
        }
    }
    return isTold
}

private func voskWord(_ value: JSONValue) -> SpeechWord {
    var word = SpeechWord()
    for (name, value) in value.members {
        switch name {
        case "word": word.text = value
        case "start": word.from = value.seconds
        case "end": word.to = value.seconds
        default: break
        }
    }
    return word
}

import PageMatchCore

extension TranscriptFormat {
    /// What AssemblyAI answers, whole milliseconds throughout but for the length of the audio.
    ///
    ///     {"language_code": "en_us", "audio_duration": 4, "text": "Call me.", "words": [
    ///         {"text": "Call", "start": 2500, "end": 2900, "confidence": 0.98}, …],
    ///      "utterances": [{"speaker": "A", "text": …, "start": 2500, "end": 4000, "words": …}]}
    ///
    /// Others call their words `text` as well and count seconds: only whole numbers beside a
    /// confidence are taken for milliseconds. Without words, utterances, sentences or paragraphs are
    /// read.
    /// - Source: AssemblyAI API reference, *Transcript*.
    static let assemblyAI = TranscriptFormat(
        name: "AssemblyAI", kinds: ["AssemblyAI JSON", "words JSON"], read: readAssemblyAI)
}

@Sendable
private func readAssemblyAI(
    _ content: TranscriptContent
) throws(ReaderError) -> TranscriptBuilder? {
    guard let root = content.json, root.isObject else { return nil }
    let words = root["words"]?.elements
    let parts = root.first(of: "utterances", "sentences", "paragraphs")?.elements
    let isOwn =
        root.first(of: "audio_url", "acoustic_model", "speech_model", "audio_duration") != nil
    var builder = TranscriptBuilder(for: content)
    if let words, areMilliseconds(words) {
        builder.appendWords(words, assemblyWord)
    } else if let parts, areMilliseconds(parts) {
        for part in parts {
            if let words = part["words"], !words.elements.isEmpty {
                builder.appendWords(words.elements, assemblyWord)
            } else {
                let cue = assemblyWord(part)
                builder.appendCue(cue.text, from: cue.from, to: cue.to)
            }
        }
    } else if isOwn, let text = root["text"], text.isString {
        builder.append(text)
    } else if isUnfinished(root, isOwn: isOwn) {
        return builder
    } else {
        return nil
    }
    builder.language = root["language_code"]?.string
    builder.state(duration: root["audio_duration"]?.seconds)
    return builder
}

/// Whether this is what the service answers of a file that it has not transcribed, or could not.
private func isUnfinished(_ root: JSONValue, isOwn: Bool) -> Bool {
    guard let status = root["status"]?.string, root["text"]?.isString != true else { return false }
    switch status {
    case "error": return isOwn || root["error"]?.isString == true
    case "queued", "processing": return isOwn
    default: return false
    }
}

/// Whether the first elements of a list are texts with whole numbers for times, and with a
/// confidence.
private func areMilliseconds(_ list: JSONElements) -> Bool {
    guard let first = list.first, first["text"]?.isString == true, first["confidence"] != nil,
        first["word"] == nil
    else { return false }
    return list.prefix(64).allSatisfy { entry in
        entry["start"]?.isInteger ?? true && entry["end"]?.isInteger ?? true
    }
}

private func assemblyWord(_ value: JSONValue) -> SpeechWord {
    var word = SpeechWord()
    for (name, value) in value.members {
        switch name {
        case "text": word.text = value
        case "start": word.from = value.number.map { $0 / 1000 }
        case "end": word.to = value.number.map { $0 / 1000 }
        default: break
        }
    }
    return word
}

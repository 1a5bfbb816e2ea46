import PageMatchCore

extension TranscriptFormat {
    /// What Deepgram answers for a recording, seconds throughout.
    ///
    ///     {"metadata": {"duration": 4.0}, "results": {"channels": [{"detected_language": "en",
    ///         "alternatives": [{"transcript": …, "words": [
    ///             {"word": "call", "punctuated_word": "Call", "start": 2.5, "end": 2.9}, …]}]}],
    ///         "utterances": [{"start": 2.5, "end": 4.0, "transcript": "Call me.", "words": …}]}}
    ///
    /// The first channel is read; where it has no words the utterances are, then the sentences of
    /// its paragraphs.
    /// - Source: Deepgram API reference, *Pre-recorded audio*.
    static let deepgram = TranscriptFormat(
        name: "Deepgram", kinds: ["Deepgram JSON"], read: readDeepgram)
}

@Sendable
private func readDeepgram(
    _ content: TranscriptContent
) throws(ReaderError) -> TranscriptBuilder? {
    guard let root = content.json, let results = root["results"],
        results.first(of: "channels", "utterances")?.isArray == true
    else { return nil }
    var builder = TranscriptBuilder(for: content)
    builder.state(duration: root["metadata"]?["duration"]?.seconds)
    let channel = results["channels"]?.elements.first
    builder.language = channel?["detected_language"]?.string
    let best = channel?["alternatives"]?.elements.first
    if let words = best?["words"], !words.elements.isEmpty {
        builder.appendWords(words.elements, deepgramWord)
    } else if let utterances = results["utterances"], !utterances.elements.isEmpty {
        builder.appendDeepgramUtterances(utterances.elements)
    } else if let paragraphs = best?["paragraphs"]?["paragraphs"], !paragraphs.elements.isEmpty {
        for paragraph in paragraphs.elements {
            for sentence in paragraph["sentences"]?.elements ?? paragraph.elements {
                builder.appendCue(
                    sentence["text"], from: sentence["start"]?.seconds,
                    to: sentence["end"]?.seconds)
            }
        }
    } else if let text = best?["transcript"] {
        builder.append(text)
    }
    return builder
}

private func deepgramWord(_ value: JSONValue) -> SpeechWord {
    var word = SpeechWord()
    var isPunctuated = false
    for (name, value) in value.members {
        switch name {
        case "punctuated_word" where value.isString:
            word.text = value
            isPunctuated = true
        case "word" where !isPunctuated: word.text = value
        case "start": word.from = value.seconds
        case "end": word.to = value.seconds
        default: break
        }
    }
    return word
}

extension TranscriptBuilder {
    fileprivate mutating func appendDeepgramUtterances(_ utterances: JSONElements) {
        let channel = utterances.first?["channel"]?.number
        for utterance in utterances where utterance["channel"]?.number == channel {
            let (start, end) = (utterance["start"]?.seconds, utterance["end"]?.seconds)
            if let words = utterance["words"], !words.elements.isEmpty {
                let time = start.flatMap { self.time(from: $0, to: end) }
                appendWords(words.elements, in: time, deepgramWord)
            } else {
                appendCue(utterance["transcript"], from: start, to: end)
            }
        }
    }
}

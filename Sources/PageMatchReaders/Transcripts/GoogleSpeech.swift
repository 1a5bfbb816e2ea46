import PageMatchCore

extension TranscriptFormat {
    /// What Google Cloud Speech-to-Text answers, versions 1 and 2.
    ///
    ///     {"results": [{"alternatives": [{"transcript": "Call me", "words": [
    ///         {"word": "Call", "endTime": "0.400s"},
    ///         {"word": "me", "startTime": "0.400s", "endTime": "1.300s"}]}],
    ///         "resultEndTime": "2.500s", "languageCode": "en-us"}, …]}
    ///
    /// A time that is zero is left out. Version 2 says `startOffset` and `endOffset`, and wraps the
    /// results of a batch in the address of each file. Without words a result lasts from the end of
    /// the one before. With speakers asked for, the last result repeats all words and has no text.
    /// - Source: `googleapis/googleapis` speech/v1 and v2 cloud_speech.proto; JSON mapping of
    ///   protobuf 3.
    static let googleSpeech = TranscriptFormat(
        name: "Google Speech-to-Text", kinds: ["Google Speech JSON"], read: readGoogleSpeech)
}

@Sendable
private func readGoogleSpeech(
    _ content: TranscriptContent
) throws(ReaderError) -> TranscriptBuilder? {
    guard let root = content.json else { return nil }
    if isEmptyGoogleAnswer(root) { return TranscriptBuilder() }
    let lists = googleResults(root)
    guard let first = lists.lazy.compactMap({ $0.elements.first }).first,
        first.first(of: "alternatives", "resultEndTime", "resultEndOffset") != nil
    else { return nil }
    var builder = TranscriptBuilder(for: content)
    builder.language = first.first(of: "languageCode", "language_code")?.string
    for list in lists { builder.appendGoogleResults(list) }
    let filled = lists.count { !$0.elements.isEmpty }
    builder.oddities.recordings = min(filled, TranscriptOddities.mostRecordings)
    return builder
}

/// Whether this is the answer for a file in which nothing was heard.
private func isEmptyGoogleAnswer(_ root: JSONValue) -> Bool {
    let answer = root["response"] ?? root
    guard let results = answer["results"], results.isArray, results.elements.isEmpty else {
        return false
    }
    return answer.members.allSatisfy { name, _ in
        switch name {
        case "results", "totalBilledTime", "requestId", "metadata", "@type",
            "speechAdaptationInfo":
            true
        default: false
        }
    }
}

/// The lists of results: one, or one for each file of a batch.
private func googleResults(_ root: JSONValue) -> [JSONValue] {
    guard let results = (root["response"] ?? root)["results"] else { return [] }
    guard results.isObject else { return [results] }
    return results.members.compactMap { _, file in
        (file.first(of: "inlineResult", "inline_result") ?? file)["transcript"]?["results"]
    }
}

/// A word; `nil` for the start where it is zero or was not asked for.
private func googleWord(_ value: JSONValue) -> SpeechWord {
    var word = SpeechWord()
    for (name, value) in value.members {
        switch name {
        case "word": word.text = value
        case "startTime", "startOffset", "start_time", "start_offset":
            word.from = value.statedSeconds
        case "endTime", "endOffset", "end_time", "end_offset": word.to = value.statedSeconds
        default: break
        }
    }
    // Zero is not written.
    if word.to != nil { word.from = word.from ?? 0 }
    return word
}

extension TranscriptBuilder {
    fileprivate mutating func appendGoogleResults(_ list: JSONValue) {
        var segment = SegmentWords()
        var before = 0.0
        var haveWords = false
        for result in list.elements {
            guard let best = result["alternatives"]?.elements.first else { continue }
            let end = result.first(
                of: "resultEndTime", "resultEndOffset", "result_end_time", "result_end_offset")?
                .statedSeconds
            let text = best["transcript"]
            if let words = best["words"], !words.elements.isEmpty {
                if haveWords, text?.isFilledString != true { continue }
                haveWords = true
                let time = end.flatMap { self.time(from: before, to: $0) }
                appendSegment(text: text, words.elements, &segment, time: time, googleWord)
            } else {
                appendCue(text, from: end.map { min(before, $0) }, to: end)
            }
            before = end ?? before
        }
    }
}

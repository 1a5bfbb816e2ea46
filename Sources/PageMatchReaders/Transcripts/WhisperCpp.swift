import PageMatchCore

extension TranscriptFormat {
    /// What whisper.cpp writes with `-oj` and `-ojf`, whole milliseconds throughout.
    ///
    ///     {"result": {"language": "en"}, "transcription": [
    ///         {"offsets": {"from": 0, "to": 2500}, "text": " Call me", "tokens": [
    ///             {"text": " Call", "offsets": {"from": 0, "to": 400}}, …]}, …]}
    ///
    /// Tokens are parts of words, even of characters; a word begins at a token with a space before
    /// it. With `-ml 1` segments are such tokens; if none has a space, someone cut them off and each
    /// is a word.
    /// - Source: `ggml-org/whisper.cpp` examples/cli/cli.cpp.
    static let whisperCpp = TranscriptFormat(
        name: "whisper.cpp JSON", kinds: ["whisper.cpp JSON"], read: readWhisperCpp)
}

@Sendable
private func readWhisperCpp(
    _ content: TranscriptContent
) throws(ReaderError) -> TranscriptBuilder? {
    guard let root = content.json, let list = root["transcription"], list.isArray else {
        return nil
    }
    if let first = list.elements.first, first.first(of: "offsets", "timestamps") == nil {
        return nil
    }
    var builder = TranscriptBuilder(for: content)
    builder.language = root["result"]?["language"]?.string
    let haveSpaces = list.elements.contains { $0["text"]?.utf8?.first.map(isBlank) == true }
    var isAfterPart = false
    var words = SegmentWords()
    for segment in list.elements {
        guard let text = segment["text"], let bytes = text.utf8 else { continue }
        let time = builder.whisperCppTime(segment)
        builder.readWhisperCppWords(segment, into: &words.words)
        let isPart = words.words.isEmpty && !trimmed(bytes).contains(where: isBlank)
        if isPart, isAfterPart {
            if !haveSpaces, !isRestOfCharacter(bytes) { builder.breakWord() }
            builder.appendWordPart(bytes, time)
        } else {
            builder.appendSegment(text: text, &words, time: time)
        }
        isAfterPart = isPart
    }
    return builder
}

/// Whether a piece starts in the middle of a UTF-8 character.
private func isRestOfCharacter(_ text: ArraySlice<UInt8>) -> Bool {
    text.first.map { $0 & 0xC0 == 0x80 } ?? true
}

extension TranscriptBuilder {
    /// Appends a piece that is less than a word, or one word: it joins the one before it unless
    /// there is a space between, or the script has none.
    fileprivate mutating func appendWordPart(_ part: ArraySlice<UInt8>, _ time: SpokenTime?) {
        let end = text.count
        let range = append(part)
        guard let time, !range.isEmpty else { return }
        let joins =
            range.lowerBound == end && spans.last?.end == end
            && !joinWithoutSpace(text[..<end], text[end...])
        if joins {
            extendLastSpan(until: time.to)
        } else {
            mark(range, time)
        }
    }

    fileprivate mutating func whisperCppTime(_ value: JSONValue) -> SpokenTime? {
        if let offsets = value["offsets"] {
            let from = offsets["from"]?.number.map { $0 / 1000 }
            return time(from: from, to: offsets["to"]?.number.map { $0 / 1000 })
        }
        guard let stamps = value["timestamps"],
            let from = stamps["from"]?.utf8.flatMap(captionTime),
            let to = stamps["to"]?.utf8.flatMap(captionTime)
        else { return nil }
        return ordered(from, to)
    }

    /// Puts the words of a segment together from its tokens; none if it has none.
    fileprivate mutating func readWhisperCppWords(
        _ segment: JSONValue, into words: inout TimedWords
    ) {
        words.removeAll()
        guard let tokens = segment["tokens"] else { return }
        for token in tokens.elements {
            guard let text = token["text"]?.utf8, !isSpecialToken(text) else { continue }
            let time = whisperCppTime(token)
            if words.isEmpty || beginsWord(text, after: words.text.span) {
                words.begin(time)
            } else {
                words.extendLast(time)
            }
            words.append(text)
        }
    }

    /// Marks that the model writes for itself: `[_BEG_]`, `[_TT_50]`, `<|endoftext|>`.
    private func isSpecialToken(_ text: ArraySlice<UInt8>) -> Bool {
        text.starts(with: "[_".utf8) || text.starts(with: "<|".utf8)
    }

    private func beginsWord(_ text: ArraySlice<UInt8>, after word: Span<UInt8>) -> Bool {
        guard let first = text.first else { return false }
        return isBlank(first)
            || startsWithSpacelessScript(text) && endsWithSpacelessScript(word)
    }
}

import PageMatchCore

extension TranscriptFormat {
    /// What openai-whisper, faster-whisper, WhisperX, stable-ts, whisper-timestamped and
    /// ctc-forced-aligner write, seconds throughout.
    ///
    ///     {"text": …, "language": "en", "segments": [
    ///         {"start": 0.0, "end": 2.5, "text": " Call me", "words": [
    ///             {"word": " Call", "start": 0.0, "end": 0.4}, …]}, …]}
    ///
    /// The list of segments may stand alone, or a segment a line; where a program dumped Python's
    /// named tuples, segments and words are lists, and the facts about the file may follow in one
    /// more list. Words may have no times (WhisperX gives none to numbers), or stand in one list of
    /// their own: `words`, `word_segments`, or the whole file. stable-ts keeps what it was given,
    /// before it moved bounds, in `ori_dict`, which is not looked at unless it is all there is.
    /// ctc-forced-aligner makes each word a segment. What NVIDIA NeMo keeps of a file is read as well:
    /// a list of words `word`, perhaps inside `timestamp`.
    /// - Source: `openai/whisper` transcribe.py, `SYSTRAN/faster-whisper` transcribe.py,
    ///   `m-bain/whisperX` types.py; the fields of faster-whisper's tuples changed order often.
    static let whisper = TranscriptFormat(
        name: "Whisper JSON",
        kinds: [
            "openai-whisper JSON", "faster-whisper JSON", "WhisperX JSON", "words JSON", "JSON",
        ],
        read: readWhisper)
}

@Sendable
private func readWhisper(
    _ content: TranscriptContent
) throws(ReaderError) -> TranscriptBuilder? {
    guard let root = content.json else { return nil }
    var builder = TranscriptBuilder(for: content)
    if let pair = tuplePair(root) {
        guard builder.appendWhisper(segments: pair.segments, words: nil) else { return nil }
        builder.stateWhisperFacts(pair.facts)
        return builder
    }
    let source = root["segments"] == nil ? root["ori_dict"] ?? root : root
    let segments = root.isArray ? root : source.first(of: "segments", "chunks")
    let words =
        source.first(of: "word_segments", "words") ?? (source["timestamp"] ?? source)["word"]
    if root.isArray, root.elements.isEmpty { return nil }
    let isRead = builder.appendWhisper(segments: segments, words: words)
    if !isRead || builder.text.isEmpty {
        guard isRead || isOnlyText(root) else { return nil }
        // Recognised, and without a time: the caller says so.
        if let text = root["text"] { builder.append(text) }
    }
    if builder.spans.isEmpty, isNothingButText(root) { builder.variant = "JSON" }
    builder.stateWhisperFacts(source)
    if let info = source["info"] { builder.stateWhisperFacts(info) }
    return builder
}

/// The segments and the facts of `[segments, info]`, which faster-whisper's `transcribe` returns.
private func tuplePair(_ root: JSONValue) -> (segments: JSONValue, facts: JSONValue)? {
    var elements = root.elements
    guard let segments = elements.next(), let facts = elements.next(), elements.isEmpty,
        let first = segments.elements.first, first.isArray || first.isObject,
        facts.isObject || facts.elements.first?.isString == true
    else { return nil }
    return (segments, facts)
}

/// Whether a file is `{"text": …}` or several of them: Vosk's, Whisper's or anybody's.
private func isNothingButText(_ root: JSONValue) -> Bool {
    (root.isArray ? root.elements : root.alone).prefix(64).allSatisfy { value in
        value["text"] != nil && value.members.dropFirst().first(where: { _ in true }) == nil
    }
}

/// Whether an object is the answer of a recogniser that was asked for text and nothing else.
private func isOnlyText(_ root: JSONValue) -> Bool {
    guard root["text"]?.isString == true else { return false }
    return root.members.allSatisfy { name, _ in
        switch name {
        case "text", "language", "task", "duration", "usage", "segments", "words", "logprobs",
            "chunks", "language_probability":
            true
        default: false
        }
    }
}

/// Whether a list may hold segments of this family; an empty one may.
private func isWhisperList(_ list: JSONValue) -> Bool {
    guard list.isArray else { return false }
    guard let first = list.elements.first else { return true }
    if first.isArray { return WhisperEntry(first).text != nil }
    let hasText = first.first(of: "text", "word", "words") != nil
    // What has segments is a whole result, which another may follow.
    return hasText && first.first(of: "startTime", "type", "segments") == nil
}

/// Whether a list holds words of this family, which call their text so: other services say `text`
/// and count milliseconds.
private func isWordList(_ list: JSONValue) -> Bool {
    list.elements.first?["word"] != nil
}

/// A segment or a word: an object, or a named tuple's values without their names.
private struct WhisperEntry {
    var text: JSONValue?
    var start: Double?
    var end: Double?
    var words: JSONValue?

    init(_ value: JSONValue) {
        guard !value.isArray else {
            readTuple(value.elements)
            return
        }
        var word: JSONValue?
        for (name, member) in value.members {
            switch name {
            case "text": text = member
            case "word": word = member
            case "start": start = member.seconds
            case "end": end = member.seconds
            case "words": words = member
            case "timestamp" where member.isArray:
                var bounds = member.elements
                start = bounds.next()?.seconds
                end = bounds.next()?.seconds
            default: break
            }
        }
        text = text?.isString == true ? text : word
        if text?.isString != true { text = nil }
    }

    /// Start and end stand right before the text in all versions; the words are the list of lists
    /// or of objects after it, other than the list of token numbers.
    private mutating func readTuple(_ tuple: JSONElements) {
        var last: (JSONValue?, JSONValue?) = (nil, nil)
        var rest = tuple
        while let value = rest.next() {
            if value.isString {
                text = value
                break
            }
            last = (last.1, value)
        }
        guard text != nil, let first = last.0, let second = last.1 else {
            text = nil
            return
        }
        start = first.seconds
        end = second.seconds
        while let value = rest.next() {
            if let element = value.elements.first, element.isArray || element.isObject {
                words = value
                return
            }
        }
    }
}

extension TranscriptBuilder {
    /// Appends what either list holds.
    ///
    /// - Returns: `false`, with nothing appended, if neither is of this family.
    fileprivate mutating func appendWhisper(segments: JSONValue?, words: JSONValue?) -> Bool {
        let words = words.flatMap { isWordList($0) ? $0 : nil }
        guard let segments, isWhisperList(segments) else {
            guard let words else { return false }
            appendWhisperWords(words)
            return true
        }
        if let words, !segments.elements.contains(where: hasWords) {
            appendWhisperWords(words)
        } else if isWordList(segments) {
            appendWhisperWords(segments)
        } else {
            appendWhisperSegments(segments)
        }
        return true
    }

    private func hasWords(_ segment: JSONValue) -> Bool {
        WhisperEntry(segment).words?.elements.isEmpty == false
    }

    private mutating func appendWhisperSegments(_ list: JSONValue) {
        // Segments that are words are not cues: no space between them where the script has none.
        let areWords = list.elements.first.map { $0["score"] != nil && !hasWords($0) } ?? false
        var words = SegmentWords()
        for value in list.elements {
            let segment = WhisperEntry(value)
            if areWords, let text = segment.text {
                breakWord()
                let range = append(text)
                if let time = time(from: segment.start, to: segment.end) { mark(range, time) }
                continue
            }
            words.words.removeAll()
            if let list = segment.words {
                for word in list.elements {
                    let word = WhisperEntry(word)
                    guard let text = word.text else { continue }
                    words.words.begin(time(from: word.start, to: word.end))
                    words.words.append(text)
                }
            }
            let time = time(from: segment.start, to: segment.end)
            appendSegment(text: segment.text, &words, time: time)
        }
    }

    private mutating func appendWhisperWords(_ list: JSONValue) {
        appendWords(list.elements) { value in
            let word = WhisperEntry(value)
            return SpeechWord(text: word.text, from: word.start, to: word.end)
        }
    }

    /// Takes language and duration from an object, or from a named tuple: language, how sure that
    /// is, duration.
    fileprivate mutating func stateWhisperFacts(_ facts: JSONValue) {
        if facts.isArray {
            var values = facts.elements
            guard let first = values.next(), first.isString else { return }
            language = first.string
            _ = values.next()
            state(duration: values.next()?.seconds)
        } else {
            language = language ?? facts["language"]?.string
            if duration == nil { state(duration: facts["duration"]?.seconds) }
        }
    }
}

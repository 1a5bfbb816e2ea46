import PageMatchCore

extension TranscriptFormat {
    /// What openai-whisper, faster-whisper, WhisperX and stable-ts write, seconds throughout.
    ///
    ///     {"text": …, "language": "en", "segments": [
    ///         {"start": 0.0, "end": 2.5, "text": " Call me", "words": [
    ///             {"word": " Call", "start": 0.0, "end": 0.4}, …]}, …]}
    ///
    /// The list of segments may stand alone; where a program dumped Python's named tuples, segments
    /// and words are lists. Words may have no times (WhisperX gives none to numbers), or stand in
    /// one list of their own: `words`, `word_segments`, or the whole file.
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
    let segments = root.isArray ? root : root.first(of: "segments", "chunks")
    let words = root.first(of: "word_segments", "words")
    var builder = TranscriptBuilder()
    if let segments, isWhisperList(segments), !(root.isArray && root.elements.isEmpty) {
        let haveWords = segments.elements.contains { WhisperEntry($0).words?.isEmpty == false }
        if !haveWords, let words, isWordList(words) {
            builder.appendWhisperWords(words)
        } else if isWordList(segments) {
            builder.appendWhisperWords(segments)
        } else {
            for segment in segments.elements { builder.appendWhisperSegment(segment) }
        }
    } else if let words, isWordList(words) {
        builder.appendWhisperWords(words)
    } else {
        return nil
    }
    let facts = root["info"] ?? root
    builder.language = (root["language"] ?? facts["language"])?.string
    if let seconds = (root["duration"] ?? facts["duration"])?.seconds, seconds > 0,
        seconds <= longestTrackSeconds
    {
        builder.duration = TrackTime(seconds: seconds)
    }
    return builder
}

/// Whether a list may hold segments of this family; an empty one may.
private func isWhisperList(_ list: JSONValue) -> Bool {
    guard list.isArray else { return false }
    guard let first = list.elements.first else { return true }
    if first.isArray { return WhisperEntry(first).text != nil }
    let hasText = first.first(of: "text", "word", "words") != nil
    return hasText && first.first(of: "startTime", "type") == nil
}

/// Whether a list holds words of this family, which call their text so: other services say `text`
/// and count milliseconds.
private func isWordList(_ list: JSONValue) -> Bool {
    list.elements.first?["word"] != nil
}

/// A segment or a word: an object, or a named tuple's values without their names.
private struct WhisperEntry {
    var text: ArraySlice<UInt8>?
    var start: Double?
    var end: Double?
    var words: JSONElements?

    init(_ value: JSONValue) {
        guard !value.isArray else {
            readTuple(value.elements)
            return
        }
        text = value.first(of: "text", "word")?.utf8
        words = value["words"]?.elements
        if let pair = value["timestamp"], pair.isArray {
            var bounds = pair.elements
            start = bounds.next()?.seconds
            end = bounds.next()?.seconds
        } else {
            start = value["start"]?.seconds
            end = value["end"]?.seconds
        }
    }

    /// Start and end stand right before the text in all versions; the words are the list of lists
    /// or of objects after it, other than the list of token numbers.
    private mutating func readTuple(_ tuple: JSONElements) {
        var last: (JSONValue?, JSONValue?) = (nil, nil)
        var rest = tuple
        while let value = rest.next() {
            if value.isString {
                text = value.utf8
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
            let inner = value.elements
            if let element = inner.first, element.isArray || element.isObject {
                words = inner
                return
            }
        }
    }
}

extension TranscriptBuilder {
    fileprivate mutating func appendWhisperSegment(_ value: JSONValue) {
        let segment = WhisperEntry(value)
        var words: [TimedWord] = []
        if let list = segment.words {
            for word in list { appendWord(WhisperEntry(word), to: &words) }
        }
        let time = time(from: segment.start, to: segment.end)
        appendSegment(text: segment.text, words: words, time: time)
    }

    fileprivate mutating func appendWhisperWords(_ list: JSONValue) {
        var words: [TimedWord] = []
        for word in list.elements { appendWord(WhisperEntry(word), to: &words) }
        appendSegment(text: nil, words: words, time: nil)
    }

    private mutating func appendWord(_ word: WhisperEntry, to words: inout [TimedWord]) {
        guard let text = word.text else { return }
        words.append(TimedWord(text: text, time: time(from: word.start, to: word.end)))
    }
}

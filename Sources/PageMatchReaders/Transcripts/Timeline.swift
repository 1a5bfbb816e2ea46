import PageMatchCore

extension TranscriptFormat {
    /// What Storyteller and echogarden write, seconds throughout.
    ///
    ///     {"transcript": "Call me…", "wordTimeline": [
    ///         {"type": "word", "text": "Call", "startTime": 2.5, "endTime": 2.9,
    ///          "startOffsetUtf16": 0, "endOffsetUtf16": 4}, …]}
    ///
    /// The list may be called `timeline`, may stand alone, and may be a tree of segments and
    /// sentences, whose leaves are words. Offsets are UTF-16 code units of the transcript.
    /// - Source: echogarden's `Timeline.ts`, Storyteller's transcriptions.
    static let timeline = TranscriptFormat(
        name: "timeline JSON", kinds: ["Storyteller JSON"], read: readTimeline)
}

@Sendable
private func readTimeline(
    _ content: TranscriptContent
) throws(ReaderError) -> TranscriptBuilder? {
    guard let root = content.json,
        let list = root.isArray ? root : root.first(of: "timeline", "wordTimeline"), list.isArray
    else { return nil }
    if let first = list.elements.first {
        guard first["startTime"] != nil, first["text"] != nil else { return nil }
    } else if root.isArray {
        return nil
    }
    var builder = TranscriptBuilder(for: content)
    builder.language = root["language"]?.string
    let transcript = root["transcript"]?.utf8.map(validated)
    if let transcript, haveOffsets(list, in: transcript) {
        builder.appendByOffsets(list, in: transcript)
        return builder
    }
    var words = SegmentWords()
    builder.appendTimeline(list, text: transcript?[...], &words, time: nil)
    // Nothing but the text: told as that.
    if list.elements.isEmpty, let transcript { builder.append(transcript[...]) }
    return builder
}

/// Text as its writer counted it: what is not UTF-8 was U+FFFD to it.
private func validated(_ text: ArraySlice<UInt8>) -> [UInt8] {
    Array(String(decoding: text, as: UTF8.self).utf8)
}

/// Whether the words have offsets in `transcript` that are in order, and most are found there.
private func haveOffsets(_ list: JSONValue, in transcript: [UInt8]) -> Bool {
    var walk = UTF16Walk()
    var words = 0
    var found = 0
    let areInOrder = forEachLeaf(of: list) { entry in
        guard let place = walk.place(of: entry, in: transcript.span) else { return false }
        words += 1
        if entry.text?.isString(transcript.span, at: place) == true { found += 1 }
        return true
    }
    return areInOrder && words > 0 && found * 2 >= words
}

/// Calls `body` for each word, until it returns `false`.
///
/// Depth is bounded by that of the JSON text.
/// - Returns: Whether it never did.
private func forEachLeaf(of list: JSONValue, _ body: (TimelineEntry) -> Bool) -> Bool {
    for value in list.elements {
        let entry = TimelineEntry(value)
        if entry.isLeaf {
            guard body(entry) else { return false }
        } else if let inner = entry.inner {
            guard forEachLeaf(of: inner, body) else { return false }
        }
    }
    return true
}

/// One entry of a timeline: a word, or something larger or smaller.
private struct TimelineEntry {
    var type: JSONValue?
    var text: JSONValue?
    var start: JSONValue?
    var end: JSONValue?
    var startOffset: JSONValue?
    var endOffset: JSONValue?
    /// Its own entries.
    var inner: JSONValue?

    init(_ value: JSONValue) {
        for (name, value) in value.members {
            switch name {
            case "type": type = value
            case "text": text = value
            case "startTime": start = value
            case "endTime": end = value
            case "startOffsetUtf16": startOffset = value
            case "endOffsetUtf16": endOffset = value
            case "timeline": inner = value
            default: break
            }
        }
    }

    /// Whether it is a word, or something larger that is not divided into words.
    var isLeaf: Bool {
        guard let first = inner?.elements.first else { return true }
        return type?.isString("word") == true
            || subwordTypes.contains(first["type"]?.string ?? "")
    }
}

private let subwordTypes: Set<String> = ["token", "phone", "letter", "syllable"]

extension TranscriptBuilder {
    /// Appends one level of a timeline: its words as a segment, what is not a word level by level.
    ///
    /// `text` is what all entries together say, with white space and punctuation.
    fileprivate mutating func appendTimeline(
        _ list: JSONValue, text: ArraySlice<UInt8>?, _ words: inout SegmentWords, time: SpokenTime?
    ) {
        if list.elements.allSatisfy({ TimelineEntry($0).isLeaf }) {
            words.words.removeAll()
            for value in list.elements {
                let entry = TimelineEntry(value)
                guard let text = entry.text, text.isString else { continue }
                words.words.begin(timelineTime(entry))
                words.words.append(text)
            }
            appendSegment(text: text, &words, time: time)
            return
        }
        for value in list.elements {
            let entry = TimelineEntry(value)
            let time = timelineTime(entry)
            let text = entry.text?.utf8
            if entry.isLeaf {
                appendSegment(text: text, words: [], time: time)
            } else if let inner = entry.inner {
                appendTimeline(inner, text: text, &words, time: time)
            }
        }
    }

    /// Appends the whole transcript with its words where their offsets say.
    fileprivate mutating func appendByOffsets(_ list: JSONValue, in transcript: [UInt8]) {
        var walk = UTF16Walk()
        var done = 0
        var marker = WordMarker()
        _ = forEachLeaf(of: list) { entry in
            guard let place = walk.place(of: entry, in: transcript.span) else { return false }
            append(transcript[done..<place.lowerBound])
            marker.mark(append(transcript[place]), timelineTime(entry), in: &self)
            done = place.upperBound
            return true
        }
        append(transcript[done...])
    }

    private mutating func timelineTime(_ entry: TimelineEntry) -> SpokenTime? {
        time(from: entry.start?.seconds, to: entry.end?.seconds)
    }
}

/// Walks through UTF-8 counting UTF-16 code units, forwards only.
private struct UTF16Walk {
    private var at = 0
    private var units = 0

    /// Where an entry of a timeline says it lies in `text`, in UTF-8; `nil` when it does not say,
    /// when it lies behind, beyond the end or inside a character.
    mutating func place(of entry: TimelineEntry, in text: Span<UInt8>) -> Range<Int>? {
        guard let start = entry.startOffset?.number.flatMap({ Int(exactly: $0) }),
            let end = entry.endOffset?.number.flatMap({ Int(exactly: $0) }), start <= end,
            let from = utf8Offset(of: start, in: text), let to = utf8Offset(of: end, in: text)
        else { return nil }
        return from..<to
    }

    private mutating func utf8Offset(of offset: Int, in text: Span<UInt8>) -> Int? {
        while units < offset, at < text.count {
            let (bytes, width) =
                switch text[at] {
                case ..<0x80: (1, 1)
                case ..<0xE0: (2, 1)
                case ..<0xF0: (3, 1)
                default: (4, 2)
                }
            at += bytes
            units += width
        }
        return units == offset ? at : nil
    }
}

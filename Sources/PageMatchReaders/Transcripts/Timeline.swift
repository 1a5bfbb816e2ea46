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
    var builder = TranscriptBuilder()
    builder.language = root["language"]?.string
    let transcript = root["transcript"]?.string.map { Array($0.utf8)[...] }
    if let transcript, builder.appendByOffsets(list, in: transcript) { return builder }
    builder.appendTimeline(list, text: transcript, time: nil)
    return builder
}

extension TranscriptBuilder {
    /// Appends one level of a timeline: its words as a segment, what is not a word level by level.
    ///
    /// `text` is what all entries together say, with white space and punctuation.
    fileprivate mutating func appendTimeline(
        _ list: JSONValue, text: ArraySlice<UInt8>?, time: SpokenTime?
    ) {
        if list.elements.allSatisfy(isTimelineLeaf) {
            var words: [TimedWord] = []
            for entry in list.elements {
                guard let text = entry["text"]?.utf8 else { continue }
                words.append(TimedWord(text: text, time: timelineTime(entry)))
            }
            appendSegment(text: text, words: words, time: time)
            return
        }
        for entry in list.elements {
            let time = timelineTime(entry)
            let text = entry["text"]?.utf8
            if isTimelineLeaf(entry) {
                appendSegment(text: text, words: [], time: time)
            } else if let inner = entry["timeline"] {
                appendTimeline(inner, text: text, time: time)
            }
        }
    }

    /// Appends the whole transcript with its words where their offsets say.
    ///
    /// - Returns: `false`, with nothing appended, if there are no offsets, if they are not in order
    ///   or if most words are not found there.
    fileprivate mutating func appendByOffsets(
        _ list: JSONValue, in transcript: ArraySlice<UInt8>
    ) -> Bool {
        var entries: [JSONValue] = []
        collectLeaves(of: list, into: &entries)
        var walk = UTF16Walk(transcript)
        var places: [Range<Int>] = []
        var found = 0
        for entry in entries {
            guard let start = entry["startOffsetUtf16"]?.number.flatMap({ Int(exactly: $0) }),
                let end = entry["endOffsetUtf16"]?.number.flatMap({ Int(exactly: $0) }),
                start <= end, let from = walk.utf8Offset(of: start),
                let to = walk.utf8Offset(of: end)
            else { return false }
            places.append(from..<to)
            if entry["text"]?.utf8?.elementsEqual(transcript[from..<to]) == true { found += 1 }
        }
        guard !entries.isEmpty, found * 2 >= entries.count else { return false }
        appendPlaced(entries, at: places, in: transcript)
        return true
    }

    private mutating func appendPlaced(
        _ entries: [JSONValue], at places: [Range<Int>], in transcript: ArraySlice<UInt8>
    ) {
        var done = transcript.startIndex
        var words: [TimedWord] = []
        var ranges: [Range<Int>] = []
        for (entry, place) in zip(entries, places) {
            append(transcript[done..<place.lowerBound])
            ranges.append(append(transcript[place]))
            words.append(TimedWord(text: transcript[place], time: timelineTime(entry)))
            done = place.upperBound
        }
        append(transcript[done...])
        markWords(words, at: ranges, in: nil)
    }

    private mutating func timelineTime(_ entry: JSONValue) -> SpokenTime? {
        time(from: entry["startTime"]?.seconds, to: entry["endTime"]?.seconds)
    }

    /// Depth is bounded by that of the JSON text.
    private func collectLeaves(of list: JSONValue, into leaves: inout [JSONValue]) {
        for entry in list.elements {
            if isTimelineLeaf(entry) {
                leaves.append(entry)
            } else if let inner = entry["timeline"] {
                collectLeaves(of: inner, into: &leaves)
            }
        }
    }

    /// Whether an entry is a word, or something larger that is not divided into words.
    private func isTimelineLeaf(_ entry: JSONValue) -> Bool {
        guard let first = entry["timeline"]?.elements.first else { return true }
        return entry["type"]?.string == "word" || subwordTypes.contains(first["type"]?.string ?? "")
    }
}

private let subwordTypes: Set<String> = ["token", "phone", "letter", "syllable"]

/// Walks through UTF-8 counting UTF-16 code units, forwards only.
private struct UTF16Walk {
    private let text: ArraySlice<UInt8>
    private var at: Int
    private var units = 0

    init(_ text: ArraySlice<UInt8>) {
        self.text = text
        at = text.startIndex
    }

    /// The offset in UTF-8 of the `offset`th code unit; `nil` when it lies behind, beyond the end,
    /// or inside a character.
    mutating func utf8Offset(of offset: Int) -> Int? {
        while units < offset, at < text.endIndex {
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

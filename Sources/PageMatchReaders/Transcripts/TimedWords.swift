import PageMatchCore

/// A word of a transcript as its file holds it.
struct TimedWord: Sendable {
    /// UTF-8 or a part of it, possibly with white space at the ends.
    var text: ArraySlice<UInt8>
    /// `nil` where the file states none that can be used.
    var time: SpokenTime?
}

/// The words of one segment, one after the other in memory, for use again and again.
struct TimedWords: Sendable {
    /// All words without anything between them.
    private(set) var text: [UInt8] = []
    /// Where each word ends in ``text``, and when it was spoken.
    private(set) var entries: [(end: Int, time: SpokenTime?)] = []
    /// Whether there is a time at all.
    private(set) var hasTimes = false
    /// Whether words bring white space along, so that none must be put between them.
    private(set) var haveSpaces = false

    init() {}

    init(_ words: [TimedWord]) {
        for word in words {
            begin(word.time)
            append(word.text)
        }
    }

    var isEmpty: Bool { entries.isEmpty }

    /// The bytes of word `index`, possibly with white space at the ends.
    func range(_ index: Int) -> Range<Int> {
        (index == 0 ? 0 : entries[index - 1].end)..<entries[index].end
    }

    /// Begins another word, without text yet.
    mutating func begin(_ time: SpokenTime?) {
        entries.append((text.count, time))
        if time != nil { hasTimes = true }
    }

    /// Appends to the word that was begun last.
    mutating func append(_ piece: ArraySlice<UInt8>) {
        text.append(contentsOf: piece)
        finishPiece()
    }

    /// As ``append(_:)``, of a string in JSON.
    mutating func append(_ piece: JSONValue) {
        piece.append(to: &text)
        finishPiece()
    }

    /// Stretches the last word's time to take in `time`.
    mutating func extendLast(_ time: SpokenTime?) {
        guard let last = entries.indices.last, let time else { return }
        let known = entries[last].time ?? time
        entries[last].time = SpokenTime(from: known.from, to: max(known.to, time.to))
        hasTimes = true
    }

    mutating func removeAll() {
        text.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
        hasTimes = false
        haveSpaces = false
    }

    private mutating func finishPiece() {
        guard let last = entries.indices.last else { return }
        entries[last].end = text.count
        let range = range(last)
        guard !range.isEmpty else { return }
        let hasSpace = isBlank(text[range.lowerBound]) || isBlank(text[range.upperBound - 1])
        haveSpaces = haveSpaces || hasSpace
    }
}

/// Gives words their times in text order; of words without, a run shares one span.
///
/// That span lasts from the end of the word before to the start of the word after, or to the bounds
/// of the whole where there is no such word; where there is no bound either, it has no time.
struct WordMarker {
    private var before: TrackTime?
    private var untimed: Range<Int>?

    /// - Parameter start: When the whole begins, if that is known.
    init(from start: TrackTime? = nil) {
        before = start
    }

    /// Marks the bytes of `builder` at `range`, which comes after all before.
    mutating func mark(
        _ range: Range<Int>, _ time: SpokenTime?, in builder: inout TranscriptBuilder
    ) {
        guard let time else {
            guard !range.isEmpty else { return }
            untimed = (untimed?.lowerBound ?? range.lowerBound)..<range.upperBound
            return
        }
        finish(until: time.from, in: &builder)
        builder.mark(range, time)
        before = time.to
    }

    /// Marks what is still without a time; the whole ends at `end`.
    mutating func finish(until end: TrackTime?, in builder: inout TranscriptBuilder) {
        defer { untimed = nil }
        guard let untimed, let before, let end else { return }
        builder.mark(untimed, SpokenTime(from: before, to: max(before, end)))
    }
}

/// Whether a byte is ASCII punctuation or a blank: neither letter nor digit.
private func isSeparator(_ byte: UInt8) -> Bool {
    !(UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20) && !isDigit(byte)
}

/// Where each of `words` lies in `text`, one after the other with nothing but white space and
/// punctuation between.
///
/// - Parameters:
///   - words: Their white space equals any other.
///   - text: With white space made even.
///   - start: The offset to begin at.
///   - places: Emptied, then filled.
/// - Returns: `false` if a word isn't where it must be.
/// - Complexity: O(*text* + *words*): at most ``longestSkip`` bytes are skipped before a word.
func findPlaces(
    of words: TimedWords, in text: Span<UInt8>, from start: Int, into places: inout [Range<Int>]
) -> Bool {
    places.removeAll(keepingCapacity: true)
    let letters = words.text.span
    var at = start
    for index in words.entries.indices {
        let word = trimmed(letters, words.range(index))
        let limit = at + longestSkip
        var end = matchEnd(of: letters, word, in: text, at: at)
        while end == nil {
            guard at < limit, let next = afterPunctuation(at, in: text) else { return false }
            at = next
            end = matchEnd(of: letters, word, in: text, at: at)
        }
        places.append(at..<(end ?? at))
        at = end ?? at
    }
    return true
}

/// Bytes of white space and punctuation that may lie between two words of one segment.
private let longestSkip = 48

/// The end in `text` of what begins at `start` and reads as the bytes of `words` at `range`.
private func matchEnd(
    of words: Span<UInt8>, _ range: Range<Int>, in text: Span<UInt8>, at start: Int
) -> Int? {
    var at = start
    var index = range.lowerBound
    while index < range.upperBound {
        if at < text.count, words[index] == text[at] {
            at += 1
            index += 1
            continue
        }
        // White space inside a word was made even in the text.
        let blank = blankEnd(words, index, range.upperBound)
        guard blank > index else { return nil }
        index = blank
        if at < text.count, text[at] == 0x20 { at += 1 }
    }
    return at
}

/// The end of white space at `start`, no-break spaces counted.
private func blankEnd(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var at = start
    while at < end {
        if isBlank(text[at]) {
            at += 1
        } else if text[at] == 0xC2, at + 1 < end, text[at + 1] == 0xA0 {
            at += 2
        } else {
            break
        }
    }
    return at
}

private func trimmed(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    let start = blankEnd(text, range.lowerBound, range.upperBound)
    var end = range.upperBound
    while end > start {
        if isBlank(text[end - 1]) {
            end -= 1
        } else if end - 1 > start, text[end - 1] == 0xA0, text[end - 2] == 0xC2 {
            end -= 2
        } else {
            break
        }
    }
    return start..<end
}

/// The offset after the blank or punctuation character at `offset`; `nil` if it is neither.
private func afterPunctuation(_ offset: Int, in text: Span<UInt8>) -> Int? {
    guard offset < text.count else { return nil }
    let byte = text[offset]
    if byte < 0x80 { return isSeparator(byte) ? offset + 1 : nil }
    guard offset + 1 < text.count else { return nil }
    switch (byte, text[offset + 1]) {
    case (0xC2, _): return offset + 2  // U+0080 … U+00BF: « » ¿ ¡ and signs
    case (0xE2, 0x80...0x81), (0xE3, 0x80), (0xEF, 0xBC...0xBD):  // general, CJK, full-width
        return offset + 3 <= text.count ? offset + 3 : nil
    default: return nil
    }
}

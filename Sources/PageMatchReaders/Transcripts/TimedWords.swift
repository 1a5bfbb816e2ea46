import PageMatchCore

/// A word of a transcript as its file holds it.
struct TimedWord: Sendable {
    /// UTF-8 or a part of it, possibly with white space at the ends.
    var text: ArraySlice<UInt8>
    /// `nil` where the file states none that can be used.
    var time: SpokenTime?
}

extension TranscriptBuilder {
    /// Appends a segment: a stretch of speech whose words may have times.
    ///
    /// The words take their places in `text`, which knows about white space and punctuation; if
    /// they are not found there, or there is no text, the words themselves are joined. A run of
    /// words without times gets one span, from the end of the word before to the start of the word
    /// after, or to the segment's own bounds at its edges; a segment whose words have no time at
    /// all gets one span with the segment's time.
    ///
    /// - Complexity: O(*text* + *words*).
    mutating func appendSegment(
        text: ArraySlice<UInt8>?, words: [TimedWord], time: SpokenTime?
    ) {
        breakCue()
        guard words.contains(where: { $0.time != nil }) else {
            let range = text.map { append($0) } ?? enclosing(appendJoined(words))
            if let time {
                mark(range, time)
            } else if !range.isEmpty {
                oddities.untimedCues += 1
            }
            return
        }
        let ranges = text.flatMap { appendPlaced(words, in: $0) } ?? appendJoined(words)
        markWords(words, at: ranges, in: time)
    }

    /// Appends `text` if all `words` are found in it one after the other; `nil` if not.
    private mutating func appendPlaced(
        _ words: [TimedWord], in text: ArraySlice<UInt8>
    ) -> [Range<Int>]? {
        guard let places = places(of: words, in: text) else { return nil }
        var done = text.startIndex
        var result: [Range<Int>] = []
        result.reserveCapacity(words.count)
        for place in places {
            append(text[done..<place.lowerBound])
            result.append(append(text[place]))
            done = place.upperBound
        }
        append(text[done...])
        return result
    }

    /// Appends the words alone: as they are if they carry their own white space, else with spaces
    /// where the script has them.
    private mutating func appendJoined(_ words: [TimedWord]) -> [Range<Int>] {
        let haveSpaces = words.contains { word in
            guard let first = word.text.first, let last = word.text.last else { return false }
            return isBlank(first) || isBlank(last)
        }
        return words.map { word in
            if !haveSpaces { breakWord() }
            return append(word.text)
        }
    }

    private func enclosing(_ ranges: [Range<Int>]) -> Range<Int> {
        let filled = ranges.filter { !$0.isEmpty }
        guard let first = filled.first, let last = filled.last else {
            return text.count..<text.count
        }
        return first.lowerBound..<last.upperBound
    }

    /// Marks words that were appended at `ranges`, with one span for each run of them without times.
    mutating func markWords(
        _ words: [TimedWord], at ranges: [Range<Int>], in segment: SpokenTime?
    ) {
        var index = 0
        var before = segment?.from
        while index < words.count {
            if let time = words[index].time {
                mark(ranges[index], time)
                before = time.to
                index += 1
                continue
            }
            let next = words[index...].firstIndex { $0.time != nil } ?? words.count
            let after = next < words.count ? words[next].time?.from : segment?.to
            if let before, let after {
                let range = enclosing(Array(ranges[index..<next]))
                mark(range, SpokenTime(from: before, to: max(before, after)))
            }
            index = next
        }
    }
}

/// Where each of `words` lies in `text`, in order, or `nil` if one isn't where it must be: after the
/// word before with nothing but white space and punctuation between.
///
/// - Complexity: O(*text* + *words*): at most ``longestSkip`` bytes are skipped before a word.
private func places(of words: [TimedWord], in text: ArraySlice<UInt8>) -> [Range<Int>]? {
    var at = text.startIndex
    var result: [Range<Int>] = []
    result.reserveCapacity(words.count)
    for word in words {
        let letters = trimmed(word.text)
        let limit = min(at + longestSkip, text.endIndex)
        while !text[at...].starts(with: letters) {
            guard at < limit, let next = afterPunctuation(at, in: text) else { return nil }
            at = next
        }
        result.append(at..<at + letters.count)
        at += letters.count
    }
    return result
}

/// Bytes of white space and punctuation that may lie between two words of one segment.
private let longestSkip = 48

/// The offset after the blank or punctuation character at `offset`; `nil` if it is neither.
private func afterPunctuation(_ offset: Int, in text: ArraySlice<UInt8>) -> Int? {
    let byte = text[offset]
    if byte < 0x80 {
        let isLetter = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
        return isLetter || isDigit(byte) ? nil : offset + 1
    }
    guard offset + 1 < text.endIndex else { return nil }
    switch (byte, text[offset + 1]) {
    case (0xC2, _): return offset + 2  // U+0080 … U+00BF: « » ¿ ¡ and signs
    case (0xE2, 0x80...0x81), (0xE3, 0x80), (0xEF, 0xBC...0xBD):  // general, CJK, full-width
        return offset + 3 <= text.endIndex ? offset + 3 : nil
    default: return nil
    }
}

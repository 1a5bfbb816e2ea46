import PageMatchCore

extension TranscriptBuilder {
    /// Appends a segment: a stretch of speech whose words may have times.
    ///
    /// The words take their places in `text`, which knows about white space and punctuation; if
    /// they are not found there, or there is no text, the words themselves are joined. Words
    /// without times share spans, see ``WordMarker``; a segment whose words have no time at all gets
    /// one span with the segment's time.
    ///
    /// - Complexity: O(*text* + *words*).
    mutating func appendSegment(
        text: ArraySlice<UInt8>?, words: [TimedWord], time: SpokenTime?
    ) {
        var segment = SegmentWords()
        segment.words = TimedWords(words)
        appendSegment(text: text, &segment, time: time)
    }

    /// As ``appendSegment(text:words:time:)``, with memory that is used again.
    mutating func appendSegment(
        text: ArraySlice<UInt8>?, _ segment: inout SegmentWords, time: SpokenTime?
    ) {
        breakCue()
        let start = self.text.count
        let range = text.map { append($0) }
        finishSegment(at: range, from: start, &segment, time)
    }

    /// As ``appendSegment(text:words:time:)``, of a string in JSON.
    ///
    /// - Parameters:
    ///   - text: What is said; only a string counts.
    ///   - segment: The words; stays as it is but for what ``SegmentWords`` keeps for itself.
    ///   - time: When all of it is said.
    mutating func appendSegment(
        text: JSONValue?, _ segment: inout SegmentWords, time: SpokenTime?
    ) {
        breakCue()
        let start = self.text.count
        let range = text.flatMap { $0.isString ? append($0) : nil }
        finishSegment(at: range, from: start, &segment, time)
    }

    /// Marks words that were appended at `ranges`; those without times share spans, see
    /// ``WordMarker``.
    mutating func markWords(
        _ words: [TimedWord], at ranges: [Range<Int>], in segment: SpokenTime?
    ) {
        var marker = WordMarker(from: segment?.from)
        for (word, range) in zip(words, ranges) { marker.mark(range, word.time, in: &self) }
        marker.finish(until: segment?.to, in: &self)
    }

    /// Marks a segment whose text, if it has any, was appended at `range`; ``text`` ended at
    /// `start` before.
    private mutating func finishSegment(
        at range: Range<Int>?, from start: Int, _ segment: inout SegmentWords, _ time: SpokenTime?
    ) {
        guard segment.words.hasTimes else {
            let range = range ?? appendJoined(segment.words)
            if let time {
                mark(range, time)
            } else if !range.isEmpty {
                oddities.untimedCues += 1
            }
            return
        }
        var marker = WordMarker(from: time?.from)
        if let range, segment.find(in: text.span, from: range.lowerBound) {
            for (place, word) in zip(segment.places, segment.words.entries) {
                marker.mark(place, word.time, in: &self)
            }
        } else {
            if range != nil { rewind(to: start) }
            appendJoined(segment.words) { builder, range, index in
                marker.mark(range, segment.words.entries[index].time, in: &builder)
            }
        }
        marker.finish(until: time?.to, in: &self)
    }

    /// Appends the words alone: as they are if they carry their own white space, else with spaces
    /// where the script has them.
    ///
    /// - Parameters:
    ///   - words: What to append.
    ///   - body: Told of each word where it landed.
    /// - Returns: Where all landed.
    @discardableResult
    private mutating func appendJoined(
        _ words: TimedWords,
        _ body: (inout TranscriptBuilder, Range<Int>, Int) -> Void = { _, _, _ in }
    ) -> Range<Int> {
        var whole: Range<Int>?
        for index in words.entries.indices {
            if !words.haveSpaces { breakWord() }
            let range = append(words.text.span.extracting(words.range(index)))
            body(&self, range, index)
            if !range.isEmpty { whole = (whole ?? range).lowerBound..<range.upperBound }
        }
        return whole ?? text.count..<text.count
    }
}

/// The words of a segment and what finding them needs, kept from segment to segment so that none
/// allocates.
struct SegmentWords {
    var words = TimedWords()
    /// Where the words lie, after ``find(in:from:)``.
    private(set) var places: [Range<Int>] = []

    /// Whether all words are found in `text`, from `start` on; see ``findPlaces(of:in:from:into:)``.
    fileprivate mutating func find(in text: Span<UInt8>, from start: Int) -> Bool {
        findPlaces(of: words, in: text, from: start, into: &places)
    }
}

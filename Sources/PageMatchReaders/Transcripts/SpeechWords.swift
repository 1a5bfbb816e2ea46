import PageMatchCore

/// A word as the JSON of a recogniser holds it, with its times in seconds.
struct SpeechWord {
    /// What was said; only a string counts.
    var text: JSONValue?
    var from: Double?
    var to: Double?
}

extension TranscriptBuilder {
    /// Appends words one after the other, however many: of a whole book there are half a million.
    ///
    /// If the first words bring white space along they are appended as they are, else with spaces
    /// where the script has them. Words without times share spans, see ``WordMarker``.
    ///
    /// - Parameters:
    ///   - list: The words.
    ///   - time: When all of them are said, if that is known.
    ///   - read: What one element of the list is.
    /// - Complexity: O(*bytes of the list*), no memory but for text and spans.
    mutating func appendWords(
        _ list: JSONElements, in time: SpokenTime? = nil, _ read: (JSONValue) -> SpeechWord
    ) {
        breakCue()
        let haveSpaces = list.prefix(8).contains { read($0).text?.hasBlankEdge == true }
        var marker = WordMarker(from: time?.from)
        for element in list {
            let word = read(element)
            guard let text = word.text, text.isString else { continue }
            if !haveSpaces { breakWord() }
            let range = append(text)
            marker.mark(range, self.time(from: word.from, to: word.to), in: &self)
        }
        marker.finish(until: time?.to, in: &self)
    }

    /// Appends a segment with its words, which take their places in its text.
    ///
    /// - Parameters:
    ///   - text: What is said, with punctuation; without it the words are joined.
    ///   - list: The words.
    ///   - segment: Memory to use.
    ///   - time: When all of it is said.
    ///   - read: What one element of the list is.
    mutating func appendSegment(
        text: JSONValue?, _ list: JSONElements, _ segment: inout SegmentWords, time: SpokenTime?,
        _ read: (JSONValue) -> SpeechWord
    ) {
        segment.words.removeAll()
        for element in list {
            let word = read(element)
            guard let text = word.text, text.isString else { continue }
            segment.words.begin(self.time(from: word.from, to: word.to))
            segment.words.append(text)
        }
        appendSegment(text: text, &segment, time: time)
    }

    /// Appends a cue without words.
    mutating func appendCue(_ text: JSONValue?, from start: Double?, to end: Double?) {
        guard let text, text.isString else { return }
        breakCue()
        let range = append(text)
        if let time = time(from: start, to: end) {
            mark(range, time)
        } else if !range.isEmpty {
            oddities.untimedCues += 1
        }
    }

    /// Appends a punctuation mark without a time to the word before it, and to its span.
    mutating func appendPunctuation(_ mark: JSONValue) {
        let end = text.count
        let range = append(mark)
        if range.lowerBound == end, let last = spans.last, last.end == end {
            extendLastSpan(until: last.to)
        }
    }
}

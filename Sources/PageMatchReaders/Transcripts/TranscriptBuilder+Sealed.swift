import PageMatchCore

extension TranscriptBuilder {
    /// The finished transcript.
    ///
    /// Bytes that are not UTF-8 become U+FFFD, and a span that starts inside a character is made
    /// one with the span before as far as that character: halves of one were two words to the
    /// recogniser.
    ///
    /// - Throws: `.tooLarge` if ``isFull``, `.noText` without text, `.noTimes` without a single span;
    ///   `.malformed` where there are cues or times and none can be read.
    /// - Complexity: O(*text* + *spans*).
    consuming func sealed(name: String?, format: String) throws(ReaderError) -> Transcript {
        guard !isFull else { throw Self.tooLong }
        let format = variant ?? format
        guard !text.isEmpty else {
            guard oddities.skippedCues > 0 else { throw .noText(format: format) }
            throw .malformed(
                format: format, what: "no cue has readable times", entry: nil,
                line: oddities.firstSkippedLine)
        }
        var oddities = oddities
        let (text, spans) = mended(&oddities)
        guard !spans.isEmpty else {
            guard oddities.unusableTimes > 0 else { throw .noTimes(format: format) }
            throw .malformed(
                format: format, what: "no time is a number that can be used", entry: nil, line: nil)
        }
        oddities.restarts = max(oddities.restarts, restarts)
        return Transcript(
            name: name, language: language.flatMap(LanguageTag.normalised), text: text,
            spans: spans, duration: duration, warnings: oddities.sentences)
    }

    /// That a transcript holds more text than any audiobook has.
    static var tooLong: ReaderError {
        .tooLarge(what: "the text of a transcript", limit: "\(longestText >> 20) MiB")
    }

    private func mended(_ oddities: inout TranscriptOddities) -> (String, [TimedSpan]) {
        if let valid = String(validating: text, as: UTF8.self),
            spans.allSatisfy({ !isInsideCharacter($0.start) && !isInsideCharacter($0.end) })
        {
            return (valid, spans)
        }
        var offsets = OffsetMap(spans)
        var valid: [UInt8] = []
        valid.reserveCapacity(text.count)
        var parser = UTF8.ForwardParser()
        var source = text.makeIterator()
        var offset = 0
        reading: while true {
            let start = valid.count
            let length: Int
            switch parser.parseScalar(from: &source) {
            case .valid(let encoded):
                length = encoded.count
                valid.append(contentsOf: encoded)
            case .error(let broken):
                length = broken
                valid.append(contentsOf: "\u{FFFD}".utf8)
                oddities.brokenCharacters += 1
            case .emptyInput: break reading
            }
            offsets.move(offset..<offset + length, to: start..<valid.count)
            offset += length
        }
        offsets.move(offset..<offset + 1, to: valid.count..<valid.count)
        return (String(decoding: valid, as: UTF8.self), offsets.spans)
    }

    private func isInsideCharacter(_ offset: Int) -> Bool {
        offset < text.count && text[offset] & 0xC0 == 0x80
    }
}

/// Carries spans over from one text to another while both are walked, a character at a time.
private struct OffsetMap {
    /// In offsets of the new text; whole characters, not empty, not overlapping.
    private(set) var spans: [TimedSpan] = []
    private let old: [TimedSpan]
    /// The first old span whose end was not reached.
    private var next = 0
    /// The start in the new text of the span at ``next``, once it was reached.
    private var start: Int?

    init(_ spans: [TimedSpan]) {
        old = spans
    }

    /// Says that the character, or broken stretch, at `from` of the old text is at `to` of the new.
    mutating func move(_ from: Range<Int>, to: Range<Int>) {
        while next < old.count {
            if start == nil {
                guard old[next].start < from.upperBound else { return }
                start = old[next].start == from.lowerBound ? to.lowerBound : to.upperBound
            }
            guard old[next].end < from.upperBound else { return }
            finish(at: old[next].end == from.lowerBound ? to.lowerBound : to.upperBound)
        }
    }

    /// Ends the span at ``next``; one that only held the rest of a character joins the one before.
    private mutating func finish(at end: Int) {
        let span = old[next]
        let start = start ?? end
        next += 1
        self.start = nil
        if let last = spans.indices.last, spans[last].end == end, start >= end {
            spans[last].to = max(spans[last].to, span.to)
        } else if start < end {
            spans.append(TimedSpan(start: start, end: end, from: span.from, to: span.to))
        }
    }
}

import PageMatchCore

extension TranscriptBuilder {
    /// Appends another part of the file, which was read as if it were alone.
    ///
    /// - Complexity: O(*part*).
    mutating func append(_ part: TranscriptBuilder) {
        breakCue()
        // White space of the part is even already, so that its text stays as it is.
        let start = append(part.text[...]).lowerBound
        if let first = part.spans.first, let last = spans.last, beginsAnew(first, after: last) {
            oddities.restarts += 1
        }
        for span in part.spans {
            mark(
                span.start + start..<span.end + start, SpokenTime(from: span.from, to: span.to))
        }
        language = language ?? part.language
        // Nobody says how long all parts are together.
        duration = nil
        oddities = oddities + part.oddities
    }

    /// Whether a part begins so long before the end of the one before that it is no continuation.
    private func beginsAnew(_ first: TimedSpan, after last: TimedSpan) -> Bool {
        first.from.milliseconds < last.to.milliseconds / 2
    }

    /// How often times go back to near zero, to stay there for a while.
    ///
    /// Times of words and cues that overlap, and slips of single words, go back as well, but not so
    /// far or not for long.
    ///
    /// - Complexity: O(*spans*).
    var restarts: Int {
        var count = 0
        var latest: Int64 = 0
        for (index, span) in spans.enumerated() {
            let from = span.from.milliseconds
            let isFarBack = from <= 60_000 && from * 2 < latest && latest - from >= 2_000
            if isFarBack, index + 1 < spans.count, spans[index + 1].from.milliseconds <= latest {
                count += 1
                latest = from
            } else {
                latest = max(latest, from)
            }
        }
        return count
    }
}

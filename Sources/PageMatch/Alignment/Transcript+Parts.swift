internal import PageMatchAlign

extension Transcript {
    /// This transcript of a whole audiobook as one of each of its audio files.
    ///
    /// A span belongs to the file in which it starts, with the text up to the next span. A cue that
    /// goes on in the next file is divided between two words, where its time says, with spaces
    /// between them or without.
    ///
    /// - Parameter starts: when each file begins, in milliseconds of this transcript, ascending from
    ///   0; one at least.
    /// - Returns: a transcript for each file, without name, duration and warnings; times are those
    ///   of this one.
    /// - Throws: What dividing text into words throws.
    /// - Complexity: O(text + spans · log files).
    func divided(at starts: [Int64]) throws(PageMatchError) -> [Transcript] {
        let bytes = Array(text.utf8)
        var parts = starts.map { _ in TranscriptPart() }
        for (index, span) in spans.enumerated() {
            // Text before the first span goes with it.
            let begin = index == 0 ? 0 : span.start
            let next = index + 1 < spans.count ? spans[index + 1].start : bytes.count
            let file = max(
                0, starts.indices.partitionPoint { starts[$0] <= span.from.milliseconds } - 1)
            let border = file + 1 < starts.count ? starts[file + 1] : nil
            guard let border, span.to.milliseconds > border,
                let cut = try cut(of: span, at: border, bytes)
            else {
                var span = span
                if let border { span.to.milliseconds = min(span.to.milliseconds, border) }
                parts[file].append(bytes[begin..<next], span, begin)
                continue
            }
            var (head, tail) = (span, span)
            head.end = cut.left
            head.to.milliseconds = border
            tail.start = cut.right
            tail.from.milliseconds = border
            parts[file].append(bytes[begin..<cut.right], head, begin)
            parts[file + 1].append(bytes[cut.right..<next], tail, cut.right)
        }
        return parts.map {
            Transcript(
                language: language, text: String(decoding: $0.text, as: UTF8.self),
                spans: $0.spans)
        }
    }

    /// Where to divide a cue between words: the end of the left one and the start of the right one.
    ///
    /// - Returns: `nil` if it is a single word.
    private func cut(
        of span: TimedSpan, at border: Int64, _ bytes: [UInt8]
    ) throws(PageMatchError) -> (left: Int, right: Int)? {
        let cue = Transcript(
            text: String(decoding: bytes[span.start..<span.end], as: UTF8.self),
            spans: [
                TimedSpan(start: 0, end: span.end - span.start, from: span.from, to: span.to)
            ])
        let timed = try TimedWords(cue, shift: 0)
        guard timed.starts.count > 1 else { return nil }
        // The last word at least is in the next file, since the cue is.
        let word =
            timed.starts.indices.dropFirst().first { timed.starts[$0] >= border }
            ?? timed.starts.count - 1
        let right = span.start + Int(timed.words.wordStarts[word])
        var left = right
        while left > span.start, bytes[left - 1] == 0x20 { left -= 1 }
        guard left > span.start, right < span.end else { return nil }
        return (left, right)
    }

    /// Transcripts of the parts of one audio file as one.
    ///
    /// - Parameters:
    ///   - parts: in the order in which they were spoken.
    ///   - offsets: when each part begins in the file, in milliseconds.
    /// - Returns: one transcript without name, duration and warnings.
    /// - Complexity: O(text + spans).
    static func joined(_ parts: [Transcript], offsets: [Int64]) -> Transcript {
        var whole = Transcript(
            language: parts.lazy.compactMap(\.language).first, text: "", spans: [])
        for (part, offset) in zip(parts, offsets) {
            if !whole.text.isEmpty { whole.text += " " }
            let base = whole.text.utf8.count
            whole.text += part.text
            whole.spans += part.spans.map { span in
                TimedSpan(
                    start: span.start + base, end: span.end + base,
                    from: TrackTime(milliseconds: span.from.milliseconds + offset),
                    to: TrackTime(milliseconds: span.to.milliseconds + offset))
            }
        }
        return whole
    }
}

/// The text and spans of one file, as they are gathered.
private struct TranscriptPart {
    var text: [UInt8] = []
    var spans: [TimedSpan] = []
    /// Where in the whole the last piece ended.
    private var end = 0

    /// Appends text, which begins at `offset` of the whole, and the span in it.
    mutating func append(_ piece: ArraySlice<UInt8>, _ span: TimedSpan, _ offset: Int) {
        // Pieces from different places are not one word.
        if offset != end, let last = text.last, last != 0x20 { text.append(0x20) }
        let shift = text.count - offset
        text += piece
        end = offset + piece.count
        spans.append(
            TimedSpan(
                start: span.start + shift, end: span.end + shift, from: span.from, to: span.to))
    }
}

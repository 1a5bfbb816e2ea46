import PageMatchCore

/// When something was spoken, from a source that was checked: finite, not negative, in order.
struct SpokenTime: Hashable, Sendable {
    var from: TrackTime
    var to: TrackTime
}

/// Puts a transcript together, piece by piece, in file order.
///
/// White space is made even here and nowhere else: any run of it becomes one space, none stays at
/// the ends. Readers append what the file holds and say with ``breakCue()`` and ``breakWord()``
/// what lies between pieces.
struct TranscriptBuilder: Sendable {
    /// What the file states for its language, a tag or a name, not checked.
    var language: String?
    /// The length of the audio file where the transcript states it.
    var duration: TrackTime?
    /// What to call the format, where it has several names.
    var variant: String?
    /// What was odd, to be told in the transcript's warnings.
    var oddities = TranscriptOddities()

    /// UTF-8 as far as the source is; see ``sealed(name:format:)``.
    private(set) var text: [UInt8] = []
    /// Bytes of text that are taken; what comes after is left out, and ``isFull`` says so.
    var limit = longestText
    /// Whether there is more text than ``limit``.
    private(set) var isFull = false
    /// In text order, not overlapping.
    private(set) var spans: [TimedSpan] = []
    private var gap = Gap.none
    /// Lent to whoever decodes a string; empty in between.
    private var scratch: [UInt8] = []

    /// What to write before the next byte; the greater wins.
    private enum Gap: Int {
        case none
        /// A space, unless both neighbours are of a script that has none between words.
        case word
        case space
    }

    init() {}

    /// A builder for what `content` holds, with memory set aside for as many words as are likely.
    ///
    /// Arrays that grow are twice as large for a moment; memory that is not used is never touched.
    init(for content: TranscriptContent) {
        text.reserveCapacity(min(content.length / 2, limit))
        spans.reserveCapacity(content.length / 32)
    }

    /// Puts a space before whatever comes next.
    mutating func breakCue() { gap = .space }

    /// Puts a space before whatever comes next where the script has spaces between words.
    mutating func breakWord() { gap = gap == .space ? .space : .word }

    /// Appends UTF-8, or a part of it, with its white space made even.
    ///
    /// A line feed is a ``breakWord()``: subtitles in Chinese break lines anywhere.
    ///
    /// - Returns: Where it landed in ``text``, without white space at the ends; empty when there
    ///   was nothing else.
    /// - Complexity: O(*piece*).
    @discardableResult
    mutating func append(_ piece: ArraySlice<UInt8>) -> Range<Int> { append(piece.span) }

    /// As ``append(_:)``, of a string in JSON; nothing of other values.
    @discardableResult
    mutating func append(_ value: JSONValue) -> Range<Int> {
        var bytes = scratch
        scratch = []
        value.append(to: &bytes)
        let range = append(bytes.span)
        bytes.removeAll(keepingCapacity: true)
        scratch = bytes
        return range
    }

    /// As ``append(_:)``, of bytes that stay where they are.
    @discardableResult
    mutating func append(_ piece: Span<UInt8>) -> Range<Int> {
        var start: Int?
        var at = 0
        while at < piece.count {
            let byte = piece[at]
            if byte == 0x0A || byte == 0x0D {
                breakWord()
                at += 1
            } else if isBlank(byte) {
                gap = .space
                at += 1
            } else if isNoBreakSpace(piece, at) {
                gap = .space
                at += 2
            } else {
                let end = evenEnd(piece, at + 1)
                let run = piece.extracting(at..<end)
                guard hasRoom(for: run.count) else { break }
                writeGap(before: run)
                start = start ?? text.count
                run.withUnsafeBufferPointer { text.append(contentsOf: $0) }
                at = end
            }
        }
        return (start ?? text.count)..<text.count
    }

    /// Bytes of text in the longest transcript: two months of speech.
    static let longestText = 64 << 20

    /// Whether the text has room for `count` bytes and a space; once it has not, it stays full.
    private mutating func hasRoom(for count: Int) -> Bool {
        if count >= limit - text.count { isFull = true }
        return !isFull
    }

    /// The end of what can be written as it is: no white space but single spaces between words.
    private func evenEnd(_ piece: Span<UInt8>, _ start: Int) -> Int {
        var at = start
        while at < piece.count {
            if isVisible(piece, at) {
                at += 1
            } else if piece[at] == 0x20, at + 1 < piece.count, isVisible(piece, at + 1) {
                at += 2
            } else {
                return at
            }
        }
        return at
    }

    private func isVisible(_ piece: Span<UInt8>, _ at: Int) -> Bool {
        !isBlank(piece[at]) && !isNoBreakSpace(piece, at)
    }

    /// States when the bytes of ``text`` at `range` were spoken.
    ///
    /// Ranges come in order and don't overlap; an empty one has no time.
    mutating func mark(_ range: Range<Int>, _ time: SpokenTime) {
        guard !range.isEmpty else { return }
        spans.append(
            TimedSpan(
                start: range.lowerBound, end: range.upperBound, from: time.from, to: time.to))
    }

    /// Stretches the last span over the text up to now, which was spoken until `time`.
    mutating func extendLastSpan(until time: TrackTime) {
        guard let last = spans.indices.last else { return }
        spans[last].end = text.count
        spans[last].to = max(spans[last].to, time)
    }

    /// Takes back all text after the first `count` bytes, to which no time was given yet.
    ///
    /// The next piece begins a cue.
    mutating func rewind(to count: Int) {
        text.removeLast(text.count - count)
        gap = .space
    }

    private mutating func writeGap(before piece: Span<UInt8>) {
        defer { gap = .none }
        guard !text.isEmpty, gap != .none else { return }
        if gap == .word, startsWithSpacelessScript(piece), endsWithSpacelessScript(text.span) {
            return
        }
        text.append(UInt8(ascii: " "))
    }

    private func isNoBreakSpace(_ piece: Span<UInt8>, _ at: Int) -> Bool {
        piece[at] == 0xC2 && at + 1 < piece.count && piece[at + 1] == 0xA0
    }
}

extension TranscriptBuilder {
    /// The times of a word or cue in seconds as a file states them, checked.
    ///
    /// - Returns: `nil` where there is no start, and where a number is not finite, negative or
    ///   absurd, which is counted. An end before the start becomes the start, counted too, and so
    ///   does a missing end. What is before 0 by less than ``slightlyBefore`` is 0.
    mutating func time(from start: Double?, to end: Double?) -> SpokenTime? {
        let (start, end) = (start.map(fromZero), end.map(fromZero))
        guard let start else {
            if let end, !(0...longestTrackSeconds ~= end) { oddities.unusableTimes += 1 }
            return nil
        }
        guard 0...longestTrackSeconds ~= start, 0...longestTrackSeconds ~= end ?? start,
            let from = TrackTime(seconds: start), let to = TrackTime(seconds: end ?? start)
        else {
            oddities.unusableTimes += 1
            return nil
        }
        if end == nil { oddities.missingEnds += 1 }
        return ordered(from, to)
    }

    /// Two moments as a span of time; an end before the start becomes the start and is counted.
    mutating func ordered(_ from: TrackTime, _ to: TrackTime) -> SpokenTime {
        if to < from { oddities.reversedTimes += 1 }
        return SpokenTime(from: from, to: max(from, to))
    }

    /// Takes a stated length of the audio, unless it can't be one.
    mutating func state(duration seconds: Double?) {
        guard let seconds, seconds > 0, seconds <= longestTrackSeconds else { return }
        duration = TrackTime(seconds: seconds)
    }
}

/// Seconds by which recognisers that move bounds about may set one before the start of the audio.
private let slightlyBefore = 1.0

/// `seconds`, or 0 where that is so little before 0 that it is a slip.
///
/// A whole second before is none: writers put -1 where they know no time.
private func fromZero(_ seconds: Double) -> Double {
    seconds > -slightlyBefore && seconds < 0 ? 0 : seconds
}

/// Seconds beyond which a time is nonsense: a thousand hours.
///
/// A book image counts milliseconds in 32 bits and holds a little more.
let longestTrackSeconds = 3.6e6

/// When a word of the book is spoken, within one track.
public struct SpokenWord: Hashable, Sendable {
    /// When it begins.
    public var start: TrackTime
    /// When it ends; not before ``start``, not after the next word's start in the same run.
    public var end: TrackTime
    /// Whether the recogniser heard this word; else its time was taken from its neighbours.
    public var heard: Bool

    /// A word spoken from `start` to `end`.
    public init(start: TrackTime, end: TrackTime, heard: Bool) {
        self.start = start
        self.end = end
        self.heard = heard
    }
}

/// A stretch of the book that was read aloud without a break in one track.
public struct SyncRun: Hashable, Sendable {
    /// Track number, from 0.
    public var track: Int
    /// Position in the book of the first word.
    public var firstWord: Int
    /// The words from ``firstWord`` on, each with its time; starts never decrease.
    public var words: [SpokenWord]
    /// The expected absolute error of a heard word's start, in milliseconds.
    public var precision: Int

    /// A run of words in a track.
    public init(track: Int, firstWord: Int, words: [SpokenWord], precision: Int) {
        self.track = track
        self.firstWord = firstWord
        self.words = words
        self.precision = precision
    }

    /// The book's words of this run.
    public var wordRange: Range<Int> { firstWord..<firstWord + words.count }
}

/// The book's words ⇄ the tracks' times.
///
///     book words   0 ──── 120 ═══════════ 980 ─ ─ ─ 1040 ════════ 5200
///     track 1             14.200 ══════ 398.700
///     track 2                                      2.150 ═════ 1690.400
///
/// Double lines are runs: monotone in text and in one track. What is in no run was not read aloud,
/// or not found; no time is ever made up for it. A passage that was read twice is in two runs.
public struct SyncMap: Hashable, Sendable {
    /// Ordered by track, then by time; no two overlap in time.
    public var runs: [SyncRun]

    /// A map of these runs.
    public init(runs: [SyncRun]) {
        self.runs = runs
    }
}

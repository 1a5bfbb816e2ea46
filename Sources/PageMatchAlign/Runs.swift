internal import PageMatchCore

/// Cuts passages into runs where the book was not followed, and gives each word of a run its time.
enum Runs {
    /// What decides whether the words between two heard ones were spoken, in words and
    /// milliseconds.
    private enum Limits {
        /// So many words in a row that nobody heard were not read, unless as much else was said.
        static let unread = 10
        /// A stretch in other words may be a misheard one up to this length.
        static let misheard = 40
        /// So many words that belong to no text end a run: an advertisement, an announcement.
        static let unwritten = 10
        /// Up to so many lost words get their time from their neighbours whatever the pause.
        static let few = 3
        /// Nobody speaks faster, and no reader pauses longer in a sentence.
        static let fastestWord: Int64 = 100
        static let slowestWord: Int64 = 1500
        static let longestPause: Int64 = 3000
        /// Fewer heard words are no run.
        static let fewestHeard = 4
    }

    /// The runs of one passage, ordered by time.
    ///
    /// - Complexity: O(pairs + book words spanned).
    static func runs(of passage: Passage, track: Int, _ timed: TimedWords) -> [SyncRun] {
        var runs: [SyncRun] = []
        var stretch: [PassagePair] = []
        var lastHeard: PassagePair?
        for pair in inTimeOrder(passage.pairs, timed) {
            if pair.heard {
                if let lastHeard, ends(after: lastHeard, before: pair, timed) {
                    if let run = run(of: stretch, track, timed) { runs.append(run) }
                    stretch = []
                }
                lastHeard = pair
            }
            stretch.append(pair)
        }
        if let run = run(of: stretch, track, timed) { runs.append(run) }
        return runs
    }

    /// The most pairs whose times are known and never go back; a recogniser's slips are left out.
    ///
    /// - Complexity: O(n log n).
    /// - Source: C. Schensted, *Canad. J. Math.* 13, 1961 (longest increasing subsequence).
    ///   https://doi.org/10.4153/CJM-1961-015-3
    private static func inTimeOrder(
        _ pairs: [PassagePair], _ timed: TimedWords
    ) -> [PassagePair] {
        // For each length the pair that ends the sequence of that length earliest.
        var ends: [Int] = []
        var previous = [Int](repeating: -1, count: pairs.count)
        for index in pairs.indices where timed.starts[pairs[index].transcript] >= 0 {
            let start = timed.starts[pairs[index].transcript]
            // Nearly always it goes on from the last one.
            let goesOn = ends.last.map { timed.starts[pairs[$0].transcript] <= start } ?? true
            let length =
                goesOn
                ? ends.count
                : ends.indices.partitionPoint { timed.starts[pairs[ends[$0]].transcript] <= start }
            previous[index] = length > 0 ? ends[length - 1] : -1
            if length == ends.count { ends.append(index) } else { ends[length] = index }
        }
        var kept: [PassagePair] = []
        var index = ends.last ?? -1
        while index >= 0 {
            kept.append(pairs[index])
            index = previous[index]
        }
        return kept.reversed()
    }

    private static func ends(
        after last: PassagePair, before next: PassagePair, _ timed: TimedWords
    ) -> Bool {
        let printed = next.book - last.book - 1
        let said = next.transcript - last.transcript - 1
        if printed == 0 { return said >= Limits.unwritten }
        if printed >= Limits.unread {
            guard said * 2 >= printed, printed <= Limits.misheard else { return true }
        }
        if said >= Limits.unwritten + 2 * printed { return true }
        let pause = timed.starts[next.transcript] - timed.ends[last.transcript]
        if pause > Int64(printed) * Limits.slowestWord + Limits.longestPause { return true }
        return printed > Limits.few && pause < Int64(printed) * Limits.fastestWord
    }

    /// The run from the first heard pair to the last; `nil` when too few were heard.
    private static func run(
        of stretch: [PassagePair], _ track: Int, _ timed: TimedWords
    ) -> SyncRun? {
        guard stretch.count(where: \.heard) >= Limits.fewestHeard,
            let first = stretch.firstIndex(where: \.heard),
            let last = stretch.lastIndex(where: \.heard)
        else { return nil }
        let pairs = stretch[first...last]
        var words: [SpokenWord] = []
        words.reserveCapacity(stretch[last].book - stretch[first].book + 1)
        for pair in pairs {
            let start = timed.starts[pair.transcript]
            let missing = pair.book - stretch[first].book - words.count
            if missing > 0, let previous = words.last {
                words += between(previous.end, TrackTime(milliseconds: start), count: missing)
            }
            if let previous = words.last, previous.end.milliseconds > start {
                words[words.count - 1].end = TrackTime(
                    milliseconds: max(previous.start.milliseconds, start))
            }
            words.append(
                SpokenWord(
                    start: TrackTime(milliseconds: start),
                    end: TrackTime(milliseconds: max(start, timed.ends[pair.transcript])),
                    heard: pair.heard))
        }
        return SyncRun(
            track: track, firstWord: stretch[first].book, words: words,
            precision: timed.precision)
    }

    /// `count` words spread evenly over the time between two heard ones.
    private static func between(
        _ start: TrackTime, _ end: TrackTime, count: Int
    ) -> [SpokenWord] {
        let length = max(0, end.milliseconds - start.milliseconds)
        let from = min(start.milliseconds, end.milliseconds)
        return (0..<Int64(count)).map { index in
            SpokenWord(
                start: TrackTime(milliseconds: from + length * index / Int64(count)),
                end: TrackTime(milliseconds: from + length * (index + 1) / Int64(count)),
                heard: false)
        }
    }
}

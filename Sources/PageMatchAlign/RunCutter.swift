internal import PageMatchCore

/// Cuts passages of one track into runs where the book was not followed, and gives each word of a
/// run its time.
struct RunCutter {
    let track: Int
    let timed: TimedWords
    let book: WordsAndLetters
    /// Where the book's sections begin, ascending.
    let sections: [Int]
    /// Whether the book is what was said, so that no word needs evidence.
    let isSame: Bool

    /// What decides whether the words between two heard ones were spoken, in words and
    /// milliseconds.
    private enum Limits {
        /// So many words in a row that nobody heard were not read, unless as much else was said.
        static let unread = 10
        /// A stretch in other words may be a misheard one up to this length.
        static let misheard = 40
        /// So many words that belong to no text end a run: an advertisement, an announcement.
        static let unwritten = 10
        /// Recognisers drop so many words in a row now and then; more need evidence.
        static let few = 3
        /// The evidence: this share of the time that the track's speaker would take for them.
        static let shareOfSpeech = 0.6
        /// No reader takes longer for a word, or pauses longer in a sentence.
        static let slowestWord: Int64 = 1500
        static let longestPause: Int64 = 3000
        /// Fewer heard words are no run, nor are stretches of which less than a quarter was heard.
        static let fewestHeard = 4
    }

    /// The runs of one passage, ordered by time and by book.
    ///
    /// - Complexity: O(pairs · log pairs + book words spanned).
    func runs(of passage: Passage) -> [SyncRun] {
        let pairs = inTimeOrder(passage.pairs)
        var runs: [SyncRun] = []
        var start = 0
        var lastHeard: Int?
        for index in pairs.indices where pairs[index].heard {
            if let lastHeard, ends(after: pairs[lastHeard], before: pairs[index]) {
                if let run = run(of: pairs[start..<index]) { runs.append(run) }
                start = index
            }
            lastHeard = index
        }
        if let run = run(of: pairs[start...]) { runs.append(run) }
        return runs
    }

    /// The most pairs whose times are known and never go back; a recogniser's slips are left out.
    ///
    /// - Complexity: O(n log n).
    /// - Source: C. Schensted, *Canad. J. Math.* 13, 1961 (longest increasing subsequence).
    ///   https://doi.org/10.4153/CJM-1961-015-3
    private func inTimeOrder(_ pairs: [PassagePair]) -> [PassagePair] {
        if areInTimeOrder(pairs) { return pairs }
        // For each length the pair that ends the sequence of that length earliest.
        var ends: [Int] = []
        var previous = [Int](repeating: -1, count: pairs.count)
        for index in pairs.indices where start(of: pairs[index]) >= 0 {
            let start = start(of: pairs[index])
            // Nearly always it goes on from the last one.
            let goesOn = ends.last.map { self.start(of: pairs[$0]) <= start } ?? true
            let length =
                goesOn
                ? ends.count
                : ends.indices.partitionPoint { self.start(of: pairs[ends[$0]]) <= start }
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

    /// Nearly always they are.
    private func areInTimeOrder(_ pairs: [PassagePair]) -> Bool {
        var last: Int64 = 0
        for pair in pairs {
            let start = start(of: pair)
            if start < last { return false }
            last = start
        }
        return true
    }

    /// Whether a run ends between two heard words: what lies between them was not read, or is no
    /// part of the book.
    private func ends(after last: PassagePair, before next: PassagePair) -> Bool {
        let printed = last.book.upperBound..<next.book.lowerBound
        let said = next.transcript.lowerBound - last.transcript.upperBound
        if said >= Limits.unwritten + 2 * printed.count { return true }
        if printed.isEmpty { return false }
        let pause = start(of: next) - end(of: last)
        if pause > Int64(printed.count) * Limits.slowestWord + Limits.longestPause { return true }
        if printed.count <= Limits.few { return false }
        if holdsSectionStart(printed.lowerBound...printed.upperBound) { return true }
        if printed.count >= Limits.unread {
            guard said * 2 >= printed.count, printed.count <= Limits.misheard else { return true }
        }
        let letters = Int(
            book.letterStarts[printed.upperBound] - book.letterStarts[printed.lowerBound])
        let speech = timed.speechTime(words: printed.count, letters: letters)
        return Double(pause) < Limits.shareOfSpeech * speech
    }

    private func holdsSectionStart(_ words: ClosedRange<Int>) -> Bool {
        let next = sections.indices.partitionPoint { sections[$0] < words.lowerBound }
        return next < sections.count && words.contains(sections[next])
    }

    /// The run from the first heard pair to the last; `nil` when too few were heard.
    private func run(of stretch: ArraySlice<PassagePair>) -> SyncRun? {
        let heard = stretch.reduce(0) { $0 + ($1.heard ? $1.book.count : 0) }
        guard heard >= (isSame ? 1 : Limits.fewestHeard),
            let first = stretch.firstIndex(where: \.heard),
            let last = stretch.lastIndex(where: \.heard)
        else { return nil }
        let firstWord = stretch[first].book.lowerBound
        let count = stretch[last].book.upperBound - firstWord
        guard heard * 4 > count - 1 else { return nil }
        let words = [SpokenWord](capacity: count) { words in
            for index in first...last {
                let pair = stretch[index]
                let missing = pair.book.lowerBound - firstWord - words.count
                let begin = start(of: pair)
                if missing > 0, words.count > 0 {
                    let end = words.span[words.count - 1].end
                    Self.append(
                        missing, between: end, TrackTime(milliseconds: begin), to: &words)
                }
                let next = index < last ? start(of: stretch[index + 1]) : .max
                append(pair, from: begin, until: next, to: &words)
            }
        }
        return SyncRun(
            track: track, firstWord: firstWord, words: words, precision: timed.precision)
    }

    /// When the last of a pair's words ends whose time is known.
    private func end(of pair: PassagePair) -> Int64 {
        let words = pair.transcript
        var end = max(timed.starts[words.lowerBound], timed.ends[words.lowerBound])
        for word in words.dropFirst() { end = max(end, timed.ends[word]) }
        return end
    }

    /// When a pair begins; −1 where that is not known.
    private func start(of pair: PassagePair) -> Int64 { timed.starts[pair.transcript.lowerBound] }

    /// Adds the words of a pair with their times, which end when the next pair begins at the
    /// latest: of several words, each has its letters' share.
    private func append(
        _ pair: PassagePair, from start: Int64, until next: Int64,
        to words: inout OutputSpan<SpokenWord>
    ) {
        let end = max(start, min(end(of: pair), next))
        if pair.book.count == 1 {
            return words.append(
                SpokenWord(
                    start: TrackTime(milliseconds: start), end: TrackTime(milliseconds: end),
                    heard: pair.heard))
        }
        let first = Int(book.letterStarts[pair.book.lowerBound])
        let letters = Int(book.letterStarts[pair.book.upperBound]) - first
        var begin = start
        for word in pair.book {
            let until = Int(book.letterStarts[word + 1]) - first
            let share =
                until == letters ? end : start + (end - start) * Int64(until) / Int64(letters)
            words.append(
                SpokenWord(
                    start: TrackTime(milliseconds: begin), end: TrackTime(milliseconds: share),
                    heard: pair.heard))
            begin = share
        }
    }

    /// Adds `count` words spread evenly over the time between two heard ones.
    private static func append(
        _ count: Int, between start: TrackTime, _ end: TrackTime,
        to words: inout OutputSpan<SpokenWord>
    ) {
        let length = max(0, end.milliseconds - start.milliseconds)
        let from = min(start.milliseconds, end.milliseconds)
        for index in 0..<Int64(count) {
            words.append(
                SpokenWord(
                    start: TrackTime(milliseconds: from + length * index / Int64(count)),
                    end: TrackTime(milliseconds: from + length * (index + 1) / Int64(count)),
                    heard: false))
        }
    }
}

/// Which runs hold a word of the book, and which begin by a moment.
///
/// The sync map has its runs by track and time; a reader goes back, leaves out and says twice. Here
/// they are by their first words, too, each with how far it and those before it reach:
///
///     runs       0: words 40..<90     1: 0..<60          2: 85..<99
///     by word    run 1, reach 60      run 0, reach 90    run 2, reach 99
///
/// Of the runs that begin before a word's end, walked backwards, none holds the word before the
/// first one whose reach is no further than the word.
///
/// - Source: the ends that an interval tree keeps of its subtrees (T. Cormen et al., *Introduction to
///   Algorithms*, 3rd ed., 14.3), kept in a sorted array of what lies before: few runs overlap.
struct RunIndex: Sendable {
    private struct Entry {
        /// The run's words.
        var words: Range<Int>
        /// Its index in the sync map.
        var run: Int
        /// The furthest end of a run up to this one.
        var reach: Int
    }

    private let byWord: [Entry]
    /// Track and beginning of each run, in the order of the sync map.
    private let starts: [Int64]

    /// - Complexity: O(runs log runs).
    init(_ runs: Column<RunRecord>, _ times: SpokenTimes) {
        var entries = (0..<runs.count).map { index in
            let start = Int(runs[index].firstWord)
            let end = start + Int(runs[index].count)
            return Entry(words: start..<end, run: index, reach: end)
        }
        entries.sort { ($0.words.lowerBound, $0.run) < ($1.words.lowerBound, $1.run) }
        for index in entries.indices.dropFirst() {
            entries[index].reach = max(entries[index].reach, entries[index - 1].reach)
        }
        byWord = entries
        starts = (0..<runs.count).map { index in
            Self.key(times.start(of: runs[index]), in: Int(runs[index].track))
        }
    }

    /// The first run of the sync map that holds a word.
    ///
    /// - Complexity: O(log runs + runs that are walked): one, where nothing is read twice.
    func first(holding word: Int) -> Int? {
        var found: Int?
        var index = end(before: word + 1)
        while index > 0, byWord[index - 1].reach > word {
            index -= 1
            if byWord[index].words.upperBound > word {
                found = min(found ?? .max, byWord[index].run)
            }
        }
        return found
    }

    /// The runs that hold words of a stretch, in the order of the sync map.
    ///
    /// - Complexity: O(log runs + runs that are walked), beside sorting those that are found.
    func overlapping(_ words: Range<Int>) -> [Int] {
        var found: [Int] = []
        guard !words.isEmpty else { return found }
        var index = end(before: words.upperBound)
        while index > 0, byWord[index - 1].reach > words.lowerBound {
            index -= 1
            if byWord[index].words.upperBound > words.lowerBound {
                found.append(byWord[index].run)
            }
        }
        if found.count > 1 { found.sort() }
        return found
    }

    /// The last run that begins in a track by a moment, or in a track before.
    ///
    /// - Complexity: O(log runs).
    func last(startingBy milliseconds: Int64, in track: Int) -> Int? {
        let key = Self.key(milliseconds, in: track)
        let end = starts.indices.partitionPoint { starts[$0] <= key }
        return end > 0 ? end - 1 : nil
    }

    /// Where the runs end that begin before a word.
    private func end(before word: Int) -> Int {
        byWord.indices.partitionPoint { byWord[$0].words.lowerBound < word }
    }

    /// A number that orders moments by track and time; an image's times are of 32 bits.
    private static func key(_ milliseconds: Int64, in track: Int) -> Int64 {
        Int64(track) << 32 &+ min(max(milliseconds, -1), Int64(UInt32.max))
    }
}

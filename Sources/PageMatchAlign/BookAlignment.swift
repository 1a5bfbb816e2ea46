package import PageMatchCore
internal import PageMatchIndex

/// A book's words laid beside what was heard.
package struct BookAlignment: Sendable {
    /// When which word is spoken.
    package var syncMap: SyncMap
    /// For each track, for each word of its transcript: whether it stands in the book there.
    package var explained: [[Bool]]
    /// How many anchors there were, of all tracks.
    package private(set) var anchorCount = 0
    /// How many pairs of words the tables of gaps had.
    package private(set) var cells = 0

    /// Seeds that stand in more than eight places say nothing about the place; eight equal words in a
    /// row are no chance; and of another place with the same words, sixteen in a row may be the true
    /// one, which a longer row by chance must not hide.
    private static let wanted = WordSeeds.Demand(maximumPostings: 8, long: 8, short: 16)

    /// Aligns tracks with a book: seeds → anchors → chains → gaps → runs.
    ///
    /// Each track is placed for itself, so that tracks and sections may come in any order, be
    /// missing or be read twice.
    ///
    /// - Parameters:
    ///   - book: the words of the book.
    ///   - bookForms: what some of them may be said as.
    ///   - sections: the positions at which its sections begin, ascending.
    ///   - tracks: the words of each track with their times.
    ///   - checkpoint: called often with the share of the work that is done, 0…1; what it throws
    ///     ends the work.
    /// - Throws: What `checkpoint` throws.
    /// - Complexity: O(book + transcript words) for texts that belong together; unrelated ones cost
    ///   no more.
    package init<Failure: Error>(
        book: WordsAndLetters, bookForms: SpokenForms = SpokenForms(), sections: [Int] = [],
        tracks: [TimedWords],
        checkpoint: (Double) throws(Failure) -> Void
    ) throws(Failure) {
        // A book that was made of what was said, or a reading without an error: there is nothing to
        // look for, and what is said twice is in its own place both times.
        let isSame = Self.areTheSame(book, tracks)
        let seeds = WordSeeds(book: isSame ? [] : book.ids)
        let total = Double(max(1, tracks.reduce(0) { $0 + $1.words.count }))
        var done = 0.0
        var runs: [SyncRun] = []
        explained = []
        for (number, track) in tracks.enumerated() {
            try checkpoint(done / total)
            let passages: [Passage]
            if isSame {
                passages = [Passage(all: track.words.count, from: Int(done))]
            } else {
                let anchors = try seeds.anchors(
                    transcript: track.words.ids, book: book.ids, Self.wanted
                ) { () throws(Failure) in try checkpoint(done / total) }
                var finder = PassageFinder(
                    SpokenMatcher(
                        book: book, bookForms: bookForms, transcript: track.words,
                        transcriptForms: track.forms))
                passages = try finder.passages(through: anchors) { () throws(Failure) in
                    try checkpoint(done / total)
                }
                anchorCount += anchors.count
                cells += finder.cells
            }
            let cutter = RunCutter(
                track: number, timed: track, book: book, sections: sections, isSame: isSame)
            var heard = [Bool](repeating: false, count: track.words.count)
            var trackRuns: [SyncRun] = []
            for passage in passages {
                let found = cutter.runs(of: passage)
                Self.mark(&heard, by: passage, in: found)
                trackRuns += found
            }
            runs += Self.withoutOverlapInTime(trackRuns)
            explained.append(heard)
            done += Double(track.words.count)
        }
        try checkpoint(1)
        syncMap = SyncMap(runs: runs)
    }

    /// Whether the tracks say the book's words, one after the other, and no others.
    private static func areTheSame(_ book: WordsAndLetters, _ tracks: [TimedWords]) -> Bool {
        var start = 0
        for track in tracks {
            guard book.count - start >= track.words.count,
                track.words.ids.elementsEqual(book.ids[start..<start + track.words.count])
            else { return false }
            start += track.words.count
        }
        return start == book.count
    }

    /// Marks the words of the transcript that were heard in one of a passage's runs.
    private static func mark(_ heard: inout [Bool], by passage: Passage, in runs: [SyncRun]) {
        var ranges = runs.map(\.wordRange)[...]
        for pair in passage.pairs where pair.heard {
            let word = pair.book.lowerBound
            while let range = ranges.first, range.upperBound <= word { ranges.removeFirst() }
            guard let range = ranges.first, range.contains(word) else { continue }
            // Nearly always one.
            heard[pair.transcript.lowerBound] = true
            for position in pair.transcript.dropFirst() { heard[position] = true }
        }
    }

    /// Orders the runs of one track by time; of two that overlap the shorter one is cut.
    ///
    /// Cues that overlap make words of two passages meet in time; a passage that was found twice
    /// overlaps wholly, and disappears.
    private static func withoutOverlapInTime(_ runs: [SyncRun]) -> [SyncRun] {
        var kept: [SyncRun] = []
        for var run in runs.sorted(by: { $0.startTime < $1.startTime }) {
            while let last = kept.last, run.startTime < last.endTime {
                if last.words.count < run.words.count {
                    kept.removeLast()
                    if let rest = last.cut(to: run.startTime) {
                        kept.append(rest)
                        break
                    }
                } else if let rest = run.cut(from: last.endTime) {
                    run = rest
                    break
                } else {
                    run.words = []
                    break
                }
            }
            if !run.words.isEmpty { kept.append(run) }
        }
        return kept
    }
}

extension SyncRun {
    /// When its first word begins.
    package var startTime: TrackTime { words.first?.start ?? TrackTime(milliseconds: 0) }
    /// When its last word ends.
    package var endTime: TrackTime { words.last?.end ?? TrackTime(milliseconds: 0) }

    /// The words that begin before `time`, up to the last heard one; `nil` when there are none.
    fileprivate func cut(to time: TrackTime) -> SyncRun? {
        guard let last = words.lastIndex(where: { $0.start < time && $0.heard }) else { return nil }
        var run = self
        run.words.removeSubrange((last + 1)...)
        run.words[last].end = min(run.words[last].end, time)
        return run
    }

    /// The words that begin at `time` or later, from the first heard one on; `nil` when there are
    /// none.
    fileprivate func cut(from time: TrackTime) -> SyncRun? {
        guard let first = words.firstIndex(where: { $0.start >= time && $0.heard }) else {
            return nil
        }
        var run = self
        run.words.removeSubrange(..<first)
        run.firstWord += first
        return run
    }
}

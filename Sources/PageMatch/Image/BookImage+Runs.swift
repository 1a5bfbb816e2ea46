extension BookImage {
    /// The word at an index within a run.
    func spoken(_ index: Int, of run: RunRecord) -> SpokenWord {
        spokenTimes.word(index, of: run)
    }

    /// The book's words of a run.
    func words(of run: RunRecord) -> Range<Int> {
        Int(run.firstWord)..<Int(run.firstWord) + Int(run.count)
    }

    /// The runs that hold words of `words`, in the order of the sync map.
    ///
    /// - Complexity: as ``RunIndex/overlapping(_:)``.
    func runs(overlapping words: Range<Int>) -> [RunRecord] {
        runIndex.overlapping(words).map { runs[$0] }
    }

    /// The run that is heard at a time of a track, with the word; `nil` when none is.
    ///
    /// A pause belongs to the word before it.
    ///
    /// - Complexity: O(log runs + log words).
    func word(at time: TrackTime, in track: Int) -> (run: RunRecord, index: Int)? {
        guard let index = runIndex.last(startingBy: time.milliseconds, in: track) else {
            return nil
        }
        let run = runs[index]
        guard Int(run.track) == track,
            let last = spokenTimes.lastWord(beginningBy: time.milliseconds, of: run),
            last.index + 1 < run.count || time <= last.end
        else { return nil }
        return (run, last.index)
    }

    /// The last word read before a word, and the first read at it or after, in the order of the
    /// text.
    ///
    /// - Complexity: O(runs).
    func nearest(toWord word: Int) -> (before: (RunRecord, Int)?, after: (RunRecord, Int)?) {
        var before: (run: RunRecord, word: Int)?
        var after: (run: RunRecord, word: Int)?
        for index in 0..<runs.count {
            let run = runs[index]
            let words = words(of: run)
            if words.lowerBound < word {
                let last = min(word, words.upperBound) - 1
                if before.map({ last > $0.word }) ?? true { before = (run, last) }
            }
            if words.upperBound > word {
                let first = max(word, words.lowerBound)
                if after.map({ first < $0.word }) ?? true { after = (run, first) }
            }
        }
        return (
            before.map { ($0.run, $0.word - Int($0.run.firstWord)) },
            after.map { ($0.run, $0.word - Int($0.run.firstWord)) }
        )
    }

    /// The expected absolute error, in seconds, of the start of a word of a run.
    ///
    /// A word that nobody heard may lie anywhere between its heard neighbours.
    func precision(ofWord index: Int, in run: RunRecord) -> Double {
        let base = Double(run.precision) / 1000
        if spoken(index, of: run).heard { return base }
        var first = index
        while first > 0, !spoken(first, of: run).heard { first -= 1 }
        var last = index
        while last < Int(run.count) - 1, !spoken(last, of: run).heard { last += 1 }
        let width = spoken(last, of: run).start.seconds - spoken(first, of: run).end.seconds
        return base + max(0, width) / 4
    }
}

/// The words of a place that are read aloud in one go: what `track` and `time` are told of.
struct Reading: Sendable {
    /// The track, from 0.
    let track: Int
    /// The run and the index in it of the first word that is read.
    let first: (run: RunRecord, index: Int)
    /// The same of the last word.
    let last: (run: RunRecord, index: Int)
    /// How many of the place's words were heard in it; those that only lie between heard ones are
    /// no evidence.
    let words: Int

    /// The position in the book of the first word that is read.
    var firstWord: Int { Int(first.run.firstWord) + first.index }
}

extension BookImage {
    /// The readings of a stretch of the book, the one with the most words first.
    ///
    /// Runs that follow each other in text and time of one track belong to one reading: a footnote
    /// left out in the middle of a page does not end it.
    ///
    /// - Complexity: O(log runs + words), as ``RunIndex/overlapping(_:)``.
    func readings(of words: Range<Int>) -> [Reading] {
        var readings: [Reading] = []
        for run in runs(overlapping: words) {
            let range = self.words(of: run).clamped(to: words)
            let heard = spokenTimes.heardWords(
                in: range.lowerBound - Int(run.firstWord)..<range.upperBound - Int(run.firstWord),
                of: run)
            let first = (run: run, index: range.lowerBound - Int(run.firstWord))
            let last = (run: run, index: range.upperBound - 1 - Int(run.firstWord))
            if let previous = readings.last, previous.track == Int(run.track),
                Int(previous.last.run.firstWord) + previous.last.index < range.lowerBound
            {
                readings[readings.count - 1] = Reading(
                    track: previous.track, first: previous.first, last: last,
                    words: previous.words + heard)
            } else {
                readings.append(
                    Reading(track: Int(run.track), first: first, last: last, words: heard))
            }
        }
        if readings.count < 2 { return readings }
        return readings.enumerated().sorted {
            ($1.element.words, $0.offset) < ($0.element.words, $1.offset)
        }.map(\.element)
    }

    /// When a word is read in the same track as `reading`, at its beginning or before; `nil` when it
    /// is not.
    func time(ofWord word: Int, before reading: Reading) -> TrackTime? {
        let start = spoken(reading.first.index, of: reading.first.run).start
        var found: TrackTime?
        for run in runs(overlapping: word..<word + 1) where Int(run.track) == reading.track {
            let time = spoken(word - Int(run.firstWord), of: run).start
            if time <= start, found.map({ time > $0 }) ?? true { found = time }
        }
        return found
    }
}

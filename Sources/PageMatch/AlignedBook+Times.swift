extension AlignedBook {
    /// When a word of the book is spoken, in the first run of the sync map that holds it; `nil` when it
    /// is in none.
    ///
    /// - Complexity: O(log runs), as ``RunIndex/first(holding:)``.
    package func spoken(word: Int) -> (track: Int, time: SpokenWord)? {
        guard let run = opened.runIndex.first(holding: word).map({ opened.runs[$0] }) else {
            return nil
        }
        return (Int(run.track), opened.spoken(word - Int(run.firstWord), of: run))
    }

    /// The word that is spoken at a moment of a track, or was the last before a pause; `nil` when none
    /// is.
    ///
    /// - Complexity: O(log runs + log words).
    package func word(at time: TrackTime, in track: Int) -> Int? {
        opened.word(at: time, in: track).map { Int($0.run.firstWord) + $0.index }
    }
}

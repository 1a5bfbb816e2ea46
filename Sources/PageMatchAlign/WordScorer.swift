internal import PageMatchCore

/// Scores pairs of words of one gap, row by row.
struct WordScorer {
    private var similarity = WordSimilarity()
    /// The word of the transcript that is set.
    private var row = -1
    private var firstColumn = 0
    private var shapes: [WordSimilarity.Shape] = []

    /// Begins a gap over the printed words.
    mutating func begin(_ book: WordsAndLetters, _ printed: Range<Int>) {
        row = -1
        firstColumn = printed.lowerBound
        shapes.removeAll(keepingCapacity: true)
        for word in printed {
            shapes.append(WordSimilarity.Shape(book.letters, book.letterRange(of: word)))
        }
    }

    /// What pairing a word of the transcript with one of the book scores.
    @inline(__always)
    mutating func score(
        _ transcript: WordsAndLetters, _ heard: Int, _ book: WordsAndLetters, _ printed: Int
    ) -> Int32 {
        if transcript.ids[heard] == book.ids[printed] {
            let count = shapes[printed - firstColumn].range.count
            return count > WordCosts.shortLetters ? WordCosts.equal : WordCosts.equalShort
        }
        if heard != row {
            row = heard
            similarity.set(transcript.letters, transcript.letterRange(of: heard))
        }
        return similarity.score(&shapes[printed - firstColumn], book.letters)
    }

    // MARK: Two words for one

    private enum Limits {
        /// Two words with fewer letters are like another one by chance.
        static let letters = 6
        /// Longer words are close to none (see `WordSimilarity`).
        static let mostLetters = 64
        /// Larger gaps are no misheard phrase: in cells.
        static let cells = 1024
    }

    /// Adds two words beside one that is close to both together: “Gytrash”, “guy trash”.
    ///
    /// Not where one of the two is that word itself: then the other was left out.
    ///
    /// - Complexity: O(cells), at most ``Limits/cells``.
    mutating func addNearlyJoined(
        _ transcript: WordsAndLetters, _ heard: Range<Int>, _ book: WordsAndLetters,
        _ printed: Range<Int>, to bridges: inout [GapBridge]
    ) {
        guard heard.count * printed.count <= Limits.cells, heard.count + printed.count > 2 else {
            return
        }
        let first = bridges.count
        addTwoForOne(book, printed, transcript, heard, to: &bridges)
        for index in first..<bridges.count {
            let bridge = bridges[index]
            bridges[index] = GapBridge(
                query: bridge.target, target: bridge.query, score: bridge.score)
        }
        addTwoForOne(transcript, heard, book, printed, to: &bridges)
    }

    /// Two words of the first stretch beside one of the second; those of the first are the query.
    private mutating func addTwoForOne(
        _ left: WordsAndLetters, _ pairs: Range<Int>, _ right: WordsAndLetters,
        _ singles: Range<Int>, to bridges: inout [GapBridge]
    ) {
        row = -1
        var end = Int(left.letterStarts[pairs.lowerBound])
        var middle = Int(left.letterStarts[pairs.lowerBound + 1])
        for first in pairs.dropLast() {
            let letters = end..<Int(left.letterStarts[first + 2])
            end = middle
            middle = letters.upperBound
            guard (Limits.letters...Limits.mostLetters).contains(letters.count) else { continue }
            var isSet = false
            for single in singles {
                let other = right.letterRange(of: single)
                // One letter in five may differ, so that the lengths are near each other and, nearly
                // always, the first letters or the last ones are the same.
                let longer = max(letters.count, other.count)
                guard abs(letters.count - other.count) * 5 <= longer,
                    left.letters[letters.lowerBound] == right.letters[other.lowerBound]
                        || left.letters[letters.upperBound - 1]
                            == right.letters[other.upperBound - 1],
                    (Limits.letters...Limits.mostLetters).contains(other.count),
                    right.ids[single] != left.ids[first],
                    right.ids[single] != left.ids[first + 1]
                else { continue }
                if !isSet { similarity.set(left.letters, letters) }
                isSet = true
                var shape = WordSimilarity.Shape(right.letters, other)
                if similarity.score(&shape, right.letters) == WordCosts.close {
                    bridges.append(
                        GapBridge(
                            query: first..<first + 2, target: single..<single + 1,
                            score: WordCosts.close))
                }
            }
        }
    }
}

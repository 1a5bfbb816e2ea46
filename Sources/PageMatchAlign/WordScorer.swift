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
        let letters = book.letterRange(of: printed)
        if transcript.ids[heard] == book.ids[printed] {
            return letters.count > WordCosts.shortLetters ? WordCosts.equal : WordCosts.equalShort
        }
        if heard != row {
            row = heard
            similarity.set(transcript.letters, transcript.letterRange(of: heard))
        }
        return similarity.score(shapes[printed - firstColumn], book.letters, letters)
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

    /// Two words beside one that is close to both together: “Gytrash”, “guy trash”.
    ///
    /// Not where one of the two is that word itself: then the other was left out.
    ///
    /// - Complexity: O(cells), at most ``Limits/cells``.
    mutating func nearlyJoined(
        _ transcript: WordsAndLetters, _ heard: Range<Int>, _ book: WordsAndLetters,
        _ printed: Range<Int>
    ) -> [GapBridge] {
        guard heard.count * printed.count <= Limits.cells, heard.count + printed.count > 2 else {
            return []
        }
        return twoForOne(transcript, heard, book, printed)
            + twoForOne(book, printed, transcript, heard).map {
                GapBridge(query: $0.target, target: $0.query, score: $0.score)
            }
    }

    /// Two words of the first stretch beside one of the second; those of the first are the query.
    private mutating func twoForOne(
        _ left: WordsAndLetters, _ pairs: Range<Int>, _ right: WordsAndLetters,
        _ singles: Range<Int>
    ) -> [GapBridge] {
        row = -1
        var found: [GapBridge] = []
        for first in pairs.dropLast() {
            let range =
                left.letterRange(of: first)
                .lowerBound..<left.letterRange(of: first + 1)
                .upperBound
            guard (Limits.letters...Limits.mostLetters).contains(range.count) else { continue }
            similarity.set(left.letters, range)
            for single in singles {
                let other = right.letterRange(of: single)
                guard (Limits.letters...Limits.mostLetters).contains(other.count),
                    right.ids[single] != left.ids[first],
                    right.ids[single] != left.ids[first + 1]
                else { continue }
                let shape = WordSimilarity.Shape(right.letters, other)
                if similarity.score(shape, right.letters, other) == WordCosts.close {
                    found.append(
                        GapBridge(
                            query: first..<first + 2, target: single..<single + 1,
                            score: WordCosts.close))
                }
            }
        }
        return found
    }
}

internal import PageMatchCore

/// Lays a page beside the place that nearly all of its seeds speak for.
struct ClearPlacer: ~Copyable {
    private var band = BandAligner()
    private var gaps = LetterGapAligner(PlacementCosts.letters)
    private var aligned: [LetterPair] = []
    private var pairs: [LetterPair] = []
    private var head: [LetterPair] = []

    private enum Limits {
        /// The band is given up at so many edits and so many more in a thousand letters; text that has
        /// nothing to do with the page needs some 550.
        static let edits = 96
        static let permille = 450
        /// So many of the page's letters may stand beside the place at either end: a running head.
        ///
        /// More may be text that the book has beyond a stretch which it has not.
        static let outside = 64
        /// Of a short page one letter in so many, and so many more.
        static let outsideShare = 8
        static let outsideAtLeast = 8
        /// The ends are given up so far below the best: a line that was lost, and chance before it.
        static let drop: Int32 = 160
        /// Fewer points are no evidence.
        static let points = 24
    }

    /// Aligns a page with the letters around a diagonal.
    ///
    /// - Returns: its placement; `nil` when much of the page is not there.
    /// - Complexity: O(letters of the page).
    mutating func place(
        _ query: Span<UInt8>, around diagonal: Int, _ letters: Span<UInt8>,
        _ confusions: LetterConfusions
    ) -> PagePlacement? {
        aligned.removeAll(keepingCapacity: true)
        pairs.removeAll(keepingCapacity: true)
        head.removeAll(keepingCapacity: true)
        band.set(query)
        guard
            band.align(
                around: diagonal, letters, most: Limits.edits, permille: Limits.permille,
                into: &aligned) != nil
        else { return nil }
        var best = Self.bestStretch(of: aligned.span, query, letters, confusions)
        guard best.score >= Limits.points, let first = aligned[best.range].first,
            let last = aligned[best.range].last,
            max(Int(first.query), query.count - 1 - Int(last.query)) <= PlacementCosts.reach
        else { return nil }
        // Beyond its best stretch the band may have followed text that is not the page's, or have left
        // the page's at a lost line.
        let before = 0..<Int(first.query)
        let earlier = max(0, Int(first.target) - Self.columns(before.count))..<Int(first.target)
        best.score +=
            gaps.align(
                query, before, letters, earlier, end: .free(drop: Limits.drop),
                isBackward: true, into: &head
            ).score
        pairs += head
        pairs += aligned[best.range]
        let after = Int(last.query) + 1..<query.count
        let later =
            Int(last.target)
            + 1..<min(
                letters.count, Int(last.target) + 1 + Self.columns(after.count))
        best.score +=
            gaps.align(
                query, after, letters, later, end: .free(drop: Limits.drop), into: &pairs
            ).score
        guard let start = pairs.first, let end = pairs.last else { return nil }
        let outside = max(Int(start.query), query.count - 1 - Int(end.query))
        guard
            outside
                <= min(Limits.outside, query.count / Limits.outsideShare + Limits.outsideAtLeast)
        else { return nil }
        var equal = 0
        for pair in pairs where query[Int(pair.query)] == letters[Int(pair.target)] { equal += 1 }
        // Words that the page shares with the place by chance are no place of all of it.
        guard equal * 2 >= query.count else { return nil }
        return PagePlacement(pairs: pairs, equal: equal, score: best.score)
    }

    /// How many of the book's letters are laid beside so many of the page: a line that was lost must fit
    /// in, which the band does not reach over.
    private static func columns(_ rows: Int) -> Int { rows == 0 ? 0 : rows + rows / 4 + 96 }

    /// The stretch of pairs that scores most.
    ///
    /// - Complexity: O(pairs).
    private static func bestStretch(
        of pairs: Span<LetterPair>, _ query: Span<UInt8>, _ letters: Span<UInt8>,
        _ confusions: LetterConfusions
    ) -> (range: Range<Int>, score: Int) {
        var best = (range: 0..<0, score: 0)
        var sum = 0
        var start = 0
        for index in pairs.indices {
            let pair = pairs[index]
            if index > start {
                let previous = pairs[index - 1]
                sum +=
                    PlacementCosts.gap(Int(pair.query - previous.query) - 1)
                    + PlacementCosts.gap(Int(pair.target - previous.target) - 1)
            }
            if sum <= 0 {
                sum = 0
                start = index
            }
            let left = query[Int(pair.query)]
            let right = letters[Int(pair.target)]
            if left == right {
                sum += PlacementCosts.equal
            } else {
                sum +=
                    confusions.contains(left, right)
                    ? PlacementCosts.confused : PlacementCosts.different
            }
            if sum > best.score { best = (start..<index + 1, sum) }
        }
        return best
    }
}

internal import PageMatchCore

/// An alignment of a page in the making: anchors and what lies between them, each with its score.
struct PagePieces {
    /// The pairs of all pieces, ascending.
    var pairs: [LetterPair] = []
    private var pieces: [(end: Int, score: Int)] = []

    /// Ends a piece, whose pairs have been added.
    mutating func end(score: Int) { pieces.append((pairs.count, score)) }

    /// Adds equal letters.
    mutating func append(_ anchor: Anchor) {
        for offset in 0..<anchor.length {
            pairs.append(
                LetterPair(
                    query: Int32(anchor.queryStart + offset),
                    target: Int32(anchor.targetStart + offset)))
        }
        end(score: anchor.length * PlacementCosts.equal)
    }

    /// The pieces from the one to the other that score most together.
    ///
    /// A chain may have taken in a running head that stands a page before by chance: what costs
    /// more than it brings is cut off at either end.
    func best(isEqual: (LetterPair) -> Bool) -> PagePlacement {
        var best = (score: 0, range: 0..<0)
        var sum = 0
        var start = 0
        for (index, piece) in pieces.enumerated() {
            if sum <= 0 {
                sum = 0
                start = index
            }
            sum += piece.score
            if sum > best.score { best = (sum, start..<index + 1) }
        }
        let from =
            best.range.isEmpty || best.range.lowerBound == 0
            ? 0 : pieces[best.range.lowerBound - 1].end
        let kept = Array(pairs[from..<(best.range.last.map { pieces[$0].end } ?? from)])
        return PagePlacement(pairs: kept, equal: kept.count(where: isEqual), score: best.score)
    }
}

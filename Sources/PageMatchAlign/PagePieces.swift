internal import PageMatchCore

/// An alignment of a page in the making: anchors and what lies between them, each with its score.
struct PagePieces {
    /// The pairs of all pieces, ascending.
    var blocks: [LetterBlock] = []
    private var pieces: [(end: Int, score: Int)] = []

    /// Ends a piece, whose blocks have been added.
    mutating func end(score: Int) { pieces.append((blocks.count, score)) }

    /// Adds equal letters.
    mutating func append(_ anchor: Anchor) {
        blocks.append(
            LetterBlock(
                query: Int32(anchor.queryStart), target: Int32(anchor.targetStart),
                count: Int32(anchor.length)))
        end(score: anchor.length * PlacementCosts.equal)
    }

    /// The pieces from the one to the other that score most together.
    ///
    /// A chain may have taken in a running head that stands a page before by chance: what costs
    /// more than it brings is cut off at either end.
    func best(_ query: Span<UInt8>, _ letters: Span<UInt8>) -> PagePlacement {
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
        let kept = Array(blocks[from..<(best.range.last.map { pieces[$0].end } ?? from)])
        return PagePlacement(
            blocks: kept, equal: kept.span.equalLetters(query, letters), score: best.score)
    }
}

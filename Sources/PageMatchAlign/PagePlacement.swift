internal import PageMatchCore

/// Where a page stands in a book, letter by letter.
package struct PagePlacement: Sendable {
    /// Letters of the page paired with letters of the book, ascending in both; not all are equal.
    package var blocks: [LetterBlock]
    /// How many of the pairs are equal.
    package var equal: Int
    /// The alignment's score: 2 for an equal letter, less for errors and gaps.
    package var score: Int

    /// The letters of the page from the first pair to the last.
    package var queryRange: Range<Int> {
        guard let first = blocks.first, let last = blocks.last else { return 0..<0 }
        return first.queryRange.lowerBound..<last.queryRange.upperBound
    }
    /// The letters of the book from the first pair to the last.
    package var targetRange: Range<Int> {
        guard let first = blocks.first, let last = blocks.last else { return 0..<0 }
        return first.targetRange.lowerBound..<last.targetRange.upperBound
    }
}

extension PagePlacement {
    /// Placements best first, of those over the same letters the better one.
    package static func best(_ placements: [PagePlacement]) -> [PagePlacement] {
        withoutOverlap(placements.sorted { $0.score > $1.score })
    }

    /// Of placements over the same letters the better one; ordered by score, best first.
    static func withoutOverlap(_ placements: [PagePlacement]) -> [PagePlacement] {
        var kept: [PagePlacement] = []
        for placement in placements
        where !kept.contains(where: { $0.targetRange.overlaps(placement.targetRange) }) {
            kept.append(placement)
        }
        return kept
    }
}

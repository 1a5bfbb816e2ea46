internal import PageMatchCore

/// Lays a page beside the place that nearly all of its seeds speak for.
struct ClearPlacer: ~Copyable {
    private var band = BandAligner()
    private var gaps = LetterGapAligner(PlacementCosts.letters)
    private var aligned: [LetterBlock] = []
    private var blocks: [LetterBlock] = []

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

    /// The cells of all alignments since this was made.
    var cells: Int { band.cells + gaps.cells }

    /// Sets the page that is aligned.
    mutating func set(_ query: Span<UInt8>) { band.set(query) }

    /// Aligns the page that is set with the letters around a diagonal.
    ///
    /// - Returns: its placement; `nil` when much of the page is not there.
    /// - Complexity: O(letters of the page).
    mutating func place(
        _ query: Span<UInt8>, around diagonal: Int, _ letters: Span<UInt8>,
        _ confusions: LetterConfusions
    ) -> PagePlacement? {
        aligned.removeAll(keepingCapacity: true)
        guard
            band.align(
                around: diagonal, letters, most: Limits.edits, permille: Limits.permille,
                into: &aligned) != nil
        else { return nil }
        var best = Self.bestStretch(of: aligned.span, query, letters, confusions)
        guard best.score >= Limits.points, let first = best.first, let last = best.last else {
            return nil
        }
        let before = 0..<first.queryRange.lowerBound
        let after = last.queryRange.upperBound..<query.count
        guard max(before.count, after.count) <= PlacementCosts.reach else { return nil }
        // Beyond its best stretch the band may have followed text that is not the page's, or have left
        // the page's at a lost line.
        blocks.removeAll(keepingCapacity: true)
        if !before.isEmpty {
            let place = first.targetRange.lowerBound
            best.score +=
                gaps.align(
                    query, before, letters, max(0, place - Self.columns(before.count))..<place,
                    end: .free(drop: Limits.drop), isBackward: true, into: &blocks
                ).score
        }
        append(best)
        if !after.isEmpty {
            let place = last.targetRange.upperBound
            best.score +=
                gaps.align(
                    query, after, letters,
                    place..<min(letters.count, place + Self.columns(after.count)),
                    end: .free(drop: Limits.drop), into: &blocks
                ).score
        }
        guard let start = blocks.first, let end = blocks.last else { return nil }
        let outside = max(Int(start.query), query.count - end.queryRange.upperBound)
        guard
            outside
                <= min(Limits.outside, query.count / Limits.outsideShare + Limits.outsideAtLeast)
        else { return nil }
        let equal = blocks.span.equalLetters(query, letters)
        // Words that the page shares with the place by chance are no place of all of it.
        guard equal * 2 >= query.count else { return nil }
        return PagePlacement(blocks: blocks, equal: equal, score: best.score)
    }

    /// Adds the blocks of a stretch, the first and the last as far as they belong to it.
    private mutating func append(_ stretch: Stretch) {
        for index in stretch.blocks {
            var block = aligned[index]
            if index == stretch.blocks.lowerBound, let first = stretch.first { block = first }
            if index == stretch.blocks.upperBound - 1, let last = stretch.last {
                block.count = last.query + last.count - block.query
            }
            blocks.append(block)
        }
    }

    /// How many of the book's letters are laid beside so many of the page: a line that was lost must fit
    /// in, which the band does not reach over; but no more than all of the rows' letters can pay for.
    private static func columns(_ rows: Int) -> Int {
        rows + min(rows / 4 + 96, PlacementCosts.equal * rows)
    }

    /// Blocks that follow each other, of the first and the last a part.
    private struct Stretch {
        var blocks = 0..<0
        var first: LetterBlock?
        var last: LetterBlock?
        var score = 0
    }

    /// The stretch of pairs that scores most.
    ///
    /// - Complexity: O(letters of the page).
    private static func bestStretch(
        of blocks: Span<LetterBlock>, _ query: Span<UInt8>, _ letters: Span<UInt8>,
        _ confusions: LetterConfusions
    ) -> Stretch {
        var best = Stretch()
        var sum = 0
        // Where the stretch at hand begins: its block, and the letter in it.
        var (start, startOffset) = (0, 0)
        for index in blocks.indices {
            let block = blocks[index]
            if index > start {
                let previous = blocks[index - 1]
                sum +=
                    PlacementCosts.gap(Int(block.query - previous.query - previous.count))
                    + PlacementCosts.gap(Int(block.target - previous.target - previous.count))
            }
            var (highest, end, from) = (best.score, -1, (block: 0, offset: 0))
            let page = query.extracting(block.queryRange)
            let book = letters.extracting(block.targetRange)
            for offset in page.indices {
                if sum <= 0 { (sum, start, startOffset) = (0, index, offset) }
                let (left, right) = (page[offset], book[offset])
                if left == right {
                    sum += PlacementCosts.equal
                    // Only here can it be the highest.
                    if sum > highest { (highest, end, from) = (sum, offset, (start, startOffset)) }
                } else {
                    sum +=
                        confusions.contains(left, right)
                        ? PlacementCosts.confused : PlacementCosts.different
                }
            }
            if end >= 0 {
                best = Stretch(
                    blocks: from.block..<index + 1,
                    first: blocks[from.block].dropping(from.offset), last: block.prefix(end + 1),
                    score: highest)
            }
        }
        return best
    }
}

extension LetterBlock {
    /// The block without its first letters.
    fileprivate func dropping(_ letters: Int) -> LetterBlock {
        LetterBlock(
            query: query + Int32(letters), target: target + Int32(letters),
            count: count - Int32(letters))
    }

    /// The first letters of the block.
    fileprivate func prefix(_ letters: Int) -> LetterBlock {
        LetterBlock(query: query, target: target, count: Int32(letters))
    }
}

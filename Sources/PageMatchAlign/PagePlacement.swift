package import PageMatchCore
internal import PageMatchIndex

/// Where a page stands in a book, letter by letter.
package struct PagePlacement: Sendable {
    /// Letters of the page paired with letters of the book, ascending in both; not all are equal.
    package var pairs: [AlignedPair]
    /// How many of the pairs are equal.
    package var equal: Int
    /// The alignment's score: 2 for an equal letter, less for errors and gaps.
    package var score: Int

    /// The letters of the page from the first pair to the last.
    package var queryRange: Range<Int> {
        guard let first = pairs.first, let last = pairs.last else { return 0..<0 }
        return first.query..<last.query + 1
    }
    /// The letters of the book from the first pair to the last.
    package var targetRange: Range<Int> {
        guard let first = pairs.first, let last = pairs.last else { return 0..<0 }
        return first.target..<last.target + 1
    }
}

/// Places pages in a book: seeds → anchors → chain → gaps, over letters.
package enum PagePlacer {
    /// The constants of letter alignment, in letters where nothing else is said.
    fileprivate enum Costs {
        /// A lost line of print moves the diagonal by some fifty letters at once.
        static let chain = ChainCosts(perDiagonal: 0.05, maximum: 8, maximumPredecessors: 64)
        /// How many places are looked at; a refrain may stand in as many.
        static let candidates = 12
        /// A place whose anchors weigh less than this share of the best one's is not the page's.
        static let shareOfBest = 3
        /// Where anchors hold less than this share of the page's letters, chance is all that speaks for
        /// any place: only some are looked at, so that a page of another book costs little more than
        /// one of this.
        static let clearShare = 8
        static let unclearCandidates = 4
        /// How far beside the page's own length its text may reach, as a share and at least: as far as
        /// `SeedVotes` takes two places for one.
        static let slackShare = 4
        static let slackAtLeast = 224
        /// Gaps of more cells stay open.
        static let maximumCells = 250_000
        /// In gaps of more cells than a line of print against another, no letters look alike.
        static let confusableCells = 4_096
        /// How far the text is followed before the first anchor and behind the last.
        static let reach = 400
        /// The text is not followed through so much that speaks against it: a line of print.
        static let drop: Int32 = 80

        static let equal: Int32 = 2
        static let different: Int32 = -2
        /// Letters that are taken for each other in print.
        static let confused: Int32 = -1
        static let gapOpen: Int32 = -2
        static let gapExtend: Int32 = -1
    }

    /// A page of more letters is looked up by its beginning: no page of a book is that long.
    package static let maximumLetters = 20_000

    /// Finds the places where a page may stand.
    ///
    /// - Parameters:
    ///   - query: the page's letters.
    ///   - target: the book's.
    ///   - confusions: letters that are easily read for each other.
    /// - Returns: placements, best first, no two over the same letters.
    /// - Complexity: O(*m* · postings a seed + candidates · *m* · errors), *m* letters of the page.
    package static func placements(
        of query: [UInt8], in target: some LetterTarget, confusions: LetterConfusions = .none
    ) -> [PagePlacement] {
        let query = Array(query.prefix(maximumLetters))
        return target.withLetters { letters, bucketStarts, postings in
            let diagonals = SeedVotes.diagonals(
                query: query, letters: letters, bucketStarts: bucketStarts, postings: postings,
                seedLength: target.seedLength, count: Costs.candidates)
            let chains = diagonals.flatMap { diagonal in
                bestChains(
                    through: anchors(
                        query, letters, around: diagonal, seedLength: target.seedLength))
            }
            var gaps = GapAligner(open: Costs.gapOpen, extend: Costs.gapExtend)
            var placements = worthClosing(chains, letterCount: query.count).map {
                place($0, query, letters, confusions, &gaps)
            }
            placements.sort { $0.score > $1.score }
            return withoutOverlap(placements)
        }
    }

    /// The best chain, and the best one beside it: the same words may stand twice in a row, on
    /// diagonals too close for each to have votes of its own.
    private static func bestChains(through anchors: [Anchor]) -> [Chain] {
        guard let best = bestChain(through: anchors, costs: Costs.chain) else { return [] }
        let beside = anchors.filter {
            !($0.targetStart..<$0.targetEnd).overlaps(best.targetRange)
        }
        return [best] + [bestChain(through: beside, costs: Costs.chain)].compactMap(\.self)
    }

    /// The chains whose gaps are worth closing, best first.
    private static func worthClosing(_ chains: [Chain], letterCount: Int) -> ArraySlice<Chain> {
        let sorted = chains.sorted { $0.score > $1.score }
        let best = sorted.first?.score ?? 0
        let isClear = best * Double(Costs.clearShare) >= Double(letterCount)
        return sorted.prefix { $0.score * Double(Costs.shareOfBest) >= best }
            .prefix(isClear ? Costs.candidates : Costs.unclearCandidates)
    }

    /// Of placements over the same letters the better one.
    private static func withoutOverlap(_ placements: [PagePlacement]) -> [PagePlacement] {
        var kept: [PagePlacement] = []
        for placement in placements
        where !kept.contains(where: { $0.targetRange.overlaps(placement.targetRange) }) {
            kept.append(placement)
        }
        return kept
    }

    // MARK: Anchors

    /// Maximal equal stretches of at least `seedLength` letters in the window around a diagonal.
    private static func anchors(
        _ query: [UInt8], _ letters: Span<UInt8>, around diagonal: Int, seedLength: Int
    ) -> [Anchor] {
        let slack = max(Costs.slackAtLeast, query.count / Costs.slackShare)
        let lower = max(0, diagonal - slack)
        let upper = min(letters.count, diagonal + query.count + slack)
        guard upper - lower >= seedLength else { return [] }
        // The window's own seeds, chained by hash: small enough to stay in the nearest cache.
        let bits = LetterIndex.bucketBits(letterCount: (upper - lower) * 4)
        var heads = [Int32](repeating: -1, count: 1 << bits)
        var links = [Int32](repeating: -1, count: upper - lower)
        for position in stride(from: upper - seedLength, through: lower, by: -1) {
            let bucket = LetterIndex.bucket(at: position, of: letters, seedLength, bits: bits)
            links[position - lower] = heads[bucket]
            heads[bucket] = Int32(position - lower)
        }
        var anchors: [Anchor] = []
        var open: [Anchor] = []
        for position in 0..<max(0, query.count - seedLength + 1) {
            open.removeAll { $0.queryEnd <= position + seedLength - 1 }
            let bucket = LetterIndex.bucket(at: position, of: query.span, seedLength, bits: bits)
            var link = heads[bucket]
            while link >= 0 {
                let place = lower + Int(link)
                link = links[Int(link)]
                if abs(place - position - diagonal) > slack { continue }
                if open.contains(where: { $0.diagonal == place - position }) { continue }
                var length = 0
                while position + length < query.count, place + length < letters.count,
                    query[position + length] == letters[place + length]
                { length += 1 }
                guard length >= seedLength else { continue }
                let anchor = Anchor(queryStart: position, targetStart: place, length: length)
                anchors.append(anchor)
                open.append(anchor)
            }
        }
        return anchors
    }

    // MARK: Gaps

    private static func place(
        _ chain: Chain, _ query: [UInt8], _ letters: Span<UInt8>, _ confusions: LetterConfusions,
        _ gaps: inout GapAligner
    ) -> PagePlacement {
        var pieces = Pieces(confusions)
        if let first = chain.anchors.first {
            pieces.appendHead(before: first, query, letters, &gaps)
        }
        var previous: Anchor?
        for anchor in chain.anchors {
            if let previous { pieces.appendGap(previous, anchor, query, letters, &gaps) }
            pieces.append(anchor)
            previous = anchor
        }
        if let previous { pieces.appendTail(after: previous, query, letters, &gaps) }
        return pieces.best { query[$0.query] == letters[$0.target] }
    }
}

/// An alignment in the making: anchors and what lies between them, each with its score.
private struct Pieces {
    private let confusions: LetterConfusions
    private var pairs: [AlignedPair] = []
    private var pieces: [(end: Int, score: Int)] = []

    init(_ confusions: LetterConfusions) {
        self.confusions = confusions
    }

    /// The pieces from the one to the other that score most together.
    ///
    /// A chain may have taken in a running head that stands a page before by chance: what costs
    /// more than it brings is cut off at either end.
    func best(isEqual: (AlignedPair) -> Bool) -> PagePlacement {
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

    /// Equal letters.
    mutating func append(_ anchor: Anchor) {
        for offset in 0..<anchor.length {
            pairs.append(
                AlignedPair(query: anchor.queryStart + offset, target: anchor.targetStart + offset))
        }
        pieces.append((pairs.count, anchor.length * Int(PagePlacer.Costs.equal)))
    }

    /// What lies between two anchors.
    mutating func appendGap(
        _ previous: Anchor, _ next: Anchor, _ query: [UInt8], _ letters: Span<UInt8>,
        _ gaps: inout GapAligner
    ) {
        let rows = previous.queryEnd..<next.queryStart
        let columns = previous.targetEnd..<next.targetStart
        if rows.isEmpty && columns.isEmpty { return }
        guard rows.count * columns.count <= PagePlacer.Costs.maximumCells else {
            let lost = Int(PagePlacer.Costs.gapExtend) * (rows.count + columns.count)
            pieces.append((pairs.count, 2 * Int(PagePlacer.Costs.gapOpen) + lost))
            return
        }
        let confusions = confusions
        let isShort = rows.count * columns.count <= PagePlacer.Costs.confusableCells
        let result =
            isShort
            ? gaps.align(
                rows: rows.count, columns: columns.count, end: .fixed,
                bridges: confusions.bridges(
                    query[rows], letters.extracting(columns), score: PagePlacer.Costs.confused)
            ) {
                Self.score(
                    query[rows.lowerBound + $0], letters[columns.lowerBound + $1], confusions)
            }
            : gaps.align(rows: rows.count, columns: columns.count, end: .fixed) {
                Self.plainScore(query[rows.lowerBound + $0], letters[columns.lowerBound + $1])
            }
        append(result) { (rows.lowerBound + $0, columns.lowerBound + $1) }
    }

    /// What follows on the last anchor.
    mutating func appendTail(
        after anchor: Anchor, _ query: [UInt8], _ letters: Span<UInt8>, _ gaps: inout GapAligner
    ) {
        let rows = min(PagePlacer.Costs.reach, query.count - anchor.queryEnd)
        let columns = min(rows + rows / 4 + 32, letters.count - anchor.targetEnd)
        let result = gaps.align(
            rows: rows, columns: columns, end: .free(drop: PagePlacer.Costs.drop)
        ) {
            Self.plainScore(query[anchor.queryEnd + $0], letters[anchor.targetEnd + $1])
        }
        append(result) { (anchor.queryEnd + $0, anchor.targetEnd + $1) }
    }

    /// What stands before the first anchor, aligned backwards; to be called first.
    mutating func appendHead(
        before anchor: Anchor, _ query: [UInt8], _ letters: Span<UInt8>, _ gaps: inout GapAligner
    ) {
        let rows = min(PagePlacer.Costs.reach, anchor.queryStart)
        let columns = min(rows + rows / 4 + 32, anchor.targetStart)
        let lastRow = anchor.queryStart - 1
        let lastColumn = anchor.targetStart - 1
        var result = gaps.align(
            rows: rows, columns: columns, end: .free(drop: PagePlacer.Costs.drop)
        ) {
            Self.plainScore(query[lastRow - $0], letters[lastColumn - $1])
        }
        result.pairs.reverse()
        append(result) { (lastRow - $0, lastColumn - $1) }
    }

    private mutating func append(
        _ result: GapAligner.Result, place: (Int, Int) -> (query: Int, target: Int)
    ) {
        for pair in result.pairs {
            let (query, target) = place(pair.query, pair.target)
            pairs.append(AlignedPair(query: query, target: target))
        }
        pieces.append((pairs.count, Int(result.score)))
    }

    /// What pairing two letters adds to a score beyond the outermost anchors, and in long gaps.
    ///
    /// There all differences cost the same: where nothing near holds the other end, letters that look
    /// alike would lead an alignment on through text that is not the page's.
    @inline(__always)
    private static func plainScore(_ left: UInt8, _ right: UInt8) -> Int32 {
        left == right ? PagePlacer.Costs.equal : PagePlacer.Costs.different
    }

    /// What pairing two letters between anchors adds to a score.
    @inline(__always)
    private static func score(
        _ left: UInt8, _ right: UInt8, _ confusions: LetterConfusions
    ) -> Int32 {
        if left == right { return PagePlacer.Costs.equal }
        return confusions.contains(left, right)
            ? PagePlacer.Costs.confused : PagePlacer.Costs.different
    }
}

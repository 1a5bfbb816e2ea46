internal import CAlignKernels
internal import PageMatchCore
internal import PageMatchIndex

/// Lays a page beside each of the places that some of its seeds speak for: anchors → chains → gaps.
struct CarefulPlacer: ~Copyable {
    private var gaps = LetterGapAligner(PlacementCosts.letters)
    private var bridged = GapAligner(
        open: Int32(PlacementCosts.gapOpen), extend: Int32(PlacementCosts.gapExtend))
    /// Seeds of a window of the book, chained by hash.
    private var heads: [Int32] = []
    private var links: [Int32] = []

    fileprivate enum Limits {
        /// A place whose anchors weigh less than this share of the best one's is not the page's.
        static let shareOfBest = 3
        /// Where anchors hold less than this share of the page's letters, chance is all that speaks for
        /// any place: only the best are looked at, so that a page of another book costs little more than
        /// one of this.
        static let clearShare = 8
        static let unclearCandidates = 4
        /// Of a page those that are as good as the best but for a tenth: it may stand twice.
        static let unclearShareOfPage = 0.9
        /// How far beside the page's own length its text may reach, as a share and at least: as far as
        /// a paragraph goes that only one of both has.
        static let slackShare = 3
        static let slackAtLeast = 224
        /// Gaps of more cells stay open; between the anchors of chance smaller ones do.
        static let maximumCells = 250_000
        static let unclearCells = 16_384
        /// In gaps of more cells than a line of print against another, no letters look alike.
        static let confusableCells = 4_096
    }

    /// The cells of all alignments since this was made.
    var cells: Int { gaps.cells + bridged.cells }

    /// The placements around some diagonals, best first, no two over the same letters.
    mutating func placements(
        of query: Span<UInt8>, around diagonals: [Int], _ letters: Span<UInt8>, seedLength: Int,
        _ confusions: LetterConfusions
    ) -> [PagePlacement] {
        var chains: [Chain] = []
        for diagonal in diagonals {
            chains += Self.bestChains(
                through: anchors(query, letters, around: diagonal, seedLength: seedLength))
        }
        chains.sort { $0.score > $1.score }
        let best = chains.first?.score ?? 0
        let isClear = best * Double(Limits.clearShare) >= Double(query.count)
        let isPhrase = query.count <= PlacementCosts.phrase
        let share = isClear || isPhrase ? 1 / Double(Limits.shareOfBest) : Limits.unclearShareOfPage
        let worthClosing = chains.prefix { $0.score >= best * share }
            .prefix(isClear ? .max : Limits.unclearCandidates)
        var placements: [PagePlacement] = []
        for chain in worthClosing {
            placements.append(
                place(
                    chain, query, letters, confusions,
                    maximumCells: isClear ? Limits.maximumCells : Limits.unclearCells))
        }
        placements.sort { $0.score > $1.score }
        return PagePlacement.withoutOverlap(placements)
    }

    /// The best chain, and the best one beside it: the same words may stand twice in a row, on
    /// diagonals too close for each to have votes of its own.
    private static func bestChains(through anchors: [Anchor]) -> [Chain] {
        guard let best = bestChain(through: anchors, costs: PlacementCosts.chain) else { return [] }
        let beside = anchors.filter {
            !($0.targetStart..<$0.targetEnd).overlaps(best.targetRange)
        }
        return [best] + [bestChain(through: beside, costs: PlacementCosts.chain)].compactMap(\.self)
    }

    // MARK: Anchors

    /// Maximal equal stretches of at least `seedLength` letters in the window around a diagonal.
    private mutating func anchors(
        _ query: Span<UInt8>, _ letters: Span<UInt8>, around diagonal: Int, seedLength: Int
    ) -> [Anchor] {
        let slack = max(Limits.slackAtLeast, query.count / Limits.slackShare)
        let lower = max(0, diagonal - slack)
        let upper = min(letters.count, diagonal + query.count + slack)
        guard upper - lower >= seedLength else { return [] }
        // The window's own seeds, chained by hash: small enough to stay in the nearest cache.
        let bits = LetterIndex.bucketBits(letterCount: (upper - lower) * 4)
        heads.removeAll(keepingCapacity: true)
        heads.append(contentsOf: repeatElement(-1, count: 1 << bits))
        links.removeAll(keepingCapacity: true)
        links.append(contentsOf: repeatElement(-1, count: upper - lower))
        let multiplier = LetterIndex.multiplier
        Self.chainSeeds(letters, lower..<upper, seedLength, bits, multiplier, &heads, &links)
        var anchors: [Anchor] = []
        for position in 0..<max(0, query.count - seedLength + 1) {
            let bucket = Self.bucket(query, at: position, seedLength, bits, multiplier)
            var link = heads[bucket]
            while link >= 0 {
                let place = lower + Int(link)
                link = links[Int(link)]
                if abs(place - position - diagonal) > slack { continue }
                // What can be extended to the left was found there.
                if position > 0, place > lower, query[position - 1] == letters[place - 1] {
                    continue
                }
                let length = Self.equalLetters(query, position, letters, place)
                guard length >= seedLength else { continue }
                anchors.append(Anchor(queryStart: position, targetStart: place, length: length))
            }
        }
        return anchors
    }

    private static func chainSeeds(
        _ letters: Span<UInt8>, _ window: Range<Int>, _ seedLength: Int, _ bits: Int,
        _ multiplier: UInt64, _ heads: inout [Int32], _ links: inout [Int32]
    ) {
        var heads = heads.mutableSpan
        var links = links.mutableSpan
        var position = window.upperBound - seedLength
        while position >= window.lowerBound {
            let bucket = bucket(letters, at: position, seedLength, bits, multiplier)
            links[position - window.lowerBound] = heads[bucket]
            heads[bucket] = Int32(position - window.lowerBound)
            position -= 1
        }
    }

    /// As ``LetterIndex/bucket(at:of:_:bits:)``, which is not inlined from another module.
    @inline(__always)
    private static func bucket(
        _ letters: Span<UInt8>, at position: Int, _ seedLength: Int, _ bits: Int,
        _ multiplier: UInt64
    ) -> Int {
        var seed: UInt64 = 0
        for offset in 0..<seedLength { seed = seed << 8 | UInt64(letters[position + offset]) }
        return Int(truncatingIfNeeded: (seed &* multiplier) >> UInt64(64 - bits))
    }

    /// How many letters are equal from two positions on.
    private static func equalLetters(
        _ query: Span<UInt8>, _ position: Int, _ letters: Span<UInt8>, _ place: Int
    ) -> Int {
        let limit = min(query.count - position, letters.count - place)
        return query.extracting(position..<position + limit).withUnsafeBufferPointer { left in
            letters.extracting(place..<place + limit).withUnsafeBufferPointer { right in
                pm_equal_letters(left.baseAddress, right.baseAddress, limit)
            }
        }
    }

    // MARK: Gaps

    private mutating func place(
        _ chain: Chain, _ query: Span<UInt8>, _ letters: Span<UInt8>,
        _ confusions: LetterConfusions, maximumCells: Int
    ) -> PagePlacement {
        var pieces = PagePieces()
        if let first = chain.anchors.first {
            appendHead(before: first, query, letters, to: &pieces)
        }
        var previous: Anchor?
        for anchor in chain.anchors {
            if let previous {
                appendGap(
                    previous, anchor, query, letters, confusions, maximumCells, to: &pieces)
            }
            pieces.append(anchor)
            previous = anchor
        }
        if let previous { appendTail(after: previous, query, letters, to: &pieces) }
        return pieces.best(query, letters)
    }

    /// What lies between two anchors.
    private mutating func appendGap(
        _ previous: Anchor, _ next: Anchor, _ query: Span<UInt8>, _ letters: Span<UInt8>,
        _ confusions: LetterConfusions, _ maximumCells: Int, to pieces: inout PagePieces
    ) {
        let rows = previous.queryEnd..<next.queryStart
        let columns = previous.targetEnd..<next.targetStart
        if rows.isEmpty && columns.isEmpty { return }
        let cells = rows.count * columns.count
        guard cells <= maximumCells, rows.count + columns.count <= LetterGapAligner.longest else {
            let lost = PlacementCosts.gapExtend * (rows.count + columns.count)
            pieces.end(score: 2 * PlacementCosts.gapOpen + lost)
            return
        }
        let isShort = cells <= Limits.confusableCells
        let bridges =
            isShort
            ? confusions.bridges(
                query.extracting(rows), letters.extracting(columns),
                score: Int32(PlacementCosts.confused)) : []
        if bridges.isEmpty {
            let reach = gaps.align(
                query, rows, letters, columns, end: .fixed, confusions: isShort ? confusions : nil,
                into: &pieces.blocks)
            pieces.end(score: reach.score)
            return
        }
        let result = bridged.align(
            rows: rows.count, columns: columns.count, end: .fixed, bridges: bridges
        ) {
            Self.score(query[rows.lowerBound + $0], letters[columns.lowerBound + $1], confusions)
        }
        for pair in result.pairs {
            pieces.blocks.append(
                LetterBlock(
                    query: Int32(rows.lowerBound + pair.query),
                    target: Int32(columns.lowerBound + pair.target), count: 1))
        }
        pieces.end(score: Int(result.score))
    }

    /// What follows on the last anchor.
    ///
    /// Beyond the outermost anchors all differences cost the same: where nothing near holds the other
    /// end, letters that look alike would lead an alignment on through text that is not the page's.
    private mutating func appendTail(
        after anchor: Anchor, _ query: Span<UInt8>, _ letters: Span<UInt8>,
        to pieces: inout PagePieces
    ) {
        let rows = min(PlacementCosts.reach, query.count - anchor.queryEnd)
        let columns = min(rows + rows / 4 + 32, letters.count - anchor.targetEnd)
        let reach = gaps.align(
            query, anchor.queryEnd..<anchor.queryEnd + rows,
            letters, anchor.targetEnd..<anchor.targetEnd + columns,
            end: .free(drop: PlacementCosts.drop), into: &pieces.blocks)
        pieces.end(score: reach.score)
    }

    /// What stands before the first anchor, aligned backwards; to be called first.
    private mutating func appendHead(
        before anchor: Anchor, _ query: Span<UInt8>, _ letters: Span<UInt8>,
        to pieces: inout PagePieces
    ) {
        let rows = min(PlacementCosts.reach, anchor.queryStart)
        let columns = min(rows + rows / 4 + 32, anchor.targetStart)
        let reach = gaps.align(
            query, anchor.queryStart - rows..<anchor.queryStart,
            letters, anchor.targetStart - columns..<anchor.targetStart,
            end: .free(drop: PlacementCosts.drop), isBackward: true, into: &pieces.blocks)
        pieces.end(score: reach.score)
    }

    /// What pairing two letters between anchors adds to a score.
    @inline(__always)
    private static func score(
        _ left: UInt8, _ right: UInt8, _ confusions: LetterConfusions
    ) -> Int32 {
        if left == right { return Int32(PlacementCosts.equal) }
        return Int32(
            confusions.contains(left, right)
                ? PlacementCosts.confused : PlacementCosts.different)
    }
}

internal import CAlignKernels
internal import PageMatchCore

/// Aligns letters of a page with letters of a book exactly, by the kernel for affine gaps.
///
/// What is computed is what ``GapAligner`` says, without bridges; of equally good ends the first
/// anti-diagonal's counts. Sixteen cells of an anti-diagonal do not wait for each other, so that
/// they are filled at once.
///
/// Owns its memory, so that many gaps share it.
struct LetterGapAligner: ~Copyable {
    /// Where an alignment ends.
    struct Reach: Equatable {
        var score: Int
        var rows: Int
        var columns: Int
    }

    /// Rows and columns together that a gap may have.
    static let longest = Int(PM_GAP_LONGEST)

    private let kernels: UnsafePointer<pm_align_kernels>
    private let costs: pm_gap_costs
    private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 0, alignment: 64)
    private var pairs = UnsafeMutableBufferPointer<pm_pair>.allocate(capacity: 0)
    /// The cells of all gaps since this was made, as if none had ended early.
    private(set) var cells = 0
    /// Letters in the opposite order.
    private var backwardQuery: [UInt8] = []
    private var backwardTarget: [UInt8] = []

    /// An aligner with these costs, by the best kernels of this processor unless others are named.
    init(_ costs: pm_gap_costs, kernels: UnsafePointer<pm_align_kernels>? = nil) {
        self.costs = costs
        self.kernels = kernels ?? pm_align_kernels_chosen()
    }

    deinit {
        memory.deallocate()
        pairs.deallocate()
    }

    /// Aligns two stretches and adds the blocks of their pairs, ascending.
    ///
    /// - Parameters:
    ///   - query: the page's letters.
    ///   - rows: which of them.
    ///   - target: the book's letters.
    ///   - columns: which of them.
    ///   - end: see ``GapAligner/End``; anti-diagonals stand for rows there.
    ///   - isBackward: whether the alignment begins at the stretches' ends; it is told from there.
    ///   - confusions: letters that look alike, if that counts.
    ///   - found: takes the blocks, by their positions in page and book; none that is there grows.
    /// - Returns: the score, and how far the alignment reaches.
    /// - Precondition: ``longest`` rows and columns together at most.
    /// - Complexity: O(rows · columns).
    mutating func align(
        _ query: Span<UInt8>, _ rows: Range<Int>, _ target: Span<UInt8>, _ columns: Range<Int>,
        end: GapAligner.End, isBackward: Bool = false, confusions: LetterConfusions? = nil,
        into found: inout [LetterBlock]
    ) -> Reach {
        precondition(rows.count + columns.count <= Self.longest)
        reserve(rows.count, columns.count)
        cells += rows.count * columns.count
        var drop: Int32 = -1
        if case .free(let most) = end { drop = most }
        let result: pm_gap_end
        if isBackward {
            backwardQuery.removeAll(keepingCapacity: true)
            for row in rows.reversed() { backwardQuery.append(query[row]) }
            backwardTarget.removeAll(keepingCapacity: true)
            for column in columns.reversed() { backwardTarget.append(target[column]) }
            result = run(backwardQuery.span, backwardTarget.span, drop, confusions)
        } else {
            result = run(query.extracting(rows), target.extracting(columns), drop, confusions)
        }
        let count = Int(result.pairs)
        let old = found.count
        for index in 0..<count {
            var pair = pairs[isBackward ? count - 1 - index : index]
            pair =
                isBackward
                ? pm_pair(
                    query: Int32(rows.upperBound - 1) - pair.query,
                    target: Int32(columns.upperBound - 1) - pair.target)
                : pm_pair(
                    query: Int32(rows.lowerBound) + pair.query,
                    target: Int32(columns.lowerBound) + pair.target)
            let last = found.count - 1
            if last >= old, found[last].isFollowed(byQuery: pair.query, target: pair.target) {
                found[last].count += 1
            } else {
                found.append(LetterBlock(query: pair.query, target: pair.target, count: 1))
            }
        }
        return Reach(
            score: Int(result.score), rows: Int(result.rows), columns: Int(result.columns))
    }

    private mutating func reserve(_ rows: Int, _ columns: Int) {
        let size = pm_gap_memory(Int32(rows), Int32(columns))
        if memory.count < size {
            memory.deallocate()
            memory = .allocate(byteCount: size * 2, alignment: 64)
        }
        let shorter = min(rows, columns)
        if pairs.count < shorter {
            pairs.deallocate()
            pairs = .allocate(capacity: shorter * 2)
        }
    }

    private func run(
        _ query: Span<UInt8>, _ target: Span<UInt8>, _ drop: Int32, _ confusions: LetterConfusions?
    ) -> pm_gap_end {
        query.withUnsafeBufferPointer { query in
            target.withUnsafeBufferPointer { target in
                var gap = pm_gap(
                    query: query.baseAddress, target: target.baseAddress, rows: Int32(query.count),
                    columns: Int32(target.count), groups: nil, costs: costs, drop: drop)
                guard let confusions else {
                    return kernels.pointee.gap(&gap, memory.baseAddress, pairs.baseAddress)
                }
                return confusions.withGroups { groups in
                    gap.groups = groups.baseAddress
                    return kernels.pointee.gap(&gap, memory.baseAddress, pairs.baseAddress)
                }
            }
        }
    }
}

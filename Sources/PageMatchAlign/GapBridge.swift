internal import PageMatchCore

/// Query positions that are the same as target positions taken together: “22” and “twenty two”.
package struct GapBridge: Hashable, Sendable {
    /// Positions of the query, at least one.
    package var query: Range<Int>
    /// Positions of the target, at least one.
    package var target: Range<Int>
    /// What crossing it adds to an alignment's score.
    package var score: Int32

    /// A bridge over these positions.
    package init(query: Range<Int>, target: Range<Int>, score: Int32) {
        self.query = query
        self.target = target
        self.score = score
    }
}

/// The bridges of one gap, while its table is filled row by row.
struct BridgeTable {
    /// Ordered by their last row, then by their last column.
    private var byEnd: [GapBridge] = []
    /// What the alignment scores where each begins.
    private var startScores: [Int32] = []
    /// Whether it is the best way to where it ends.
    private var isTaken: [Bool] = []
    /// Indices, ordered by the row where they begin.
    private var byStart: [Int] = []
    private var nextStart = 0
    private var nextEnd = 0

    /// Begins a gap.
    mutating func begin(_ bridges: [GapBridge]) {
        if byEnd.isEmpty, bridges.isEmpty { return }
        byEnd = bridges.sorted {
            ($0.query.upperBound, $0.target.upperBound) < (
                $1.query.upperBound, $1.target.upperBound
            )
        }
        startScores = Array(repeating: Int32.min / 2, count: bridges.count)
        isTaken = Array(repeating: false, count: bridges.count)
        byStart = byEnd.indices.sorted {
            byEnd[$0].query.lowerBound < byEnd[$1].query.lowerBound
        }
        nextStart = 0
        nextEnd = 0
    }

    /// Takes the scores of a row that is filled, for the bridges that begin behind it.
    @inline(__always)
    mutating func leave(row: Int, scores: [Int32]) {
        while nextStart < byStart.count, byEnd[byStart[nextStart]].query.lowerBound == row {
            let bridge = byStart[nextStart]
            startScores[bridge] = scores[byEnd[bridge].target.lowerBound]
            nextStart += 1
        }
    }

    /// The next column of a row where a bridge ends; −1 when there is none.
    @inline(__always)
    func nextEnd(in row: Int) -> Int {
        guard nextEnd < byEnd.count, byEnd[nextEnd].query.upperBound == row else { return -1 }
        return byEnd[nextEnd].target.upperBound
    }

    /// The best score of the bridges that end here, when it is above `cell`; else `cell`.
    mutating func arrive(row: Int, column: Int, above cell: Int32) -> Int32 {
        var best = cell
        var taken: Int?
        while nextEnd(in: row) == column {
            let score = startScores[nextEnd] + byEnd[nextEnd].score
            if score > best {
                best = score
                taken = nextEnd
            }
            nextEnd += 1
        }
        if let taken { isTaken[taken] = true }
        return best
    }

    /// The bridge that is the best way to a row and column.
    func taken(row: Int, column: Int) -> GapBridge? {
        let first = byEnd.indices.partitionPoint {
            (byEnd[$0].query.upperBound, byEnd[$0].target.upperBound) < (row, column)
        }
        return (first..<byEnd.count).lazy.map { ($0, byEnd[$0]) }
            .prefix { $0.1.query.upperBound == row && $0.1.target.upperBound == column }
            .first { isTaken[$0.0] }?.1
    }
}

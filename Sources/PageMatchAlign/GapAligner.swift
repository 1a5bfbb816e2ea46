package import PageMatchCore

/// Aligns the short stretches between anchors exactly, with affine gap costs.
///
///     H(i, j) = max(H(i−1, j−1) + score(i, j), E(i, j), F(i, j))
///     E(i, j) = max(H(i−1, j) + open, E(i−1, j)) + extend        a query position left out
///     F(i, j) = max(H(i, j−1) + open, F(i, j−1)) + extend        a target position left out
///
/// A bridge over rows `i′ ..< i` and columns `j′ ..< j` is one more way to H(i, j): from H(i′, j′).
///
/// Affine costs keep a lone chance match out of a long gap: it would pay for a second opening.
///
/// Owns its tables, so that thousands of gaps share them: O(rows · columns) time and memory.
///
/// - Source: O. Gotoh, *J. Mol. Biol.* 162(3), 1982. https://doi.org/10.1016/0022-2836(82)90398-9
package struct GapAligner: ~Copyable {
    /// Where an alignment may end.
    package enum End: Hashable, Sendable {
        /// In the last row and the last column.
        case fixed
        /// Wherever the score is highest: what lies behind is not aligned. Rows are given up when
        /// all their scores lie more than `drop` below the best.
        case free(drop: Int32)
    }

    /// An alignment of one gap.
    package struct Result: Sendable {
        /// Positions paired with each other, ascending; equal, similar or merely opposite.
        package var pairs: [AlignedPair]
        /// Stretches paired as a whole, ascending, between the pairs.
        package var bridges: [GapBridge] = []
        /// The score of the whole alignment.
        package var score: Int32
        /// Rows and columns up to which it reaches.
        package var rows: Int, columns: Int
    }

    /// Cost of beginning a gap; negative or 0.
    package let open: Int32
    /// Cost of each position in a gap, the first included; negative.
    package let extend: Int32

    /// The cells of all gaps since this was made.
    private(set) var cells = 0

    private var bridges = BridgeTable()
    private var scores: [Int32] = []
    private var rowGaps: [Int32] = []
    private var directions: [UInt8] = []

    private static let diagonal: UInt8 = 0
    private static let leaveRow: UInt8 = 1
    private static let leaveColumn: UInt8 = 2
    private static let choice: UInt8 = 3
    private static let rowGapGoesOn: UInt8 = 4
    private static let columnGapGoesOn: UInt8 = 8
    private static let overBridge: UInt8 = 16
    private static let worst = Int32.min / 2

    /// An aligner with these costs.
    package init(open: Int32, extend: Int32) {
        self.open = open
        self.extend = extend
    }

    /// Finds the best alignment of `rows` query positions with `columns` target positions.
    ///
    /// - Parameters:
    ///   - rows: how many query positions there are.
    ///   - columns: how many target positions there are.
    ///   - end: where the alignment may end.
    ///   - crossings: bridges within the gap, in any order.
    ///   - score: of pairing a row with a column; positive when they are alike.
    /// - Returns: the pairs and where they end.
    /// - Complexity: O(rows · columns + *b* log *b*), *b* bridges.
    package mutating func align(
        rows: Int, columns: Int, end: End, bridges crossings: [GapBridge] = [],
        score: (Int, Int) -> Int32
    ) -> Result {
        let width = columns + 1
        prepare(rows: rows, width: width)
        bridges.begin(crossings)
        bridges.leave(row: 0, scores: scores)
        var best = (score: scores[columns], row: 0, column: columns)
        if case .free = end { best = (0, 0, 0) }
        for row in 1..<max(1, rows + 1) {
            Self.fill(
                row: row, width: width, open: open, extend: extend, scores: &scores,
                rowGaps: &rowGaps, directions: &directions, bridges: &bridges, score: score)
            bridges.leave(row: row, scores: scores)
            cells += columns
            switch end {
            case .fixed: if row == rows { best = (scores[columns], row, columns) }
            case .free(let drop):
                var highest = Self.worst
                for column in 1..<max(1, width) {
                    highest = max(highest, scores[column])
                    if scores[column] > best.score { best = (scores[column], row, column) }
                }
                if highest < best.score - drop { return result(best, width) }
            }
        }
        return result(best, width)
    }

    private func result(_ best: (score: Int32, row: Int, column: Int), _ width: Int) -> Result {
        let (pairs, bridges) = trace(row: best.row, column: best.column, width: width)
        return Result(
            pairs: pairs, bridges: bridges, score: best.score, rows: best.row,
            columns: best.column)
    }

    private mutating func prepare(rows: Int, width: Int) {
        if scores.count < width {
            scores = Array(repeating: 0, count: width * 2)
            rowGaps = scores
        }
        if directions.count < (rows + 1) * width {
            directions = Array(repeating: 0, count: (rows + 1) * width * 2)
        }
        scores[0] = 0
        rowGaps[0] = Self.worst
        for column in 1..<max(1, width) {
            scores[column] = open + extend * Int32(column)
            rowGaps[column] = Self.worst
            directions[column] =
                Self.leaveColumn | (column > 1 ? Self.columnGapGoesOn : 0)
        }
    }

    @inline(__always)
    private static func fill(
        row: Int, width: Int, open: Int32, extend: Int32, scores: inout [Int32],
        rowGaps: inout [Int32], directions: inout [UInt8], bridges: inout BridgeTable,
        score: (Int, Int) -> Int32
    ) {
        // Views, so that nobody asks at each cell whether the tables are still this aligner's own.
        var scores = scores.mutableSpan
        var rowGaps = rowGaps.mutableSpan
        var directions = directions.mutableSpan
        var diagonalScore = scores[0]
        scores[0] = open + extend * Int32(row)
        rowGaps[0] = scores[0]
        directions[row * width] = leaveRow | (row > 1 ? rowGapGoesOn : 0)
        var columnGap = worst
        var nextBridge = bridges.nextEnd(in: row)
        for column in 1..<max(1, width) {
            var direction: UInt8 = 0
            var rowGap = scores[column] + open + extend
            if rowGaps[column] + extend > rowGap {
                rowGap = rowGaps[column] + extend
                direction |= rowGapGoesOn
            }
            rowGaps[column] = rowGap
            let opened = scores[column - 1] + open + extend
            if columnGap + extend > opened {
                columnGap += extend
                direction |= columnGapGoesOn
            } else {
                columnGap = opened
            }
            var cell = diagonalScore + score(row - 1, column - 1)
            if rowGap > cell {
                cell = rowGap
                direction |= leaveRow
            }
            if columnGap > cell {
                cell = columnGap
                direction = direction & ~choice | leaveColumn
            }
            if column == nextBridge {
                let crossed = bridges.arrive(row: row, column: column, above: cell)
                if crossed > cell {
                    cell = crossed
                    direction |= overBridge
                }
                nextBridge = bridges.nextEnd(in: row)
            }
            diagonalScore = scores[column]
            scores[column] = cell
            directions[row * width + column] = direction
        }
    }

    private func trace(row: Int, column: Int, width: Int) -> ([AlignedPair], [GapBridge]) {
        var pairs: [AlignedPair] = []
        var crossed: [GapBridge] = []
        var row = row
        var column = column
        var choice = Self.choice
        while row > 0 || column > 0 {
            let direction = directions[row * width + column]
            if choice == Self.choice {
                if direction & Self.overBridge != 0,
                    let bridge = bridges.taken(row: row, column: column)
                {
                    crossed.append(bridge)
                    row = bridge.query.lowerBound
                    column = bridge.target.lowerBound
                    continue
                }
                choice = direction & Self.choice
            }
            switch choice {
            case Self.leaveRow:
                choice = direction & Self.rowGapGoesOn != 0 ? Self.leaveRow : Self.choice
                row -= 1
            case Self.leaveColumn:
                choice = direction & Self.columnGapGoesOn != 0 ? Self.leaveColumn : Self.choice
                column -= 1
            default:
                row -= 1
                column -= 1
                pairs.append(AlignedPair(query: row, target: column))
                choice = Self.choice
            }
        }
        pairs.reverse()
        crossed.reverse()
        return (pairs, crossed)
    }
}

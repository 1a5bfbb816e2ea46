internal import CAlignKernels

/// What the kernels for affine gaps do, in Swift.
///
/// Cells of an anti-diagonal are filled after each other or sixteen at once. It finds the score alone and
/// writes directions as they do, but follows none. To be measured beside them, it has their way of laying
/// out a gap (`gap.c`).
final class DiagonalGap {
    /// Numbers at once, and what is written behind the last cell of a diagonal.
    private static let lanes = 16
    private static let worst: Int16 = -24_000
    private typealias Vector = SIMD16<Int16>

    private let rows: Int
    private let columns: Int
    private let costs: pm_gap_costs
    private let memory: UnsafeMutablePointer<Int16>
    private let directions: UnsafeMutablePointer<UInt8>
    private let query: [UInt8]
    private let target: [UInt8]
    private let groups: [UInt32]?

    /// Two stretches of letters that are not empty.
    init(_ query: [UInt8], _ target: [UInt8], _ groups: [UInt32]?, _ costs: pm_gap_costs) {
        precondition(!query.isEmpty && !target.isEmpty)
        rows = query.count
        columns = target.count
        (self.query, self.target, self.groups, self.costs) = (query, target, groups, costs)
        let row = Self.padded(rows)
        let column = Self.padded(columns)
        memory = .allocate(capacity: 9 * row + 3 * column)
        memory.initialize(repeating: 0, count: 9 * row + 3 * column)
        let size = (rows + columns + 1) * min(row, column)
        directions = .allocate(capacity: size)
        directions.initialize(repeating: 0, count: size)
    }

    deinit {
        memory.deallocate()
        directions.deallocate()
    }

    private static func padded(_ count: Int) -> Int { count + 2 + lanes }

    /// The parts of the memory.
    private func byRow(_ index: Int) -> UnsafeMutablePointer<Int16> {
        memory + index * Self.padded(rows)
    }
    private func byColumn(_ index: Int) -> UnsafeMutablePointer<Int16> {
        memory + 9 * Self.padded(rows) + index * Self.padded(columns)
    }

    /// The score of the best alignment from corner to corner.
    ///
    /// - Parameter isWide: whether sixteen cells are filled at once.
    /// - Returns: the score.
    /// - Complexity: O(rows · columns).
    func score(isWide: Bool) -> Int {
        layOut()
        byRow(3)[0] = 0
        for diagonal in 1...rows + columns {
            if diagonal > 1 { fill(diagonal, isWide: isWide) }
            let edge = costs.open + costs.extend * Int16(diagonal)
            if diagonal <= columns {
                byRow(3 + diagonal % 3)[0] = edge
                byRow(6 + diagonal % 2)[0] = Self.worst
            }
            if diagonal <= rows {
                byRow(3 + diagonal % 3)[diagonal] = edge
                byRow(8)[diagonal] = Self.worst
            }
        }
        return Int(byRow(3 + (rows + columns) % 3)[rows])
    }

    /// The query's letters and groups from 1 on, the target's last first.
    private func layOut() {
        for (row, letter) in query.enumerated() {
            let groups = groups?[Int(letter)] ?? 0
            byRow(0)[row + 1] = Int16(letter)
            byRow(1)[row + 1] = Int16(truncatingIfNeeded: groups)
            byRow(2)[row + 1] = Int16(truncatingIfNeeded: groups >> 16)
        }
        for (column, letter) in target.reversed().enumerated() {
            let groups = groups?[Int(letter)] ?? 0
            byColumn(0)[column] = Int16(letter)
            byColumn(1)[column] = Int16(truncatingIfNeeded: groups)
            byColumn(2)[column] = Int16(truncatingIfNeeded: groups >> 16)
        }
    }

    private func fill(_ diagonal: Int, isWide: Bool) {
        let first = max(1, diagonal - columns)
        let last = min(rows, diagonal - 1)
        let offset = columns - diagonal + first
        let line = Line(
            query: byRow(0) + first, queryLow: byRow(1) + first, queryHigh: byRow(2) + first,
            target: byColumn(0) + offset, targetLow: byColumn(1) + offset,
            targetHigh: byColumn(2) + offset, scores: byRow(3 + diagonal % 3) + first,
            before: byRow(3 + (diagonal + 2) % 3) + first,
            twoBefore: byRow(3 + (diagonal + 1) % 3) + first,
            rowGaps: byRow(6 + diagonal % 2) + first,
            rowGapsBefore: byRow(6 + (diagonal + 1) % 2) + first, columnGaps: byRow(8) + first,
            directions: directions + diagonal * min(Self.padded(rows), Self.padded(columns)))
        if isWide {
            fillWide(line, last - first + 1)
        } else {
            fillPlain(line, last - first + 1)
        }
    }

    /// A diagonal's cells, each array from the first one on.
    private struct Line {
        let query: UnsafeMutablePointer<Int16>
        let queryLow: UnsafeMutablePointer<Int16>
        let queryHigh: UnsafeMutablePointer<Int16>
        let target: UnsafeMutablePointer<Int16>
        let targetLow: UnsafeMutablePointer<Int16>
        let targetHigh: UnsafeMutablePointer<Int16>
        let scores: UnsafeMutablePointer<Int16>
        let before: UnsafeMutablePointer<Int16>
        let twoBefore: UnsafeMutablePointer<Int16>
        let rowGaps: UnsafeMutablePointer<Int16>
        let rowGapsBefore: UnsafeMutablePointer<Int16>
        let columnGaps: UnsafeMutablePointer<Int16>
        let directions: UnsafeMutablePointer<UInt8>
    }

    /// No cell waits for another one, and nothing branches: the compiler may fill many at once.
    @inline(never)
    private func fillPlain(_ line: Line, _ count: Int) {
        let opened = costs.open &+ costs.extend
        let extend = costs.extend
        let (equal, confused, different) = (costs.equal, costs.confused, costs.different)
        for index in 0..<count {
            let up = line.before[index - 1] &+ opened
            let upGap = line.rowGapsBefore[index - 1] &+ extend
            let rowGap = max(up, upGap)
            let left = line.before[index] &+ opened
            let leftGap = line.columnGaps[index] &+ extend
            let columnGap = max(left, leftGap)
            let shared =
                line.queryLow[index] & line.targetLow[index]
                | line.queryHigh[index] & line.targetHigh[index]
            let unlike = shared != 0 ? confused : different
            let pair = line.query[index] == line.target[index] ? equal : unlike
            let cell = line.twoBefore[index - 1] &+ pair
            let withRow = max(cell, rowGap)
            var direction: UInt8 = rowGap > cell ? 1 : 0
            direction = columnGap > withRow ? 2 : direction
            direction |= upGap > up ? 4 : 0
            direction |= leftGap > left ? 8 : 0
            line.scores[index] = max(withRow, columnGap)
            line.rowGaps[index] = rowGap
            line.columnGaps[index] = columnGap
            line.directions[index] = direction
        }
    }

    /// As `fillPlain`, sixteen cells at once by the library's vectors.
    @inline(never)
    private func fillWide(_ line: Line, _ count: Int) {
        let opened = Vector(repeating: costs.open &+ costs.extend)
        let extend = Vector(repeating: costs.extend)
        let equal = Vector(repeating: costs.equal)
        let confused = Vector(repeating: costs.confused)
        let different = Vector(repeating: costs.different)
        for index in stride(from: 0, to: count, by: Self.lanes) {
            let up = Self.load(line.before + index - 1) &+ opened
            let upGap = Self.load(line.rowGapsBefore + index - 1) &+ extend
            let left = Self.load(line.before + index) &+ opened
            let leftGap = Self.load(line.columnGaps + index) &+ extend
            let rowGap = Self.higher(up, upGap)
            let columnGap = Self.higher(left, leftGap)
            let shared =
                Self.load(line.queryLow + index) & Self.load(line.targetLow + index)
                | Self.load(line.queryHigh + index) & Self.load(line.targetHigh + index)
            let pair = different.replacing(with: confused, where: shared .!= Vector.zero)
                .replacing(
                    with: equal,
                    where: Self.load(line.query + index) .== Self.load(line.target + index))
            let cell = Self.load(line.twoBefore + index - 1) &+ pair
            let withRow = Self.higher(cell, rowGap)
            let choice = Vector.zero.replacing(with: 1, where: rowGap .> cell)
                .replacing(with: 2, where: columnGap .> withRow)
            let goesOn =
                Vector.zero.replacing(with: 4, where: upGap .> up)
                | Vector.zero.replacing(with: 8, where: leftGap .> left)
            Self.store(Self.higher(withRow, columnGap), line.scores + index)
            Self.store(rowGap, line.rowGaps + index)
            Self.store(columnGap, line.columnGaps + index)
            UnsafeMutableRawPointer(line.directions + index).storeBytes(
                of: SIMD16<UInt8>(truncatingIfNeeded: choice | goesOn), as: SIMD16<UInt8>.self)
        }
    }

    @inline(__always)
    private static func load(_ place: UnsafeMutablePointer<Int16>) -> Vector {
        UnsafeRawPointer(place).loadUnaligned(as: Vector.self)
    }

    @inline(__always)
    private static func store(_ vector: Vector, _ place: UnsafeMutablePointer<Int16>) {
        UnsafeMutableRawPointer(place).storeBytes(of: vector, as: Vector.self)
    }

    @inline(__always)
    private static func higher(_ one: Vector, _ other: Vector) -> Vector {
        one.replacing(with: other, where: other .> one)
    }
}

import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchAlign

@Suite struct GapBridgeTests {
    private static func score(_ left: Int, _ right: Int) -> Int32 { left == right ? 4 : -2 }

    /// The score of the best alignment with bridges, by the recurrence over whole gaps.
    private func naive(
        _ query: [Int], _ target: [Int], _ bridges: [GapBridge], open: Int32, extend: Int32
    ) -> [[Int32]] {
        var best = Array(
            repeating: Array(repeating: Int32.min / 2, count: target.count + 1),
            count: query.count + 1)
        best[0][0] = 0
        for row in 0...query.count {
            for column in 0...target.count where row + column > 0 {
                var ways: [Int32] = []
                if row > 0, column > 0 {
                    ways.append(
                        best[row - 1][column - 1] + Self.score(query[row - 1], target[column - 1]))
                }
                for length in 1..<(row + 1) {
                    ways.append(best[row - length][column] + open + extend * Int32(length))
                }
                for length in 1..<(column + 1) {
                    ways.append(best[row][column - length] + open + extend * Int32(length))
                }
                for bridge in bridges
                where bridge.query.upperBound == row && bridge.target.upperBound == column {
                    ways.append(
                        best[bridge.query.lowerBound][bridge.target.lowerBound] + bridge.score)
                }
                best[row][column] = ways.max() ?? 0
            }
        }
        return best
    }

    @Test("bridges are crossed where the naive recurrence crosses them, and the pairs add up")
    func differential() {
        for seed in UInt64(0)..<400 {
            var generator = SeededGenerator(seed: seed)
            func stream() -> [Int] {
                (0..<Int.random(in: 1...12, using: &generator)).map { _ in
                    Int.random(in: 0..<5, using: &generator)
                }
            }
            let (query, target) = (stream(), stream())
            func stretch(_ count: Int) -> Range<Int> {
                let start = Int.random(in: 0..<count, using: &generator)
                return start..<min(count, start + Int.random(in: 1...3, using: &generator))
            }
            let bridges = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                GapBridge(
                    query: stretch(query.count), target: stretch(target.count),
                    score: Int32.random(in: 0...6, using: &generator))
            }
            let open = Int32.random(in: -5...0, using: &generator)
            let extend = Int32.random(in: -3 ... -1, using: &generator)
            let best = naive(query, target, bridges, open: open, extend: extend)
            var aligner = GapAligner(open: open, extend: extend)
            let ends: [(GapAligner.End, Int32?)] = [
                (.fixed, best[query.count][target.count]),
                (.free(drop: .max / 4), best.joined().max()),
                (.fixed, best[query.count][target.count]),
            ]
            for (end, expected) in ends {
                let result = aligner.align(
                    rows: query.count, columns: target.count, end: end, bridges: bridges
                ) {
                    Self.score(query[$0], target[$1])
                }
                #expect(result.score == expected, "seed \(seed)")
                #expect(total(of: result, query, target, open, extend) == expected, "seed \(seed)")
            }
        }
    }

    /// What an alignment's parts add up to.
    private func total(
        of result: GapAligner.Result, _ query: [Int], _ target: [Int], _ open: Int32,
        _ extend: Int32
    ) -> Int32 {
        let parts =
            result.pairs.map {
                GapBridge(
                    query: $0.query..<$0.query + 1, target: $0.target..<$0.target + 1,
                    score: Self.score(query[$0.query], target[$0.target]))
            } + result.bridges
            + [
                GapBridge(
                    query: result.rows..<result.rows, target: result.columns..<result.columns,
                    score: 0)
            ]
        var total: Int32 = 0
        var (row, column) = (0, 0)
        for part in parts.sorted(by: { $0.query.lowerBound < $1.query.lowerBound }) {
            for skipped in [part.query.lowerBound - row, part.target.lowerBound - column]
            where skipped > 0 {
                total += open + extend * Int32(skipped)
            }
            total += part.score
            (row, column) = (part.query.upperBound, part.target.upperBound)
        }
        return total
    }
}

import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchAlign

/// The score of the best alignment of prefixes, by the recurrence over whole gaps: O(n³), obvious.
private func naiveScores(
    _ query: [Int], _ target: [Int], open: Int32, extend: Int32, score: (Int, Int) -> Int32
) -> [[Int32]] {
    var best = Array(
        repeating: Array(repeating: Int32.min / 2, count: target.count + 1), count: query.count + 1)
    best[0][0] = 0
    for row in 0...query.count {
        for column in 0...target.count where row + column > 0 {
            var most = Int32.min / 2
            if row > 0, column > 0 {
                most = best[row - 1][column - 1] + score(query[row - 1], target[column - 1])
            }
            for length in 1..<(row + 1) {
                most = max(most, best[row - length][column] + open + extend * Int32(length))
            }
            for length in 1..<(column + 1) {
                most = max(most, best[row][column - length] + open + extend * Int32(length))
            }
            best[row][column] = most
        }
    }
    return best
}

@Suite struct GapAlignerTests {
    private static func score(_ left: Int, _ right: Int) -> Int32 { left == right ? 4 : -2 }

    /// The score that pairs add up to, gaps of both sides counted.
    private func score(
        of result: GapAligner.Result, _ query: [Int], _ target: [Int], open: Int32, extend: Int32
    ) -> Int32 {
        var total: Int32 = 0
        var row = 0
        var column = 0
        for pair in result.pairs + [AlignedPair(query: result.rows, target: result.columns)] {
            for skipped in [pair.query - row, pair.target - column] where skipped > 0 {
                total += open + extend * Int32(skipped)
            }
            if pair.query < result.rows, pair.target < result.columns {
                total += Self.score(query[pair.query], target[pair.target])
            }
            row = pair.query + 1
            column = pair.target + 1
        }
        return total
    }

    @Test("the score equals the naive recurrence's, and the pairs add up to it")
    func differential() {
        for seed in UInt64(0)..<400 {
            var generator = SeededGenerator(seed: seed)
            let query = (0..<Int.random(in: 0...14, using: &generator)).map { _ in
                Int.random(in: 0..<4, using: &generator)
            }
            let target = (0..<Int.random(in: 0...14, using: &generator)).map { _ in
                Int.random(in: 0..<4, using: &generator)
            }
            let open = Int32.random(in: -5...0, using: &generator)
            let extend = Int32.random(in: -3 ... -1, using: &generator)
            let naive = naiveScores(query, target, open: open, extend: extend, score: Self.score)
            var aligner = GapAligner(open: open, extend: extend)
            let fixed = aligner.align(rows: query.count, columns: target.count, end: .fixed) {
                Self.score(query[$0], target[$1])
            }
            #expect(fixed.score == naive[query.count][target.count], "seed \(seed)")
            #expect(
                score(of: fixed, query, target, open: open, extend: extend) == fixed.score,
                "seed \(seed)")
            // The same tables again, smaller and larger: nothing may be left over in them.
            let free = aligner.align(
                rows: query.count, columns: target.count, end: .free(drop: .max / 4)
            ) {
                Self.score(query[$0], target[$1])
            }
            #expect(free.score == naive.joined().max(), "seed \(seed)")
            #expect(
                score(of: free, query, target, open: open, extend: extend) == free.score,
                "seed \(seed)")
        }
    }

    @Test("a lone chance word in a long gap is not paired")
    func loneMatch() {
        let query = [7]
        let target = Array(100..<140) + [7] + Array(200..<240)
        var aligner = GapAligner(open: -4, extend: -1)
        let result = aligner.align(rows: 1, columns: target.count, end: .free(drop: .max / 4)) {
            query[$0] == target[$1] ? 2 : -2
        }
        #expect(result.pairs.isEmpty)
    }
}

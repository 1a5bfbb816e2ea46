import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchAlign

/// The best chain's score by trying every subsequence: too simple to be wrong, for a dozen anchors.
private func naiveScore(_ anchors: [Anchor], _ costs: ChainCosts) -> Double {
    func best(from last: Anchor, _ rest: ArraySlice<Anchor>) -> Double {
        var most = 0.0
        for index in rest.indices {
            let next = rest[index]
            let overlap = max(
                0, last.queryEnd - next.queryStart, last.targetEnd - next.targetStart)
            guard last.queryStart < next.queryStart, last.targetStart < next.targetStart,
                overlap < next.length
            else { continue }
            let shift = Double(abs(next.diagonal - last.diagonal))
            let step = Double(next.length - overlap) - min(costs.maximum, costs.perDiagonal * shift)
            most = max(most, step + best(from: next, rest[(index + 1)...]))
        }
        return most
    }
    return anchors.indices.map {
        Double(anchors[$0].length) + best(from: anchors[$0], anchors[($0 + 1)...])
    }.max() ?? 0
}

private func anchor(_ query: Int, _ target: Int, _ length: Int) -> Anchor {
    Anchor(queryStart: query, targetStart: target, length: length)
}

@Suite struct ChainTests {
    private let costs = ChainCosts(perDiagonal: 0.125, maximum: 6, maximumPredecessors: 64)

    @Test("an anchor far off the diagonal is left out")
    func outlier() {
        let chain = bestChain(
            through: [anchor(0, 0, 10), anchor(12, 500, 3), anchor(16, 15, 10)], costs: costs)
        #expect(chain?.anchors == [anchor(0, 0, 10), anchor(16, 15, 10)])
        #expect(chain?.score == 19.875)
    }

    @Test("a chapter that was left out costs the maximum, not its length")
    func leap() {
        let chain = bestChain(
            through: [anchor(0, 0, 10), anchor(10, 5010, 10)], costs: costs)
        #expect(chain?.score == 14)
    }

    @Test("overlapping anchors are cut")
    func overlap() {
        let chain = bestChain(through: [anchor(0, 0, 10), anchor(8, 9, 10)], costs: costs)
        #expect(chain?.anchors == [anchor(0, 0, 10), anchor(10, 11, 8)])
    }

    @Test("a chain does not break behind an anchor with many of chance beside it")
    func crowd() {
        var anchors = [anchor(0, 0, 900)]
        // More than are tried, each of them far from the next.
        for index in 0..<300 { anchors.append(anchor(3 * index + 1, 5_000 - 7 * index, 6)) }
        anchors.append(anchor(905, 906, 900))
        let chain = bestChain(through: anchors, costs: costs)
        #expect(chain?.anchors == [anchor(0, 0, 900), anchor(905, 906, 900)])
        #expect(chain?.score == 1799.875)
    }

    @Test("no anchors, no chain")
    func empty() {
        #expect(bestChain(through: [], costs: costs) == nil)
    }

    @Test("the score equals that of trying every subsequence")
    func differential() {
        for seed in UInt64(0)..<300 {
            var generator = SeededGenerator(seed: seed)
            let anchors = (0..<Int.random(in: 1...9, using: &generator)).map { _ in
                anchor(
                    .random(in: 0..<60, using: &generator), .random(in: 0..<60, using: &generator),
                    .random(in: 1...12, using: &generator))
            }.sorted { $0.queryStart < $1.queryStart }
            let chain = bestChain(through: anchors, costs: costs)
            #expect(chain?.score == naiveScore(anchors, costs), "seed \(seed): \(anchors)")
            // Cut anchors follow each other in both streams.
            for (left, right) in zip(chain?.anchors ?? [], (chain?.anchors ?? []).dropFirst()) {
                #expect(left.queryEnd <= right.queryStart, "seed \(seed)")
                #expect(left.targetEnd <= right.targetStart, "seed \(seed)")
                #expect(right.length > 0, "seed \(seed)")
            }
        }
    }
}

package import PageMatchCore

/// What it costs a chain to step from one anchor to the next.
package struct ChainCosts: Sendable {
    /// Cost of each position by which the diagonal moves.
    package var perDiagonal: Double
    /// The most that one step can cost: what a chain pays to cross a chapter that was left out.
    package var maximum: Double
    /// How many preceding anchors are tried for each, beside the best of all before these.
    package var maximumPredecessors: Int

    /// Costs in the unit of the anchors' lengths.
    package init(perDiagonal: Double, maximum: Double, maximumPredecessors: Int) {
        self.perDiagonal = perDiagonal
        self.maximum = maximum
        self.maximumPredecessors = maximumPredecessors
    }
}

/// Anchors that follow each other in query and target, without overlap in either.
package struct Chain: Hashable, Sendable {
    /// At least one, ascending.
    package var anchors: [Anchor]
    /// Equal positions less the cost of the steps.
    package var score: Double

    /// The stretch of the query from the first anchor to the last.
    package var queryRange: Range<Int> {
        guard let first = anchors.first, let last = anchors.last else { return 0..<0 }
        return first.queryStart..<last.queryEnd
    }
    /// The stretch of the target from the first anchor to the last.
    package var targetRange: Range<Int> {
        guard let first = anchors.first, let last = anchors.last else { return 0..<0 }
        return first.targetStart..<last.targetEnd
    }
}

/// Finds the best chain through `anchors`.
///
/// Solves, for anchors j before i in both streams (the head of i is cut where they overlap),
///
///     score(i) = length(i) + max(0, max over j of score(j) − overlap(j, i) − cost(j, i))
///     cost(j, i) = min(maximum, perDiagonal · |diagonal(i) − diagonal(j)|)
///
/// Beside the nearest *h* anchors the best one of those before them is tried: behind a stretch of thousands
/// of equal letters there are more anchors of chance than *h*, and the chain is not to break there.
///
/// - Parameters:
///   - anchors: sorted by query position.
///   - costs: of steps, in positions.
/// - Returns: The highest-scoring chain; `nil` when there are no anchors.
/// - Complexity: O(*n* · *h*) time with *h* = `costs.maximumPredecessors`, O(*n*) memory; O(*n*)
///   time where the anchors mostly follow each other.
/// - Source: H. Li, "Minimap2", *Bioinformatics* 34(18), 2018, eq. 1–2, with a bounded step cost.
///   https://doi.org/10.1093/bioinformatics/bty191
package func bestChain(through anchors: [Anchor], costs: ChainCosts) -> Chain? {
    var scores = [Double](repeating: 0, count: anchors.count)
    // The best score up to each anchor, and whose it is: no step back beyond it can be worth more.
    var bestScores = scores
    var leaders = [Int32](repeating: -1, count: anchors.count)
    var predecessors = [Int32](repeating: -1, count: anchors.count)
    var best = -1
    for index in anchors.indices {
        let anchor = anchors[index]
        let diagonal = anchor.diagonal
        var score = 0.0
        func tryStep(from earlier: Int) {
            let previous = anchors[earlier]
            let queryStep = anchor.queryStart - previous.queryStart
            let targetStep = anchor.targetStart - previous.targetStart
            let overlap = max(0, previous.length - min(queryStep, targetStep))
            guard overlap < anchor.length, queryStep > 0, targetStep > 0 else { return }
            let shift = abs(diagonal - previous.targetStart + previous.queryStart)
            let cost = min(costs.maximum, costs.perDiagonal * Double(shift))
            let candidate = scores[earlier] - Double(overlap) - cost
            if candidate > score {
                score = candidate
                predecessors[index] = Int32(earlier)
            }
        }
        let first = max(0, index - costs.maximumPredecessors)
        var earlier = index
        while earlier > first, bestScores[earlier - 1] > score {
            earlier -= 1
            tryStep(from: earlier)
        }
        if earlier > 0, earlier == first, bestScores[first - 1] > score {
            tryStep(from: Int(leaders[first - 1]))
        }
        scores[index] = score + Double(anchor.length)
        if best < 0 || scores[index] > scores[best] { best = index }
        bestScores[index] = scores[best]
        leaders[index] = Int32(best)
    }
    guard best >= 0 else { return nil }
    return Chain(anchors: trace(from: best, predecessors, anchors), score: scores[best])
}

/// The chain that ends at `last`, heads cut where anchors overlap.
private func trace(from last: Int, _ predecessors: [Int32], _ anchors: [Anchor]) -> [Anchor] {
    var chain: [Anchor] = []
    var index = last
    while index >= 0 {
        chain.append(anchors[index])
        index = Int(predecessors[index])
    }
    chain.reverse()
    for index in chain.indices.dropFirst() {
        let previous = chain[index - 1]
        let overlap = max(
            0, previous.queryEnd - chain[index].queryStart,
            previous.targetEnd - chain[index].targetStart)
        chain[index].queryStart += overlap
        chain[index].targetStart += overlap
        chain[index].length -= overlap
    }
    return chain
}

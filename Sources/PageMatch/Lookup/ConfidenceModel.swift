internal import Foundation
internal import PageMatchAlign

/// From the evidence of an alignment to the probability that the place is right.
///
/// Two questions are kept apart: whether the page stands in the book at all, and at which of
/// several places. The first is a logistic regression on the points of the best place's alignment
/// and the share of the page that is equal there:
///
///     presence = 1 / (1 + exp(−(constant + perPoint · min(points, mostPoints) + perShare · share)))
///
/// It was fitted (2026-11-26) on 98,000 lookups in *Treasure Island*, *Walden*, *Anne of Green Gables*,
/// *Tom Sawyer* and *Jekyll and Hyde* (`Measure lookups --count 1500 --seed 78 --evidence FILE`), half
/// of the weight on 25 words, on three letters in ten wrong and on six words with one in seven wrong,
/// a quarter on pages and phrases of other books, a quarter on the rest. How it does on other books is
/// told in `Benchmarks/README.md`. More points than some fifty letters are no more evidence of the
/// place; what else the page holds is.
package enum ConfidenceModel {
    private static let constant = -15.38
    private static let perPoint = 0.156
    private static let mostPoints = 100.0
    private static let perShare = 17.76

    /// By how much a place of a lower score is less probable: in the exponent, for each point.
    ///
    /// In the same lookups, of places with equal scores one as often as the other was the page's; two
    /// points less had 1 of 31. Half of what these few cases say, since pages that are printed twice with
    /// a letter's difference are rarer here than in songs.
    private static let weightPerPoint = 1.0

    /// The same for absence, by the logarithm of the page's letters and the presence that was found; of
    /// the same lookups those that gave no match.
    private static let absenceConstant = 0.05
    private static let absencePerLogarithm = 0.966
    private static let absencePerPresence = -6.73

    /// From this confidence on, one answer is given.
    static let matched = 0.5
    /// Below it a place is not worth a mention.
    static let mentioned = 0.01

    /// The probability that a page is not in the books, which was not found there.
    static func absence(presence: Double, letters: Int) -> Double {
        guard letters > 0 else { return 0 }
        let logit =
            absenceConstant + absencePerLogarithm * log(Double(letters))
            + absencePerPresence * presence
        return told(1 / (1 + exp(-logit)))
    }

    /// A probability to three decimals; nothing is ever certain.
    static func told(_ probability: Double) -> Double {
        min(0.999, rounded(probability))
    }

    /// What speaks for a page's best place and against it.
    package struct Evidence: Sendable {
        /// The score of the best place's alignment.
        package var score: Int
        /// The best score of another place; 0 without one.
        package var runnerUp: Int
        /// Letters that are equal there.
        package var equal: Int
        /// Letters of the page.
        package var letters: Int
        /// Those that are not certainly furniture.
        package var runningLetters: Int

        /// The evidence of a page's placements; `nil` without any.
        init?(_ placements: [PagePlacement], letters: Int, runningLetters: Int) {
            guard
                let best = placements.indices.max(by: {
                    placements[$0].score < placements[$1].score
                })
            else { return nil }
            score = placements[best].score
            equal = placements[best].equal
            runnerUp =
                placements.indices.lazy.filter { $0 != best }
                .map { placements[$0].score }.max() ?? 0
            self.letters = letters
            self.runningLetters = runningLetters
        }
    }

    /// The probability that the page stands in the book, by its best place: 0…1.
    static func presence(_ evidence: Evidence) -> Double {
        let share = min(1, Double(evidence.equal) / Double(max(1, evidence.runningLetters)))
        let logit =
            constant + perPoint * min(Double(evidence.score), mostPoints) + perShare * share
        return 1 / (1 + exp(-logit))
    }

    /// How probable each of several places is, given that the page stands in the book; sums to 1.
    static func shares(ofScores scores: [Int]) -> [Double] {
        let best = scores.max() ?? 0
        let weights = scores.map { exp(weightPerPoint * Double($0 - best)) }
        let total = weights.reduce(0, +)
        return weights.map { $0 / total }
    }
}

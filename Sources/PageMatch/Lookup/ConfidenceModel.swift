internal import Foundation
internal import PageMatchAlign

/// From the evidence of an alignment to the probability that the place is right.
///
/// Two questions are kept apart: whether the page stands in the books at all, and at which of
/// several places. The first is a logistic regression on the points of the best place's alignment
/// and the share of the page's letters that are equal there:
///
///     presence = 1 / (1 + exp(−(constant + perPoint · min(points, mostPoints) + perShare · share)))
///
/// What chance finds grows with the books that are searched, so that their number's logarithm is taken
/// off. It was fitted on 2026-11-26 by `Benchmarks/confidence.py`, which names the five novels, on
/// some 90,000 lookups; how true it is on other books is told in `Benchmarks/README.md`. More points than
/// some twenty letters have were no more evidence there; what else the page holds was. What they add all
/// the same is set by hand: of a page in a shadow, of which a few lines can be read, these are evidence.
package enum ConfidenceModel {
    private static let constant = -18.21
    private static let perPoint = 0.3545
    private static let mostPoints = 40.0
    private static let perShare = 12.40
    private static let perFurtherPoint = 0.012
    private static let mostFurtherPoints = 360.0

    /// By how much a place of a lower score is less probable: in the exponent, for each point.
    ///
    /// Set by hand: equal places share, a letter more or less decides for one, but does not rule the
    /// other out, since in songs and litanies whole pages differ by so much.
    private static let weightPerPoint = 1.0

    /// How sure a "no" can be at most: a page that can't be read well enough is not found, either.
    private static let surestAbsence = 0.95
    /// How sure it is by the logarithm of the page's letters: set by hand, since a fit depends on how many of
    /// the pages that are looked up nobody could read.
    private static let absenceConstant = 0.05
    private static let absencePerLogarithm = 0.966

    /// Below it a place is not worth a mention.
    static let mentioned = 0.01

    /// The probability that a page is not in the books, which was not found there.
    static func absence(presence: Double, letters: Int) -> Double {
        guard letters > 0 else { return 0 }
        let logit = absenceConstant + absencePerLogarithm * log(Double(letters))
        return told(min(surestAbsence, 1 - presence, 1 / (1 + exp(-logit))))
    }

    /// A probability to three decimals; nothing is ever certain.
    static func told(_ probability: Double) -> Double {
        min(0.999, rounded(probability))
    }

    /// What speaks for a page's best place and against it.
    package struct Evidence: Sendable {
        /// The score of the best place's alignment.
        package var score: Int
        /// Letters that are equal there.
        package var equal: Int
        /// Letters of the page.
        package var letters: Int
        /// Those that are not certainly furniture.
        package var runningLetters: Int
        /// How many books were searched.
        package var books: Int

        /// Evidence as it is.
        init(score: Int, equal: Int, letters: Int, runningLetters: Int, books: Int) {
            self.score = score
            self.equal = equal
            self.letters = letters
            self.runningLetters = runningLetters
            self.books = books
        }

        /// The evidence of a page's placements; `nil` without any.
        init?(_ placements: [PagePlacement], letters: Int, runningLetters: Int, books: Int) {
            guard
                let best = placements.indices.max(by: {
                    placements[$0].score < placements[$1].score
                })
            else { return nil }
            self.init(
                score: placements[best].score, equal: placements[best].equal, letters: letters,
                runningLetters: runningLetters, books: books)
        }
    }

    /// The probability that the page stands in the book, by its best place: 0…1.
    static func presence(_ evidence: Evidence) -> Double {
        let share = min(1, Double(evidence.equal) / Double(max(1, evidence.runningLetters)))
        let points = Double(evidence.score)
        let logit =
            constant + perPoint * min(points, mostPoints) + perShare * share
            + perFurtherPoint * min(max(0, points - mostPoints), mostFurtherPoints)
            - log(Double(max(1, evidence.books)))
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

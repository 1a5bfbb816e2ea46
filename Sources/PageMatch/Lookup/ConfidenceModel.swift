internal import Foundation
internal import PageMatchAlign

/// From the evidence of an alignment to the probability that the place is right.
///
/// Two questions are kept apart: whether the page stands in the book at all, and at which of
/// several places. The constants of this first model were set by hand and are checked, not fitted.
package enum ConfidenceModel {
    /// A letter that differs speaks against a place by so much more, in the exponent, as its score
    /// is lower: places that differ in a letter or two are told apart, equal ones share.
    private static let weightPerPoint = 0.35
    /// Points of score that a place needs when the page is a few letters, and when it is whole.
    private static let pointsOfPhrase = 34.0
    private static let pointsOfPage = 100.0
    private static let lettersOfPage = 600.0
    /// How fast certainty grows with points, and with the share of the page that is explained.
    private static let slopePerPoint = 0.15
    private static let slopePerShare = 4.0
    /// What a place must hold of the page to be neither for nor against it.
    private static let neutralShare = 0.5

    /// How sure a "no" can be at most: a page that can't be read well enough is not found, either.
    private static let surestAbsence = 0.95
    /// With so few letters it is half as sure.
    private static let lettersOfHalf = 20.0

    /// From this confidence on, one answer is given.
    static let matched = 0.5
    /// Below it a place is not worth a mention.
    static let mentioned = 0.01

    /// The probability that a page is not in the books, which was not found there.
    static func absence(presence: Double, letters: Int) -> Double {
        let letters = Double(letters)
        return told((1 - presence) * surestAbsence * letters / (letters + lettersOfHalf))
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
        let score = evidence.score
        let share = min(1, Double(evidence.equal) / Double(max(1, evidence.runningLetters)))
        let length = min(1, Double(evidence.letters) / lettersOfPage)
        let needed = pointsOfPhrase + (pointsOfPage - pointsOfPhrase) * length
        let logit =
            slopePerPoint * (Double(score) - needed) + slopePerShare * (share - neutralShare)
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

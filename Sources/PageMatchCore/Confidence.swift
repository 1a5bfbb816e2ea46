/// How sure an answer is, from 0 (a guess) to 1 (certain).
///
/// Meant as a probability: of the answers given at 0.9, nine in ten should be right. It is not a
/// similarity.
public struct Confidence: Hashable, Comparable, Sendable {
    /// The probability, in 0…1.
    public let value: Double

    /// A confidence; what lies outside 0…1 (or is not a number) is brought to the nearest end.
    public init(_ value: Double) {
        self.value = value.isNaN ? 0 : min(1, max(0, value))
    }

    public static func < (left: Confidence, right: Confidence) -> Bool {
        left.value < right.value
    }
}

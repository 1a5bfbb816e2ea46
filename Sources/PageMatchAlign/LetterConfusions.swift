/// Which letters OCR programs take for each other: such a difference costs less than another.
package struct LetterConfusions: Sendable {
    /// For each code a bit for each group that it is in.
    private let groups: [UInt32]

    /// No two letters.
    package static let none = LetterConfusions([])

    /// Letters that look alike, in groups; a letter may be in several.
    ///
    /// - Parameter groups: codes of letters; of more than 32 groups the rest does not count.
    package init(_ groups: [[UInt8]]) {
        var bits = [UInt32](repeating: 0, count: 256)
        for (number, group) in groups.prefix(32).enumerated() {
            for code in group { bits[Int(code)] |= 1 << UInt32(number) }
        }
        self.groups = bits
    }

    /// Whether two different letters may be taken for each other.
    ///
    /// - Complexity: O(1).
    @inline(__always)
    package func contains(_ left: UInt8, _ right: UInt8) -> Bool {
        groups[Int(left)] & groups[Int(right)] != 0
    }
}

/// Which letters OCR programs take for each other: such a difference costs less than another.
package struct LetterConfusions: Sendable {
    /// A letter that is taken for two others side by side, and they for it.
    package typealias Division = (one: UInt8, first: UInt8, second: UInt8)

    /// For each code a bit for each group that it is in.
    private let groups: [UInt32]
    /// For each code what it is divided into.
    private let divisions: [[(first: UInt8, second: UInt8)]]

    /// No letters.
    package static let none = LetterConfusions([])

    /// Letters that look alike, in groups; a letter may be in several.
    ///
    /// - Parameters:
    ///   - groups: codes of letters; of more than 32 groups the rest does not count.
    ///   - divisions: letters that look like two.
    package init(_ groups: [[UInt8]], divisions: [Division] = []) {
        var bits = [UInt32](repeating: 0, count: 256)
        for (number, group) in groups.prefix(32).enumerated() {
            for code in group { bits[Int(code)] |= 1 << UInt32(number) }
        }
        self.groups = bits
        var divided = [[(first: UInt8, second: UInt8)]](repeating: [], count: 256)
        for division in divisions {
            divided[Int(division.one)].append((division.first, division.second))
        }
        self.divisions = divided
    }

    /// Whether two different letters may be taken for each other.
    ///
    /// - Complexity: O(1).
    @inline(__always)
    package func contains(_ left: UInt8, _ right: UInt8) -> Bool {
        groups[Int(left)] & groups[Int(right)] != 0
    }

    /// Calls `body` with the groups of each letter, as bits.
    func withGroups<Result>(_ body: (UnsafeBufferPointer<UInt32>) -> Result) -> Result {
        groups.withUnsafeBufferPointer(body)
    }

    /// The places of a gap where one letter of a side stands for two of the other.
    ///
    /// - Parameters:
    ///   - query: the page's letters in the gap, `rows` of them.
    ///   - target: the book's letters in the gap.
    ///   - score: of each.
    /// - Returns: bridges by their positions in the gap.
    /// - Complexity: O(rows · columns) at most; O(rows + columns) without such letters.
    func bridges(
        _ query: Span<UInt8>, _ target: Span<UInt8>, score: Int32
    ) -> [GapBridge] {
        var found: [GapBridge] = []
        for row in 0..<query.count {
            for (first, second) in divisions[Int(query[row])] {
                for column in 0..<max(0, target.count - 1)
                where target[column] == first && target[column + 1] == second {
                    found.append(
                        GapBridge(
                            query: row..<row + 1, target: column..<column + 2, score: score))
                }
            }
        }
        for column in target.indices {
            for (first, second) in divisions[Int(target[column])] {
                for row in 0..<max(0, query.count - 1)
                where query[row] == first
                    && query[row + 1] == second
                {
                    found.append(
                        GapBridge(
                            query: row..<row + 2, target: column..<column + 1, score: score))
                }
            }
        }
        return found
    }
}

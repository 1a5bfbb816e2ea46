internal import PageMatchCore

/// How alike two words are by their letters: what a recogniser makes of "Ishmael" is "Ishmail".
enum WordSimilarity {
    /// Whether the edit distance is at most two fifths of the longer word's letters.
    ///
    /// Words that are told apart by length or by the letters they hold cost a few operations; the
    /// rest O(letters²) of at most ``longest`` letters.
    static func areAlike(
        _ left: Span<UInt8>, _ leftRange: Range<Int>, _ right: Span<UInt8>, _ rightRange: Range<Int>
    ) -> Bool {
        let longer = max(leftRange.count, rightRange.count)
        let limit = longer * 2 / 5
        guard longer >= 3, longer <= longest, abs(leftRange.count - rightRange.count) <= limit
        else {
            return false
        }
        let different = (letterSet(left, leftRange) ^ letterSet(right, rightRange)).nonzeroBitCount
        // Each edit changes at most two members of the set.
        guard different <= 2 * limit else { return false }
        return editDistance(left, leftRange, right, rightRange) <= limit
    }

    /// Longer words are compared by their ids alone.
    private static let longest = 32

    private static func letterSet(_ letters: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var set: UInt64 = 0
        for index in range { set |= 1 << UInt64(letters[index] & 63) }
        return set
    }

    private static func editDistance(
        _ left: Span<UInt8>, _ leftRange: Range<Int>, _ right: Span<UInt8>, _ rightRange: Range<Int>
    ) -> Int {
        var row = InlineArray<33, Int>(repeating: 0)
        for column in 0...rightRange.count { row[column] = column }
        for (line, leftIndex) in leftRange.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for (column, rightIndex) in rightRange.enumerated() {
                let substitution = diagonal + (left[leftIndex] == right[rightIndex] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substitution, diagonal + 1, row[column] + 1)
            }
        }
        return row[rightRange.count]
    }
}

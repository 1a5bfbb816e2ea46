/// Counts a text in the units of those who do not count bytes: EPUB CFI, JavaScript and Java in
/// UTF-16 code units, KOReader and Python in code points.
package enum TextUnits {
    /// How many code points and UTF-16 code units a stretch of UTF-8 has.
    ///
    /// - Parameters:
    ///   - text: well-formed UTF-8.
    ///   - range: UTF-8 offsets; a character that begins in the range counts.
    /// - Returns: both counts.
    /// - Complexity: O(range), some gigabytes a second.
    package static func count(
        _ text: Span<UInt8>, in range: Range<Int>
    ) -> (codePoints: Int, utf16: Int) {
        var codePoints = 0
        var pairs = 0
        for index in range {
            // Each character has one byte that does not go on with another, and one of more than the
            // first 65,536 characters begins with 0xF0 or more.
            codePoints &+= text[index] & 0xC0 == 0x80 ? 0 : 1
            pairs &+= text[index] >= 0xF0 ? 1 : 0
        }
        return (codePoints, codePoints + pairs)
    }
}

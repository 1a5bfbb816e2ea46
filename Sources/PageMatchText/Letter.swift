/// A letter of the normal form as one byte, so that a book's letters are small and quick to compare.
///
///     1 … 26    a … z
///     27 … 36   0 … 9
///     37 … 255  everything else: 37 + code point mod 219
///
/// Neighbouring code points, as in Greek or Cyrillic, keep distinct codes; two ideographs meet by
/// chance once in 219 times, which a lookup over dozens of letters does not notice. 0 is no letter.
package enum Letter {
    /// The code of a folded code point; never 0.
    package static func code(_ scalar: UInt32) -> UInt8 {
        switch scalar {
        case 0x61...0x7A: UInt8(truncatingIfNeeded: scalar - 0x61 + 1)
        case 0x30...0x39: UInt8(truncatingIfNeeded: scalar - 0x30 + 27)
        default: UInt8(truncatingIfNeeded: scalar % 219 + 37)
        }
    }
}

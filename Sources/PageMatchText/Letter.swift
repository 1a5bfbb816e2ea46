/// A letter of the normal form as one byte, so that a book's letters are small and quick to compare.
///
///     a … z, 0 … 9          their ASCII codes
///     the other 219 bytes   everything else: the (code point mod 219)th of them
///
/// Neighbouring code points, as in Greek or Cyrillic, keep distinct codes; two ideographs meet by
/// chance once in 219 times, which a lookup over dozens of letters does not notice. 0 is no letter.
package enum Letter {
    /// The code of a folded code point; never 0.
    @inline(__always)
    package static func code(_ scalar: UInt32) -> UInt8 {
        switch scalar {
        case 0x61...0x7A, 0x30...0x39: return UInt8(truncatingIfNeeded: scalar)
        default:
            var code = scalar % 219 + 1
            if code >= 0x30 { code += 10 }
            if code >= 0x61 { code += 26 }
            return UInt8(truncatingIfNeeded: code)
        }
    }
}

/// The 64-bit hash of a word's folded letters: equal words have equal ids, in any book.
///
/// Two different words of a library of a million share an id with a probability of 3 · 10⁻⁸, so
/// ids stand for words without a dictionary.
package enum WordID {
    /// The id of a word with no letters after folding.
    package static let empty: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// The id of a word's letters, code points of the normal form.
    ///
    /// Each step is a bijection of the state for a given letter; the finish is SplitMix64's.
    package static func hash(_ letters: some Sequence<UInt32>) -> UInt64 {
        var state = empty
        for letter in letters {
            state = (state ^ UInt64(letter)) &* 0x0000_0100_0000_01B3
            state ^= state >> 29
        }
        state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        state = (state ^ (state >> 27)) &* 0x94D0_49BB_1331_11EB
        return state ^ (state >> 31)
    }
}

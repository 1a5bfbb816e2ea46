/// The 64-bit hash of a word's folded letters: equal words have equal ids, in any book.
///
/// A word's letters, as UTF-8, are taken by eight bytes, the last ones filled up with zeros:
///
///     id = mix(… mix(mix(first eight) ^ second eight) ^ …)
///
/// `mix` is a bijection and no letter is 0, so words of up to eight bytes never share an id; two
/// longer words of a library of a million do with a probability of 3 · 10⁻⁸. So ids stand for words
/// without a dictionary.
package enum WordID {
    /// The id of a word with no letters after folding.
    package static let empty: UInt64 = 0

    /// The finish of SplitMix64, a bijection.
    ///
    /// - Source: G. Steele, D. Lea, C. Flood, OOPSLA 2014. https://doi.org/10.1145/2660193.2660195
    @inline(__always)
    static func mix(_ value: UInt64) -> UInt64 {
        var state = value
        state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        state = (state ^ (state >> 27)) &* 0x94D0_49BB_1331_11EB
        return state ^ (state >> 31)
    }

    /// Takes a word's letters one by one.
    struct Hasher {
        private var state = WordID.empty
        private var pending: UInt64 = 0
        private var shift: UInt64 = 0

        /// Adds a code point of the normal form.
        @inline(__always)
        mutating func combine(_ scalar: UInt32) {
            if scalar < 0x80 { return add(UInt64(scalar)) }
            if scalar < 0x800 {
                add(UInt64(0xC0 | scalar >> 6))
            } else {
                if scalar < 0x10000 {
                    add(UInt64(0xE0 | scalar >> 12))
                } else {
                    add(UInt64(0xF0 | scalar >> 18))
                    add(UInt64(0x80 | scalar >> 12 & 0x3F))
                }
                add(UInt64(0x80 | scalar >> 6 & 0x3F))
            }
            add(UInt64(0x80 | scalar & 0x3F))
        }

        /// The id of what was added.
        @inline(__always)
        func finish() -> UInt64 {
            shift == 0 ? state : WordID.mix(state ^ pending)
        }

        @inline(__always)
        private mutating func add(_ byte: UInt64) {
            pending |= byte << shift
            shift += 8
            if shift == 64 {
                state = WordID.mix(state ^ pending)
                pending = 0
                shift = 0
            }
        }
    }

    /// The id of a word's letters, code points of the normal form.
    package static func hash(_ letters: some Sequence<UInt32>) -> UInt64 {
        var hasher = Hasher()
        for letter in letters { hasher.combine(letter) }
        return hasher.finish()
    }
}

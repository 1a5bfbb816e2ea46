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
            let code = UInt64(scalar)
            if code < 0x80 {
                add(code, bits: 8)
            } else if code < 0x800 {
                add((0xC0 | code >> 6) | (0x80 | code & 0x3F) << 8, bits: 16)
            } else if code < 0x10000 {
                let last = (0x80 | code >> 6 & 0x3F) << 8 | (0x80 | code & 0x3F) << 16
                add((0xE0 | code >> 12) | last, bits: 24)
            } else {
                let last = (0x80 | code >> 6 & 0x3F) << 16 | (0x80 | code & 0x3F) << 24
                add((0xF0 | code >> 18) | (0x80 | code >> 12 & 0x3F) << 8 | last, bits: 32)
            }
        }

        /// The id of what was added.
        @inline(__always)
        func finish() -> UInt64 {
            shift == 0 ? state : WordID.mix(state ^ pending)
        }

        /// Adds a character's bytes, the first one lowest.
        @inline(__always)
        private mutating func add(_ bytes: UInt64, bits: UInt64) {
            pending |= bytes << shift
            let room = 64 - shift
            shift += bits
            if bits >= room {
                state = WordID.mix(state ^ pending)
                // A shift by 64 gives 0, as it should.
                pending = bytes >> room
                shift = bits - room
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

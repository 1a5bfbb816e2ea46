/// The consonants of a word as classes of sound, 4 bits each: “Ishmael” and “Ishmail” have one key.
///
///     classes   1 p b · 2 f v ph · 3 t d th · 4 k c g q · 5 s z · 6 l · 7 m · 8 n · 9 r
///               10 sh ch j · 11 w · 12 vowel at the beginning, with h or without
///     night, knight  8 3        Phil, Fil  2 6        Ishmael  12 10 7 6
///
/// For Latin letters, in any language: where spelling differs between languages (`j`, `w`, `v`) a
/// key may be wrong, but it is so on both sides. Words with other letters have no key.
///
/// - Source: after R. Russell's Soundex, US patent 1,261,167 (1918), with what is silent in English,
///   French and German left out, and the vowel at the beginning kept as one.
struct SoundKey: Equatable, Sendable {
    /// The first class in the lowest bits.
    private(set) var classes: UInt64 = 0
    /// How many there are, at most 16; 0 for no key.
    private(set) var count = 0

    /// What stands for `a` among the letters' codes; `b` … `z` follow.
    private static let firstLetter = UInt8(ascii: "a")
    private static let alphabet: UInt8 = 26

    /// The key of the letters in `range`.
    ///
    /// - Complexity: O(letters).
    init(_ letters: [UInt8], _ range: Range<Int>) {
        for index in range where letters[index] &- Self.firstLetter >= Self.alphabet { return }
        let spelling = Spelling.table
        var index = range.lowerBound
        var vowelBetween = true
        while index < range.upperBound {
            let letter = Int(letters[index] - Self.firstLetter)
            let left = range.upperBound - index
            // The next letters, for comparing them with a rule's at once.
            var window = UInt32(letters[index])
            if left > 1 { window |= UInt32(letters[index + 1]) << 8 }
            if left > 2 { window |= UInt32(letters[index + 2]) << 16 }
            var sounds = spelling.sounds[letter]
            var length = 1
            for rule in Int(spelling.starts[letter])..<Int(spelling.starts[letter + 1]) {
                let rule = spelling.rules[rule]
                guard window & rule.mask == rule.letters,
                    rule.applies(isFirst: index == range.lowerBound, left: left)
                else { continue }
                sounds = rule.sounds
                length = rule.length
                break
            }
            if sounds == 0 {
                if spelling.isVowel[letter] { vowelBetween = true }
            } else {
                push(sounds & 15, &vowelBetween)
                if sounds > 15 { push(sounds >> 4, &vowelBetween) }
            }
            index += length
        }
    }

    /// Adds a class; one that is there already and has no vowel between is the same sound.
    private mutating func push(_ sound: UInt64, _ vowelBetween: inout Bool) {
        defer { vowelBetween = false }
        if count == 16 { return }
        if !vowelBetween, count > 0, classes >> (4 * UInt64(count - 1)) == sound { return }
        classes |= sound << (4 * UInt64(count))
        count += 1
    }

    /// Whether one class inserted, left out or changed makes the keys equal.
    func isWithinOneEdit(of other: SoundKey) -> Bool {
        if abs(count - other.count) > 1 { return false }
        let different = classes ^ other.classes
        if different == 0 { return true }
        // The classes behind the first that differs.
        let place = UInt64(different.trailingZeroBitCount) & ~3
        let left = classes >> place
        let right = other.classes >> place
        if count == other.count { return left >> 4 == right >> 4 }
        return count > other.count ? left >> 4 == right : left == right >> 4
    }

    /// How letters sound.
    private struct Spelling {
        enum Place { case anywhere, start, inside, end }

        /// Letters that sound otherwise together, or in this place.
        struct Rule {
            /// Up to three letters' codes, the first lowest, and the bits that they take.
            var letters: UInt32
            var mask: UInt32
            var count: Int
            var place: Place
            /// A class; two, the second in the next 4 bits; 0 for what is silent.
            var sounds: UInt64
            /// How many of the letters these are.
            var length: Int

            /// Whether the place is right, where so many letters of the word are left.
            @inline(__always)
            func applies(isFirst: Bool, left: Int) -> Bool {
                switch place {
                case .anywhere: true
                case .start: isFirst
                case .inside: !isFirst
                case .end: left == count
                }
            }
        }

        static let table = Spelling()

        /// For each letter its sound where no rule applies; vowels have none.
        let sounds: [UInt64] = [
            0, 1, 4, 3, 0, 2, 4, 0, 0, 10, 4, 6, 7, 8, 0, 1, 4, 9, 5, 3, 0, 2, 11, 0x54, 0, 5,
        ]

        /// For each letter whether it parts two sounds; `h` does not.
        let isVowel = "abcdefghijklmnopqrstuvwxyz".map { "aeiouyw".contains($0) }

        /// Rules by their first letter; the first that applies counts.
        let rules: [Rule]
        /// For each letter the index of its first rule, and at the end the number of rules.
        let starts: [UInt8]

        private init() {
            var rules: [Rule] = []
            var starts: [UInt8] = [0]
            for letter in 0..<alphabet {
                for (spelling, place, sounds, length) in Self.written
                where spelling.utf8.first == UInt8(ascii: "a") + letter {
                    var letters: UInt32 = 0
                    for byte in spelling.utf8.reversed() {
                        letters = letters << 8 | UInt32(byte - UInt8(ascii: "a") + firstLetter)
                    }
                    let count = spelling.utf8.count
                    rules.append(
                        Rule(
                            letters: letters, mask: 1 << UInt32(8 * count) - 1, count: count,
                            place: place, sounds: sounds, length: length))
                }
                starts.append(UInt8(rules.count))
            }
            self.rules = rules
            self.starts = starts
        }

        private static let written: [(String, Place, UInt64, Int)] =
            "aeiouyh".map { (String($0), .start, 12, 1) }
            + ["ce", "ci", "cy"].map { ($0, .anywhere, 5, 1) }
            + ["sce", "sci", "scy"].map { ($0, .anywhere, 5, 2) }
            + ["dge", "dgi", "dgy"].map { ($0, .anywhere, 10, 2) }
            + ["tio", "tia"].map { ($0, .anywhere, 10, 1) }
            // Silent: knight, gnome, write, psalm, pneumatic.
            + ["kn", "gn", "wr", "ps", "pn"].map { ($0, .start, 0, 1) }
            + [
                ("tch", .anywhere, 10, 3), ("sch", .anywhere, 10, 3), ("sh", .anywhere, 10, 2),
                ("chr", .anywhere, 4, 2), ("ch", .anywhere, 10, 2), ("ph", .anywhere, 2, 2),
                ("gh", .inside, 0, 2), ("ge", .end, 10, 1), ("mb", .end, 7, 2),
                ("x", .start, 5, 1),
            ]
            // A part of the vowel before: saw, own, but not in “away”.
            + "bcdfgjklmnpqrstvwxz".map { ("w\($0)", .inside, 0, 1) } + [("w", .end, 0, 1)]
    }
}

internal import CICUText

/// What the quick way through a text knows of characters: of Latin, Greek and Cyrillic letters and
/// of the punctuation among them, each by what ICU says of it.
///
/// Asked of ICU when it is first needed, so that the quick way divides and folds as the ICU does
/// that is installed.
struct CharacterTable: Sendable {
    /// One character.
    ///
    ///     bits 0–3    what it does: one of ``Kind``
    ///     bits 4–5    how many letters it folds to
    ///     bits 16–63  these letters, 16 bits each
    struct Entry: Sendable {
        var bits: UInt64 = 0

        /// What it does where words are divided.
        var kind: Kind { Kind(rawValue: UInt8(truncatingIfNeeded: bits & 15)) ?? .slow }
        /// How many letters it folds to, 0…3.
        var count: Int { Int(truncatingIfNeeded: bits >> 4 & 3) }
        /// The first of these letters in the lowest 16 bits.
        var letters: UInt64 { bits >> 16 }
    }

    /// See `PM_CHARACTER_…` of `pm_icu.h`.
    enum Kind: UInt8 {
        case slow, other, letter, digit, stop, letterStop, digitStop, connector, format
    }

    /// Latin, Greek, Cyrillic; and of Latin Extended Additional, Greek Extended and punctuation.
    private static let low: Range<UInt32> = 0..<0x530
    private static let high: Range<UInt32> = 0x1E00..<0x2070

    /// Of ``low``, then of ``high``.
    let entries: [Entry]
    /// Whether a colon joins letters: it does in some versions of ICU.
    let colonJoins: Bool
    /// Whether the quick way may be gone: whether ASCII is divided as it knows it.
    let isUsable: Bool

    /// The index of a character in ``entries``; `nil` for one that is not in the table.
    @inline(__always)
    static func index(of scalar: UInt32) -> Int? {
        if scalar < low.upperBound { return Int(scalar) }
        if scalar &- high.lowerBound < UInt32(high.count) {
            return Int(scalar &- high.lowerBound &+ low.upperBound)
        }
        return nil
    }

    /// The table of the ICU that is installed.
    static let installed: CharacterTable = {
        var status: Int32 = 0
        guard let tokenizer = pm_tokenizer_open(&status) else { return CharacterTable([]) }
        defer { pm_tokenizer_close(tokenizer) }
        var entries: [Entry] = []
        for range in [low, high] {
            var characters = [pm_character](repeating: pm_character(), count: range.count)
            let failure = pm_characters(
                tokenizer, UInt16(range.lowerBound), UInt16(range.count), &characters)
            guard failure == 0 else { return CharacterTable([]) }
            entries += characters.map { character in
                var letters = UInt64(character.letters.2)
                letters = letters << 16 | UInt64(character.letters.1)
                letters = letters << 16 | UInt64(character.letters.0)
                return Entry(
                    bits: letters << 16 | UInt64(character.count) << 4 | UInt64(character.kind))
            }
        }
        return CharacterTable(entries)
    }()

    private init(_ entries: [Entry]) {
        self.entries = entries
        guard !entries.isEmpty else {
            colonJoins = false
            isUsable = false
            return
        }
        let colon = entries[0x3A].kind
        let at = entries[0x40].kind
        colonJoins = colon == .letterStop
        var isUsable =
            (colon == .other || colon == .letterStop) && (at == .other || at == .slow)
        for byte: UInt8 in 0..<0x80 where byte != 0x3A && byte != 0x40 {
            isUsable = isUsable && entries[Int(byte)].kind == Self.expected(byte)
        }
        self.isUsable = isUsable
    }

    /// What the masks of `pm_text_kernels.h` take an ASCII character for.
    private static func expected(_ byte: UInt8) -> Kind {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): .letter
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
        case UInt8(ascii: "."), UInt8(ascii: "'"): .stop
        case UInt8(ascii: ","), UInt8(ascii: ";"): .digitStop
        case UInt8(ascii: "_"): .connector
        default: .other
        }
    }
}

import PageMatchCore

/// A number as it is printed on a page: `214`, `xiv`, `[12]`, `—7—`.
struct PrintedNumber: Equatable {
    /// Without ornaments.
    let label: String
    let value: Int
    let isRoman: Bool
    /// Whether a sentence's mark follows: numbers of pages have none.
    let endsSentence: Bool
    /// Whether the same dash, dot or bracket stands on both sides, as around nothing else in a line
    /// of its own.
    let isInOrnament: Bool

    /// Marks that stand around page numbers.
    private static let ornaments: Set<Unicode.Scalar> = [
        "-", "–", "—", "‒", "―", "[", "]", "(", ")", "{", "}", "|", "*", "•", "·", "~", "«", "»",
        "<", ">", "=", "_", ".", ",", "'", "‘", "’", "“", "”", "\"", ":", ";", "¦",
    ]

    /// Which of them stand in pairs around a number.
    private static let pairs: [Unicode.Scalar: Unicode.Scalar] = [
        "-": "-", "–": "–", "—": "—", "‒": "‒", "―": "―", "[": "]", "·": "·", "•": "•", "~": "~",
        "*": "*",
    ]

    /// Bytes of the longest, ornaments included.
    private static let longest = 32

    /// The number that a piece is; `nil` for anything else, sums of money and shares among them.
    init?(_ text: String) {
        guard Self.mayBeNumber(text.utf8) else { return nil }
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.firstIndex(where: { !Self.isOrnament($0) }),
            let last = scalars.lastIndex(where: { !Self.isOrnament($0) })
        else { return nil }
        let core = scalars[first...last]
        // Neither digits of ASCII nor Roman numerals have others.
        guard core.allSatisfy(\.isASCII) else { return nil }
        isInOrnament =
            first > 0 && last + 1 < scalars.count
            && Self.pairs[scalars[first - 1]] == scalars[last + 1]
        endsSentence =
            first == 0 && last + 1 < scalars.count
            && [".", ",", ";", ":"].contains(scalars[last + 1])
        label = String(decoding: core.map { UInt8($0.value) }, as: UTF8.self)
        if core.count <= 4, core.allSatisfy({ ("0"..."9").contains($0) }), core.first != "0",
            let number = Int(label)
        {
            (value, isRoman) = (number, false)
        } else if let number = romanNumber(label) {
            (value, isRoman) = (number, true)
        } else {
            return nil
        }
    }

    /// Whether it is one of the marks that stand around page numbers.
    private static func isOrnament(_ scalar: Unicode.Scalar) -> Bool {
        // Letters and digits of ASCII are the most that is asked about.
        let letter = scalar.value | 0x20
        guard letter &- 0x61 >= 26, scalar.value &- 0x30 >= 10 else { return false }
        return ornaments.contains(scalar)
    }

    /// Whether some bytes of a text are not certainly something else: short, and of ASCII's letters only
    /// those that are Roman numerals.
    static func mayBeNumber(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.count <= longest
            && bytes.allSatisfy {
                let letter = $0 | 0x20
                return letter &- 0x61 >= 26 || roman & 1 << UInt32(letter &- 0x61) != 0
            }
    }

    /// The letters of Roman numerals, as bits from `a` on.
    private static let roman: UInt32 = "ivxlcdm".utf8.reduce(0) { $0 | 1 << UInt32($1 - 0x61) }

    /// The page number that it is.
    func number(isCertain: Bool) -> PageFacts.Number {
        PageFacts.Number(label: label, value: value, isRoman: isRoman, isCertain: isCertain)
    }
}

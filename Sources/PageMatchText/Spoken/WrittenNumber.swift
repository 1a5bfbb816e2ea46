/// A number as it is printed, taken apart: `1,234.50`, `19th`, `6d`.
struct WrittenNumber {
    /// The digits before the decimal separator, without what groups them.
    private(set) var digits = ""
    /// The digits behind it; empty without one.
    private(set) var decimals = ""
    /// Letters behind the digits.
    private(set) var ending = ""

    /// The whole part; `nil` for more than 15 digits.
    var value: Int64? {
        digits.utf8.count <= NumberSpeller.maximumDigits ? Int64(digits) : nil
    }

    /// Takes a word apart; `nil` when it does not begin with a digit, or is no number.
    ///
    /// A separator that is not the language's own for decimals groups digits by three; where it
    /// does not stand before three, as in a number of another language, it is one for decimals.
    init?(_ written: some Collection<UInt8>, _ decimalSeparator: Character) {
        guard written.count <= 40 else { return nil }
        let text = String(decoding: written, as: UTF8.self)
        let isDigit = { (character: Character) in character.isASCII && character.isNumber }
        guard let last = text.lastIndex(where: isDigit), let first = text.first, isDigit(first)
        else { return nil }
        ending = String(text[text.index(after: last)...])
        let number = text[...last]
        var groups = number.split(separator: decimalSeparator, omittingEmptySubsequences: false)
        guard groups.count <= 2 else {
            // Several of them group digits after all.
            guard groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
            digits = groups.joined()
            if !digits.allSatisfy(isDigit) { return nil }
            return
        }
        if groups.count == 2 { decimals = String(groups.removeLast()) }
        let thousands = groups[0].split(
            omittingEmptySubsequences: false, whereSeparator: { !isDigit($0) })
        digits = thousands.joined()
        if thousands.dropFirst().contains(where: { $0.count != 3 }) {
            guard thousands.count == 2, decimals.isEmpty else { return nil }
            digits = String(thousands[0])
            decimals = String(thousands[1])
        }
        // A letter among the digits makes it no number; separators were the only others allowed.
        let allowed = { (character: Character) in isDigit(character) || ",.'’٬".contains(character)
        }
        guard number.allSatisfy({ allowed($0) || $0 == decimalSeparator }),
            decimals.allSatisfy(isDigit), !digits.isEmpty
        else { return nil }
    }
}

internal import PageMatchCore

/// How numbers are said: `1851`, `3rd`, `£4`, `$5.50`, `6d`, `1/2`, `XIV`.
struct NumberForms: ~Copyable {
    private let table: SpokenTable
    private var speller: NumberSpeller
    /// The numbers that were spelled out, as letters.
    private var known: [Int64: Spelled] = [:]

    private struct Spelled {
        var cardinals: [[UInt8]] = []
        var ordinals: [[UInt8]] = []
    }

    /// What bounds the forms of a text.
    private enum Limits {
        /// More different numbers than in any book that is read aloud: a table of logarithms.
        static let numbers = 4096
        /// Forms of one number.
        static let forms = 32
        /// A bare number may be the day of a month, or a small ordinal.
        static let bareOrdinals: Int64 = 100
        /// Years that are said by hundreds.
        static let years: ClosedRange<Int64> = 1100...1999
        /// Numbers of so many digits may be said digit by digit.
        static let digitByDigit = 3...8
    }

    init(_ table: SpokenTable) {
        self.table = table
        speller = NumberSpeller(language: table.language.code)
    }

    /// What stands around a number.
    struct Signs: Hashable {
        /// The character directly before it, and the one behind it, a space left out.
        var before: Character?
        var behind: Character?
    }

    /// What a word with digits may be said as.
    ///
    /// - Parameters:
    ///   - written: the word as it is printed, beginning with a digit.
    ///   - signs: what stands around it.
    ///   - tokenizer: folds the words.
    /// - Returns: letters; none for what is no number of at most 15 digits.
    /// - Throws: `unicodeLibrary` when ICU fails.
    mutating func forms(
        of written: some Collection<UInt8>, _ signs: Signs, _ tokenizer: inout Tokenizer
    ) throws(NormalFormError) -> [[UInt8]] {
        guard let number = WrittenNumber(written, table.language.decimalSeparator),
            let value = number.value, let spelled = try spelled(value, &tokenizer)
        else { return [] }
        let ending = number.ending.lowercased()
        if !ending.isEmpty {
            // “2d” is the second, or two pence.
            let isOrdinal = table.language.ordinalEndings.contains(ending)
            let unit = table.language.units[ending] ?? []
            return try named(spelled.cardinals, value == 1, unit, digits: number, &tokenizer)
                + (unit.isEmpty ? [] : spelled.cardinals) + (isOrdinal ? ordinals(spelled) : [])
        }
        if !number.decimals.isEmpty {
            return try decimal(number, spelled, sign(signs), &tokenizer)
        }
        var forms = spelled.cardinals
        if let sign = sign(signs), let names = table.language.signs[String(sign)] {
            forms += try named(spelled.cardinals, value == 1, names, digits: number, &tokenizer)
        }
        if let fraction = signs.behind.flatMap({ Self.vulgar[$0] }) {
            forms += try withFraction(spelled.cardinals, fraction, &tokenizer)
        }
        if value <= Limits.bareOrdinals { forms += ordinals(spelled) }
        if Limits.digitByDigit.contains(number.digits.count) {
            forms += try digitByDigit(number.digits, &tokenizer)
        }
        return Array(forms.prefix(Limits.forms))
    }

    /// What a Roman numeral may be said as: a number, or an ordinal one.
    mutating func forms(
        ofRoman value: Int64, _ tokenizer: inout Tokenizer
    ) throws(NormalFormError) -> [[UInt8]] {
        guard let spelled = try spelled(value, &tokenizer) else { return [] }
        let digits = try tokenizer.letters(of: String(value))
        return Array(
            ([digits] + spelled.cardinals + ordinals(spelled)).prefix(Limits.forms))
    }

    /// What `1/2` may be said as; none for unusual fractions.
    func forms(ofFraction written: String, _ tokenizer: inout Tokenizer) throws(NormalFormError)
        -> [[UInt8]]
    {
        guard let said = table.language.fractions[written] else { return [] }
        return try tokenizer.letters(of: said)
    }

    /// Fractions that are one character.
    private static let vulgar: [Character: String] = [
        "½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8",
    ]

    // MARK: Parts

    /// A number's cardinals and ordinals, with what this language says for some of them.
    private mutating func spelled(
        _ value: Int64, _ tokenizer: inout Tokenizer
    ) throws(NormalFormError) -> Spelled? {
        if let spelled = known[value] { return spelled }
        guard known.count < Limits.numbers else { return nil }
        let words = speller.words(for: value)
        let cardinals = words.cardinals + hundreds(value)
        // Ordinals follow cardinals, so that one call folds both.
        let letters = try tokenizer.letters(of: cardinals + words.ordinals)
        var spelled = Spelled(
            cardinals: unique(letters.prefix(cardinals.count)),
            ordinals: unique(letters.dropFirst(cardinals.count)))
        for (from, to) in table.numberBeginnings {
            let others = spelled.cardinals.filter { $0.starts(with: from) }
            if others.isEmpty { continue }
            spelled.cardinals = unique(
                spelled.cardinals + others.map { to + $0.dropFirst(from.count) })
        }
        known[value] = spelled
        return spelled
    }

    /// Eighteen hundred fifty-one, eighteen hundred and fifty-one.
    private mutating func hundreds(_ value: Int64) -> [String] {
        guard let hundred = table.language.hundred, Limits.years.contains(value) else { return [] }
        let (century, rest) = value.quotientAndRemainder(dividingBy: 100)
        var said: [String] = []
        for first in speller.words(for: century).cardinals.prefix(1) {
            said.append(first + " " + hundred)
            guard rest > 0 else { continue }
            for second in speller.words(for: rest).cardinals.prefix(1) {
                said = [first + " " + second, first + " " + hundred + " " + second]
                said += table.language.and.map { "\(first) \(hundred) \($0) \(second)" }
            }
        }
        return said
    }

    private func ordinals(_ spelled: Spelled) -> [[UInt8]] {
        var forms: [[UInt8]] = []
        for after in table.afterOrdinal {
            for before in table.beforeOrdinal {
                forms += spelled.ordinals.map { before + $0 + after }
            }
        }
        return Array(forms.prefix(Limits.forms))
    }

    /// The sign that belongs to a number: before it, as “£”, or behind it, as “%”.
    private func sign(_ signs: Signs) -> Character? {
        [signs.before, signs.behind].compactMap(\.self)
            .first { table.language.signs[String($0)] != nil }
    }

    /// Numbers with the name of what they count: four pounds, 4 pounds.
    private func named(
        _ numbers: [[UInt8]], _ isOne: Bool, _ names: [String], digits: WrittenNumber,
        _ tokenizer: inout Tokenizer
    ) throws(NormalFormError) -> [[UInt8]] {
        if names.isEmpty { return [] }
        let written = try tokenizer.letters(of: digits.digits)
        let names = try tokenizer.letters(of: isOne ? names : Array(names.dropFirst()))
        return (numbers.prefix(6) + [written]).flatMap { number in names.map { number + $0 } }
    }

    /// Two and a half.
    private func withFraction(
        _ numbers: [[UInt8]], _ fraction: String, _ tokenizer: inout Tokenizer
    ) throws(NormalFormError) -> [[UInt8]] {
        let said = try tokenizer.letters(of: table.language.fractions[fraction] ?? [])
        return joined(Array(numbers.prefix(4)), said)
    }

    private mutating func digitByDigit(
        _ digits: String, _ tokenizer: inout Tokenizer
    ) throws(NormalFormError) -> [[UInt8]] {
        var said: [UInt8] = []
        for digit in digits {
            guard let value = digit.wholeNumberValue,
                let spelled = try spelled(Int64(value), &tokenizer)
            else { return [] }
            said += spelled.cardinals.first ?? []
        }
        return [said]
    }

    /// Five point five; five dollars and fifty cents, five dollars fifty, five fifty.
    private mutating func decimal(
        _ number: WrittenNumber, _ whole: Spelled, _ sign: Character?,
        _ tokenizer: inout Tokenizer
    ) throws(NormalFormError) -> [[UInt8]] {
        var forms: [[UInt8]] = []
        if let tenths = try digitByDigit(number.decimals, &tokenizer).first {
            for point in try tokenizer.letters(of: table.language.decimalWords) {
                forms += whole.cardinals.prefix(4).map { $0 + point + tenths }
            }
        }
        if let sign, let names = table.language.signs[String(sign)] {
            forms += try tokenizer.letters(of: names).flatMap { name in forms.map { $0 + name } }
        }
        guard number.decimals.utf8.count == 2, let parts = Int64(number.decimals),
            let small = try spelled(parts, &tokenizer)
        else { return forms }
        // A time, or money; in the columns of an account the sign is left out.
        forms += whole.cardinals.prefix(2).flatMap { large in
            small.cardinals.prefix(2).map { large + $0 }
        }
        let coins = table.language.hundredths.keys.sorted()
        for coin in sign.map({ [String($0)] }) ?? coins where coins.contains(coin) {
            forms += try money(number, whole, parts, small, coin, &tokenizer)
        }
        return unique(forms.prefix(Limits.forms * 2))
    }

    /// An amount with the names of its coins; of none of either only the other is said.
    private func money(
        _ number: WrittenNumber, _ whole: Spelled, _ parts: Int64, _ small: Spelled,
        _ sign: String, _ tokenizer: inout Tokenizer
    ) throws(NormalFormError) -> [[UInt8]] {
        let names = table.language.signs[sign] ?? []
        let smallNames = table.language.hundredths[sign] ?? []
        let large = try named(
            Array(whole.cardinals.prefix(2)) + Array(whole.cardinals.suffix(1)), number.value == 1,
            names, digits: number, &tokenizer)
        let cents = try tokenizer.letters(
            of: parts == 1 ? smallNames : Array(smallNames.dropFirst())
        )
        .flatMap { name in small.cardinals.prefix(1).map { $0 + name } }
        if parts == 0 { return large }
        if number.value == 0 { return cents }
        var forms: [[UInt8]] = []
        for amount in large {
            forms += joined([amount], cents)
            if let bare = small.cardinals.first { forms.append(amount + bare) }
        }
        return forms
    }

    /// Each of the one with each of the other behind it, without and with “and” between them.
    private func joined(_ first: [[UInt8]], _ second: [[UInt8]]) -> [[UInt8]] {
        var forms: [[UInt8]] = []
        for start in first {
            for end in second {
                forms.append(start + end)
                for and in table.and { forms.append(start + and + end) }
            }
        }
        return forms
    }
}

/// Without those that were there before.
private func unique(_ forms: some Sequence<[UInt8]>) -> [[UInt8]] {
    var seen: Set<[UInt8]> = []
    return forms.filter { !$0.isEmpty && seen.insert($0).inserted }
}

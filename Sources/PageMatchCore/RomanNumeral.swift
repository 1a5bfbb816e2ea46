/// The value of a Roman numeral in small letters: `xiv` is 14.
///
/// - Parameters:
///   - text: the numeral.
///   - limit: the value must be less; with 400, where numbers of pages end, words such as `mix` and
///     `dim` are none. At most 4000.
/// - Returns: `nil` unless it is written as the rules have it: `iiii`, `ic` and `ixi` are not.
package func romanNumber(_ text: String, below limit: Int = 400) -> Int? {
    guard (1...15).contains(text.utf8.count) else { return nil }
    var value = 0
    var highest = 0
    for byte in text.utf8.reversed() {
        guard let digit = romanDigits.first(where: { $0.letter == byte })?.value else { return nil }
        value += digit < highest ? -digit : digit
        highest = max(highest, digit)
    }
    return (1..<min(limit, 4000)).contains(value) && romanText(value) == text ? value : nil
}

private let romanDigits: [(letter: UInt8, value: Int)] = [
    (UInt8(ascii: "i"), 1), (UInt8(ascii: "v"), 5), (UInt8(ascii: "x"), 10),
    (UInt8(ascii: "l"), 50), (UInt8(ascii: "c"), 100), (UInt8(ascii: "d"), 500),
    (UInt8(ascii: "m"), 1000),
]

private let romanParts: [(value: Int, letters: String)] = [
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
]

/// A number below 4000 in Roman numerals of small letters.
package func romanText(_ value: Int) -> String {
    var rest = value
    var text = ""
    for (amount, letters) in romanParts {
        while rest >= amount {
            text += letters
            rest -= amount
        }
    }
    return text
}

/// Roman numerals as print has them in headings and behind kings' names.
enum RomanNumeral {
    /// The value of a numeral of capitals, 1…3999; `nil` for what is none in the usual form: `IIII`
    /// and `IC` are not.
    static func value(of text: some Collection<UInt8>) -> Int64? {
        guard !text.isEmpty, text.count <= 15 else { return nil }
        var rest = Array(text)[...]
        var value: Int64 = 0
        for (numeral, worth, most) in places {
            var times = 0
            while times < most, rest.starts(with: numeral.utf8) {
                rest = rest.dropFirst(numeral.utf8.count)
                value += worth
                times += 1
            }
        }
        // Written again the usual way it must be the same, which rules out IXI.
        return rest.isEmpty && written(value).utf8.elementsEqual(text) ? value : nil
    }

    private static func written(_ value: Int64) -> String {
        var rest = value
        var text = ""
        for (numeral, worth, _) in places {
            while rest >= worth {
                text += numeral
                rest -= worth
            }
        }
        return text
    }

    private static let places: [(String, Int64, Int)] = [
        ("M", 1000, 3), ("CM", 900, 1), ("D", 500, 1), ("CD", 400, 1), ("C", 100, 3),
        ("XC", 90, 1), ("L", 50, 1), ("XL", 40, 1), ("X", 10, 3), ("IX", 9, 1), ("V", 5, 1),
        ("IV", 4, 1), ("I", 1, 3),
    ]
}

/// Numbers printed on pages: which of those found are page numbers.
enum PageNumbering {
    /// The number that a word is: `214`, `xiv`, `[12]`, `—7—`.
    ///
    /// Roman numbers are taken in lower case only, and when they are well-formed.
    static func number(_ word: String) -> PDFFurniture.Number? {
        let text = String(
            word.drop { !$0.isLetter && !$0.isNumber }.reversed()
                .drop { !$0.isLetter && !$0.isNumber }.reversed())
        if !text.isEmpty, text.utf8.count <= 4, text.utf8.allSatisfy(\.isASCIIDigit) {
            return Int(text).map { .init(text: text, value: $0, isRoman: false) }
        }
        return roman(text).map { .init(text: text, value: $0, isRoman: true) }
    }

    private static func roman(_ text: String) -> Int? {
        let digits: [Character: Int] = [
            "i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000,
        ]
        guard !text.isEmpty, text.count <= 9 else { return nil }
        var value = 0
        var before = 0
        for character in text.reversed() {
            guard let digit = digits[character] else { return nil }
            value += digit < before ? -digit : digit
            before = max(before, digit)
        }
        // Words such as `mix` and `dim` are made of the same letters.
        return value < 200 && self.text(ofRoman: value) == text ? value : nil
    }

    private static func text(ofRoman value: Int) -> String {
        let parts = [
            (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
            (5, "v"), (4, "iv"), (1, "i"),
        ]
        var rest = value
        var text = ""
        for (amount, letters) in parts {
            while rest >= amount {
                text += letters
                rest -= amount
            }
        }
        return text
    }

    /// The labels of pages, of the numbers found in their furniture.
    ///
    /// Numbers count if they run on with the pages: so do two of three at least. A page without
    /// one, as the first of a chapter, gets it of its neighbours on both sides.
    ///
    /// - Parameter numbers: For each page the candidates.
    /// - Returns: For each page its label; `nil` where none is told.
    /// - Complexity: O(*n*).
    static func labels(of numbers: [[PDFFurniture.Number]]) -> [String?] {
        /// For each offset from the page's index, how many numbers have it.
        var offsets: [Series: Int] = [:]
        for (page, found) in numbers.enumerated() {
            for number in Set(found) { offsets[Series(number, page), default: 0] += 1 }
        }
        let needed = numbers.count < 3 ? 1 : 2
        var chosen: [(label: String, series: Series)?] = numbers.enumerated().map { page, found in
            let best = found.map { ($0, Series($0, page)) }
                .max { offsets[$0.1, default: 0] < offsets[$1.1, default: 0] }
            guard let (number, series) = best, offsets[series, default: 0] >= needed else {
                return nil
            }
            return (number.text, series)
        }
        var last: Int?
        for page in chosen.indices {
            guard let here = chosen[page] else { continue }
            if let before = last, page > before + 1, page - before <= 12,
                chosen[before]?.series == here.series
            {
                for gap in (before + 1)..<page {
                    let value = here.series.offset + gap
                    let label = here.series.isRoman ? text(ofRoman: max(0, value)) : "\(value)"
                    chosen[gap] = (label, here.series)
                }
            }
            last = page
        }
        return chosen.map { $0?.label }
    }

    /// Numbers that run on with the pages.
    private struct Series: Hashable {
        let offset: Int
        let isRoman: Bool

        init(_ number: PDFFurniture.Number, _ page: Int) {
            offset = number.value - page
            isRoman = number.isRoman
        }
    }
}

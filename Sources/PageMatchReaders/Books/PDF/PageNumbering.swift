import PageMatchCore

/// Numbers printed on pages: which of those found are page numbers.
///
/// The `/PageLabels` that a PDF may have are not read. No program of poppler tells them, and the
/// catalogue that they hang on lies in a compressed stream in most files, so that it would take a
/// reader of PDF to get at them. What is printed is what somebody with the paper book sees.
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
        // A page has no higher number in the front matter of a book.
        return romanNumber(text).flatMap {
            $0 < 200 ? .init(text: text, value: $0, isRoman: true) : nil
        }
    }

    /// Most pages in a row that get a number though none is printed on them.
    private static let longestGap = 12

    /// The labels of pages, of the numbers found in their furniture.
    ///
    /// Numbers count if they run on with the pages: so do two of three at least. A page without
    /// one, as the first of a chapter, gets it of its neighbours on both sides; those before the
    /// first number of a row, as title pages and the first page of all, are counted back to 1.
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
            guard let series = chosen[page]?.series else { continue }
            let before = last.flatMap { chosen[$0]?.series }
            let first = last.map { $0 + 1 } ?? 0
            last = page
            // Between two rows nothing tells how far the first one went on.
            let isWithin = before == series
            guard first < page, !isWithin || page - first < longestGap else { continue }
            for gap in max(first, page - longestGap)..<page where series.offset + gap >= 1 {
                chosen[gap] = (series.label(of: gap), series)
            }
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

        /// What is the number of a page; not below 1.
        func label(of page: Int) -> String {
            isRoman ? romanText(offset + page) : "\(offset + page)"
        }
    }
}

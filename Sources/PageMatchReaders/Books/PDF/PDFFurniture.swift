/// What pages of a PDF have around their text: running heads, running feet and page numbers.
///
/// A line is furniture if it stands outermost on its page and
///
/// - is a number and nothing else, or
/// - has the words of such a line at the same height on two more pages, whatever the numbers, or
/// - stands at the height where most pages have furniture, apart from what follows.
struct PDFFurniture {
    /// For each page the number that is printed on it, if it has one that fits its neighbours'.
    private(set) var labels: [String?]
    /// For each page the indices of its lines that are text.
    private(set) var textLines: [[Int]]

    private let pages: [PDFLayout.Page]

    /// Finds the furniture of all pages.
    ///
    /// - Parameter pages: The pages of a book.
    /// - Complexity: O(*n* log *n*) in lines.
    init(of pages: [PDFLayout.Page]) {
        self.pages = pages
        labels = []
        let rows = pages.map(Self.rows)
        let census = Census(rows, pages)
        var lines: [[Int]] = []
        var numbers: [[Number]] = []
        for (page, rows) in zip(pages, rows) {
            var kept = rows[...]
            var found: [Number] = []
            for edge in Edge.allCases {
                for depth in 0..<2 {
                    guard let row = edge == .top ? kept.first : kept.last, kept.count > 1,
                        census.isFurniture(row, edge, depth: depth, among: kept, on: page)
                    else { break }
                    found += row.number.map { [$0] } ?? []
                    kept = edge == .top ? kept.dropFirst() : kept.dropLast()
                }
            }
            // A page of nothing but furniture is an empty one.
            if kept.count == 1, let row = kept.first, row.isNumber || census.repeats(row, page) {
                found += row.number.map { [$0] } ?? []
                kept = []
            }
            numbers.append(found)
            lines.append(kept.flatMap(\.lines).sorted())
        }
        textLines = lines
        labels = PageNumbering.labels(of: numbers)
    }

    // MARK: Rows

    enum Edge: CaseIterable {
        case top, bottom
    }

    /// A number as printed, and its value.
    struct Number: Hashable {
        let text: String
        let value: Int
        let isRoman: Bool
    }

    /// All that stands at one height of a page.
    struct Row {
        var lines: [Int]
        var box: PDFLayout.Box
        var words: [String]

        /// The words without numbers, in lower case.
        var key: String {
            words.filter { PageNumbering.number($0) == nil }.joined(separator: " ").lowercased()
                .filter(\.isLetter)
        }

        /// The number at one of its ends.
        var number: Number? {
            [words.first, words.last].lazy.compactMap { $0 }.compactMap(PageNumbering.number).first
        }

        /// Whether it is a number and nothing else, but for dashes around it.
        var isNumber: Bool { number != nil && words.count <= 3 && key.isEmpty }
    }

    /// The rows of a page from top to bottom.
    private static func rows(of page: PDFLayout.Page) -> [Row] {
        let order = page.lines.indices.filter { !page.lines[$0].words.isEmpty }.sorted {
            (page.lines[$0].box.top, page.lines[$0].box.left, $0)
                < (page.lines[$1].box.top, page.lines[$1].box.left, $1)
        }
        var rows: [Row] = []
        for index in order {
            let line = page.lines[index]
            let middle = (line.box.top + line.box.bottom) / 2
            if let last = rows.indices.last, middle < rows[last].box.bottom {
                rows[last].lines.append(index)
                rows[last].words += line.words
                rows[last].box.bottom = max(rows[last].box.bottom, line.box.bottom)
            } else {
                rows.append(Row(lines: [index], box: line.box, words: line.words))
            }
        }
        return rows
    }

    // MARK: Census

    /// What outermost rows have in common across the pages.
    private struct Census {
        /// For words and height, on how many pages an outermost row has them.
        private var counts: [String: Int] = [:]
        /// Heights at which most pages have such a row.
        private var usualHeights: Set<Int> = []

        init(_ rows: [[Row]], _ pages: [PDFLayout.Page]) {
            for (page, rows) in zip(pages, rows) {
                let outer = Set(rows.prefix(2).map { Self.name($0, page) })
                    .union(rows.suffix(2).map { Self.name($0, page) })
                for name in outer { counts[name, default: 0] += 1 }
            }
            var heights: [Int: Int] = [:]
            for (page, rows) in zip(pages, rows) {
                for row in [rows.first, rows.last] {
                    guard let row, row.isNumber || repeats(row, page) else { continue }
                    heights[Self.height(row, page), default: 0] += 1
                }
            }
            usualHeights = Set(heights.filter { $0.value * 2 > pages.count }.keys)
        }

        /// Whether the words of a row stand at that height on two more pages.
        func repeats(_ row: Row, _ page: PDFLayout.Page) -> Bool {
            !row.key.isEmpty && counts[Self.name(row, page), default: 0] >= 3
        }

        func isFurniture(
            _ row: Row, _ edge: Edge, depth: Int, among rows: ArraySlice<Row>,
            on page: PDFLayout.Page
        ) -> Bool {
            if row.isNumber || repeats(row, page) { return true }
            guard depth == 0, usualHeights.contains(Self.height(row, page)), rows.count > 2 else {
                return false
            }
            let next = edge == .top ? rows[rows.startIndex + 1] : rows[rows.endIndex - 2]
            let gap = edge == .top ? next.box.top - row.box.bottom : row.box.top - next.box.bottom
            return gap > 0.6 * row.box.height && row.words.count <= 12
        }

        private static func name(_ row: Row, _ page: PDFLayout.Page) -> String {
            "\(height(row, page)) \(row.key.prefix(80))"
        }

        /// The height of a row in fiftieths of the page.
        private static func height(_ row: Row, _ page: PDFLayout.Page) -> Int {
            let share = (row.box.top + row.box.bottom) / 2 / max(1, page.height)
            return Int((min(max(share, 0), 1) * 50).rounded())
        }
    }
}

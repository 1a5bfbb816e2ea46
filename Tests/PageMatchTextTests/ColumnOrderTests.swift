import Foundation
import PageMatchCore
import PageMatchText
import TestSupport
import Testing

/// A page in the making: lines of words, 10 pixels a character and 20 high.
private struct MadePage {
    var text = ""
    var words: [Scan.Word] = []
    var line = -1

    /// Appends words to the last line.
    mutating func append(_ content: String, x: Int, y: Int) {
        var left = x
        for word in content.split(separator: " ") {
            let start = text.utf8.count
            text += word
            words.append(
                Scan.Word(
                    bytes: start..<text.utf8.count,
                    box: Scan.Box(x: left, y: y, width: 10 * word.count, height: 20), line: line))
            text += " "
            left += 10 * word.count + 8
        }
    }

    mutating func beginLine() {
        line += 1
        if !text.isEmpty { text = text.dropLast() + "\n" }
    }

    /// Columns beside each other, as a program reads them that sees lines only.
    mutating func append(columns: [(x: Int, lines: [String])], y: Int = 100) {
        for index in 0..<(columns.map(\.lines.count).max() ?? 0) {
            beginLine()
            for column in columns where index < column.lines.count {
                append(column.lines[index], x: column.x, y: y + 30 * index)
            }
        }
    }

    var page: Page {
        Page(
            String(text.dropLast()),
            scan: Scan(size: Scan.Size(width: 2_000, height: 2_000), words: words))
    }

    var order: ColumnOrder { ColumnOrder(page) }
}

/// Lines that end alike, each with its number in words.
private func lines(_ name: String, _ count: Int) -> [String] {
    (0..<count).map { "\(name) line \($0) of some length" }
}

@Suite struct ColumnOrderTests {
    @Test("columns that were read across are read one after the other, under their title")
    func columns() {
        var made = MadePage()
        made.beginLine()
        made.append("A title over both of the columns of this page here", x: 110, y: 20)
        made.append(columns: [(100, lines("left", 8)), (380, lines("right", 9))])
        let order = made.order
        let title = "A title over both of the columns of this page here"
        let expected = ([title] + lines("left", 8) + lines("right", 9)).joined(separator: "\n")
        #expect(order.page.text.replacing("\n\n", with: "\n") == expected)
        // Each word keeps its box.
        let bytes = Array(order.page.text.utf8)
        for word in order.page.scan?.words ?? [] {
            let text = String(decoding: bytes[word.bytes], as: UTF8.self)
            #expect(
                made.words.contains {
                    $0.box == word.box
                        && made.text.utf8.dropFirst($0.bytes.lowerBound).starts(with: text.utf8)
                })
        }
        #expect(order.page.scan?.words.last?.line == 17)
    }

    @Test("columns that were read one after the other stay as they are")
    func inOrder() {
        var made = MadePage()
        made.append(columns: [(100, lines("left", 8))])
        made.append(columns: [(380, lines("right", 8))])
        #expect(made.order.page == made.page)
        #expect(made.order.sheets.count == 1)
    }

    @Test(
        "what is no column is not moved",
        arguments: [
            // One column; a gutter of a few lines; names of speakers; verses with their numbers.
            [(100, lines("only", 30))], [(100, lines("verse", 4)), (380, lines("half", 4))],
            [(100, Array(repeating: "HAM.", count: 20)), (200, lines("to be or not to be", 20))],
            // A play's persons.
            [
                (100, ["DUNCAN", "MALCOLM", "DONALBAIN", "MACBETH", "BANQUO", "LADY MACBETH"]),
                (400, (0..<6).map { "King of Scotland \($0)" }),
            ],
            [(100, lines("verse", 20)), (600, (0..<20).map { $0 % 5 == 4 ? "\($0 + 1)" : "" })],
        ] as [[(Int, [String])]])
    func unmoved(columns: [(Int, [String])]) {
        var made = MadePage()
        made.append(columns: columns.map { (x: $0.0, lines: $0.1) })
        #expect(made.order.page == made.page)
    }

    @Test("facing pages are two, each with its own head and number")
    func facing() {
        var made = MadePage()
        let left = ["12 MOBY DICK"] + lines("of the left", 14)
        let right = ["THE WHALE 13"] + lines("of the right", 14)
        made.append(columns: [(100, left), (700, right)])
        let order = made.order
        #expect(order.sheets.count == 2)
        #expect(order.page.text == (left + [""] + right).joined(separator: "\n"))
        let facts = PageFacts(of: order.page, sheets: order.sheets)
        #expect(facts.numbers.map(\.label) == ["12", "13"])
        #expect(facts.parts.map(\.kind) == [.runningHead, .runningHead])
    }

    @Test("numbers that follow each other on facing pages confirm each other")
    func facingNumbers() {
        var made = MadePage()
        let left = ["12 MOBY DICK"] + lines("Of the left", 14)
        let right = ["13 MOBY DICK"] + lines("Of the right", 14)
        made.append(columns: [(100, left), (700, right)])
        let facts = PageFacts(of: made.order.page, sheets: made.order.sheets)
        #expect(facts.numbers.map(\.isCertain) == [true, true])
    }

    @Test("of Hebrew the right column comes first")
    func rightToLeft() {
        let (right, left) = (
            (0..<8).map { "ימין שורה מספר \($0) של הטקסט" },
            (0..<8).map { "שמאל שורה מספר \($0) של הטקסט" }
        )
        var made = MadePage()
        made.append(columns: [(100, left), (500, right)])
        #expect(
            made.order.page.text.replacing("\n\n", with: "\n")
                == (right + left).joined(separator: "\n"))
    }

    /// Vertical lines, from right to left.
    private func vertical(_ made: inout MadePage, _ lines: [String], right: Int, y: Int = 100) {
        for (index, text) in lines.enumerated() {
            made.beginLine()
            let start = made.text.utf8.count
            made.text += text
            made.words.append(
                Scan.Word(
                    bytes: start..<made.text.utf8.count,
                    box: Scan.Box(
                        x: right - 20 - 34 * index, y: y, width: 20, height: 22 * text.count),
                    line: made.line))
            made.text += " "
        }
    }

    @Test("of vertical Japanese the right page and the upper tier come first")
    func vertical() {
        let first = (0..<14).map { "右の頁の行その\($0)である" }
        let second = (0..<14).map { "左の頁の行その\($0)である" }
        var spread = MadePage()
        vertical(&spread, second, right: 600)
        vertical(&spread, first, right: 1_200)
        let order = spread.order
        #expect(order.sheets.count == 2)
        #expect(order.page.text == (first + [""] + second).joined(separator: "\n"))

        var tiers = MadePage()
        for index in 0..<14 {
            vertical(&tiers, [first[index]], right: 600 - 34 * index)
            vertical(&tiers, [second[index]], right: 600 - 34 * index, y: 400)
        }
        #expect(
            tiers.order.page.text.replacing("\n\n", with: "\n")
                == (first + second).joined(separator: "\n"))
    }

    @Test("the sample's spread is two pages, the others are one, and nothing is moved")
    func samples() throws {
        for page in try Sample.pages() {
            let path = Sample.path(ofPageFile: page.file.replacing(".txt", with: ".tsv"))
            var made = MadePage()
            var place = ""
            for row in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
                let fields = row.split(separator: "\t", omittingEmptySubsequences: false)
                let numbers = fields.compactMap { Int($0) }
                guard fields[0] == "5", fields[11].contains(where: { !$0.isWhitespace }) else {
                    continue
                }
                let line = fields[2...4].joined(separator: " ")
                if line != place { made.beginLine() }
                place = line
                let start = made.text.utf8.count
                made.text += fields[11]
                made.words.append(
                    Scan.Word(
                        bytes: start..<made.text.utf8.count,
                        box: Scan.Box(
                            x: numbers[6], y: numbers[7], width: numbers[8], height: numbers[9]),
                        line: made.line))
                made.text += " "
            }
            #expect(
                made.order.sheets.count == (page.file.contains("spread") ? 2 : 1), "\(page.file)")
            #expect(made.order.page == made.page, "\(page.file)")
        }
    }

    @Test("words without places and boxes of no picture leave the page as it is")
    func impossible() {
        var made = MadePage()
        made.append(columns: [(100, lines("left", 8)), (500, lines("right", 8))])
        var page = made.page
        page.scan?.words.removeFirst()
        #expect(ColumnOrder(page).page == page)
        for broken in [Int.max, Int.min] {
            var page = made.page
            page.scan?.words[3].box.x = broken
            #expect(ColumnOrder(page).page == page)
            #expect(PageFacts(of: page, sheets: [0..<page.text.utf8.count]).parts.isEmpty)
        }
        page = made.page
        page.text = "short"
        #expect(ColumnOrder(page).page.text == "short")
    }

    @Test("thousands of lines take no longer than their number", .timeLimit(.minutes(1)))
    func linear() {
        var made = MadePage()
        made.append(columns: [(100, lines("left", 2_000)), (410, lines("right", 2_000))])
        #expect(
            ColumnOrder(made.page).page.text
                .hasPrefix("left line 0 of some length\nleft line 1 of"))
    }

    @Test("no word is lost of boxes at random")
    func random() {
        for seed in UInt64(0)..<300 {
            var generator = SeededGenerator(seed: seed)
            var made = MadePage()
            for _ in 0..<Int.random(in: 0..<60, using: &generator) {
                if Int.random(in: 0..<3, using: &generator) == 0 || made.line < 0 {
                    made.beginLine()
                }
                made.append(
                    "word\(made.words.count)", x: Int.random(in: 0..<900, using: &generator),
                    y: Int.random(in: 0..<900, using: &generator))
            }
            let order = made.order
            let before = made.page.text.split(whereSeparator: \.isWhitespace).sorted()
            #expect(
                order.page.text.split(whereSeparator: \.isWhitespace).sorted() == before,
                "seed \(seed)")
            let facts = PageFacts(of: order.page, sheets: order.sheets)
            #expect(facts.parts.allSatisfy { $0.bytes.upperBound <= order.page.text.utf8.count })
        }
    }
}

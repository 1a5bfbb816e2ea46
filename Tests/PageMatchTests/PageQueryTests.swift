import Foundation
import PageMatchText
import TestSupport
import Testing

@testable import PageMatch

/// What is looked up of a page, and what is not.
@Suite struct PageQueryTests {
    private let words: [String]
    private let book: AlignedBook
    /// Words of the book as a page has them: six a line.
    private let lines: [String]

    init() async throws {
        let made = MadeBook(seed: 62, chapters: 1, words: 400, errors: 0, reading: [[0]])
        words = made.chapters[0]
        book = try await made.aligned()
        let words = words
        lines = stride(from: 100, to: 220, by: 6).map { words[$0..<$0 + 6].joined(separator: " ") }
    }

    @Test("running head, number, marks and status are told, and are not held against a place")
    func furniture() throws {
        let plain = try book.lookup(Page(lines.joined(separator: "\n")))
        var printed = lines
        printed[7] += "¹"
        let text = (["THE MADE NOVEL 214"] + printed + ["Loc 12 · 35 %"]).joined(separator: "\n")
        let query = try Self.query(Page(text))
        let facts = query.facts
        let count = query.words.count
        #expect(facts.numbers.map(\.label) == ["214"])
        #expect(facts.parts.map(\.kind) == [.runningHead, .noteMark, .status])
        #expect(count == 127)
        let answer = try book.lookup(Page(text))
        #expect(plain.agreement == 1 && answer.agreement == 1)
        #expect(answer.words == plain.words)
        #expect(abs(answer.confidence - plain.confidence) < 0.01)
    }

    @Test("what looks like a running head and stands in the book is found in it")
    func titles() throws {
        let head = words[94..<100].joined(separator: " ").uppercased()
        let answer = try book.lookup(Page(([head + " 12"] + lines).joined(separator: "\n")))
        #expect(answer.words?.start == 94)
    }

    @Test("a page of two columns that was read across is found as a whole")
    func columns() throws {
        var text = ""
        var places: [Scan.Word] = []
        for row in 0..<10 {
            for (column, line) in [lines[row], lines[row + 10]].enumerated() {
                var left = 100 + 700 * column
                for word in line.split(separator: " ") {
                    if !text.isEmpty { text += left == 100 ? "\n" : " " }
                    let start = text.utf8.count
                    text += word
                    places.append(
                        Scan.Word(
                            bytes: start..<text.utf8.count,
                            box: Scan.Box(
                                x: left, y: 100 + 30 * row, width: 10 * word.count, height: 20),
                            line: row))
                    left += 10 * word.count + 8
                }
            }
        }
        let size = Scan.Size(width: 1_600, height: 600)
        let answer = try book.lookup(Page(text, scan: Scan(size: size, words: places)))
        #expect(answer.status == .matched)
        #expect(answer.agreement == 1)
        #expect(answer.words?.start == 100 && answer.words?.end == 220)
        #expect(answer.boxes?.count == 20)
    }

    @Test("on the sample's pages numbers are those printed, and no line of the text is lost")
    func samples() throws {
        var (told, right) = (0, 0)
        for page in try Sample.pages() {
            let printed = try String(
                contentsOfFile: Sample.path(ofPageFile: "printed/\(page.file)"), encoding: .utf8)
            // What is printed outermost may be furniture; in a spread that is in the middle, too.
            let left = page.page?.split(separator: "–").first
            let pages = printed.split(separator: "\n").split {
                page.file.contains("spread") && $0 == left ?? ""
            }
            let body = pages.flatMap { $0.dropFirst().dropLast(pages.count > 1 ? 0 : 1) }
                .map(Self.letters)
            for kind in [".txt", ".tsv"] {
                let path = Sample.path(ofPageFile: page.file.replacing(".txt", with: kind))
                let query = try Self.query(
                    Page(Array(Data(contentsOf: URL(fileURLWithPath: path)))))
                let facts = query.facts
                told += facts.numbers.count { $0.label == page.page }
                for number in facts.numbers where number.isCertain {
                    // One has lost a digit in the picture.
                    #expect(page.page?.hasSuffix(number.label) == true, "\(page.file)\(kind)")
                    right += page.page == number.label ? 1 : 0
                }
                let bytes = Array(query.text.utf8)
                for part in facts.parts where part.isCertain && part.kind != .noteMark {
                    for line in bytes[part.bytes].split(separator: 0x0A) {
                        let text = Self.letters(String(decoding: line, as: UTF8.self))
                        #expect(
                            text.isEmpty || !body.contains(text), "\(page.file)\(kind): \(text)")
                    }
                }
            }
        }
        #expect(told >= 16)
        // Of a number right above the text in mere text, nothing tells that it is no chapter's.
        #expect(right >= 13)
    }

    private static func letters(_ text: some StringProtocol) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    @Test("places of a picture that can't be, and texts that are cut off, do no harm")
    func impossible() throws {
        let text = lines.joined(separator: "\n")
        let words = (0..<200).map {
            Scan.Word(
                bytes: 7 * $0..<7 * $0 + 900,
                box: Scan.Box(x: .max, y: .min, width: .max, height: -1),
                line: -$0)
        }
        let scan = Scan(size: Scan.Size(width: 9, height: 9), words: words)
        #expect(try book.lookup(Page(text, scan: scan)).status == .matched)
        let long = String(repeating: text + "\n\n214\n\n", count: 40)
        let count = try Self.query(Page(long, scan: scan)).words.count
        #expect(count > 1_000)
    }

    private static func query(_ page: Page) throws -> PageQuery {
        var query = try PageQuery()
        try query.read(page)
        return query
    }
}

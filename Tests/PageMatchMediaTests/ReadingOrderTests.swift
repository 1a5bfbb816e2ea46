import Foundation
import PageMatch
import Testing

@testable import PageMatchMedia

/// The order of lines that a program found in a picture.
struct ReadingOrderTests {
    /// A line: its words stand from `x` on, ten pixels a letter and ten between them, `y` far down.
    private struct Line {
        var x, y: Int
        var text: String
        var isParagraph = false
    }

    /// A page of lines, told in this order, with the place of each word turned by `turn`.
    private func page(_ lines: [Line], turn: (Scan.Box) -> Scan.Box = { $0 }) -> Page {
        var text = ""
        var words: [Scan.Word] = []
        for (number, line) in lines.enumerated() {
            if number > 0 { text += line.isParagraph ? "\n\n" : "\n" }
            var x = line.x
            for (place, word) in line.text.split(separator: " ").enumerated() {
                if place > 0 { text += " " }
                let start = text.utf8.count
                text += word
                let box = Scan.Box(x: x, y: line.y, width: 10 * word.count, height: 20)
                words.append(
                    Scan.Word(bytes: start..<text.utf8.count, box: turn(box), line: number))
                x += 10 * word.count + 10
            }
        }
        return Page(text, scan: Scan(size: Scan.Size(width: 1000, height: 1000), words: words))
    }

    /// Lines beside a drop capital, as Tesseract divides them: the first one comes after others, and
    /// the second and third are cut in two.
    private let dropCapital = [
        Line(x: 300, y: 20, text: "running head"),
        Line(x: 160, y: 130, text: "warning had foretold it, not by"),
        Line(x: 100, y: 160, text: "day but at"),
        Line(x: 260, y: 190, text: "that my grandfather never forgot"),
        Line(x: 100, y: 95, text: "I t was the fourteenth of March", isParagraph: true),
        Line(x: 210, y: 160, text: "night, and with a noise"),
        Line(x: 100, y: 190, text: "like ice in May", isParagraph: true),
        Line(x: 100, y: 220, text: "and told to all."),
    ]
    private let inOrder = """
        running head

        I t was the fourteenth of March
        warning had foretold it, not by
        day but at night, and with a noise

        like ice in May that my grandfather never forgot
        and told to all.
        """

    @Test("lines beside a drop capital are put in order, and their parts together")
    func divided() throws {
        let page = page(dropCapital).inReadingOrder()
        #expect(page.text == inOrder)
        let words = try #require(page.scan?.words)
        #expect(words.map(\.line) == words.map(\.line).sorted())
        #expect(words.map(\.line).max() == 5)
        let bytes = Array(page.text.utf8)
        #expect(
            words.map { String(decoding: bytes[$0.bytes], as: UTF8.self) }
                == page.text.split(whereSeparator: \.isWhitespace).map(String.init))
        let night = try #require(words.first { bytes[$0.bytes].elementsEqual("night,".utf8) })
        #expect(night.box == Scan.Box(x: 210, y: 160, width: 60, height: 20))
    }

    @Test("also in a picture that is upside down, on its side, or askew")
    func turned() {
        let turns: [(Scan.Box) -> Scan.Box] = [
            {
                Scan.Box(
                    x: 1000 - $0.x - $0.width, y: 1000 - $0.y - $0.height, width: $0.width,
                    height: $0.height)
            },
            { Scan.Box(x: 1000 - $0.y - $0.height, y: $0.x, width: $0.height, height: $0.width) },
            { Scan.Box(x: $0.x, y: $0.y + $0.x / 8, width: $0.width, height: $0.height) },
        ]
        for turn in turns {
            #expect(page(dropCapital, turn: turn).inReadingOrder().text == inOrder)
        }
    }

    @Test("columns, notes beside the text, and curved lines stay as they are told")
    func columns() {
        let left = (0..<6).map { Line(x: 50, y: 100 + 30 * $0, text: "left hand page line \($0)") }
        let right = (0..<6).map {
            Line(x: 300, y: 85 + 30 * $0, text: "right hand page line \($0)", isParagraph: $0 == 0)
        }
        let note = Line(x: 600, y: 130, text: "a note", isParagraph: true)
        let foot = Line(
            x: 50, y: 300, text: "a line below both of the pages here", isParagraph: true)
        let spread = page(left + right + [note, foot])
        #expect(spread.inReadingOrder() == spread)
        // Both lines sink towards the spine; the short one ends its paragraph.
        let bent = page([
            Line(x: 50, y: 100, text: "end."),
            Line(x: 50, y: 130, text: "a new paragraph begins here"),
        ]) {
            Scan.Box(
                x: $0.x, y: $0.y + max(0, 200 - $0.x) * 3 / 10, width: $0.width, height: $0.height)
        }
        #expect(bent.inReadingOrder() == bent)
    }

    @Test("nothing is lost of what has no order")
    func scattered() {
        let empty = Page("", scan: Scan(size: Scan.Size(width: 10, height: 10), words: []))
        #expect(empty.inReadingOrder() == empty)
        let one = page([Line(x: 0, y: 0, text: "one")])
        #expect(one.inReadingOrder() == one)
        let many = page((0..<500).map { Line(x: 0, y: 1000 - 2 * $0, text: "many \($0)") })
        #expect(many.inReadingOrder() == many)
        let piled = page((0..<50).map { Line(x: $0, y: 0, text: "pile \($0)") }).inReadingOrder()
        #expect(piled.scan?.words.count == 100)
    }
}

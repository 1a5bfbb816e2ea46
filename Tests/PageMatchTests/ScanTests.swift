import PageMatch
import TestSupport
import Testing

/// A page that was read from a picture: its words in lines of six, each word 10 wide and 4 high.
private func scanned(head: String, _ words: [String]) -> Page {
    var text = ""
    var places: [Scan.Word] = []
    for (index, word) in ([head] + words).enumerated() {
        let (line, column) = index == 0 ? (0, 0) : (1 + (index - 1) / 6, (index - 1) % 6)
        if index > 0 { text += column == 0 ? "\n" : " " }
        let start = text.utf8.count
        text += word
        places.append(
            Scan.Word(
                bytes: start..<text.utf8.count,
                box: Scan.Box(x: 12 * column, y: 10 * line, width: 10, height: 4), line: line))
    }
    return Page(text, scan: Scan(size: Scan.Size(width: 100, height: 200), words: places))
}

@Suite struct ScanTests {
    private let words: [String]
    private let book: AlignedBook

    init() async throws {
        let made = MadeBook(seed: 61, chapters: 1, words: 300, errors: 0, reading: [[0]])
        words = made.chapters[0]
        book = try await made.aligned()
    }

    @Test("what was found of a scanned page has a box for each line, the running head has none")
    func boxes() throws {
        let answer = try book.lookup(scanned(head: "ZZYZX", Array(words[60..<84])))
        #expect(answer.status == .matched)
        #expect(answer.image == Scan.Size(width: 100, height: 200))
        #expect(
            answer.boxes
                == (1...4).map { Scan.Box(x: 0, y: 10 * $0, width: 70, height: 4) })
    }

    @Test("a page of mere text has no boxes")
    func text() throws {
        let answer = try book.lookup(Page(words[60..<84].joined(separator: " ")))
        #expect(answer.status == .matched)
        #expect(answer.boxes == nil)
        #expect(answer.image == nil)
    }

    @Test("the line that is read has a box on the page in hand")
    func turn() throws {
        let page = scanned(head: "ZZYZX", Array(words[60..<84]))
        let start = try #require(try book.lookup(page).time?.start)
        // Some words on: the line is told by the word that is read then.
        let moment = try #require(AudioTime(seconds: start + 4))
        let answer = try book.locate(.audiobook(moment), from: page)
        let turn = try #require(answer.turn)
        let word = try #require(turn.words)
        #expect(turn.direction == .here)
        #expect(turn.line == 2 + word / 6)
        #expect(
            turn.boxes == [Scan.Box(x: 0, y: 10 * (1 + word / 6), width: 70, height: 4)])
        #expect(turn.image == Scan.Size(width: 100, height: 200))
    }
}

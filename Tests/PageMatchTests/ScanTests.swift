import PageMatch
import TestSupport
import Testing

/// A page that was read from a picture: its words in lines of six, each word 10 wide and 4 high;
/// `confidence` tells how surely each was read, by its number, -1 for the head.
private func scanned(
    head: String, _ words: [String], confidence: (Int) -> Double? = { _ in nil }
) -> Page {
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
                box: Scan.Box(x: 12 * column, y: 10 * line, width: 10, height: 4), line: line,
                confidence: confidence(index - 1)))
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

/// How many pages lie between the page in hand and a word, when not all of the page was read.
@Suite struct PagesToLeafTests {
    /// Nineteen lines of six words, which fill the picture but for its head.
    private static let pageWords = 114
    private let made = MadeBook(seed: 62, chapters: 2, words: 1600, errors: 0, reading: [[0, 1]])

    /// What is said of the way from a page to the last words of the book.
    private func turn(
        from page: Page, pageList words: Int? = nil
    ) async throws -> LocateAnswer.Turn {
        var book = made.book
        if let words {
            for section in book.sections.indices {
                let text = book.sections[section].text
                let starts =
                    [0]
                    + text.utf8.indices.lazy.enumerated()
                    .filter { text.utf8[$1] == UInt8(ascii: " ") }.map { $0.offset + 1 }
                for word in stride(from: 0, to: starts.count, by: words) {
                    book.pageBreaks.append(
                        PageBreak(
                            label: "\(book.pageBreaks.count + 1)", section: section,
                            textOffset: starts[word]))
                }
            }
        }
        let aligned = try await AlignedBook(book, made.transcripts)
        let last = try #require(made.truth[3190])
        let moment = Moment.track(number: 1, TrackTime(milliseconds: last.start + 50))
        let turn = try #require(try aligned.locate(moment, from: page).turn)
        #expect(turn.direction == .forward)
        #expect(turn.words.map { abs($0 - (3190 - 480)) <= 60 } == true)
        return turn
    }

    private var lines: [String] { Array(made.chapters[0][480..<480 + Self.pageWords]) }
    /// Between the last word of the page and the word that is looked for.
    private var pages: Int { (3190 - 480) / Self.pageWords }

    @Test("a page that was read wholly is the measure")
    func wholePage() async throws {
        let found = try await turn(from: scanned(head: "ZZYZX", lines), pageList: 40).pages
        #expect(found.map { abs($0 - pages) <= 2 } == true, "\(found ?? -1), not \(pages)")
    }

    @Test("where only some lines were read rightly, the area of all that was read is the measure")
    func misreadLines() async throws {
        let read = lines.enumerated().map { 42..<66 ~= $0 ? $1 : "zzyzx" }
        let found = try await turn(from: scanned(head: "ZZYZX", read), pageList: 40).pages
        // As if nothing had been there but the four lines: five times as many.
        #expect(
            found.map { pages * 2 / 3...pages * 3 / 2 ~= $0 } == true,
            "\(found ?? -1), not \(pages)")
    }

    @Test("where only few lines were read at all, the book's page list is the measure, or nothing")
    func fewLines() async throws {
        let page = scanned(head: lines[41], Array(lines[42..<66]))
        #expect(try await turn(from: page).pages == nil)
        let found = try await turn(from: page, pageList: Self.pageWords).pages
        #expect(found.map { abs($0 - pages) <= 2 } == true, "\(found ?? -1), not \(pages)")
    }

    @Test("what was read of a table or a thumb makes a page no larger")
    func noise() async throws {
        let read = Array(lines[42..<66]) + Array(repeating: "zzyzx", count: 84)
        let page = scanned(head: lines[41], read) { $0 < 24 ? 0.9 : 0.2 }
        #expect(try await turn(from: page).pages == nil)
    }

    @Test("a phrase is no page")
    func phrase() async throws {
        let phrase = Page(lines[0..<20].joined(separator: " "))
        #expect(try await turn(from: phrase).pages == nil)
        let found = try await turn(from: phrase, pageList: Self.pageWords).pages
        #expect(found.map { abs($0 - pages) <= 2 } == true, "\(found ?? -1), not \(pages)")
    }
}

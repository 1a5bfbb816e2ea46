import PageMatch
import TestSupport
import Testing

/// Pages that are hardly any, or not only of the book.
@Suite struct OddPageTests {
    /// Six chapters, of which the fourth is not read; the front matter is not, either.
    private static let made: MadeBook = {
        var made = MadeBook(seed: 31, errors: 0.04, reading: [[0, 1, 2], [4, 5]])
        made.book.sections.insert(
            BookSection(
                name: "front", title: nil,
                text: "The Cartographers of Winter\n\nby Amadea Thistlewood\n\nLondon, 1897"),
            at: 0)
        return made
    }()
    private static let aligned = Task { try await made.aligned() }
    /// Words before the first chapter.
    private static let front = 9
    private let made = Self.made

    /// Words that the book has none of in a row.
    private func foreign(_ count: Int, seed: UInt64) -> String {
        var other = MadeText(seed: seed)
        return other.words(count).joined(separator: " ")
    }

    @Test(
        "what holds no text is no match",
        arguments: [
            "", " \n\t\r\n ", "…", "— — —", "\u{0}\u{1}\u{2}", "12", "*", "a", "I", "ii",
            "1 2 3 4 5 6 7 8 9 10", "\u{FEFF}", "🙂🙂🙂", "................................ 7",
        ])
    func nothing(text: String) async throws {
        let answer = try await Self.aligned.value.lookup(Page(text))
        #expect(answer.status == .noMatch)
        #expect(answer.words == nil && answer.time == nil)
        #expect((0...0.95).contains(answer.confidence))
    }

    @Test("bytes that are no text, and megabytes of text, have an answer")
    func large() async throws {
        let book = try await Self.aligned.value
        var generator = SeededGenerator(seed: 32)
        let bytes = (0..<200_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        #expect(try book.lookup(Page(String(decoding: bytes, as: UTF8.self))).status == .noMatch)
        let endless = String(repeating: foreign(2_000, seed: 33) + "\n", count: 700)
        #expect(endless.utf8.count > 7_000_000)
        #expect(try book.lookup(Page(endless)).status == .noMatch)
        // No page is as long as a chapter and a half, but its beginning is one.
        let long = try book.lookup(Page(made.page(0..<1_200)))
        #expect(long.status == .matched && long.words?.start == Self.front)
        let one = String(repeating: "a", count: 1_000_000)
        #expect(try book.lookup(Page(one)).status == .noMatch)
    }

    @Test("a title page that is not read aloud is told as such, with what is read after it")
    func titlePage() async throws {
        let page = "THE\nCARTOGRAPHERS OF WINTER\n\nBY\nAMADEA THISTLEWOOD\n\nLONDON\n1897"
        let answer = try await Self.aligned.value.lookup(Page(page))
        #expect(answer.status == .unaligned)
        #expect(answer.words?.start == 0)
        #expect(answer.nearest?.before == nil)
        #expect(answer.nearest?.after?.track.number == 1)
    }

    @Test("contents and advertisements, which the book has nowhere as they stand, are no match")
    func contents() async throws {
        let book = try await Self.aligned.value
        // Each line is in the book; the page is not.
        let lines = (0..<6).map { chapter in
            "Chapter \(chapter + 1). \(made.page(chapter * 800..<chapter * 800 + 3)) … \(chapter * 31 + 7)"
        }
        let contents = try book.lookup(Page("CONTENTS\n\n" + lines.joined(separator: "\n")))
        #expect(contents.status == .noMatch)
        let advertisement = try book.lookup(
            Page(
                "BY THE SAME AUTHOR\n\n" + foreign(60, seed: 34) + "\n6s. net\n\nAt all booksellers"
            ))
        #expect(advertisement.status == .noMatch)
    }

    @Test(
        "half a page of the book beside half of another text is found, and half is what it explains"
    )
    func half() async throws {
        let book = try await Self.aligned.value
        for seed in UInt64(0)..<10 {
            let start = 100 + 150 * Int(seed)
            let own = made.page(start..<start + 110)
            let other = foreign(110, seed: 40 + seed)
            for (text, isFirst) in [(own + "\n" + other, true), (other + "\n" + own, false)] {
                let answer = try book.lookup(Page(text))
                #expect(answer.status == .matched, "seed \(seed), first: \(isFirst)")
                let found = (answer.words?.start ?? -99) - Self.front - start
                #expect(abs(found) <= 10, "seed \(seed), first: \(isFirst)")
                #expect((0.4...0.65).contains(answer.agreement ?? 0), "seed \(seed)")
            }
        }
    }

    @Test("a page that begins in what is not read is told by what is read of it")
    func intoReading() async throws {
        let book = try await Self.aligned.value
        // The last 60 words of chapter 4, which is not read, and 140 of chapter 5, which is.
        let answer = try book.lookup(Page(made.page(3_140..<3_340)))
        #expect(answer.status == .matched)
        #expect(answer.words?.start == Self.front + 3_140)
        #expect(answer.track?.number == 2)
        #expect(abs((answer.track?.start ?? 99) - 5) < 2)
        // Of a page with a line or two that is read, most is not: it says so, and what is read next.
        let last = try book.lookup(Page(made.page(2_980..<3_220)))
        #expect(last.status == .unaligned)
        #expect(last.nearest?.after?.track.number == 2)
    }

    @Test("an answer does not depend on the pages before it")
    func order() async throws {
        let book = try await Self.aligned.value
        var pages = ["", "a", foreign(300, seed: 60), foreign(12, seed: 61)]
        for start in stride(from: 0, to: 4_000, by: 397) {
            pages.append("THE HEAD \(start)\n" + made.page(start..<start + 200))
            pages.append(made.page(start..<start + 7))
        }
        let answers = try pages.map { try book.lookup(Page($0)) }
        let back = try pages.reversed().map { try book.lookup(Page($0)) }
        #expect(answers == back.reversed())
    }

    @Test("a phrase that no seed is left of is found in each of two editions, by both")
    func misreadPhrase() async throws {
        let book = try await Self.aligned.value
        var other = try await Self.made.aligned()
        other.id = "other"
        // Every fifth letter is another one.
        let words = made.page(700..<725)
        var letters = 0
        let misread = String(
            words.map { character in
                guard character.isLetter else { return character }
                letters += 1
                return letters % 5 == 0 ? (character == "q" ? "z" : "q") : character
            })
        let alone = try book.lookup(Page(misread))
        #expect(alone.status == .matched && alone.words?.start == Self.front + 700)
        let both = try Catalogue([book, other]).lookup(Page(misread))
        #expect(both.status == .ambiguous)
        #expect(Set([both.book] + both.alternatives.map(\.book)).count == 2)
        #expect(([both] + both.alternatives).allSatisfy { $0.words?.start == Self.front + 700 })
    }

    @Test("in a shadow, where everything is doubtful, a phrase is no more probable than elsewhere")
    func shadow() async throws {
        let book = try await Self.aligned.value
        for seed in UInt64(0)..<20 {
            let phrase = made.page(900 + 3 * Int(seed)..<902 + 3 * Int(seed))
            let text = phrase + " " + foreign(4, seed: 70 + seed)
            var words: [Scan.Word] = []
            var start = 0
            for (index, word) in text.split(separator: " ").enumerated() {
                words.append(
                    Scan.Word(
                        bytes: start..<start + word.utf8.count,
                        box: Scan.Box(x: 100 * index, y: 0, width: 90, height: 30), line: 0,
                        confidence: 0.1))
                start += word.utf8.count + 1
            }
            let scan = Scan(size: Scan.Size(width: 900, height: 90), words: words)
            let sure = try book.lookup(Page(text))
            let doubtful = try book.lookup(Page(text, scan: scan))
            #expect(doubtful.status == sure.status, "seed \(seed)")
            #expect(doubtful.confidence == sure.confidence, "seed \(seed)")
        }
    }

    @Test("words that could hardly be read are held less against a place than others")
    func doubts() async throws {
        let book = try await Self.aligned.value
        let own = made.page(500..<580).split(separator: " ").map(String.init)
        let other = foreign(60, seed: 50).split(separator: " ").map(String.init)
        func answer(confidence: Double?) throws -> LookupAnswer {
            var text = ""
            var words: [Scan.Word] = []
            for (index, word) in (own + other).enumerated() {
                let (row, column) = (index / 8, index % 8)
                if !text.isEmpty { text += column == 0 ? "\n" : " " }
                let start = text.utf8.count
                text += word
                words.append(
                    Scan.Word(
                        bytes: start..<text.utf8.count,
                        box: Scan.Box(x: 100 * column, y: 40 * row, width: 90, height: 30),
                        line: row,
                        confidence: index < own.count ? 0.9 : confidence))
            }
            return try book.lookup(
                Page(text, scan: Scan(size: Scan.Size(width: 900, height: 900), words: words)))
        }
        let (sure, none) = (try answer(confidence: 0.9), try answer(confidence: nil))
        let (half, doubtful) = (try answer(confidence: 0.35), try answer(confidence: 0.02))
        #expect(sure.words == doubtful.words && sure.words?.start == Self.front + 500)
        #expect(sure.agreement == none.agreement)
        let agreements = [sure, half, doubtful].map { $0.agreement ?? 0 }
        #expect(agreements[0] < agreements[1] && agreements[1] < agreements[2])
        #expect(agreements[2] < 0.9)
        #expect(sure.confidence == doubtful.confidence)
    }
}

import PageMatch
import TestSupport
import Testing

@Suite struct SourcePositionTests {
    /// The sample, whose chapters are XHTML.
    private static let aligned = Task {
        let heard = try ["01 - The Copyholder.json", "02 - The Copyholder.json"].map {
            try Transcript(contentsOf: Sample.transcripts + "/" + $0)
        }
        return try await AlignedBook(Book(contentsOf: Sample.book), heard)
    }

    @Test("a page's first word leads to its spine item, element and text node")
    func spineItem() async throws {
        let book = try await Self.aligned.value
        let answer = try book.lookup(Page("I had it before I had my prayers. Every child in"))
        let place = try #require(answer.text)
        let source = try #require(book.source(ofSection: place.section, at: place.start))
        #expect(book.sectionNames[source.section] == "text/chapter-1.xhtml")
        #expect(source.path.map(\.name).prefix(2) == ["html", "body"])
        #expect(source.path.last?.name == "p")
        #expect(source.path.dropFirst().first?.ordinal == 2)
        // The same place a little later in the same text node.
        let later = try #require(book.source(ofSection: place.section, at: place.start + 5))
        #expect(later.path == source.path)
        #expect(later.offset == source.offset + 5)
    }

    @Test("offsets count UTF-16 units, however many bytes a character has")
    func units() async throws {
        let book = try await Self.aligned.value
        let section = "text/chapter-1.xhtml"
        let text = Array(try #require(book.text(ofSection: section)).utf8)
        // A typographic quotation mark has three bytes and one unit.
        let quote = try #require(
            text.indices.dropLast(3).first {
                text[$0] == 0xE2 && text[$0 + 1] == 0x80 && text[$0 + 2] == 0x98
            })
        let before = try #require(book.source(ofSection: section, at: quote))
        let after = try #require(book.source(ofSection: section, at: quote + 3))
        #expect(before.path == after.path)
        #expect(before.childrenBefore == after.childrenBefore)
        #expect(after.offset - before.offset == 1)
    }

    @Test("the nearest id is that of the innermost element around the place that has one")
    func nearestID() async throws {
        var made = MadeText(seed: 42)
        let words = made.words(60)
        func text(_ range: Range<Int>) -> String { words[range].joined(separator: " ") }
        let body =
            "<div id='outer'><p>\(text(0..<20)).</p><p id='inner'>\(text(20..<40)) "
            + "<em>\(text(40..<60))</em></p></div>"
        var transcript = Transcript(text: "", spans: [])
        for (index, word) in words.enumerated() { transcript.say(word, at: Int64(index) * 400) }
        let epub = EPUBFixture(body: body)
        let book = try await AlignedBook(Book(epub.bytes), [transcript])
        for (first, id) in [(5, "outer"), (25, "inner"), (45, "inner")] {
            let place = try #require(try book.lookup(Page(text(first..<first + 12))).text)
            let source = try #require(book.source(ofSection: place.section, at: place.start))
            #expect(source.nearestID == id)
        }
    }

    @Test("there is no place outside, and none without a source")
    func outside() async throws {
        let book = try await Self.aligned.value
        #expect(book.source(ofSection: "none", at: 0) == nil)
        #expect(book.source(ofSection: "text/chapter-1.xhtml", at: -1) == nil)
        #expect(book.source(ofSection: "text/chapter-1.xhtml", at: 10_000_000) == nil)
        let made = try await MadeBook(seed: 40, chapters: 1, words: 60, reading: [[0]]).aligned()
        #expect(made.source(ofSection: "chapter-1", at: 3) == nil)
    }

    @Test("a plain text file's places are bytes of the file")
    func plainText() async throws {
        var made = MadeText(seed: 41)
        let words = made.words(80)
        let file = "A Title\n\n" + words.joined(separator: " ") + "\n"
        var transcript = Transcript(text: "", spans: [])
        for (index, word) in words.enumerated() { transcript.say(word, at: Int64(index) * 400) }
        let book = try await AlignedBook(Book(Array(file.utf8)), [transcript])
        let answer = try book.lookup(Page(words[20..<40].joined(separator: " ")))
        let place = try #require(answer.text)
        let source = try #require(book.source(ofSection: place.section, at: place.start))
        #expect(source.path.isEmpty)
        #expect(Array(file.utf8).dropFirst(source.offset).starts(with: words[20].utf8))
    }
}

import PageMatch
import PageMatchAlign
import PageMatchWorkloads
import TestSupport
import Testing

/// What is measured with is true itself.
@Suite struct WorkloadsTests {
    /// A book of so many made words.
    private static func book(_ words: Int, seed: UInt64 = 3) -> Book {
        var made = MadeText(seed: seed)
        let text = made.prose(made.words(words))
        return Book(title: "made", language: "en", sections: [BookSection(name: "1", text: text)])
    }

    @Test("a made transcript says the words that its truth names, but one in eight or so")
    func speech() throws {
        let book = Self.book(6000)
        let noise = try SpeechNoise(of: book, seed: 5)
        let words = book.sections[0].text.lowercased().split { !$0.isLetter }
        var equal = 0
        var known = 0
        for (said, position) in zip(noise.said, noise.truth) where position >= 0 {
            known += 1
            equal += said == words[position] ? 1 : 0
            #expect(!noise.unread.contains(position))
        }
        #expect(noise.unread.count == 150)
        #expect((0.97...0.99).contains(Double(known) / Double(6000 - 150)))
        #expect((0.90...0.94).contains(Double(equal) / Double(known)))
        let spans = noise.transcripts(3).flatMap(\.spans)
        #expect(spans.map(\.from.milliseconds) == noise.starts)
    }

    @Test("times that are the truth are right, and shifted ones are off by the shift")
    func score() throws {
        let noise = try SpeechNoise(of: Self.book(2000), seed: 7)
        func map(shifted milliseconds: Int64) -> SyncMap {
            let runs = zip(noise.truth, noise.starts).filter { $0.0 >= 0 }.map { position, start in
                let time = TrackTime(milliseconds: start + milliseconds)
                return SyncRun(
                    track: 0, firstWord: position,
                    words: [SpokenWord(start: time, end: time, heard: true)], precision: 0)
            }
            return SyncMap(runs: runs)
        }
        let exact = AlignmentScore(map(shifted: 0), noise)
        #expect(exact.exact == exact.known && exact.timed == exact.known && exact.inUnread == 0)
        #expect(exact.error(0.99) == 0)
        let late = AlignmentScore(map(shifted: 40), noise)
        #expect(late.exact == 0 && late.timed == late.known)
        #expect(late.error(0.5) == 40 && late.error(0.99) == 40)
        #expect(late.near.two == late.known)
        let none = AlignmentScore(SyncMap(runs: []), noise)
        #expect(none.timed == 0 && none.percent(none.exact) == 0 && none.error(0.5) == 0)
    }

    @Test(
        "pages repeat, stand where they say, and those that are not read stand in no read stretch")
    func pages() async throws {
        let book = Self.book(12_000)
        let noise = try SpeechNoise(of: book, seed: 11)
        let printed = try await PrintedBook("made", book, noise)
        let words = book.sections[0].text.split(separator: " ").map { String($0) }
        let phrases = try printed.pages(.named("6 words, 0 %"), 40, of: printed, seed: 1)
        #expect(phrases.count == 40)
        for page in phrases {
            let found = page.text.split(separator: " ").map { String($0) }
            #expect(found == Array(words[page.first..<page.first + 6]))
        }
        // The fortieth of a book of 12,000 words that is not read has room for the longest page.
        let unread = try printed.pages(.named("unread page, 5 %"), 10, of: printed, seed: 1)
        #expect(unread.count == 10)
        for page in unread {
            #expect(noise.unread.contains(page.first))
        }
        let once = try printed.pages(.named("page, 15 %"), 5, of: printed, seed: 1)
        let again = try printed.pages(.named("page, 15 %"), 5, of: printed, seed: 1)
        #expect(once.map(\.text) == again.map(\.text) && once.count == 5)
        let other = try printed.pages(.named("page, 15 %"), 5, of: printed, seed: 2)
        #expect(once.map(\.text) != other.map(\.text))
    }

    @Test(
        "a lookup's work is counted: seeds of what it looks at, letters of the book where it searches all of it"
    )
    func work() async throws {
        let book = Self.book(9000)
        let printed = try await PrintedBook("made", book, SpeechNoise(of: book, seed: 13))
        let page = try printed.pages(.named("page, 1 %"), 1, of: printed, seed: 1)[0].text
        let own = try printed.catalogue.find(Page(page)).work
        #expect(try printed.catalogue.find(Page(page)).work == own)
        #expect(own.seeds > 0 && own.votes > 0 && own.cells >= page.filter(\.isLetter).count * 60)
        #expect(own.probed == 0)
        let foreign = try await PrintedBook(
            "other", Self.book(2000, seed: 4), SpeechNoise(of: Self.book(2000, seed: 4), seed: 13))
        let phrase = try printed.pages(
            .named("another book's 25 words, 5 %"), 1, of: foreign, seed: 1)[0].text
        let probed = try printed.catalogue.find(Page(phrase)).work.probed
        #expect(probed > 0 && probed % printed.letters.count == 0)
    }
}

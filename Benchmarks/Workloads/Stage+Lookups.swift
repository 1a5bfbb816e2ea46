internal import Foundation
internal import PageMatch
internal import PageMatchLibrary
internal import Synchronization

extension Stage {
    /// One lookup in one book, by what is looked up, from the page's bytes to its places, times and confidence.
    static let lookups =
        [
            "page, 1 %", "page, 5 %", "page, 15 %", "page, 30 %", "25 words, 1 %", "25 words, 5 %",
            "25 words, 15 %", "25 words, 30 %", "6 words, 0 %", "page, as heard, 12 %",
            "another book's page, 5 %", "another book's 25 words, 5 %",
        ].map(PageKind.named).map { kind in
            Stage(
                "lookup: \(kind.names[1])", unit: "pages", wrongAllowed: kind.errors >= 0.3 ? 3 : 1
            ) { work in
                let pages = Pages(try work.pages(kind, 1000))
                let catalogue = work.printed.catalogue
                return Round(1) {
                    let (page, first) = pages.next()
                    let found = try catalogue.find(page)
                    if kind.isForeign { return found.presence < LookupAnswer.matchedFrom }
                    return found.firstWord.map { abs($0 - first) <= 10 } ?? false
                }
            }
        }

    /// Pages that come one after the other, and again.
    private final class Pages: Sendable {
        private let pages: [(page: Page, first: Int)]
        private let index = Atomic(0)

        init(_ pages: [(page: Page, first: Int)]) { self.pages = pages }

        func next() -> (page: Page, first: Int) {
            let number = index.wrappingAdd(1, ordering: .relaxed).oldValue
            return pages[number % pages.count]
        }
    }

    static let library = [
        Stage("library: open an image and check it", unit: "bytes") { work in
            let path = try work.write(work.printed.catalogue.books[0].image, to: "novel.image")
            let size = try Data(contentsOf: URL(fileURLWithPath: path)).count
            let count = work.printed.wordCount
            return Round(size) { try AlignedBook(mapping: path).wordCount == count }
        },
        Stage(
            "library: open one of twenty books, and look a page up", unit: "libraries",
            wrongAllowed: 1
        ) { work in
            let path = work.folder.appendingPathComponent("library.sqlite").path
            let made = try Library(path: path)
            let book = work.printed.catalogue.books[0]
            for number in 0..<20 {
                try made.add(
                    book, id: "book-\(number)", title: nil, author: nil, language: nil,
                    replace: false)
            }
            let pages = Pages(try work.pages(.named("page, 15 %"), 100))
            return Round(1) {
                let (page, first) = pages.next()
                let library = try Library(path: path, create: false)
                let answer = try library.lookup(page, book: "book-7", near: nil, limit: 10)
                return answer.words.map { abs($0.start - first) <= 10 } ?? false
            }
        },
    ]

    /// What people wait for, whole: from files to an image, and from a page to its answer's JSON.
    static let jobs = [
        Stage("job: add a novel, from files to its image", unit: "words") { work in
            let book = try work.write(BookFormats.plainText(work.book).utf8, to: "novel.txt")
            let said = HeardWord.words(of: work.transcripts[0])
            let heard = try work.write(TranscriptFormats.whisper(said).utf8, to: "novel.json")
            let right = try await AlignedBook(
                Book(contentsOf: book), [Transcript(contentsOf: heard)])
            let timed = right.syncMap.runs.reduce(0) { $0 + $1.words.count }
            let isRight = timed * 100 >= work.noise.said.count * 95
            let (words, size) = (right.wordCount, right.image.count)
            return Round(
                words,
                elsewhere: {
                    let aligned = try await AlignedBook(
                        Book(contentsOf: book), [Transcript(contentsOf: heard)])
                    return isRight && aligned.wordCount == words && aligned.image.count == size
                })
        },
        Stage(
            "job: look a page up, from its text to JSON with a quote", unit: "pages",
            wrongAllowed: 1
        ) {
            work in
            let pages = Pages(try work.pages(.named("page, 15 %"), 1000))
            let catalogue = work.printed.catalogue
            return Round(1) {
                let (page, first) = pages.next()
                let answer = try catalogue.lookup(page)
                let json = answer.jsonLine
                return answer.words.map { abs($0.start - first) <= 10 } ?? false
                    && json.count > 100
            }
        },
    ]
}

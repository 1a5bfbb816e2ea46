internal import ArgumentParser
internal import Dispatch
internal import Foundation
internal import PageMatch
internal import PageMatchAlign
internal import PageMatchCore
internal import PageMatchIndex
internal import PageMatchText
internal import PageMatchWorkloads
internal import Synchronization
internal import TestSupport

/// Measures how cost grows with the book, with the number of books, and with threads.
struct ScaleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scale",
        abstract: "What work costs as it grows: words of a book, books of a catalogue, threads.",
        discussion: """
            The texts are put one after the other. Books are their first words, so many; a catalogue's \
            books are 20,000 words each, one behind the other. When there are not enough words they come \
            again with letters added, so that no text repeats. Transcripts are made by chance. Times of \
            a book are the quickest of five, those of lookups and rates of threads medians; of three kinds of lookups the \
            least share that is right is told. Memory is what becomes resident, for each word of the book: of \
            an image that is mapped and asked for a hundred pages, and at the peak of an alignment.
            """)

    @Argument(help: "Texts.")
    var texts: [String]
    @Option(parsing: .upToNextOption, help: "How many words a book has.")
    var words = [10_000, 30_000, 100_000, 300_000, 1_000_000]
    @Option(parsing: .upToNextOption, help: "How many books a catalogue has.")
    var shelves = [1, 3, 10, 30, 100]
    @Option(parsing: .upToNextOption, help: "How many threads there are.")
    var threads = [1, 2]
    @Option(help: "How many pages of each kind are looked up.")
    var pages = 300
    @Option(help: "A seed.")
    var seed: UInt64 = 1

    private static let bookOfShelf = 20_000
    private static let rounds = 5

    func validate() throws {
        guard (words + shelves + threads + [pages]).allSatisfy({ $0 > 0 }) else {
            throw ValidationError("there is one of everything at least")
        }
    }

    func run() async throws {
        let source = try ScaleText(texts)
        try await byWords(source, foreign: ScaleText.foreign())
        let shelf = try await shelf(of: source)
        try byBooks(shelf)
        try byThreads(shelf[0], source.book(0..<Self.bookOfShelf))
    }

    // MARK: Words of a book

    private func byWords(_ source: ScaleText, foreign: PrintedBook) async throws {
        print(
            """
            By words of a book:

            | words | tokenise ms | index ms | align ms | open ms | page µs | 25 words µs \
            | another book's page µs | lookups right | words exact | image bytes a word | opened bytes a word | aligning bytes a word |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|
            """)
        for count in words {
            let book = source.book(0..<count)
            let noise = try SpeechNoise(of: book, seed: seed)
            let printed = try await PrintedBook("book", book, noise)
            var spoken = try SpokenFormMaker(languageOf: book)
            let tokenise = try quickest {
                var tokenizer = try Tokenizer()
                var words = WordsAndLetters()
                for section in book.sections { try tokenizer.append(section.text, to: &words) }
            }
            let divided = try BookWords(book, &spoken) {}
            let track = try TimedWords(noise.transcripts()[0], shift: 0, &spoken)
            var alignment: BookAlignment?
            func align() {
                alignment = BookAlignment(
                    book: divided.words, bookForms: divided.forms, sections: divided.firstWords,
                    tracks: [track]
                ) { _ in }
            }
            let memory = try PeakMemory.bytes(of: align)
            let alignMilliseconds = quickest(align)
            let score = alignment.map { AlignmentScore($0.syncMap, noise) }
            let index = quickest {
                _ = LetterIndex(letters: divided.words.letters, seedLength: 6).postings.count
            }
            let image = printed.catalogue.books[0].image
            let open = try quickest { _ = try AlignedBook(image: image).wordCount }
            let opened = try memoryOfOpened(image, asked: printed)
            let page = try lookups(.named("page, 15 %"), of: printed, in: printed)
            let phrase = try lookups(.named("25 words, 15 %"), of: printed, in: printed)
            let other = try lookups(.named("another book's page, 5 %"), of: foreign, in: printed)
            let right = min(page.right, phrase.right, other.right)
            print(
                "| \(count) | "
                    + String(
                        format:
                            "%.3f | %.3f | %.3f | %.3f | %.1f | %.1f | %.1f | %.2f %% | %.2f %% | %.1f | %.1f | %.1f |",
                        tokenise, index, alignMilliseconds, open, page.median, phrase.median,
                        other.median, 100 * right, score.map { $0.percent($0.exact) } ?? 0,
                        Double(image.count) / Double(count), Double(opened) / Double(count),
                        Double(memory) / Double(count)))
        }
    }

    /// What is resident of an image that is mapped from a file, with what lookups need, after a hundred of them.
    private func memoryOfOpened(_ image: [UInt8], asked book: PrintedBook) throws -> Int {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("pagematch-" + UUID().uuidString)
        try Data(image).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let queries = try book.pages(.named("page, 15 %"), 100, of: book, seed: seed)
            .map { Page($0.text) }
        var failure: (any Error)?
        var opened: Catalogue?
        let bytes = try PeakMemory.bytes {
            do {
                let catalogue = Catalogue([try AlignedBook(mapping: file.path)])
                for query in queries { _ = try catalogue.find(query) }
                opened = catalogue
            } catch { failure = error }
        }
        if let failure { throw failure }
        return opened == nil ? 0 : bytes
    }

    private func quickest(_ body: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        return try (0..<Self.rounds).map { _ in try clock.measure(body) / .milliseconds(1) }.min()
            ?? 0
    }

    /// Pages of a kind in one book: microseconds, and the share that is right.
    private func lookups(
        _ kind: PageKind, of source: PrintedBook, in book: PrintedBook
    ) throws -> (median: Double, right: Double) {
        var times: [Double] = []
        var right = 0
        for page in try book.pages(kind, pages, of: source, seed: seed) {
            let query = Page(page.text)
            times.append(try book.microseconds(ofLookup: query))
            let found = try book.catalogue.find(query)
            let isFound = found.presence >= LookupAnswer.matchedFrom
            let isNear = found.firstWord.map { abs($0 - page.first) <= 10 } ?? false
            right += kind.isForeign ? (isFound ? 0 : 1) : isFound && isNear ? 1 : 0
        }
        return try Self.summary(times, right)
    }

    private static func summary(
        _ times: [Double], _ right: Int
    ) throws -> (median: Double, right: Double) {
        guard !times.isEmpty else {
            throw ValidationError(
                "a book is too short for a page: it has a thousand words at least")
        }
        return (times.sorted()[times.count / 2], Double(right) / Double(times.count))
    }

    // MARK: Books of a catalogue

    private func shelf(of source: ScaleText) async throws -> [PrintedBook] {
        var shelf: [PrintedBook] = []
        for number in 0..<(shelves.max() ?? 1) {
            let first = number * Self.bookOfShelf
            let book = source.book(first..<first + Self.bookOfShelf)
            shelf.append(
                try await PrintedBook(
                    "book-\(number)", book, SpeechNoise(of: book, seed: seed)))
        }
        return shelf
    }

    private func byBooks(_ shelf: [PrintedBook]) throws {
        print("\nBy books of a catalogue, 20,000 words each:\n")
        print("| books | page µs | right | 25 words µs | right |")
        print("|---|---|---|---|---|")
        for count in shelves {
            let catalogue = Catalogue(shelf.prefix(count).map { $0.catalogue.books[0] })
            let kinds: [PageKind] = [.named("page, 15 %"), .named("25 words, 15 %")]
            let cells = try kinds.map { kind in
                let (median, right) = try lookups(kind, from: Array(shelf.prefix(count)), catalogue)
                return String(format: "%.1f | %.2f %%", median, 100 * right)
            }
            print("| \(count) | \(cells.joined(separator: " | ")) |")
        }
    }

    /// Pages of all books, asked for in all of them.
    private func lookups(
        _ kind: PageKind, from shelf: [PrintedBook], _ catalogue: Catalogue
    ) throws -> (median: Double, right: Double) {
        let clock = ContinuousClock()
        var times: [Double] = []
        var right = 0
        for (number, book) in shelf.enumerated() {
            for page in try book.pages(kind, max(1, pages / shelf.count), of: book, seed: seed) {
                let query = Page(page.text)
                let start = clock.now
                let found = try catalogue.find(query)
                times.append(start.duration(to: clock.now) / .microseconds(1))
                let isNear = found.firstWord.map { abs($0 - page.first) <= 10 } ?? false
                right += isNear && found.book == number ? 1 : 0
            }
        }
        return try Self.summary(times, right)
    }

    // MARK: Threads

    private func byThreads(_ book: PrintedBook, _ text: Book) throws {
        print("\nBy threads:\n")
        print("| threads | pages a second | × one thread | words aligned a second | × one thread |")
        print("|---|---|---|---|---|")
        let queries = try book.pages(.named("page, 15 %"), pages, of: book, seed: seed)
            .map { Page($0.text) }
        let said = try SpeechNoise(of: text, seed: seed)
        var spoken = try SpokenFormMaker(languageOf: text)
        let words = try BookWords(text, &spoken) {}.words
        let track = try TimedWords(said.transcripts()[0], shift: 0, &spoken)
        let counts = [1] + threads.filter { $0 > 1 }
        var pages = counts.map { _ in [Double]() }
        var aligned = pages
        // In turn, so that what else the machine does meets all alike.
        for _ in 0..<Self.rounds {
            for (index, count) in counts.enumerated() {
                pages[index].append(
                    try Self.rate(threads: count, amount: queries.count) {
                        for query in queries { _ = try book.catalogue.find(query) }
                    })
                aligned[index].append(
                    try Self.rate(threads: count, amount: words.count) {
                        _ = BookAlignment(book: words, tracks: [track]) { _ in }
                    })
            }
        }
        func median(_ rates: [Double]) -> Double { rates.sorted()[rates.count / 2] }
        for (index, count) in counts.enumerated() {
            print(
                "| \(count) | "
                    + String(
                        format: "%.0f | %.2f | %.0f | %.2f |", median(pages[index]),
                        median(pages[index]) / median(pages[0]), median(aligned[index]),
                        median(aligned[index]) / median(aligned[0])))
        }
    }

    /// How much a second so many threads do that do the same for a second each.
    private static func rate(
        threads: Int, amount: Int, _ body: @escaping @Sendable () throws -> Void
    ) throws -> Double {
        let done = Mutex(0)
        let failure = Mutex<(any Error)?>(nil)
        let clock = ContinuousClock()
        let start = clock.now
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            do {
                while start.duration(to: clock.now) < .seconds(1) {
                    try body()
                    done.withLock { $0 += amount }
                }
            } catch {
                failure.withLock { $0 = error }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
        return Double(done.withLock { $0 }) / (start.duration(to: clock.now) / .seconds(1))
    }
}

/// Words of texts, one text behind the other, for books of any size.
private struct ScaleText {
    private let words: [Substring]

    init(_ paths: [String]) throws {
        var tokenizer = try Tokenizer()
        var words: [Substring] = []
        for path in paths {
            for section in try Book(contentsOf: path).sections {
                var divided = WordsAndLetters()
                try tokenizer.append(section.text, to: &divided)
                words += divided.printed(in: section.text)
            }
        }
        guard !words.isEmpty else { throw ValidationError("there are no words in the texts") }
        self.words = words
    }

    /// A book of these words, in sections of four thousand.
    func book(_ range: Range<Int>) -> Book {
        let sections = stride(from: range.lowerBound, to: range.upperBound, by: 4000).map { start in
            let text = (start..<min(start + 4000, range.upperBound)).map { index in
                // Letters that stand before a word change it, wherever it comes again.
                Self.mark(index / words.count) + words[index % words.count]
            }
            return BookSection(name: "section-\(start)", text: text.joined())
        }
        return Book(title: "Scale", language: "en", sections: sections)
    }

    /// The number of a round in letters; nothing for the first.
    private static func mark(_ round: Int) -> String {
        var mark = ""
        var rest = round
        while rest > 0 {
            mark.unicodeScalars.append(UnicodeScalar(UInt8(ascii: "a") + UInt8(rest % 26)))
            rest /= 26
        }
        return mark
    }

    /// A book that no text holds.
    static func foreign() async throws -> PrintedBook {
        var made = MadeText(seed: 77, vocabulary: 8000)
        let text = made.prose(made.words(30_000))
        let book = Book(
            title: "Made", language: "en", sections: [BookSection(name: "1", text: text)])
        return try await PrintedBook("made", book, SpeechNoise(of: book, seed: 1))
    }
}

internal import ArgumentParser
internal import Foundation
internal import PageMatch
internal import PageMatchCore
internal import PageMatchText
internal import TestSupport

/// Looks pages of books up that were misread by chance, and counts what is right.
struct LookupsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lookups",
        abstract: "How many lookups are right, how sure they are, and what they cost.",
        discussion: """
            Pages are stretches of each book, laid out and misread by chance. An answer is right when \
            its first word is within ten of the page's and its status is that of the place: matched \
            where it is read aloud, unaligned where it is not; ambiguous when one of its places is \
            right. A page of another book is right when it is no match. Time is that of one book's lookup in memory, one page after the \
            other, from the page's bytes to its places, times and confidence, without quotes.
            """)

    @Option(help: "A folder of books, each a folder with book.* and transcript/.")
    var corpus: String
    @Option(help: "Which of them, separated by commas; all of them unless given.")
    var books: String?
    @Option(help: "How many pages of each kind in each book.")
    var count = 500
    @Option(help: "Only the kind of this name, such as 'page' or 'page, 15 %'.")
    var only: String?
    @Option(help: "A seed.")
    var seed: UInt64 = 1
    @Flag(help: "Print each answer that is wrong.")
    var misses = false
    @Option(help: "A file for the evidence of each lookup, as CSV.")
    var evidence: String?
    @Option(
        help: """
            A folder for what is looked up: for each book NAME.letters, NAME.words (where each word's \
            letters begin) and NAME.tsv (what, share wrong, first word, microseconds, outcome, letters).
            """)
    var export: String?

    func run() async throws {
        let wanted = books.map { Set($0.split(separator: ",").map(String.init)) }
        var shelf: [PrintedBook] = []
        for folder in try CorpusFolder.all(in: corpus) where wanted?.contains(folder.name) ?? true {
            shelf.append(try await PrintedBook(folder))
        }
        var table = LookupTable()
        for (number, book) in shelf.enumerated() {
            var noise = PrintNoise(seed: seed &+ UInt64(number) &* 1000)
            var exported = ""
            for kind in PageKind.all where only.map({ kind.names.contains($0) }) ?? true {
                let source = kind.isForeign ? shelf[(number + 1) % shelf.count] : book
                if kind.isForeign, shelf.count < 2 { continue }
                let pages = try pages(kind, of: source, in: book, &noise)
                // Made before any is looked up: a service has its pages from elsewhere, too.
                let times = try pages.map { try book.microseconds(ofLookup: Page($0.text)) }
                for (page, time) in zip(pages, times) {
                    let lookup = try Lookup(page, kind, in: book, microseconds: time)
                    if misses, lookup.outcome == .wrong {
                        print(
                            "\(kind.name) of \(book.name), word \(page.first): \(lookup.told)\n\(page.text)\n"
                        )
                    }
                    table.add(lookup)
                    exported += try book.row(of: page, kind, lookup)
                }
            }
            if let export { try book.write(to: export, rows: exported) }
        }
        table.print()
        print("")
        table.printCalibration(of: "the usual mix") { $0.isUsual }
        print("")
        table.printCalibration(of: "all that was looked up") { _ in true }
        if let evidence { try table.csv.write(toFile: evidence, atomically: true, encoding: .utf8) }
    }
}

extension LookupsCommand {
    /// Pages of a kind, to be looked up in a book.
    private func pages(
        _ kind: PageKind, of source: PrintedBook, in book: PrintedBook, _ noise: inout PrintNoise
    ) throws -> [(text: String, first: Int)] {
        var pages: [(text: String, first: Int)] = []
        for _ in 0..<count {
            guard var page = source.page(kind, &noise) else { break }
            // Six words of another book may stand in this one; of fewer that is what is asked.
            if kind.isForeign, kind.words.lowerBound >= 6, try book.holds(page.text) { continue }
            if kind.quoted > 0, let quote = book.page(PageKind.quote, &noise) {
                let middle = page.text.index(page.text.startIndex, offsetBy: page.text.count / 2)
                page.text.insert(contentsOf: " \(quote.text) ", at: middle)
            }
            pages.append(page)
        }
        return pages
    }
}

/// What is looked up.
struct PageKind: Hashable {
    var name: String
    var words: ClosedRange<Int>
    var errors: Double
    var hasHead = false
    var isUnread = false
    var isForeign = false
    /// How many words of the book that is asked stand in the middle of a page of another one.
    var quoted = 0
    /// Whether it is in a recogniser's words: one in eight is another, left out, or put in.
    var isHeard = false

    /// What it is called, without how many letters in a hundred are wrong and with it.
    var names: [String] { [name, "\(name), \(Int(errors * 100)) %"] }

    /// What of the stated mix it is: half is hard, a quarter foreign, a quarter easy.
    var part: Part {
        if isForeign { return .foreign }
        let isHard =
            ["25 words", "3 words"].contains(name) || errors >= 0.3
            || name == "6 words" && errors > 0
        return isHard ? .hard : .easy
    }

    /// Whether it is usual: neither misread by half, nor a phrase that is short or spoilt.
    var isUsual: Bool {
        errors <= 0.3 && quoted == 0 && !isHeard
            && (words.lowerBound >= 25 || words.lowerBound == 10 && isForeign
                || name == "6 words" && errors == 0)
    }

    enum Part: String, CaseIterable {
        case hard, foreign, easy

        var share: Double { self == .hard ? 0.5 : 0.25 }
    }

    static let quote = PageKind(name: "quotation", words: 10...10, errors: 0.05)

    static let all: [PageKind] =
        [0.01, 0.05, 0.15, 0.30].map {
            PageKind(name: "page", words: 150...300, errors: $0, hasHead: true)
        }
        + [0.01, 0.05, 0.15, 0.30].map { PageKind(name: "25 words", words: 25...25, errors: $0) }
        + [
            PageKind(name: "page, as heard", words: 150...300, errors: 0.12, isHeard: true),
            PageKind(name: "25 words, as heard", words: 25...25, errors: 0.12, isHeard: true),
            PageKind(name: "6 words", words: 6...6, errors: 0),
            PageKind(name: "6 words", words: 6...6, errors: 0.15),
            PageKind(
                name: "unread page", words: 150...300, errors: 0.05, hasHead: true, isUnread: true),
            PageKind(
                name: "another book's page", words: 150...300, errors: 0.05, hasHead: true,
                isForeign: true),
            PageKind(
                name: "another book's 25 words", words: 25...25, errors: 0.05, isForeign: true),
            PageKind(name: "10 words", words: 10...10, errors: 0.30),
            PageKind(
                name: "another book's 10 words", words: 10...10, errors: 0.05, isForeign: true),
            PageKind(
                name: "another book's 10 words", words: 10...10, errors: 0.30, isForeign: true),
            PageKind(name: "another book's 6 words", words: 6...6, errors: 0, isForeign: true),
            PageKind(name: "3 words", words: 3...3, errors: 0),
            PageKind(name: "another book's 3 words", words: 3...3, errors: 0, isForeign: true),
            PageKind(name: "another book's word", words: 1...1, errors: 0, isForeign: true),
            PageKind(
                name: "another book's page with ten words of this", words: 150...300, errors: 0.05,
                hasHead: true, isForeign: true, quoted: 10),
            PageKind(
                name: "another book's page", words: 150...300, errors: 0.5, hasHead: true,
                isForeign: true),
            PageKind(name: "page", words: 150...300, errors: 0.5, hasHead: true),
        ]
}

/// A book whose pages are printed.
struct PrintedBook {
    let name: String
    let catalogue: Catalogue
    private let letters: Data
    /// The words as they are printed, each with what follows on it up to the next one.
    private let printed: [Substring]
    /// Where each word's letters begin.
    private let letterStarts: [Int]
    /// Where each word begins in its section, in UTF-8 bytes.
    private let wordStarts: [Int]
    /// For each word whether it is read aloud.
    private let isRead: [Bool]

    init(_ folder: CorpusFolder) async throws {
        let (book, transcripts) = try folder.read()
        try await self.init(folder.name, book, transcripts)
    }

    init(_ name: String, _ book: Book, _ transcripts: [Transcript]) async throws {
        let aligned = try await AlignedBook(book, transcripts)
        self.name = name
        catalogue = Catalogue([aligned])
        var tokenizer = try Tokenizer()
        var printed: [Substring] = []
        var letters = Data()
        var wordStarts: [Int] = []
        var letterStarts: [Int] = []
        for section in book.sections {
            var words = WordsAndLetters()
            try tokenizer.append(section.text, to: &words)
            letterStarts += (0..<words.count).map {
                letters.count + words.letterRange(of: $0).lowerBound
            }
            letters += words.letters
            wordStarts += words.wordStarts.map { Int($0) }
            let utf8 = section.text.utf8
            let starts = words.wordStarts.map { utf8.index(utf8.startIndex, offsetBy: Int($0)) }
            for (index, start) in starts.enumerated() {
                let end = index + 1 < starts.count ? starts[index + 1] : utf8.endIndex
                printed.append(section.text[start..<end])
            }
        }
        guard printed.count == aligned.wordCount else {
            throw ValidationError("\(name): words are divided otherwise")
        }
        self.printed = printed
        self.wordStarts = wordStarts
        self.letterStarts = letterStarts
        self.letters = letters
        var isRead = [Bool](repeating: false, count: printed.count)
        for run in aligned.syncMap.runs { for word in run.wordRange { isRead[word] = true } }
        self.isRead = isRead
    }

    /// The words of a book of one section that stand in some bytes of its text.
    func words(inBytes bytes: Range<Int>) -> Range<Int> {
        let start = wordStarts.indices.partitionPoint { wordStarts[$0] < bytes.lowerBound }
        let end = wordStarts.indices.partitionPoint { wordStarts[$0] < bytes.upperBound }
        return start..<max(start, end)
    }

    /// Whether half of some words and more are read aloud.
    func isMostlyRead(_ words: Range<Int>) -> Bool {
        words.count { isRead[$0] } * 2 >= words.count
    }

    /// Whether the book has exactly the letters of a text somewhere.
    func holds(_ text: String) throws -> Bool {
        var tokenizer = try Tokenizer()
        var words = WordsAndLetters()
        try tokenizer.append(text, to: &words)
        return letters.range(of: Data(words.letters)) != nil
    }

    /// A lookup as a line of an export.
    func row(
        of page: (text: String, first: Int), _ kind: PageKind, _ lookup: Lookup
    ) throws -> String {
        var tokenizer = try Tokenizer()
        var words = WordsAndLetters()
        try tokenizer.append(page.text, to: &words)
        // Letters of other alphabets than the Latin one have codes that are no text.
        let letters = words.letters.map { String(UnicodeScalar($0)) }.joined()
        let fields = [
            kind.name, String(kind.errors), kind.isForeign ? "" : String(page.first),
            String(lookup.microseconds), "\(lookup.outcome)", letters,
        ]
        return fields.joined(separator: "\t") + "\n"
    }

    /// Writes the book's letters, where its words begin in them, and lines of lookups.
    func write(to folder: String, rows: String) throws {
        let folder = URL(fileURLWithPath: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        func file(_ kind: String) -> URL { folder.appendingPathComponent("\(name).\(kind)") }
        let text = letters.map { String(UnicodeScalar($0)) }.joined()
        try text.write(to: file("letters"), atomically: true, encoding: .utf8)
        try letterStarts.map { String($0) }.joined(separator: "\n")
            .write(to: file("words"), atomically: true, encoding: .utf8)
        try rows.write(to: file("tsv"), atomically: true, encoding: .utf8)
    }

    /// What a lookup takes, from a page's bytes to its places, times and confidence.
    func microseconds(ofLookup page: Page) throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        _ = try catalogue.find(page)
        return start.duration(to: clock.now) / .microseconds(1)
    }

    /// A page and the position of its first word; `nil` where the book has no such stretch.
    func page(_ kind: PageKind, _ noise: inout PrintNoise) -> (text: String, first: Int)? {
        for _ in 0..<2000 {
            let count = noise.number(in: kind.words)
            guard printed.count > count else { return nil }
            let first = noise.number(in: 0...printed.count - count)
            let words = first..<first + count
            guard kind.isForeign || words.allSatisfy({ isRead[$0] != kind.isUnread }) else {
                continue
            }
            let text = printed[words].joined()
            let pieces = text.split(whereSeparator: \.isWhitespace)
            if kind.isHeard { return (noise.heard(pieces, kind.errors, among: printed), first) }
            return (
                noise.page(
                    pieces, head: kind.hasHead ? name.uppercased() : nil, errors: kind.errors),
                first
            )
        }
        return nil
    }
}

/// One lookup and what became of it.
struct Lookup {
    enum Outcome {
        case right, ambiguous, withheld, wrong
    }

    let kind: PageKind
    let outcome: Outcome
    let confidence: Double
    let microseconds: Double
    let evidence: ConfidenceModel.Evidence?
    /// The answer in short.
    let told: String
    /// How many words the answer's first one is from the page's, where an answer is given.
    let distance: Int?
    /// Whether the best place is the page's, whatever was said of it.
    let isBestRight: Bool
    /// Whether what the confidence speaks of is so: the answer's place, or that there is none.
    let isTrue: Bool

    /// - Parameters:
    ///   - page: what is looked up, and its first word.
    ///   - kind: what it is.
    ///   - book: where.
    ///   - microseconds: what the lookup took.
    ///   - last: of a page whose first lines may not have been read its last word: an answer that begins
    ///     anywhere on it is right.
    /// - Throws: when the Unicode library fails.
    init(
        _ page: (text: String, first: Int), _ kind: PageKind, in book: PrintedBook,
        microseconds: Double, last: Int? = nil
    ) throws {
        let query = Page(page.text)
        let finding = try book.catalogue.find(query)
        self.microseconds = microseconds
        evidence = finding.evidence
        self.kind = kind
        let answer = try book.catalogue.lookup(query)
        let places = page.first - 10...max(page.first + 10, last ?? 0)
        func isRight(_ answer: LookupAnswer) -> Bool {
            guard let words = answer.words, !kind.isForeign else { return false }
            return places.contains(words.start) && (answer.status == .unaligned) == kind.isUnread
        }
        let words = answer.words.map { " words \($0.start)..<\($0.end)" } ?? ""
        told = "\(answer.status) \(answer.confidence)\(words)"
        distance = answer.words.map { abs($0.start - page.first) }
        confidence = answer.confidence
        isBestRight =
            !kind.isForeign && finding.firstWord.map { places.contains($0) } == true
        isTrue = answer.status == .noMatch ? kind.isForeign : isBestRight
        switch answer.status {
        case .noMatch: outcome = kind.isForeign ? .right : .withheld
        case .ambiguous:
            let told = [answer] + answer.alternatives
            outcome =
                told.contains { $0.words.map { places.contains($0.start) } ?? false }
                    && !kind.isForeign ? .ambiguous : .wrong
        default: outcome = isRight(answer) ? .right : .wrong
        }
    }
}

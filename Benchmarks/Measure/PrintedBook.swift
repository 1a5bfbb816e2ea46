internal import ArgumentParser
internal import Foundation
internal import PageMatch
internal import PageMatchCore
internal import PageMatchText

/// A book whose pages are printed.
struct PrintedBook {
    let name: String
    /// The first part of its language's tag, such as `de`.
    let language: String
    let catalogue: Catalogue
    /// How it is written.
    let script: Script
    private let letters: Data
    /// The words as they are printed, each with what follows on it up to the next one.
    private let printed: [Substring]
    /// Where each word's letters begin.
    private let letterStarts: [Int]
    /// Where each word begins in its section, in UTF-8 bytes.
    private let wordStarts: [Int]
    /// For each word whether it is read aloud.
    private let isRead: [Bool]

    /// A book with its transcripts, or where it has none with one that is made by chance.
    init(_ folder: CorpusFolder, seed: UInt64) async throws {
        if folder.isRead {
            let (book, transcripts) = try folder.read()
            try await self.init(folder.name, book, transcripts)
        } else {
            let book = try folder.readBook()
            let made = try SpeechNoise(of: book, seed: seed)
            try await self.init(folder.name, book, made.transcripts())
        }
    }

    init(_ name: String, _ book: Book, _ transcripts: [Transcript]) async throws {
        let aligned = try await AlignedBook(book, transcripts)
        self.name = name
        language = book.language.map { String($0.prefix { $0 != "-" }).lowercased() } ?? "?"
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
            printed += words.printed(in: section.text)
        }
        guard printed.count == aligned.wordCount else {
            throw ValidationError("\(name): words are divided otherwise")
        }
        self.printed = printed
        script = Script(of: printed)
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

    /// How many words there are.
    var wordCount: Int { printed.count }

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
        let fields = [
            kind.name, String(kind.errors), kind.isForeign ? "" : String(page.first),
            String(lookup.microseconds), "\(lookup.outcome)",
            Self.text(of: words.letters, from: words.letterStarts.map { Int($0) }),
        ]
        return fields.joined(separator: "\t") + "\n"
    }

    /// Writes the book's words and lines of lookups.
    func write(to folder: String, rows: String) throws {
        let folder = URL(fileURLWithPath: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        func file(_ kind: String) -> URL { folder.appendingPathComponent("\(name).\(kind)") }
        try Self.text(of: letters, from: letterStarts)
            .write(to: file("txt"), atomically: true, encoding: .utf8)
        try rows.write(to: file("tsv"), atomically: true, encoding: .utf8)
    }

    /// Words in normal form with a space between them; letters of other alphabets than the Latin one are
    /// shown by their codes, which are no text.
    private static func text(of letters: some Collection<UInt8>, from starts: [Int]) -> String {
        var scalars = String.UnicodeScalarView()
        var next = 0
        for (index, letter) in letters.enumerated() {
            while next < starts.count, starts[next] == index {
                if next > 0 { scalars.append(" ") }
                next += 1
            }
            scalars.append(UnicodeScalar(letter))
        }
        return String(scalars)
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
            let pieces = printed[words].joined().split(whereSeparator: \.isWhitespace)
            let text =
                kind.isHeard
                ? noise.heard(
                    script.hasSpaces ? pieces : Array(printed[words]), kind.errors, among: printed)
                : noise.page(
                    pieces, head: kind.hasHead ? name.uppercased() : nil, errors: kind.errors)
            return (text, first)
        }
        return nil
    }
}

extension WordsAndLetters {
    /// The words of a text as they are printed, each with what follows on it up to the next one.
    func printed(in text: String) -> [Substring] {
        let starts = wordStarts.map { text.utf8.index(text.startIndex, offsetBy: Int($0)) }
        return starts.indices.map { index in
            let end = index + 1 < starts.count ? starts[index + 1] : text.endIndex
            return text[starts[index]..<end]
        }
    }
}

extension SpeechNoise {
    /// What is heard of a book.
    ///
    /// - Throws: when the Unicode library fails.
    init(of book: Book, seed: UInt64) throws {
        var tokenizer = try Tokenizer()
        var said: [String] = []
        var printed: [Substring] = []
        for section in book.sections {
            var words = WordsAndLetters()
            try tokenizer.append(section.text, to: &words)
            printed += words.printed(in: section.text)
            let bytes = Array(section.text.utf8)
            said += (0..<words.count).map { index in
                let range = Int(words.wordStarts[index])..<Int(words.wordEnds[index])
                return String(decoding: bytes[range], as: UTF8.self).lowercased()
            }
        }
        self.init(said, Script(of: printed), seed: seed)
    }
}

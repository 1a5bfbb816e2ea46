package import Foundation
package import PageMatch
package import PageMatchCore
internal import PageMatchText

/// A book whose pages are printed.
package struct PrintedBook: Sendable {
    package let name: String
    /// The first part of its language's tag, such as `de`.
    package let language: String
    package let catalogue: Catalogue
    /// How it is written.
    package let script: Script
    /// The letters of all words.
    package let letters: Data
    /// The words as they are printed, each with what follows on it up to the next one.
    private let printed: [Substring]
    /// Where each word's letters begin.
    package let letterStarts: [Int]
    /// Where each word begins in its section, in UTF-8 bytes.
    private let wordStarts: [Int]
    /// For each word whether it is read aloud.
    private var isRead: [Bool]

    /// A book whose words are not divided as the engine divides them.
    package struct OddWords: Error, CustomStringConvertible {
        let book: String
        package var description: String { "\(book): words are divided otherwise" }
    }

    /// A book and what was heard of it, of which the noise knows what is read.
    ///
    /// - Throws: as ``init(_:_:_:)``.
    package init(_ name: String, _ book: Book, _ noise: SpeechNoise) async throws {
        try await self.init(name, book, noise.transcripts())
        for word in isRead.indices { isRead[word] = !noise.unread.contains(word) }
    }

    /// A book and what was heard of it.
    ///
    /// What is read is what the engine says, where nobody else knows it.
    ///
    /// - Throws: `PageMatchError`; `NormalFormError` when the Unicode library fails; ``OddWords``.
    package init(_ name: String, _ book: Book, _ transcripts: [Transcript]) async throws {
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
        guard printed.count == aligned.wordCount else { throw OddWords(book: name) }
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
    package func words(inBytes bytes: Range<Int>) -> Range<Int> {
        let start = wordStarts.indices.partitionPoint { wordStarts[$0] < bytes.lowerBound }
        let end = wordStarts.indices.partitionPoint { wordStarts[$0] < bytes.upperBound }
        return start..<max(start, end)
    }

    /// How many words there are.
    package var wordCount: Int { printed.count }

    /// Whether half of some words and more are read aloud.
    package func isMostlyRead(_ words: Range<Int>) -> Bool {
        words.count { isRead[$0] } * 2 >= words.count
    }

    /// Whether the book has exactly the letters of a text somewhere.
    private func holds(_ text: String) throws -> Bool {
        var tokenizer = try Tokenizer()
        var words = WordsAndLetters()
        try tokenizer.append(text, to: &words)
        return letters.range(of: Data(words.letters)) != nil
    }

    /// Pages of a kind, to be looked up in this book, the same each time; fewer where there are no more.
    ///
    /// - Parameters:
    ///   - kind: what they are.
    ///   - count: how many; of a short book fewer, one for each twenty words.
    ///   - source: the book that they are of: this one, or for foreign ones another.
    ///   - seed: of chance.
    /// - Returns: their texts, and the position in `source` of the first word of each.
    /// - Throws: `NormalFormError` when the Unicode library fails.
    package func pages(
        _ kind: PageKind, _ count: Int, of source: PrintedBook, seed: UInt64
    ) throws -> [(text: String, first: Int)] {
        var noise = PrintNoise(seed: seed, kind, of: source)
        var pages: [(text: String, first: Int)] = []
        for _ in 0..<min(count, source.wordCount / 20) {
            guard var page = source.page(kind, &noise) else { break }
            // Six words of another book may stand in this one; of fewer that is what is asked.
            if kind.isForeign, kind.words.lowerBound >= 6, try holds(page.text) { continue }
            if kind.quoted > 0, let quote = self.page(PageKind.quote, &noise) {
                let middle = page.text.index(page.text.startIndex, offsetBy: page.text.count / 2)
                page.text.insert(contentsOf: " \(quote.text) ", at: middle)
            }
            pages.append(page)
        }
        return pages
    }

    /// A page and the position of its first word; `nil` where the book has no such stretch.
    private func page(_ kind: PageKind, _ noise: inout PrintNoise) -> (text: String, first: Int)? {
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
    package func printed(in text: String) -> [Substring] {
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
    package init(of book: Book, seed: UInt64) throws {
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

import TestSupport
import Testing

@testable import PageMatch
@testable import PageMatchText

/// A book whose words have all sizes: of one letter and of hundreds, far apart and close together.
private func odd(seed: UInt64, words count: Int) -> Book {
    var generator = SeededGenerator(seed: seed)
    var text = ""
    for _ in 0..<count {
        let isOdd = Int.random(in: 0..<40, using: &generator) == 0
        let letters = ["a", "é", "ß", "ﬁ", "中", "đ"]
        for _ in 0..<Int.random(in: isOdd ? 200...600 : 1...9, using: &generator) {
            text += letters.randomElement(using: &generator) ?? "a"
        }
        let space = Int.random(in: 0..<40, using: &generator) == 0 ? 300 : 1
        text += String(repeating: " ", count: space)
    }
    return Book(
        title: nil, language: nil, sections: [BookSection(name: "s", title: nil, text: text)])
}

@Suite struct WordMapTests {
    @Test("words keep their places", arguments: [1, 15, 16, 17, 33, 500])
    func places(count: Int) async throws {
        let seed = UInt64(count)
        let book = odd(seed: seed, words: count)
        var expected = WordsAndLetters()
        var tokenizer = try Tokenizer()
        try tokenizer.append(book.sections[0].text, to: &expected)
        let heard = Transcript(name: nil, text: "nothing of it", spans: [])
        let map = try await AlignedBook(book, [heard], acceptUnrelated: true).opened.wordMap
        #expect(map.count == expected.count)
        for word in 0..<expected.count {
            let text = Int(expected.wordStarts[word])..<Int(expected.wordEnds[word])
            let place = map[word]
            #expect(place.text == text, "seed \(seed), word \(word)")
            #expect(place.letters == expected.letterRange(of: word), "seed \(seed), word \(word)")
            for letter in place.letters { #expect(map.word(ofLetter: letter) == word) }
        }
    }

    @Test("a word takes four bytes and no more, where words are words")
    func size() async throws {
        let made = MadeBook(seed: 5, chapters: 2, words: 800, reading: [[0], [1]])
        let image = try await made.aligned().opened
        let tables = WordMap.Tables(try words(of: made.book))
        let bytes =
            tables.checkpoints.count * MemoryLayout<WordCheckpoint>.stride
            + tables.sizes.count * MemoryLayout<WordSizes>.stride
        #expect(tables.wideSizes.isEmpty)
        #expect(bytes <= 4 * image.wordCount)
    }

    private func words(of book: Book) throws -> WordsAndLetters {
        var words = WordsAndLetters()
        var tokenizer = try Tokenizer()
        var offset: UInt32 = 0
        for section in book.sections {
            try tokenizer.append(section.text, at: offset, to: &words)
            offset += UInt32(section.text.utf8.count)
        }
        return words
    }

    @Test("a place is known in bytes, in UTF-16 and in code points")
    func units() async throws {
        let text = "Für 🙂 𝔸ll – 中文."
        let book = Book(
            title: nil, language: nil, sections: [BookSection(name: "s", title: nil, text: text)])
        let heard = Transcript(name: nil, text: "für all", spans: [])
        let aligned = try await AlignedBook(book, [heard], acceptUnrelated: true)
        for index in text.indices {
            let before = text[..<index]
            let position = aligned.position(inSection: "s", at: before.utf8.count)
            #expect(position?.utf16 == before.utf16.count)
            #expect(position?.codePoints == before.unicodeScalars.count)
        }
        #expect(aligned.position(inSection: "s", at: text.utf8.count + 1) == nil)
        #expect(aligned.position(inSection: "s", at: -1) == nil)
        #expect(aligned.position(inSection: "s", at: 2) == nil)
        #expect(aligned.position(inSection: "t", at: 0) == nil)
    }
}

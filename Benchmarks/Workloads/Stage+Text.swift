internal import Foundation
internal import PageMatch
internal import PageMatchCore
internal import PageMatchIndex
internal import PageMatchText
internal import Synchronization

extension Stage {
    /// From text to words and letters.
    ///
    /// What is right is what ICU's own iterator gives, which is another way.
    static let text = [
        Stage("text: words and letters of a novel", unit: "bytes") { work in
            let texts = work.book.sections.map(\.text)
            let right = try Self.sum(Self.words(of: texts, isQuick: false))
            return Round(texts.reduce(0) { $0 + $1.utf8.count }) {
                try Self.sum(Self.words(of: texts, isQuick: true)) == right
            }
        },
        Stage("text: words, forms of speech and sentences of a novel", unit: "words") { work in
            let book = work.book
            let right = try Self.sum(Self.words(of: book.sections.map(\.text), isQuick: false))
            return Round(work.printed.wordCount) {
                var spoken = try SpokenFormMaker(languageOf: book)
                return Self.sum(try BookWords(book, &spoken) {}.words) == right
            }
        },
        Stage("text: words and letters of a page", unit: "bytes") { work in
            let text = try work.pages(.named("page, 15 %"), 1)[0].page.text
            let right = try Self.sum(Self.words(of: [text], isQuick: false))
            return Round(text.utf8.count) {
                try Self.sum(Self.words(of: [text], isQuick: true)) == right
            }
        },
    ]

    private static func words(of texts: [String], isQuick: Bool) throws -> WordsAndLetters {
        var tokenizer = try Tokenizer(isQuick: isQuick)
        var words = WordsAndLetters()
        for text in texts { try tokenizer.append(text, to: &words) }
        return words
    }

    /// What other words would hardly have, too.
    private static func sum(_ words: WordsAndLetters) -> UInt64 {
        words.ids.reduce(UInt64(words.letters.count)) { ($0 << 1 | $0 >> 63) ^ $1 }
    }

    static let index = [
        Stage("index: seeds of a novel's letters", unit: "letters") { work in
            let letters = [UInt8](work.printed.letters)
            // Each seed in the bucket of its hash, each bucket's in order: made of what the index says of itself.
            let index = LetterIndex(letters: letters, seedLength: 6)
            var isIndex = true
            for bucket in 0..<index.bucketStarts.count - 1 {
                var last = -1
                for posting in index.bucketStarts[bucket]..<index.bucketStarts[bucket + 1] {
                    let position = Int(index.postings[Int(posting)])
                    let own = LetterIndex.bucket(
                        at: position, of: letters.span, 6,
                        bits: LetterIndex.bucketBits(letterCount: letters.count))
                    if own != bucket || position <= last { isIndex = false }
                    last = position
                }
            }
            let (isRight, sum) = (isIndex, sum(index.postings))
            return Round(letters.count) {
                isRight && Self.sum(LetterIndex(letters: letters, seedLength: 6).postings) == sum
            }
        },
        Stage("index: seeds of a novel's words", unit: "words") { work in
            let ids = try work.words().book.words.ids
            let middle = Array(ids[ids.count / 2..<ids.count / 2 + 40])
            return Round(ids.count) {
                // That it is an index is seen by what it finds.
                WordSeeds(book: ids).anchors(
                    transcript: middle, book: ids,
                    .init(maximumPostings: 8, long: 8, short: 16)
                ) {}.contains { $0.targetStart == ids.count / 2 && $0.length == 40 }
            }
        },
    ]

    private static func sum(_ postings: [UInt32]) -> UInt64 {
        // Four in a step, so that looking costs little beside making.
        postings.withUnsafeBytes { bytes in
            var sum: UInt64 = 0
            for offset in stride(from: 0, to: bytes.count - 7, by: 64) {
                sum =
                    (sum << 1 | sum >> 63)
                    ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            }
            return sum
        }
    }
}

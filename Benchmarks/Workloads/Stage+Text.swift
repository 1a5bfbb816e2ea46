internal import PageMatch
internal import PageMatchCore
internal import PageMatchIndex
internal import PageMatchText

extension Stage {
    /// From text to words and letters, and from these to what is stored and looked up in.
    static let text = [
        Stage("text: words and letters of a novel", unit: "bytes") { work in
            let texts = work.book.sections.map(\.text)
            let count = work.printed.wordCount
            return Round(texts.reduce(0) { $0 + $1.utf8.count }) {
                var tokenizer = try Tokenizer()
                var words = WordsAndLetters()
                for text in texts { try tokenizer.append(text, to: &words) }
                return words.count == count
            }
        },
        Stage("text: words, forms of speech and sentences of a novel", unit: "words") { work in
            let book = work.book
            let count = work.printed.wordCount
            return Round(count) {
                var spoken = try SpokenFormMaker(languageOf: book)
                return try BookWords(book, &spoken) {}.words.count == count
            }
        },
        Stage("text: words and letters of a page", unit: "bytes") { work in
            let text = work.pages(.page15, 1)[0].page.text
            var tokenizer = try Tokenizer()
            var words = WordsAndLetters()
            try tokenizer.append(text, to: &words)
            let count = words.count
            return Round(text.utf8.count) {
                var tokenizer = try Tokenizer()
                var words = WordsAndLetters()
                try tokenizer.append(text, to: &words)
                return words.count == count
            }
        },
    ]

    static let index = [
        Stage("index: seeds of a novel's letters", unit: "letters") { work in
            let letters = [UInt8](work.printed.letters)
            let count = letters.count - 5
            return Round(letters.count) {
                LetterIndex(letters: letters, seedLength: 6).postings.count == count
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
}

extension PageKind {
    /// A printed page with 15 % of its characters wrong.
    static let page15 = PageKind(name: "page", words: 150...300, errors: 0.15, hasHead: true)
}

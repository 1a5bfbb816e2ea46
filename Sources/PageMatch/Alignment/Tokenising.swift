package import PageMatchAlign
package import PageMatchText

extension PageMatchError {
    /// Puts a fault of the normal form into words.
    init(_ error: NormalFormError) {
        switch error {
        case .unicodeLibrary(let code):
            self.init(
                .internal, "the Unicode library (ICU) failed with code \(code)",
                hint: "is its data package installed?")
        case .tooLong:
            self.init(.tooLarge, "the text is longer than 1 GiB")
        }
    }
}

extension SpokenFormMaker {
    /// What is known of how a book's language is spoken; of an unknown one nothing is.
    package init(languageOf book: Book) throws(PageMatchError) {
        do throws(NormalFormError) {
            self = try SpokenFormMaker(SpokenLanguage(tag: book.language))
        } catch {
            throw PageMatchError(error)
        }
    }
}

/// A book's words in the coordinates of its whole text.
package struct BookWords {
    /// The words of all sections, one after the other.
    package var words = WordsAndLetters()
    /// For each section the position of its first word.
    package var firstWords: [Int] = []
    /// What some of the words may be said as, in the book's language.
    package var forms = SpokenForms()
    /// Positions of the words that begin a sentence.
    var sentences: [UInt32] = []

    /// Divides all sections into words and sentences.
    ///
    /// - Parameters:
    ///   - book: the text.
    ///   - spoken: what is known of the book's language.
    ///   - checkpoint: called every some thousand words; what it throws ends the work.
    /// - Throws: `empty` without a word, `tooLarge`, `internal`.
    package init(
        _ book: Book, _ spoken: inout SpokenFormMaker,
        checkpoint: () throws(PageMatchError) -> Void
    ) throws(PageMatchError) {
        let total = book.sections.reduce(0) { $0 + $1.text.utf8.count }
        guard total <= 1 << 30 else {
            throw PageMatchError(.tooLarge, "the book has more than 1 GiB of text")
        }
        var offset: UInt32 = 0
        var tokenizer: Tokenizer
        do throws(NormalFormError) {
            tokenizer = try Tokenizer()
        } catch {
            throw PageMatchError(error)
        }
        for section in book.sections {
            firstWords.append(words.count)
            // Neither words nor sentences go over the end of a paragraph: long texts go by pieces.
            for piece in pieces(of: section.text) {
                try checkpoint()
                let first = words.count
                do throws(NormalFormError) {
                    try tokenizer.append(piece, at: offset, to: &words)
                    try spoken.append(words, from: first, text: piece, at: offset)
                    try addSentences(
                        of: piece, at: offset, from: first, language: book.language)
                } catch {
                    throw PageMatchError(error)
                }
                offset += UInt32(piece.utf8.count)
            }
        }
        forms = spoken.take()
        guard words.count > 0 else {
            throw PageMatchError(.empty, "there are no words in the book")
        }
    }

    private mutating func addSentences(
        of text: String, at offset: UInt32, from first: Int, language: String?
    ) throws(NormalFormError) {
        var word = first
        for start in try sentenceStarts(of: text, language: language) {
            while word < words.count, words.wordStarts[word] < offset + start { word += 1 }
            if word < words.count, sentences.last.map({ Int($0) < word }) ?? true {
                sentences.append(UInt32(word))
            }
        }
    }
}

/// A text cut after newlines into pieces of some ten thousand bytes; one piece when it has none.
private func pieces(of text: String) -> [String] {
    let least = 1 << 16
    guard text.utf8.count > least else { return text.isEmpty ? [] : [text] }
    var pieces: [String] = []
    var start = text.utf8.startIndex
    while start < text.utf8.endIndex {
        let reach = text.utf8.index(start, offsetBy: least, limitedBy: text.utf8.endIndex)
        let newline = reach.flatMap { text.utf8[$0...].firstIndex(of: UInt8(ascii: "\n")) }
        let end = newline.map { text.utf8.index(after: $0) } ?? text.utf8.endIndex
        pieces.append(String(text[start..<end]))
        start = end
    }
    return pieces
}

extension TimedWords {
    /// The words of a transcript with their times; `shift` milliseconds are taken from each.
    ///
    /// - Throws: `internal` or `tooLarge`.
    init(_ transcript: Transcript, shift: Int64) throws(PageMatchError) {
        var words = WordsAndLetters()
        do throws(NormalFormError) {
            var tokenizer = try Tokenizer()
            try tokenizer.append(transcript.text, to: &words)
        } catch {
            throw PageMatchError(error)
        }
        self.init(words: words, of: transcript, shift: shift)
    }

    /// The same, with what the words may stand in print as, in the book's language.
    ///
    /// - Throws: `internal` or `tooLarge`.
    package init(
        _ transcript: Transcript, shift: Int64, _ spoken: inout SpokenFormMaker
    ) throws(PageMatchError) {
        try self.init(transcript, shift: shift)
        do throws(NormalFormError) {
            try spoken.append(words, from: 0, text: transcript.text, at: 0)
        } catch {
            throw PageMatchError(error)
        }
        forms = spoken.take()
    }
}

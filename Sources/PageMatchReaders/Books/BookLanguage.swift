import PageMatchCore

/// The language of a book: what its file states, checked against its text.
enum BookLanguage {
    /// Bytes of the text that vote.
    private static let sampleLength = 24 * 1024

    /// Makes the language of a book one that can be relied on.
    ///
    /// What the file states becomes a tag of BCP 47. Where it states none, or nothing that is a
    /// language, or one that the text is clearly not in, the text's own is taken; what is odd
    /// about it becomes a warning.
    ///
    /// - Parameters:
    ///   - book: The book, with the language as its file writes it.
    ///   - isExpected: Whether a file of its format should state one.
    /// - Complexity: O(1) but for finding the middle of the book: a bounded sample votes.
    static func settle(_ book: inout Book, isExpected: Bool) {
        let stated = book.language?.trimmingASCIISpace ?? ""
        let tag = LanguageTag.normalised(stated)
        let vote = LanguageVote(of: sample(of: book))
        guard let tag else {
            book.language = vote.isFair ? vote.language : nil
            if let sentence = warning(stated, taken: book.language, isExpected: isExpected) {
                book.warnings.append(sentence)
            }
            return
        }
        book.language = tag
        guard vote.refutes(tag), let language = vote.language else { return }
        book.language = language
        book.warnings.append(
            "The file says that its language is \(tag), but its text reads as \(language); "
                + "\(language) is taken.")
    }

    private static func warning(_ stated: String, taken: String?, isExpected: Bool) -> String? {
        let guess = taken.map { "it is taken for \($0) by its text." }
        // Of a few words nothing can be told, and nothing need be.
        if stated.isEmpty { return isExpected ? guess.map { "No language is stated; " + $0 } : nil }
        let shown = String(stated.prefix(40))
        return "\"\(shown)\" is no language that is known; " + (guess ?? "none is assumed.")
    }

    /// Text from the middle of the book, where there are no title pages and no licences.
    private static func sample(of book: Book) -> [UInt8] {
        let lengths = book.sections.map(\.text.utf8.count)
        let total = lengths.reduce(0, +)
        var skip = max(0, (total - sampleLength) / 2)
        var sample: [UInt8] = []
        for (section, length) in zip(book.sections, lengths) where sample.count < sampleLength {
            guard skip < length else {
                skip -= length
                continue
            }
            let rest = section.text.utf8.dropFirst(skip)
            sample.append(contentsOf: rest.prefix(sampleLength - sample.count))
            skip = 0
        }
        return sample
    }
}

internal import PageMatchAlign
internal import PageMatchIndex
internal import PageMatchText

/// One book's image, opened: every table found, bounds and order checked once, nothing copied.
///
/// What leads quickly to a word's time, and back, is made of the tables then: a byte a word.
///
/// An object: what holds an image a lookup holds by one count, not by one for each table.
final class BookImage: Sendable {
    let bytes: ImageBytes
    let book: BookRecord
    let authors: Column<StringReference>
    let sections: Column<SectionRecord>
    let text: Column<UInt8>
    let wordMap: WordMap
    let letters: Column<UInt8>
    let bucketStarts: Column<UInt32>
    let postings: Column<UInt32>
    let sentences: Column<UInt32>
    let pageBreaks: Column<PageBreakRecord>
    let sourceElements: Column<SourceElementRecord>
    let sourceRuns: Column<SourceRunRecord>
    let tracks: Column<TrackRecord>
    let runs: Column<RunRecord>
    let runIndex: RunIndex
    let spokenTimes: SpokenTimes
    let report: Column<UInt8>
    let strings: Column<UInt8>

    /// Letters in a seed: fewer in scripts whose letters are many and say more.
    static func seedLength(letters: Int, words: Int) -> Int {
        letters * 10 < words * 26 ? 3 : 6
    }

    /// Opens an image.
    ///
    /// - Throws: `imageDamaged` or `imageVersion`.
    /// - Complexity: O(bytes): the checksum and the order of each table are verified.
    init(_ bytes: ImageBytes) throws(PageMatchError) {
        let directory = try ImageDirectory(bytes)
        self.bytes = bytes
        strings = try directory.column(.strings)
        let books: Column<BookRecord> = try directory.column(.book)
        guard books.count == 1 else { throw damaged("it does not hold one book") }
        book = books[0]
        try Self.requireComparable(book)
        authors = try directory.column(.authors)
        sections = try directory.column(.sections)
        text = try directory.column(.text)
        letters = try directory.column(.letters)
        wordMap = try WordMap(
            count: Int(book.wordCount), checkpoints: directory.column(.wordCheckpoints),
            sizes: directory.column(.wordSizes), wideSizes: directory.column(.wideWordSizes),
            textCount: text.count, letterCount: letters.count)
        bucketStarts = try directory.column(.bucketStarts)
        postings = try directory.column(.postings)
        sentences = try directory.column(.sentences)
        pageBreaks = try directory.column(.pageBreaks)
        sourceElements = try directory.column(.sourceElements)
        sourceRuns = try directory.column(.sourceRuns)
        tracks = try directory.column(.tracks)
        runs = try directory.column(.runs)
        spokenTimes = try SpokenTimes(
            checkpoints: directory.column(.timeCheckpoints), bits: directory.column(.timeBits),
            runs: runs)
        runIndex = RunIndex(runs, spokenTimes)
        report = try directory.column(.report)
        try verify()
    }

    /// Refuses letters that were folded by other rules: pages would silently not be found in them.
    private static func requireComparable(_ book: BookRecord) throws(PageMatchError) {
        guard Int(book.foldingRules) != Tokenizer.rules else { return }
        throw PageMatchError(
            .imageVersion,
            "the book image has letters of the normal form's version \(book.foldingRules), this "
                + "program reads version \(Tokenizer.rules)",
            hint: "add the book again, or use the program that wrote it")
    }

    /// The number of words.
    var wordCount: Int { wordMap.count }

    /// A name, or `nil` where there is none.
    func string(_ reference: StringReference) -> String? {
        guard reference.length != StringReference.none else { return nil }
        let start = Int(reference.offset)
        return String(
            decoding: strings.elements(in: start..<start + Int(reference.length)), as: UTF8.self)
    }

    /// The text between two offsets of the whole book.
    func text(in range: Range<Int>) -> String {
        text.withSpan { span in
            span.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// The section that holds a word.
    ///
    /// - Complexity: O(log sections).
    func section(ofWord word: Int) -> Int {
        max(0, (0..<sections.count).partitionPoint { Int(sections[$0].firstWord) <= word } - 1)
    }

    /// The words of a section.
    func words(ofSection section: Int) -> Range<Int> {
        let end = section + 1 < sections.count ? Int(sections[section + 1].firstWord) : wordCount
        return Int(sections[section].firstWord)..<end
    }

    /// The word that begins the sentence which holds `word`.
    func sentenceStart(ofWord word: Int) -> Int {
        sentences.withSpan { span in
            span.lastIndex(atMost: UInt32(word), in: 0..<span.count).map { Int(span[$0]) } ?? word
        }
    }
}

extension BookImage: LetterTarget {
    var seedLength: Int { Int(book.seedLength) }
    var letterCount: Int { letters.count }

    func withLetters<Result>(
        _ body: (Span<UInt8>, Span<UInt32>, Span<UInt32>) -> Result
    ) -> Result {
        letters.withSpan { letters in
            bucketStarts.withSpan { starts in postings.withSpan { body(letters, starts, $0) } }
        }
    }
}

func damaged(_ what: String) -> PageMatchError {
    PageMatchError(
        .imageDamaged, "the book image is damaged: \(what)", hint: "add the book again")
}

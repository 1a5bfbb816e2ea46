internal import Foundation
internal import PageMatch
internal import PageMatchAlign
internal import PageMatchText
internal import TestSupport

/// A novel with a transcript that is made of it, and another one, for ``Stage``.
///
/// The transcript and the pages are made by chance from a fixed seed.
public final class Workload: Sendable {
    /// A folder for files that a stage reads; gone with the workload.
    let folder: URL

    let book: Book
    /// What is heard of the book.
    let noise: SpeechNoise
    /// The same as one track.
    let transcripts: [Transcript]
    /// Pages of the book, with its alignment.
    let printed: PrintedBook
    /// Another book, for pages that are not in the first.
    let other: PrintedBook

    private static let seed: UInt64 = 1
    private static let madeWords = 120_000

    /// Reads the novels that `PAGEMATCH_BOOK` and `PAGEMATCH_OTHER_BOOK` name, files of any format; makes what is not
    /// named, of 120,000 words that are in no language.
    ///
    /// - Throws: `PageMatchError` when a file can't be read.
    public convenience init() async throws {
        let environment = ProcessInfo.processInfo.environment
        let book = try Self.book(environment["PAGEMATCH_BOOK"], seed: Self.seed)
        let other = try Self.book(environment["PAGEMATCH_OTHER_BOOK"], seed: Self.seed + 1)
        try await self.init(book, other)
    }

    private init(_ book: Book, _ other: Book) async throws {
        self.book = book
        noise = try SpeechNoise(of: book, seed: Self.seed)
        transcripts = noise.transcripts()
        printed = try await PrintedBook("novel", book, noise)
        self.other = try await PrintedBook("other", other, SpeechNoise(of: other, seed: Self.seed))
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("pagematch-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private static func book(_ path: String?, seed: UInt64) throws -> Book {
        if let path { return try Book(contentsOf: path) }
        var made = MadeText(seed: seed, vocabulary: 8000)
        let words = made.words(madeWords)
        // In chapters and paragraphs, as novels are.
        let sections = stride(from: 0, to: words.count, by: 4000).map { start in
            let chapter = stride(from: start, to: min(start + 4000, words.count), by: 100).map {
                made.prose(Array(words[$0..<min($0 + 100, words.count)])) + "\n"
            }
            return BookSection(name: "section-\(start / 4000 + 1)", text: chapter.joined())
        }
        return Book(title: "Made", language: "en", sections: sections)
    }

    /// The words of the book with what they may be said as, and those of the track.
    func words() throws -> (book: BookWords, track: TimedWords) {
        var spoken = try SpokenFormMaker(languageOf: book)
        let words = try BookWords(book, &spoken) {}
        return (words, try TimedWords(transcripts[0], shift: 0, &spoken))
    }

    /// Pages of a kind, the same each time, with their first words.
    func pages(_ kind: PageKind, _ count: Int) throws -> [(page: Page, first: Int)] {
        try printed.pages(kind, count, of: kind.isForeign ? other : printed, seed: Self.seed)
            .map { (Page($0.text), $0.first) }
    }

    /// Writes a file that a stage reads; returns its path.
    func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
        let file = folder.appendingPathComponent(name)
        try Data(bytes).write(to: file)
        return file.path
    }
}

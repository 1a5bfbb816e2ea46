internal import ArgumentParser
internal import Foundation
internal import PageMatch
internal import PageMatchText
internal import PageMatchWorkloads

/// Aligns books and looks pages of them up that were misread by chance, and counts what is right.
struct AccuracyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accuracy",
        abstract: "How right alignments and lookups are, how sure, and what lookups cost.",
        discussion: """
            Each book is aligned with a transcript of itself that is made by chance, so that the truth of \
            each word is known. Then pages are looked up: stretches of each book, laid out and misread by \
            chance, of a book with transcripts of its own or, where it has none, a made one. An answer is \
            right when its first word is within ten of the page's and its status is that of the place: matched where it is read aloud, unaligned where it is not; ambiguous when \
            one of its places is right. A page of another book, of the same language, is right when it is \
            no match. Time is that of one book's lookup in memory, one page after the other, from the \
            page's bytes to its places, times and confidence, without quotes.
            """)

    @OptionGroup var shelf: ShelfOptions
    @Option(
        help: """
            How many pages of each kind in each book; of a short book fewer, one for each twenty words.
            """)
    var count = 500
    @Option(help: "Only lookups of the kind of this name, such as 'page' or 'page, 15 %'.")
    var only: String?
    @Option(help: "A seed.")
    var seed: UInt64 = 1
    @Flag(help: "Print each answer that is wrong.")
    var misses = false
    @Option(help: "A file for the evidence of each lookup, as CSV.")
    var evidence: String?
    @Option(
        help: """
            A folder for what is looked up, in normal form: for each book its words, NAME.txt, and \
            NAME.tsv (what, share wrong, first word, microseconds, outcome, words).
            """)
    var export: String?

    func validate() throws {
        guard count > 0 else { throw ValidationError("there is one page of each kind at least") }
        if let only, !PageKind.all.contains(where: { $0.names.contains(only) }) {
            let names = PageKind.all.map { $0.names[1] }.joined(separator: "; ")
            throw ValidationError("no kind is called “\(only)”; there are \(names)")
        }
    }

    func run() async throws {
        let folders = try shelf.folders()
        if only == nil { try await alignments(of: folders) }
        var books: [PrintedBook] = []
        for folder in folders { books.append(try await PrintedBook(folder, seed: seed)) }
        var table = LookupTable()
        for (number, book) in books.enumerated() {
            var exported = ""
            for kind in PageKind.all where only.map({ kind.names.contains($0) }) ?? true {
                let source = kind.isForeign ? other(than: number, of: books) : book
                guard let source else { continue }
                let pages = try book.pages(kind, count, of: source, seed: seed)
                // Made before any is looked up: a service has its pages from elsewhere, too.
                let times = try pages.map { try book.microseconds(ofLookup: Page($0.text)) }
                for (page, time) in zip(pages, times) {
                    let lookup = try Lookup(page, kind, in: book, microseconds: time)
                    if misses, lookup.outcome == .wrong {
                        print(
                            "\(kind.name) of \(book.name), word \(page.first): \(lookup.told)\n\(page.text)\n"
                        )
                    }
                    table.add(lookup, language: book.language)
                    if export != nil { exported += try book.row(of: page, kind, lookup) }
                }
            }
            if let export { try book.write(to: export, rows: exported) }
        }
        print("Lookups:\n")
        table.print()
        print("\nBy language: right, of how many, how many wrong, p50:\n")
        table.printByLanguage()
        print("\nBy the confidence that makes an answer, the usual mix:\n")
        table.printThresholds { $0.isUsual }
        print("")
        table.printCalibration(of: "the usual mix") { $0.isUsual }
        print("")
        table.printCalibration(of: "all that was looked up") { _ in true }
        if let evidence { try table.csv.write(toFile: evidence, atomically: true, encoding: .utf8) }
    }
}

extension AccuracyCommand {
    /// Prints how right the times are of each book and a transcript that is made of it.
    private func alignments(of folders: [CorpusFolder]) async throws {
        print(
            """
            Alignments with a made transcript:

            | book | language | words | said | exact | within 2 words | within 10 | has a time \
            | in unread | words' times off by p50 / p90 / p99 s | cues' |
            |---|---|---|---|---|---|---|---|---|---|---|
            """)
        for folder in folders {
            let book = try folder.readBook()
            let noise = try SpeechNoise(of: book, seed: seed)
            let byWord = try await AlignedBook(book, noise.transcripts())
            let byCue = try await AlignedBook(book, [noise.cues()])
            let score = AlignmentScore(byWord.syncMap, noise)
            print(
                "| \(folder.name) | \(book.language ?? "?") | \(byWord.wordCount) | \(noise.said.count) | "
                    + String(
                        format: "%.2f %% | %.2f %% | %.2f %% | %.2f %% | %d | %@ | %@ |",
                        score.percent(score.exact), score.percent(score.near.two),
                        score.percent(score.near.ten), score.percent(score.timed), score.inUnread,
                        Self.errors(score), Self.errors(AlignmentScore(byCue.syncMap, noise))))
        }
        print("")
    }

    private static func errors(_ score: AlignmentScore) -> String {
        [0.5, 0.9, 0.99].map { String(format: "%.2f", Double(score.error($0)) / 1000) }
            .joined(separator: " / ")
    }

    /// The next book of the same language, from the first on again; `nil` when there is no other.
    private func other(than number: Int, of books: [PrintedBook]) -> PrintedBook? {
        (1..<max(1, books.count)).lazy.map { books[(number + $0) % books.count] }
            .first { $0.language == books[number].language }
    }
}

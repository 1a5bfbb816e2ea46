internal import ArgumentParser
internal import Foundation
internal import PageMatch
internal import PageMatchIndex
internal import PageMatchWorkloads

/// Measures a book's letter index: how long it takes to make, and what lookups have to map.
struct IndexCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "How long a book's letter index takes to make, and what of an image lookups map.",
        discussion: """
            Milliseconds are the quickest of the rounds, from letters in memory to the index. Bytes are \
            those of the image's tables that a lookup may read from the page's bytes to its places and \
            times; in the last column their sum for 120,000 words.
            """)

    @Option(
        help: "A folder of books, each a folder with book.* and, if it is read aloud, transcript/.")
    var corpus: String
    @Option(help: "Which of them, separated by commas; all of them unless given.")
    var books: String?
    @Option(help: "How many rounds.")
    var rounds = 15

    func validate() throws {
        guard rounds > 0 else { throw ValidationError("there is one round at least") }
    }

    func run() async throws {
        let tables: [(name: String, kinds: [ImageTables.Kind])] = [
            ("letters", [.letters]), ("bucket starts", [.bucketStarts]), ("postings", [.postings]),
            ("words' places", [.wordCheckpoints, .wordSizes, .wideWordSizes]),
            ("sentences", [.sentences]), ("times", [.runs, .timeCheckpoints, .timeBits]),
        ]
        print(
            "| book | words | letters | index ms | "
                + tables.map { $0.name + " kB" }.joined(separator: " | ")
                + " | MB for 120,000 words |")
        print("|---|---|---|---|" + tables.map { _ in "---|" }.joined() + "---|")
        let wanted = books.map { Set($0.split(separator: ",").map(String.init)) }
        for folder in try CorpusFolder.all(in: corpus) where wanted?.contains(folder.name) ?? true {
            let book = try await PrintedBook(folder, seed: 1)
            let letters = [UInt8](book.letters)
            let aligned = book.catalogue.books[0]
            let image = ImageTables(aligned.image)
            let bytes = tables.map { $0.kinds.reduce(0) { $0 + image.bytes(of: $1) } }
            let share = 120_000 / Double(aligned.wordCount)
            let cells = bytes.map { String(format: "%.0f", Double($0) / 1e3) }
            print(
                "| \(folder.name) | \(aligned.wordCount) | \(letters.count) | "
                    + String(format: "%.1f | ", milliseconds(toIndex: letters))
                    + cells.joined(separator: " | ")
                    + String(format: " | %.2f |", Double(bytes.reduce(0, +)) * share / 1e6))
        }
    }

    /// With seeds of six letters, as books in alphabets have them.
    private func milliseconds(toIndex letters: [UInt8]) -> Double {
        let clock = ContinuousClock()
        return (0..<rounds).map { _ in
            clock.measure { _ = LetterIndex(letters: letters, seedLength: 6).postings.count }
                / .milliseconds(1)
        }.min() ?? 0
    }
}

internal import ArgumentParser
internal import Foundation
internal import PageMatch
internal import PageMatchAlign
internal import PageMatchText

/// Times the similarity of single words, and counts how often chance makes words alike.
struct SimilarityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similarity",
        abstract: "What comparing two words costs, and how often different words are alike.")

    @Option(help: "A folder of books, each a folder with book.*")
    var corpus: String
    @Option(help: "How many rounds of a million pairs; the fastest counts.")
    var rounds = 10

    func run() async throws {
        let files = FileManager.default
        print("| book | words | ns a pair | alike by chance |")
        print("|---|---|---|---|")
        for name in try files.contentsOfDirectory(atPath: corpus).sorted() {
            let folder = corpus + "/" + name
            guard
                let book = try? files.contentsOfDirectory(atPath: folder)
                    .first(where: { $0.hasPrefix("book.") })
            else { continue }
            try measure(Book(contentsOf: folder + "/" + book), name)
        }
    }

    /// Pairs of a round, and of one word with those that stand near another place.
    private static let round = 1_000_000

    /// Compares words as gaps do: one with some that stand near another place of the text.
    private func measure(_ book: Book, _ name: String) throws {
        var spoken = try SpokenFormMaker(nil)
        let words = try BookWords(book, &spoken) {}.words
        let width = 50
        guard words.count > width else { return }
        var shapes = (0..<words.count).map {
            WordSimilarity.Shape(words.letters, words.letterRange(of: $0))
        }
        var similarity = WordSimilarity()
        var different = 0
        var alike = 0
        var state: UInt64 = 1
        let clock = ContinuousClock()
        let elapsed =
            (0..<rounds).map { _ in
                clock.measure {
                    for _ in 0..<Self.round / width {
                        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                        let row = Int(state >> 33) % words.count
                        let column = Int(state >> 11 & 0x7FFF_FFFF) % (words.count - width)
                        similarity.set(words.letters, words.letterRange(of: row))
                        for other in column..<column + width
                        where words.ids[other] != words.ids[row] {
                            let score = similarity.score(&shapes[other], words.letters)
                            different += 1
                            if score > 0 { alike += 1 }
                        }
                    }
                }
            }.min() ?? .zero
        print(
            "| \(name) | \(words.count) | "
                + String(format: "%.1f", elapsed / .nanoseconds(1) / Double(Self.round)) + " | "
                + String(format: "%.2f %%", 100 * Double(alike) / Double(different)) + " |")
    }
}

internal import ArgumentParser
internal import Foundation
internal import PageMatch
internal import PageMatchCore
internal import TestSupport

/// Measures how small and how quick the words' times of a book image are.
struct TimesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "times",
        abstract: "What words' times take in a book image, and how long looking one up takes.",
        discussion: """
            Bytes a word are those of the tables of runs, of checkpoints and of bits, for each word \
            that has a time. Word to time asks for words that have one, time to word for moments at \
            which one begins, both drawn by chance among all of the book; the image is in memory, and \
            each round asks for the same. Told is the median of the rounds.
            """)

    @Option(help: "A folder of books, each a folder with book.* and transcript/.")
    var corpus: String
    @Option(help: "How many are looked up in a round.")
    var count = 100_000
    @Option(help: "How many rounds.")
    var rounds = 5
    @Option(help: "A seed.")
    var seed: UInt64 = 1

    func validate() throws {
        guard count > 0, rounds > 0 else {
            throw ValidationError("there is one round at least, of one lookup at least")
        }
    }

    func run() async throws {
        print("| book | words | with a time | runs | bytes a word | ns to time | ns to word |")
        print("|---|---|---|---|---|---|---|")
        for folder in try CorpusFolder.read(in: corpus) {
            let (book, transcripts) = try folder.read()
            print(try row(folder.name, await AlignedBook(book, transcripts)))
        }
    }

    private func row(_ name: String, _ book: AlignedBook) throws -> String {
        let runs = book.syncMap.runs
        let spoken = runs.flatMap { run in
            zip(run.wordRange, run.words).map { (word: $0, track: run.track, start: $1.start) }
        }
        var generator = SeededGenerator(seed: seed)
        let asked = (0..<count).compactMap { _ in spoken.randomElement(using: &generator) }
        guard asked.count == count else { throw ValidationError("no word of \(name) has a time") }
        let toTime = try nanoseconds { asked.count { book.spoken(word: $0.word) != nil } }
        let toWord = try nanoseconds {
            asked.count { book.word(at: $0.start, in: $0.track) != nil }
        }
        let tables = ImageTables(book.image)
        let kinds: [ImageTables.Kind] = [.runs, .timeCheckpoints, .timeBits]
        let bytes = kinds.reduce(0) { $0 + tables.bytes(of: $1) }
        let size = Double(bytes) / Double(spoken.count)
        return "| \(name) | \(book.wordCount) | \(spoken.count) | \(runs.count) | "
            + String(format: "%.2f | %.0f | %.0f |", size, toTime, toWord)
    }

    /// How long one lookup takes in the median round; `round` does all of them and says how many it
    /// found, which must be all.
    private func nanoseconds(_ round: () -> Int) throws -> Double {
        let clock = ContinuousClock()
        var times: [Double] = []
        for _ in 0..<rounds {
            let start = clock.now
            let found = round()
            times.append(start.duration(to: clock.now) / .nanoseconds(1))
            guard found == count else {
                throw ValidationError("\(count - found) of \(count) are not found")
            }
        }
        return times.sorted()[rounds / 2] / Double(count)
    }
}

internal import ArgumentParser
internal import Foundation
internal import PageMatch
internal import PageMatchAlign
internal import PageMatchCore
internal import PageMatchText
internal import PageMatchWorkloads
internal import TestSupport

/// Compares a small run's counts with those that were recorded: what is right, and what it has cost.
///
/// Only what repeats on every machine is counted, never seconds. The books are those of the project whose
/// words Unicode's rules divide without a dictionary, and one that is made; their transcripts and pages are
/// made by chance from a fixed seed.
struct GateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gate",
        abstract:
            "Fails when fewer answers are right than were recorded, or when they cost more work.",
        discussion: """
            Right answers may be no fewer than recorded, wrong ones no more; work (seeds looked up, \
            postings that voted, cells of alignments, letters searched) may grow by two in a hundred. \
            After a change for the better, or one that is worth what it costs, --record writes the \
            counts anew: the change of the file is part of what is looked at then.
            """)

    @Option(help: "The recorded counts.")
    var counts = Sample.project.appendingPathComponent("Benchmarks/Gates/counts.tsv").path
    @Flag(help: "Write the counts instead of comparing them.")
    var record = false
    @Option(
        help: """
            Do nothing but write pages of the sample with 15 % of their characters wrong to this file, \
            as lines for `pagematch lookup --batch`.
            """)
    var export: String?

    /// How many pages of each kind are looked up in each book, where it has as many.
    private static let pages = 60
    private static let seed: UInt64 = 20

    func run() async throws {
        if let export { return try await write(to: export) }
        var gate = GateCounts()
        var books: [PrintedBook] = []
        for (name, book) in try Self.books() {
            let noise = try SpeechNoise(of: book, seed: Self.seed)
            try await align(book, noise, name, into: &gate)
            books.append(try await PrintedBook(name, book, noise.transcripts()))
        }
        for (number, book) in books.enumerated() {
            for kind in PageKind.all {
                try lookUp(
                    kind, of: kind.isForeign ? books[(number + 1) % books.count] : book, in: book,
                    into: &gate)
            }
        }
        if record {
            try gate.text.write(toFile: counts, atomically: true, encoding: .utf8)
            return print("\(gate.count) counts written to \(counts)")
        }
        let recorded = try GateCounts(text: String(contentsOfFile: counts, encoding: .utf8))
        let changes = gate.changes(since: recorded)
        for change in changes { print(change.line) }
        let failures = changes.count(where: \.isWorse)
        guard failures == 0 else {
            print("\(failures) of \(gate.count) counts are worse than recorded in \(counts)")
            throw ExitCode.failure
        }
        print("\(gate.count) counts, none worse than recorded")
    }

    /// The books, with their names.
    private static func books() throws -> [(name: String, book: Book)] {
        let corpora = Sample.project.appendingPathComponent("Corpora").path
        let own = try CorpusFolder.all(in: corpora)
            .filter { ["the-copyholder", "der-brueckenwaerter"].contains($0.name) }
            .map { ($0.name, try $0.readBook()) }
        var made = MadeText(seed: seed, vocabulary: 8000)
        let text = made.prose(made.words(100_000))
        let long = Book(
            title: "made", language: "en", sections: [BookSection(name: "1", text: text)])
        return own + [("made-novel", long)]
    }

    /// Writes what another program looks up.
    private func write(to file: String) async throws {
        guard let (name, sample) = try Self.books().first(where: { $0.name == "the-copyholder" })
        else { throw ValidationError("the sample is not there") }
        let noise = try SpeechNoise(of: sample, seed: Self.seed)
        let book = try await PrintedBook(name, sample, noise.transcripts())
        var lines = ""
        for kind in PageKind.all where kind.names[1] == "page, 15 %" {
            for text in pages(kind, of: book).map(\.text) {
                let line = try JSONEncoder().encode(["text": text])
                lines += String(decoding: line, as: UTF8.self) + "\n"
            }
        }
        try lines.write(toFile: file, atomically: true, encoding: .utf8)
    }

    /// Pages of a kind, the same each time.
    private func pages(_ kind: PageKind, of book: PrintedBook) -> [(text: String, first: Int)] {
        var noise = PrintNoise(seed: Self.seed &+ kind.number, book.script)
        return (0..<min(Self.pages, book.wordCount / 20)).compactMap { _ in
            book.page(kind, &noise)
        }
    }

    private func align(
        _ book: Book, _ noise: SpeechNoise, _ name: String, into gate: inout GateCounts
    ) async throws {
        var spoken = try SpokenFormMaker(languageOf: book)
        let words = try BookWords(book, &spoken) {}
        let tracks = try noise.transcripts(2).map { try TimedWords($0, shift: 0, &spoken) }
        let alignment = BookAlignment(
            book: words.words, bookForms: words.forms, sections: words.firstWords, tracks: tracks
        ) { _ in }
        let score = AlignmentScore(alignment.syncMap, noise)
        let what = "\(name), alignment"
        gate.add(what, "right", score.exact, isGood: true)
        gate.add(what, "has a time", score.timed, isGood: true)
        gate.add(what, "in unread", score.inUnread)
        gate.add(what, "anchors", alignment.anchorCount, isWork: true)
        gate.add(what, "cells", alignment.cells, isWork: true)
    }

    private func lookUp(
        _ kind: PageKind, of source: PrintedBook, in book: PrintedBook,
        into gate: inout GateCounts
    ) throws {
        var (right, wrong) = (0, 0)
        var work = PlacementWork()
        for page in pages(kind, of: source) {
            let lookup = try Lookup(page, kind, in: book, microseconds: 0)
            right += lookup.isRight ? 1 : 0
            wrong += lookup.outcome == .wrong ? 1 : 0
            work = work + lookup.work
        }
        let what = "\(book.name), \(kind.names[1])"
        gate.add(what, "right", right, isGood: true)
        gate.add(what, "wrong", wrong)
        gate.add(what, "seeds", work.seeds, isWork: true)
        gate.add(what, "votes", work.votes, isWork: true)
        gate.add(what, "cells", work.cells, isWork: true)
        gate.add(what, "probed", work.probed, isWork: true)
    }
}

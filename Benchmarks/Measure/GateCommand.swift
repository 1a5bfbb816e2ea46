internal import ArgumentParser
internal import Foundation
internal import PageMatch
internal import PageMatchAlign
internal import PageMatchCore
internal import PageMatchText
internal import PageMatchWorkloads
internal import TestSupport

/// Compares a small run's counts with those that were recorded: what is right, how sure, and what it has cost.
///
/// Only counts, never seconds: they are the same on every machine whose Swift draws the same numbers by chance. The
/// books are those of the project whose words Unicode's rules divide without a dictionary, and two that are made of one
/// vocabulary, so that pages of the one are no easy guess in the other. What is read of them is known, since their
/// transcripts are made by chance from a fixed seed.
struct GateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gate",
        abstract: "Fails when answers are others than were recorded, or cost other work.",
        discussion: """
            Answers must be as recorded, right and wrong, ambiguous and withheld, sure ones and those that \
            are sure and wrong; work (seeds looked up, postings that voted, cells of alignments that were \
            not given up before they began, letters searched) may change by two in a hundred. After a change \
            for the better, or one that is worth what it costs, --record writes the counts anew: the \
            change of the file is part of what is looked at then.
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
    /// From which confidence on an answer is sure.
    private static let sure = 0.99

    /// A book, and the index of another one for pages that are not in it.
    private struct Shelved {
        var name: String
        var book: Book
        var other: Int?
    }

    func run() async throws {
        if let export { return try await write(to: export) }
        var gate = GateCounts()
        let shelf = try Self.shelf()
        var books: [PrintedBook] = []
        for shelved in shelf {
            let noise = try SpeechNoise(of: shelved.book, seed: Self.seed)
            try await align(shelved, noise, into: &gate)
            books.append(try await PrintedBook(shelved.name, shelved.book, noise))
        }
        for (shelved, book) in zip(shelf, books) {
            for kind in PageKind.all {
                guard let source = kind.isForeign ? shelved.other.map({ books[$0] }) : book else {
                    continue
                }
                try lookUp(kind, of: source, in: book, into: &gate)
            }
        }
        if record {
            try gate.text.write(toFile: counts, atomically: true, encoding: .utf8)
            return print("\(gate.count) counts written to \(counts)")
        }
        let recorded = try GateCounts(text: String(contentsOfFile: counts, encoding: .utf8))
        let changes = gate.changes(since: recorded)
        for change in changes { print(change.line) }
        let failures = changes.count(where: \.isFailure)
        guard failures == 0 else {
            print(
                "\(failures) of \(gate.count) counts are not as recorded in \(counts): mend what is worse, "
                    + "or record them anew")
            throw ExitCode.failure
        }
        print("\(gate.count) counts as recorded")
    }

    private static func shelf() throws -> [Shelved] {
        let corpora = Sample.project.appendingPathComponent("Corpora").path
        func own(_ name: String) throws -> Book {
            guard let folder = try CorpusFolder.all(in: corpora).first(where: { $0.name == name })
            else { throw ValidationError("there is no \(name) in \(corpora)") }
            return try folder.readBook()
        }
        let english = try own("the-copyholder")
        let half = english.sections.count / 2
        func part(_ sections: ArraySlice<BookSection>) -> Book {
            Book(title: english.title, language: english.language, sections: Array(sections))
        }
        var vocabulary = MadeText(seed: seed, vocabulary: 8000)
        func made(_ words: Int) -> Book {
            let text = vocabulary.prose(vocabulary.words(words))
            return Book(
                title: "made", language: "en", sections: [BookSection(name: "1", text: text)])
        }
        return [
            Shelved(
                name: "the-copyholder, first half", book: part(english.sections[..<half]), other: 1),
            Shelved(
                name: "the-copyholder, second half", book: part(english.sections[half...]), other: 0
            ),
            Shelved(name: "der-brueckenwaerter", book: try own("der-brueckenwaerter")),
            Shelved(name: "made-novel", book: made(100_000), other: 4),
            Shelved(name: "made-story", book: made(20_000), other: 3),
        ]
    }

    /// Writes what another program looks up.
    private func write(to file: String) async throws {
        let english = try Self.shelf()[0]
        let book = try await PrintedBook(
            english.name, english.book, SpeechNoise(of: english.book, seed: Self.seed))
        var lines = ""
        for page in try book.pages(.named("page, 15 %"), Self.pages, of: book, seed: Self.seed) {
            let line = try JSONEncoder().encode(["text": page.text])
            lines += String(decoding: line, as: UTF8.self) + "\n"
        }
        try lines.write(toFile: file, atomically: true, encoding: .utf8)
    }

    private func align(
        _ shelved: Shelved, _ noise: SpeechNoise, into gate: inout GateCounts
    ) async throws {
        var spoken = try SpokenFormMaker(languageOf: shelved.book)
        let words = try BookWords(shelved.book, &spoken) {}
        let tracks = try noise.transcripts(2).map { try TimedWords($0, shift: 0, &spoken) }
        let alignment = BookAlignment(
            book: words.words, bookForms: words.forms, sections: words.firstWords, tracks: tracks
        ) { _ in }
        let score = AlignmentScore(alignment.syncMap, noise)
        let cues = try await AlignedBook(shelved.book, [noise.cues()])
        let what = "\(shelved.name), alignment"
        gate.add(what, "right", .good, score.exact)
        gate.add(what, "has a time", .good, score.timed)
        gate.add(what, "in unread", .bad, score.inUnread)
        gate.add(
            what, "by cues off by, ms in all", .work,
            Int(AlignmentScore(cues.syncMap, noise).errors.reduce(0, +)))
        gate.add(what, "anchors", .work, alignment.anchorCount)
        gate.add(what, "cells", .work, alignment.cells)
    }

    private func lookUp(
        _ kind: PageKind, of source: PrintedBook, in book: PrintedBook, into gate: inout GateCounts
    ) throws {
        let lookups = try book.pages(kind, Self.pages, of: source, seed: Self.seed).map {
            try Lookup($0, kind, in: book, microseconds: 0)
        }
        if lookups.isEmpty { return }
        let what = "\(book.name), \(kind.names[1])"
        func add(_ figure: String, _ kind: GateCounts.Kind, _ isCounted: (Lookup) -> Bool) {
            gate.add(what, figure, kind, lookups.count(where: isCounted))
        }
        add("pages", .good) { _ in true }
        add("right", .good) { $0.outcome == .right }
        add("ambiguous", .bad) { $0.outcome == .ambiguous }
        add("withheld", .bad) { $0.outcome == .withheld }
        add("wrong", .bad) { $0.outcome == .wrong }
        add("sure", .good) { $0.confidence >= Self.sure }
        add("sure and not true", .bad) { $0.confidence >= Self.sure && !$0.isTrue }
        func work(_ figure: String, _ path: KeyPath<PlacementWork, Int>) {
            gate.add(what, figure, .work, lookups.reduce(0) { $0 + $1.work[keyPath: path] })
        }
        work("seeds", \.seeds)
        work("votes", \.votes)
        work("cells", \.cells)
        work("probed", \.probed)
    }
}

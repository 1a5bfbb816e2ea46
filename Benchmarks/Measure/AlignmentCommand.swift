internal import ArgumentParser
internal import Foundation
internal import PageMatch
internal import PageMatchAlign
internal import PageMatchText
internal import PageMatchWorkloads

/// Times the alignment of whole books with a transcript made by chance, and counts what is right and
/// what memory it takes.
///
/// “Bytes a word” is how far one alignment, of which the words and forms of both sides are there
/// already, raises the memory that the process has resident at its peak (see ``PeakMemory``), for
/// each word of the book: seeds, anchors, pairs, and the sync map that it returns. It is measured
/// once, before the rounds that are timed.
struct AlignmentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alignment",
        abstract: "What aligning a whole book costs, from word ids to sync map.",
        discussion: """
            The books are put one after the other until they have the number of words. The \
            transcript is made from them by chance, with one word in eight wrong, a stretch left \
            out and an announcement at either end. Right is a word of the book that has exactly \
            the time of the word that was said for it. Bytes a word is the memory at the peak of the \
            first alignment beyond what was resident before, for each word of the books.
            """)

    @Argument(help: "Books.")
    var books: [String]
    @Option(help: "How many words; all of the books unless given.")
    var words: [Int] = []
    @Option(help: "How many tracks the transcript is divided into.")
    var tracks = 1
    @Option(help: "How many rounds; the fastest and the median are told.")
    var rounds = 15
    @Option(help: "A seed.")
    var seed: UInt64 = 1
    @Option(help: "A folder for the words of the last alignment, one a line, and the truth.")
    var folder: String?

    func validate() throws {
        guard tracks > 0 else { throw ValidationError("there is one track at least") }
    }

    func run() async throws {
        var all = WordsAndLetters()
        var text = ""
        var tokenizer = try Tokenizer()
        for path in books {
            let book = try Book(contentsOf: path)
            for section in book.sections {
                try tokenizer.append(section.text, at: UInt32(text.utf8.count), to: &all)
                text += section.text
            }
        }
        print(
            "| words | said | fastest ms | median ms | ns a word | right | within 2 | within 10 "
                + "| in unread | bytes a word |"
        )
        print("|---|---|---|---|---|---|---|---|---|---|")
        for count in words.isEmpty ? [all.count] : words {
            try measure(prefix(count, of: all, text))
        }
    }

    /// The first words, as they are folded; from the beginning again when there are not enough.
    private func prefix(_ count: Int, of all: WordsAndLetters, _ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return (0..<count).map { index in
            // A second round of the same words would be no new text: each is told apart.
            let round = index / all.count
            let word = index % all.count
            let written = String(
                decoding: bytes[Int(all.wordStarts[word])..<Int(all.wordEnds[word])],
                as: UTF8.self
            ).lowercased()
            return round == 0 ? written : written + String(repeating: "z", count: round)
        }
    }

    private func measure(_ printed: [String]) throws {
        let noise = SpeechNoise(printed, Script(of: printed.map { $0 + " " }), seed: seed)
        var tokenizer = try Tokenizer()
        var spoken = try SpokenFormMaker(SpokenLanguage(tag: "en"))
        var book = WordsAndLetters()
        let text = printed.joined(separator: " ")
        try tokenizer.append(text, to: &book)
        try spoken.append(book, from: 0, text: text, at: 0)
        let forms = spoken.take()
        var timed: [TimedWords] = []
        for transcript in noise.transcripts(tracks) {
            timed.append(try TimedWords(transcript, shift: 0, &spoken))
        }
        var alignment: BookAlignment?
        func align() {
            alignment = BookAlignment(book: book, bookForms: forms, tracks: timed) { _ in }
        }
        let memory = try PeakMemory.bytes(of: align)
        let clock = ContinuousClock()
        let times = (0..<rounds).map { _ in clock.measure(align) / .milliseconds(1) }.sorted()
        guard let alignment, let fastest = times.first else { return }
        guard book.count == printed.count,
            timed.reduce(0, { $0 + $1.words.count }) == noise.said.count
        else {
            throw ValidationError("the words are divided otherwise than they were made")
        }
        let score = AlignmentScore(alignment.syncMap, noise)
        print(
            "| \(printed.count) | \(noise.said.count) | "
                + String(
                    format: "%.2f | %.2f | %.0f | %.3f %% | %.3f %% | %.3f %% |", fastest,
                    times[times.count / 2], fastest * 1e6 / Double(printed.count),
                    score.percent(score.exact), score.percent(score.near.two),
                    score.percent(score.near.ten))
                + " \(score.inUnread) | "
                + String(format: "%.1f |", Double(memory) / Double(max(1, book.count))))
        if let folder { try write(printed, noise, to: folder) }
    }

    private func write(_ printed: [String], _ noise: SpeechNoise, to folder: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        for (name, lines) in [
            ("book.txt", printed), ("said.txt", noise.said),
            ("truth.txt", noise.truth.map(String.init)),
        ] {
            try (lines.joined(separator: "\n") + "\n").write(
                toFile: folder + "/" + name, atomically: true, encoding: .utf8)
        }
    }
}

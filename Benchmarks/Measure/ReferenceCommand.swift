internal import ArgumentParser
internal import Foundation
internal import PageMatch
internal import PageMatchCore
internal import PageMatchText
internal import TestSupport

/// Compares the times of whole books with an exact alignment of their words.
struct ReferenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference",
        abstract: "Whether words that an exact alignment pairs have a time within their cue.",
        discussion: """
            Each track's words are aligned with the whole book by a longest common subsequence, \
            which shares no code with the engine; of its pairs those count that stand in rows of \
            five and more without a gap on either side. Of each such word of the book the engine's \
            time must lie within the cue in which it was said, in the same track, to the \
            millisecond. Memory: an eighth of a byte for each word of the book and each of the \
            longest track.
            """)

    @Option(help: "A folder of books, each a folder with book.* and transcript/.")
    var corpus: String
    @Flag(help: "Print each row of words that have no time within their cue.")
    var misses = false

    func run() async throws {
        print("| book | words | reference words | within their cue | no time | other time |")
        print("|---|---|---|---|---|---|")
        for folder in try CorpusFolder.read(in: corpus) {
            let (book, transcripts) = try folder.read()
            let aligned = try await AlignedBook(book, transcripts)
            var spoken = try SpokenFormMaker(languageOf: book)
            let printed = try BookWords(book, &spoken) {}.words
            var tokenizer = try Tokenizer()
            let tracks = try transcripts.map { transcript in
                var words = WordsAndLetters()
                try tokenizer.append(transcript.text, to: &words)
                return (words: words, transcript: transcript)
            }
            let times = ReferenceTimes(of: aligned.syncMap, book: printed.ids, tracks: tracks)
            print(row(folder.name, printed.count, times))
            if misses {
                let text = Words(printed, text: book.sections.map(\.text).joined())
                for row in rows(times.misses) { print(line(row, text)) }
            }
        }
    }

    private func row(_ name: String, _ words: Int, _ times: ReferenceTimes) -> String {
        let untimed = times.misses.count(where: \.times.isEmpty)
        let share = String(format: "%.3f %%", 100 * times.share)
        return "| \(name) | \(words) | \(times.count) | \(times.right) (\(share)) | \(untimed) "
            + "| \(times.misses.count - untimed) |"
    }

    /// Misses that follow each other in the book and in a track, together.
    private func rows(_ misses: [ReferenceTimes.Miss]) -> [[ReferenceTimes.Miss]] {
        var rows: [[ReferenceTimes.Miss]] = []
        for miss in misses {
            if let last = rows.last?.last, last.track == miss.track,
                last.pair.book + 1 == miss.pair.book, last.times.isEmpty == miss.times.isEmpty
            {
                rows[rows.count - 1].append(miss)
            } else {
                rows.append([miss])
            }
        }
        return rows
    }

    private func line(_ row: [ReferenceTimes.Miss], _ text: Words) -> String {
        guard let first = row.first, let last = row.last else { return "" }
        let times = first.times.map { "track \($0.track + 1) at \($0.start.seconds)" }
        return "\(row.count) words, track \(first.track + 1), cues \(first.cue.from.seconds) to "
            + "\(last.cue.to.seconds), first word "
            + "\(times.isEmpty ? "without time" : times.joined(separator: ", ")): "
            + text.text(of: row.map(\.pair.book))
    }
}

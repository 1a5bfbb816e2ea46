internal import ArgumentParser
internal import Foundation
internal import PageMatch
internal import PageMatchAlign
internal import PageMatchText

/// Counts where what a recogniser wrote differs from print, and how much of it the engine explains.
struct EquivalencesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "equivalences",
        abstract: "How transcripts differ from their books, and what of it is explained.",
        discussion: """
            The words of each run are compared with those that were heard in its time, by a plain \
            comparison of folded words; what stands opposite where they differ is sorted by rules of \
            this program's own, which know nothing of the engine's. A cell is the number of words \
            of the transcript (of the book, where they are missing) and in brackets how many of \
            them the engine explains.
            """)

    @Option(help: "A folder of books, each a folder with book.* and transcript/.")
    var corpus: String
    @Option(help: "Print so many differences of this kind, with their book.")
    var show: DifferenceKind?
    @Flag(help: "Of those shown only the ones that are not explained.")
    var unexplained = false

    func run() async throws {
        let kinds = DifferenceKind.allCases
        print(
            "| book | words in runs | meet their twin | differ | explained | "
                + kinds.map(\.rawValue).joined(separator: " | ") + " |")
        print("|---|" + String(repeating: "---|", count: kinds.count + 4))
        var total = Tally()
        for folder in try CorpusFolder.read(in: corpus) {
            let (book, transcripts) = try folder.read()
            let tally = try tally(of: book, transcripts)
            print(tally.row(named: folder.name))
            total += tally
        }
        print(total.row(named: "all"))
    }

    private func tally(of book: Book, _ transcripts: [Transcript]) throws -> Tally {
        var spoken = try SpokenFormMaker(languageOf: book)
        let words = try BookWords(book, &spoken) {}
        var tracks: [TimedWords] = []
        for transcript in transcripts {
            tracks.append(try TimedWords(transcript, shift: 0, &spoken))
        }
        let alignment = BookAlignment(
            book: words.words, bookForms: words.forms, sections: words.firstWords, tracks: tracks
        ) { _ in }
        let printed = Words(words.words, text: book.sections.map(\.text).joined())
        let said = zip(tracks, transcripts).map { Words($0.words, text: $1.text) }
        var tally = Tally()
        for run in alignment.syncMap.runs {
            let track = tracks[run.track]
            let time = run.startTime.milliseconds..<run.endTime.milliseconds
            let heard = track.starts.indices.filter { time.contains(track.starts[$0]) }
            tally.words += heard.count
            for difference in differences(
                printed, Array(run.wordRange), said[run.track], heard)
            {
                let explained = difference.said.count { alignment.explained[run.track][$0] }
                tally.add(difference, explained: explained)
                if difference.kind == show, !unexplained || explained < difference.said.count {
                    print(
                        printed.text(of: difference.printed), "|",
                        said[run.track].text(of: difference.said), "|", explained)
                }
            }
        }
        return tally
    }
}

extension DifferenceKind: ExpressibleByArgument {}

/// Words that differ, by kind.
private struct Tally {
    /// Words of the transcript inside runs.
    var words = 0
    private var counts: [DifferenceKind: (words: Int, explained: Int)] = [:]

    mutating func add(_ difference: Difference, explained: Int) {
        let size = difference.said.isEmpty ? difference.printed.count : difference.said.count
        counts[difference.kind, default: (0, 0)].words += size
        counts[difference.kind, default: (0, 0)].explained += explained
    }

    static func += (left: inout Tally, right: Tally) {
        left.words += right.words
        for (kind, count) in right.counts {
            left.counts[kind, default: (0, 0)].words += count.words
            left.counts[kind, default: (0, 0)].explained += count.explained
        }
    }

    func row(named name: String) -> String {
        let said = counts.filter { $0.key != .missing }.map(\.value)
        let differ = said.reduce(0) { $0 + $1.words }
        let explained = said.reduce(0) { $0 + $1.explained }
        let cells = DifferenceKind.allCases.map { kind in
            let count = counts[kind] ?? (0, 0)
            return kind == .missing ? "\(count.words)" : "\(count.words) (\(count.explained))"
        }
        let share = percent(words - differ, of: words)
        return "| \(name) | \(words) | \(share) | \(differ) | \(explained) "
            + "(\(percent(explained, of: differ))) | " + cells.joined(separator: " | ") + " |"
    }

    private func percent(_ part: Int, of whole: Int) -> String {
        whole == 0 ? "–" : String(format: "%.2f %%", 100 * Double(part) / Double(whole))
    }
}

internal import ArgumentParser
internal import CICUText
internal import Foundation
internal import PageMatchCore
internal import PageMatchText

/// How fast texts become words, ids and letters, beside ICU's own iterator on the same bytes.
struct WordsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "words",
        abstract: "Times the division of texts into words, beside ICU's plain iterator.",
        discussion: """
            For each file: megabytes a second of its UTF-8, the best of all rounds, each round timing
            every way once, so that what else the machine does meets all alike. “words” is text to
            places, ids and letters; “ICU alone” the same with the quick way switched off; “iterator”
            ICU's word iterator walking from boundary to boundary, which makes nothing. The words must
            be the same both ways. Files of one sort are best some hundred kilobytes long; shorter ones
            are repeated up to that.
            """)

    @Argument(help: "Text files, UTF-8.") var files: [String]
    @Option(help: "How often each is timed.") var rounds = 15

    func run() throws {
        print("| text | MB | not ASCII | words | MB/s | ICU alone MB/s | iterator MB/s | ratio |")
        print("|---|---|---|---|---|---|---|---|")
        for file in files {
            let text = try Self.text(file)
            print(try Self.row(URL(fileURLWithPath: file).lastPathComponent, text, rounds))
        }
    }

    /// The file's text, repeated up to half a megabyte.
    private static func text(_ file: String) throws -> String {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        let once = String(decoding: bytes, as: UTF8.self)
        guard !once.isEmpty else { throw ValidationError("\(file) is empty") }
        var text = once
        while text.utf8.count < 500_000 { text += once }
        return text
    }

    private static func row(_ name: String, _ text: String, _ rounds: Int) throws -> String {
        var quick = try Tokenizer()
        var slow = try Tokenizer(isQuick: false)
        var words = WordsAndLetters()
        var expected = WordsAndLetters()
        var best = [Double](repeating: .infinity, count: 3)
        for _ in 0..<max(1, rounds) {
            words.removeAll()
            best[0] = try min(best[0], seconds { try quick.append(text, to: &words) })
            expected.removeAll()
            best[1] = try min(best[1], seconds { try slow.append(text, to: &expected) })
            best[2] = try min(best[2], seconds { try walk(text) })
        }
        guard words.ids == expected.ids, words.letters == expected.letters,
            words.wordStarts == expected.wordStarts, words.wordEnds == expected.wordEnds
        else { throw ValidationError("\(name): the words are not the same both ways") }
        let megabytes = Double(text.utf8.count) / 1e6
        let foreign = text.utf8.count { $0 >= 0x80 }
        let rates = best.map { String(format: "%.0f", megabytes / $0) }
        return "| \(name) | \(String(format: "%.2f", megabytes)) "
            + "| \(String(format: "%.1f %%", 100 * Double(foreign) / Double(text.utf8.count))) "
            + "| \(words.count) | \(rates[0]) | \(rates[1]) | \(rates[2]) "
            + "| \(String(format: "%.2f", best[2] / best[0])) |"
    }

    private static func seconds(_ work: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        try work()
        return start.duration(to: clock.now) / .seconds(1)
    }

    private static func walk(_ text: String) throws {
        var text = text
        let count = text.withUTF8 { pm_word_boundaries($0.baseAddress, Int64($0.count)) }
        guard count > 0 else { throw ValidationError("ICU failed with code \(-count)") }
    }
}

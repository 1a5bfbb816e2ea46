internal import ArgumentParser
internal import Foundation
internal import PageMatch
internal import PageMatchCore
internal import PageMatchText
internal import PageMatchWorkloads

/// Looks photographed pages up that Tesseract read, whose truth is known.
struct PagesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pages",
        abstract: "How many photographed pages are found, and how near to their first word.",
        discussion: """
            PAGES is a folder of Corpora/Make/pages_for_measuring.py, made from texts of the corpus. Pages \
            are looked up in the book that they are of, then in each other one. Rows are by the share of \
            characters that Tesseract read wrong: up to 2 % (q0), up to 15 % (q1), more (q2). An answer tells \
            the first word that it found: of a page whose first lines were not read that is a later one. So \
            it is right when it begins anywhere on the page; how far from its first word is told beside it.
            """)

    @Option(help: "A folder of books, each a folder with book.* and transcript/.")
    var corpus: String
    @Argument(help: "The folder of pages.")
    var pages: String
    @Flag(help: "Print each answer that is wrong, or more than three words off.")
    var misses = false

    /// What is known of a page; more is in its file.
    private struct Truth: Decodable {
        var file: String
        var source: String
        /// Of the text that the page shows, UTF-8 offsets in the source.
        var bytes: [Int]
        /// The share of characters that were read wrong.
        var cer: Double
    }

    func run() async throws {
        let truths = try FileManager.default.contentsOfDirectory(atPath: pages + "/pages")
            .filter { $0.hasSuffix(".json") }.sorted()
            .map {
                try JSONDecoder().decode(
                    Truth.self, from: Data(contentsOf: URL(fileURLWithPath: "\(pages)/pages/\($0)"))
                )
            }
        var table = LookupTable()
        for folder in try CorpusFolder.read(in: corpus)
        where truths.contains(where: { $0.source == "texts/\(folder.name).txt" }) {
            let own = "texts/\(folder.name).txt"
            let text = try String(contentsOfFile: "\(pages)/\(own)", encoding: .utf8)
            let book = try await PrintedBook(
                folder.name,
                Book(title: folder.name, sections: [BookSection(name: "text", text: text)]),
                folder.read().transcripts)
            for truth in truths {
                let page = try String(contentsOfFile: "\(pages)/\(truth.file)", encoding: .utf8)
                let kind: PageKind
                let words: Range<Int>
                if truth.source == own {
                    words = book.words(inBytes: truth.bytes[0]..<truth.bytes[1])
                    kind = Self.kind(truth.cer, isUnread: !book.isMostlyRead(words))
                } else {
                    kind = Self.foreign
                    words = 0..<0
                }
                let lookup = try Lookup(
                    (page, words.lowerBound), kind, in: book,
                    microseconds: book.microseconds(ofLookup: Page(page)),
                    last: words.isEmpty ? nil : words.upperBound - 1)
                table.add(lookup, language: book.language)
                if misses,
                    lookup.outcome == .wrong || lookup.outcome == .withheld
                        || !kind.isForeign && (lookup.distance ?? 0) > 3
                {
                    print(
                        "\(kind.name), \(truth.file) of \(book.name), words \(words): \(lookup.told)"
                    )
                }
            }
        }
        table.print()
        print("")
        table.printDistances()
        print("")
        table.printCalibration(of: "photographed pages", isMixed: false) { _ in true }
    }

    private static func kind(_ errors: Double, isUnread: Bool) -> PageKind {
        let (name, most) =
            errors <= 0.02 ? ("q0", 0.02) : errors <= 0.15 ? ("q1", 0.15) : ("q2", 1.0)
        return PageKind(
            name: name + (isUnread ? ", not read aloud" : ""), words: 1...1000, errors: most,
            isUnread: isUnread)
    }

    private static let foreign = PageKind(
        name: "another book's photographed page", words: 1...1000, errors: 1, isForeign: true)
}

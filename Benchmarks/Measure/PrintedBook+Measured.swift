internal import ArgumentParser
internal import Foundation
internal import PageMatch
internal import PageMatchCore
internal import PageMatchText
internal import PageMatchWorkloads

extension PrintedBook {
    /// A book with its transcripts, or where it has none with one that is made by chance.
    init(_ folder: CorpusFolder, seed: UInt64) async throws {
        if folder.isRead {
            let (book, transcripts) = try folder.read()
            try await self.init(folder.name, book, transcripts)
        } else {
            let book = try folder.readBook()
            try await self.init(folder.name, book, SpeechNoise(of: book, seed: seed))
        }
    }

    /// What a lookup takes, from a page's bytes to its places, times and confidence.
    func microseconds(ofLookup page: Page) throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        _ = try catalogue.find(page)
        return start.duration(to: clock.now) / .microseconds(1)
    }

    /// A lookup as a line of an export.
    func row(
        of page: (text: String, first: Int), _ kind: PageKind, _ lookup: Lookup
    ) throws -> String {
        var tokenizer = try Tokenizer()
        var words = WordsAndLetters()
        try tokenizer.append(page.text, to: &words)
        let fields = [
            kind.name, String(kind.errors), kind.isForeign ? "" : String(page.first),
            String(lookup.microseconds), "\(lookup.outcome)",
            Self.text(of: words.letters, from: words.letterStarts.map { Int($0) }),
        ]
        return fields.joined(separator: "\t") + "\n"
    }

    /// Writes the book's words and lines of lookups.
    func write(to folder: String, rows: String) throws {
        let folder = URL(fileURLWithPath: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        func file(_ kind: String) -> URL { folder.appendingPathComponent("\(name).\(kind)") }
        try Self.text(of: letters, from: letterStarts)
            .write(to: file("txt"), atomically: true, encoding: .utf8)
        try rows.write(to: file("tsv"), atomically: true, encoding: .utf8)
    }

    /// Words in normal form with a space between them; letters of other alphabets than the Latin one are
    /// shown by their codes, which are no text.
    private static func text(of letters: some Collection<UInt8>, from starts: [Int]) -> String {
        var scalars = String.UnicodeScalarView()
        var next = 0
        for (index, letter) in letters.enumerated() {
            while next < starts.count, starts[next] == index {
                if next > 0 { scalars.append(" ") }
                next += 1
            }
            scalars.append(UnicodeScalar(letter))
        }
        return String(scalars)
    }
}

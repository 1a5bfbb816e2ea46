internal import Foundation
internal import PageMatch
internal import TestSupport

extension Stage {
    /// From a file to a book, a transcript or a page, each format.
    static let reading = books + transcripts + samplePages + madePages

    private static let books = BookFormats.all.map { format in
        Stage("read: book, \(format.name)", unit: "bytes") { work in
            let bytes = format.write(work.book)
            let path = try work.write(bytes, to: "book")
            // Headings are the format's own, and spaces and quotation marks may be written otherwise.
            let letters = Self.letters(of: work.book.sections.map(\.text).joined())
            let read = try Book(contentsOf: path)
            let isRight = Self.letters(of: read.sections.map(\.text).joined()) >= letters
            return Round(bytes.count) { try isRight && Book(contentsOf: path) == read }
        }
    }

    private static func letters(of text: String) -> Int {
        text.unicodeScalars.count { $0.properties.isAlphabetic }
    }

    private static let transcripts = TranscriptFormats.all.map { format in
        Stage("read: transcript, \(format.name)", unit: "bytes") { work in
            let words = HeardWord.words(of: work.transcripts[0])
            let text = format.write(words)
            let path = try work.write(text.utf8, to: "transcript")
            let read = try Transcript(contentsOf: path)
            // Podcasts' pages tell whole seconds, song sheets hundredths.
            let isRight = Self.isRight(
                read, words, within: format.name == "podcast HTML" ? 1000 : 10)
            return Round(text.utf8.count) { try isRight && Transcript(contentsOf: path) == read }
        }
    }

    /// Whether a transcript has the words, and begins and ends with times of them or of their cues.
    private static func isRight(
        _ read: Transcript, _ words: [HeardWord], within milliseconds: Int64
    ) -> Bool {
        guard let first = read.spans.first, let last = read.spans.last, let begin = words.first,
            let end = words.last
        else { return false }
        let spoken = words.map(\.text).joined(separator: " ").split(separator: " ").count
        // Some formats have no end, and some have words for silence, which a book may have, too.
        let cue = words[(words.count - 1) / 12 * 12]
        return read.text.split(whereSeparator: \.isWhitespace).count * 1000 >= spoken * 999
            && abs(first.from.milliseconds - begin.from) <= milliseconds
            && [end.from, cue.from].contains { abs(last.from.milliseconds - $0) <= milliseconds }
    }

    /// The project's own page as Tesseract read it.
    private static let samplePages = [
        ("text", "txt"), ("Tesseract's TSV", "tsv"), ("hOCR", "hocr"),
    ]
    .map { name, ending in
        Stage("read: page, \(name)", unit: "bytes") { _ in
            let bytes = try sample(ending)
            let read = try Page(bytes)
            let text = try Page(sample("txt")).text
            let isRight = words(of: read.text).elementsEqual(words(of: text))
            return Round(bytes.count) { try isRight && Page(bytes) == read }
        }
    }

    /// The same page as other programs would write it.
    private static let madePages = PageFormats.all.map { format in
        Stage("read: page, \(format.name)", unit: "bytes") { _ in
            let text = try Page(sample("txt")).text
            let bytes = Array(format.write(text.split(separator: "\n").map { words(of: $0) }).utf8)
            let read = try Page(bytes)
            let isRight = words(of: read.text).elementsEqual(words(of: text))
            return Round(bytes.count) { try isRight && Page(bytes) == read }
        }
    }

    private static func sample(_ ending: String) throws -> [UInt8] {
        let path = Sample.path(ofPageFile: "01-first-chapter.\(ending)")
        return try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    }

    private static func words(of text: some StringProtocol) -> [Substring] {
        Substring(text).split(whereSeparator: \.isWhitespace)
    }
}

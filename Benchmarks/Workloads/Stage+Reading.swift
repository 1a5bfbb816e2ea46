internal import Foundation
internal import PageMatch
internal import TestSupport

extension Stage {
    /// From a file to a book, a transcript or a page, each format.
    static let reading = books + transcripts + pages

    private static let books = Formats.books.map { format in
        Stage("read: book, \(format.name)", unit: "bytes") { work in
            let bytes = format.write(work.book)
            let path = try work.write(bytes, to: "book")
            let least = work.book.sections.reduce(0) { $0 + $1.text.utf8.count } * 95 / 100
            return Round(bytes.count) {
                try Book(contentsOf: path).sections.reduce(0) { $0 + $1.text.utf8.count } >= least
            }
        }
    }

    private static let transcripts = Formats.transcripts.map { format in
        Stage("read: transcript, \(format.name)", unit: "bytes") { work in
            let words = HeardWord.words(of: work.transcripts[0])
            let text = format.write(words)
            let path = try work.write(text.utf8, to: "transcript")
            let least = words.reduce(0) { $0 + $1.text.utf8.count + 1 } * 99 / 100
            return Round(text.utf8.count) {
                let read = try Transcript(contentsOf: path)
                return read.text.utf8.count >= least && read.spans.count >= words.count / 13
            }
        }
    }

    /// The project's own page as Tesseract read it.
    private static let pages = [("text", "txt"), ("Tesseract's TSV", "tsv"), ("hOCR", "hocr")].map {
        name, ending in
        Stage("read: page, \(name)", unit: "bytes") { _ in
            let bytes = try [UInt8](
                Data(
                    contentsOf: URL(
                        fileURLWithPath: Sample.path(ofPageFile: "01-first-chapter.\(ending)"))))
            return Round(bytes.count) { try Page(bytes).text.utf8.count > 500 }
        }
    }
}

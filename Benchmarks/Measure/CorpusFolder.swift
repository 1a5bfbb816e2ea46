internal import Foundation
internal import PageMatch

/// A folder of a corpus: a book, and transcripts of its reading.
struct CorpusFolder {
    /// The folder's name.
    let name: String
    private let book: String
    private let transcripts: String

    /// The folders of a corpus that have `book.*` and `transcript/`, by name.
    ///
    /// - Throws: When a folder can't be read.
    static func all(in corpus: String) throws -> [CorpusFolder] {
        let files = FileManager.default
        return try files.contentsOfDirectory(atPath: corpus).sorted().compactMap { name in
            let folder = corpus + "/" + name
            let transcripts = folder + "/transcript"
            guard files.fileExists(atPath: transcripts),
                let book = try files.contentsOfDirectory(atPath: folder)
                    .first(where: { $0.hasPrefix("book.") })
            else { return nil }
            return CorpusFolder(name: name, book: folder + "/" + book, transcripts: transcripts)
        }
    }

    /// Reads the book and its transcripts, in the order of the tracks.
    ///
    /// - Throws: When one of them can't be read.
    func read() throws -> (book: Book, transcripts: [Transcript]) {
        let names = try FileManager.default.contentsOfDirectory(atPath: transcripts)
        let tracks = try Transcript.naturalOrder(names).map {
            try Transcript(contentsOf: transcripts + "/" + names[$0])
        }
        return (try Book(contentsOf: book), tracks)
    }
}

internal import ArgumentParser
internal import Foundation
internal import PageMatch
internal import TestSupport

/// A folder of a corpus: a book, and transcripts of its reading if there are any.
struct CorpusFolder {
    /// The folder's name.
    let name: String
    private let book: String
    private let transcripts: String

    /// The folders of a corpus that have `book.*`, by name.
    ///
    /// - Throws: When a folder can't be read.
    static func all(in corpus: String) throws -> [CorpusFolder] {
        let files = FileManager.default
        guard files.fileExists(atPath: corpus) else {
            throw ValidationError("there is no folder \(corpus)")
        }
        return try files.contentsOfDirectory(atPath: corpus).sorted().compactMap { name in
            let folder = corpus + "/" + name
            var isFolder: ObjCBool = false
            guard files.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue,
                let book = try files.contentsOfDirectory(atPath: folder)
                    .first(where: { $0.hasPrefix("book.") })
            else { return nil }
            return CorpusFolder(
                name: name, book: folder + "/" + book, transcripts: folder + "/transcript")
        }
    }

    /// The folders of a corpus that have `book.*` and `transcript/`, by name.
    ///
    /// - Throws: When a folder can't be read.
    static func read(in corpus: String) throws -> [CorpusFolder] {
        try all(in: corpus).filter(\.isRead)
    }

    /// Whether there are transcripts.
    var isRead: Bool { FileManager.default.fileExists(atPath: transcripts) }

    /// Reads the book.
    ///
    /// - Throws: When it can't be read.
    func readBook() throws -> Book { try Book(contentsOf: book) }

    /// Reads the book and its transcripts, in the order of the tracks.
    ///
    /// - Throws: When one of them can't be read.
    func read() throws -> (book: Book, transcripts: [Transcript]) {
        let names = try FileManager.default.contentsOfDirectory(atPath: transcripts)
        let tracks = try Transcript.naturalOrder(names).map {
            try Transcript(contentsOf: transcripts + "/" + names[$0])
        }
        return (try readBook(), tracks)
    }
}

/// Which books are measured.
struct ShelfOptions: ParsableArguments {
    @Option(
        help: """
            A folder of books beside those of the project, each a folder with book.* and, if it is read \
            aloud, transcript/; may be given again.
            """)
    var corpus: [String] = []
    @Option(help: "Which of all, separated by commas; all of them unless given.")
    var books: String?

    /// The books: the project's own, then those of the corpora.
    ///
    /// - Throws: When a folder can't be read, or there is no book of a name.
    func folders() throws -> [CorpusFolder] {
        let own = Sample.project.appendingPathComponent("Corpora").path
        let all = try ([own] + corpus).flatMap { try CorpusFolder.all(in: $0) }
        guard let books else { return all }
        let names = books.split(separator: ",")
        guard Set(names).count == names.count else {
            throw ValidationError("a book is named twice: \(books)")
        }
        return try names.map { name in
            guard let folder = all.first(where: { $0.name == name }) else {
                throw ValidationError(
                    "no book is called \(name); there are \(all.map(\.name).joined(separator: ", "))"
                )
            }
            return folder
        }
    }
}

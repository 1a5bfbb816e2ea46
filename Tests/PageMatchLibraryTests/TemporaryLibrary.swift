import Foundation
import GRDB
import PageMatchLibrary
import TestSupport

/// A place for a library in a folder of its own, which goes when this does.
final class TemporaryLibrary: Sendable {
    let folder: String
    var path: String { folder + "/library.sqlite" }
    var images: String { path + ".books" }

    init() throws {
        folder = NSTemporaryDirectory() + "page-match-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The names of the files in the folder of images, sorted.
    var imageFiles: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: images)) ?? []).sorted()
    }

    /// The names of the files beside the library, itself included, sorted.
    var files: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    /// The library's bytes.
    ///
    /// Only while no connection is open: reading them ends SQLite's locks.
    func bytes() throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: path))
    }

    func write(_ bytes: Data) throws {
        try bytes.write(to: URL(fileURLWithPath: path))
    }

    /// A connection that knows nothing of libraries.
    func connection() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Runs SQL as somebody else might.
    func execute(_ sql: String) throws {
        let connection = try connection()
        try connection.inDatabase { try $0.execute(sql: sql) }
        try connection.close()
    }
}

/// Books that are aligned with a reading of theirs, each word three tenths of a second long.
enum SampleBook {
    /// The words of the sample book of a number.
    static func words(_ number: Int, count: Int = 300) -> [String] {
        var source = MadeText(seed: UInt64(number) + 1)
        return source.words(count)
    }

    /// Forty words from the middle of the sample book of a number.
    static func page(_ number: Int) -> Page {
        Page(words(number)[100..<140].joined(separator: " "))
    }

    /// The sample book of a number, from 0.
    static func aligned(
        _ number: Int, title: String? = nil, authors: [String] = [], language: String? = nil
    ) async throws -> AlignedBook {
        let words = words(number)
        let text = words.joined(separator: " ")
        var spans: [TimedSpan] = []
        var offset = 0
        for (index, word) in words.enumerated() {
            let start = Int64(index) * 300
            spans.append(
                TimedSpan(
                    start: offset, end: offset + word.utf8.count,
                    from: TrackTime(milliseconds: start),
                    to: TrackTime(milliseconds: start + 300)))
            offset += word.utf8.count + 1
        }
        return try await AlignedBook(
            Book(
                title: title, authors: authors, language: language,
                sections: [BookSection(name: "a", text: text)]),
            [Transcript(text: text, spans: spans)])
    }
}

extension Library {
    /// Adds a book under an id, with its own title.
    func add(_ book: AlignedBook, id: String, replace: Bool = false) throws(PageMatchError) {
        try add(book, id: id, title: nil, author: nil, language: nil, replace: replace)
    }

    /// Whether a page of the sample book of a number is found in the book of an id.
    func finds(_ number: Int, in id: String?) throws(PageMatchError) -> Bool {
        let answer = try lookup(SampleBook.page(number), book: id, near: nil, limit: 10)
        return answer.status == .matched && answer.words?.start == 100
    }
}

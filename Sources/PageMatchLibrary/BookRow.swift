internal import Foundation
internal import GRDB

/// A row of the table of books.
struct BookRow: Hashable, Sendable {
    private static let columns = "id, title, author, language, words, duration, image"

    var book: LibraryBook
    /// The name of the image's file in the library's folder.
    var image: String

    /// A row of a book, and of the image that holds it.
    init(book: LibraryBook, image: String) {
        self.book = book
        self.image = image
    }

    /// What stands in a row of the file, which may come from anywhere.
    private init(_ row: Row) throws(PageMatchError) {
        guard let id = String.fromDatabaseValue(row["id"]),
            let words = Int.fromDatabaseValue(row["words"]),
            let duration = Double.fromDatabaseValue(row["duration"]),
            let image = String.fromDatabaseValue(row["image"])
        else {
            throw PageMatchError(
                .libraryDamaged, "a row of the library is not that of a book",
                hint: "restore the library from a copy")
        }
        self.init(
            book: LibraryBook(
                book: id, title: String.fromDatabaseValue(row["title"]),
                author: String.fromDatabaseValue(row["author"]),
                language: String.fromDatabaseValue(row["language"]), words: words,
                duration: duration),
            image: image)
    }

    /// All rows by title, then by id; without a title the id stands in for it.
    static func all(_ db: Database) throws -> [BookRow] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(columns) FROM books ORDER BY coalesce(title, id) COLLATE NOCASE, id
                """)
        return try Row.fetchAll(statement).map(BookRow.init)
    }

    /// The row of one book, if there is one.
    static func find(_ id: String, _ db: Database) throws -> BookRow? {
        let statement = try db.cachedStatement(sql: "SELECT \(columns) FROM books WHERE id = ?")
        return try Row.fetchOne(statement, arguments: [id]).map(BookRow.init)
    }

    /// The images of all books.
    static func images(_ db: Database) throws -> Set<String> {
        try String.fetchSet(db, sql: "SELECT image FROM books")
    }

    /// Writes the row, over the one of the same id if there is one.
    func save(_ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO books
                    (id, title, author, language, words, duration, image, added)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET
                    title = excluded.title, author = excluded.author,
                    language = excluded.language, words = excluded.words,
                    duration = excluded.duration, image = excluded.image, added = excluded.added
                """,
            arguments: [
                book.book, book.title, book.author, book.language, book.words, book.duration,
                image, Int(Date().timeIntervalSince1970),
            ])
    }

    /// Deletes the row of one book.
    static func delete(_ id: String, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM books WHERE id = ?", arguments: [id])
    }
}

/// Many aligned books: SQLite says who, what and where; each book's image is a file beside it.
///
///     library.sqlite             books(id, title, author, language, words, duration, image, added)
///     library.sqlite.books/      4f0c….image, one immutable file a book
///
/// **How a book gets in.** All of it happens while the SQLite write lock is held:
///
///     BEGIN IMMEDIATE → sweep → image.temporary → fsync → rename → fsync folder → row → COMMIT
///
/// Whoever dies on the way leaves the library as it was, and at most one file that nobody names.
/// Because no image is written without the lock, a writer that holds it knows that every file in
/// the folder that no row names is an orphan, and sweeps them. An image that a commit replaced or
/// removed is deleted afterwards; who has mapped it reads on. Names of images are random and never
/// used twice, so that an id in odd letters is no odd file, and a reader that comes too late for an
/// image finds none, never another book's.
///
/// Any number of threads and processes may use one library; writers wait for each other.
public final class Library: Sendable {
    /// How long to wait for other processes, in seconds: longer than it takes to write an image,
    /// shorter than anybody looks at a program that does nothing.
    private static let busyTimeout = 5.0

    let database: LibraryDatabase
    let openBooks = OpenBooks()

    /// Opens the library at `path`.
    ///
    /// - Parameters:
    ///   - path: the SQLite file; images lie in `path.books/`.
    ///   - create: whether to make it, with its folders, when it isn't there. Otherwise a library
    ///     that isn't there is empty, and nothing is written.
    /// - Throws: `libraryForeign`, `libraryDamaged` or `libraryNewer`, and the file stays
    ///   untouched; `libraryLocked`, `cannotOpen`, `cannotWrite` or `io`.
    /// - Complexity: O(rows): they are checked for damage.
    public convenience init(path: String, create: Bool = true) throws(PageMatchError) {
        try self.init(path: path, create: create, busyTimeout: Self.busyTimeout)
    }

    /// The same with another limit, in seconds, to the wait for other processes.
    package init(path: String, create: Bool, busyTimeout: Double) throws(PageMatchError) {
        database = LibraryDatabase(path: path, busyTimeout: busyTimeout)
        try database.prepare(create: create)
    }

    /// All books, ordered by title, then by id; a book without a title stands under its id.
    ///
    /// - Throws: `libraryDamaged`, `libraryLocked` or `io`.
    public func books() throws(PageMatchError) -> [LibraryBook] {
        try database.read { try BookRow.all($0).map(\.book) } ?? []
    }

    /// The entry of one book.
    ///
    /// - Throws: `bookNotFound`; otherwise as ``books()``.
    public func entry(_ id: String) throws(PageMatchError) -> LibraryBook {
        try row(id).book
    }

    /// Says early, before a slow alignment, whether a book could be added under an id.
    ///
    /// - Throws: `usage` for an id that can't be one; `idTaken` when a book has it, unless
    ///   `replace`; otherwise as ``books()``.
    public func checkFree(id: String, replace: Bool) throws(PageMatchError) {
        guard Self.isValidID(id) else {
            throw PageMatchError(
                .usage, "'\(id)' can't be a book's id",
                hint: "ids are 1 to 128 of the characters A-Z, a-z, 0-9, '.', '_' and '-'")
        }
        guard !replace else { return }
        if try database.read({ try BookRow.find(id, $0) }) ?? nil != nil { throw idTaken(id) }
    }

    /// Whether a book may be called that: `[A-Za-z0-9._-]{1,128}`, and neither `.` nor `..`.
    public static func isValidID(_ id: String) -> Bool {
        guard (1...128).contains(id.utf8.count), id != ".", id != ".." else { return false }
        return id.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }

    /// The row of a book that must be there.
    func row(_ id: String) throws(PageMatchError) -> BookRow {
        guard let row = try database.read({ try BookRow.find(id, $0) }) ?? nil else {
            throw notFound(id)
        }
        return row
    }

    func idTaken(_ id: String) -> PageMatchError {
        PageMatchError(
            .idTaken, "there is a book '\(id)' in the library already", file: database.path,
            hint: "give this one another id, or replace the other with --replace")
    }

    func notFound(_ id: String) -> PageMatchError {
        PageMatchError(
            .bookNotFound, "there is no book '\(id)' in the library", file: database.path,
            hint: "pagematch list shows those that there are")
    }
}

import Foundation
import GRDB
import PageMatchLibrary
import Testing

/// What opening does with files that are no library, or no whole one.
@Suite struct LibraryOpeningTests {
    let place: TemporaryLibrary

    init() throws {
        place = try TemporaryLibrary()
    }

    /// The library with one book in it, closed.
    private func fill() async throws {
        let library = try Library(path: place.path)
        try library.add(try await SampleBook.aligned(0), id: "a")
    }

    /// Expects that opening fails with a code and leaves the file and its folder as they are.
    private func expectRefusal(
        _ code: PageMatchError.Code, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let bytes = try place.bytes()
        let files = place.files
        let images = place.imageFiles
        for create in [true, false] {
            let error = #expect(throws: PageMatchError.self, sourceLocation: sourceLocation) {
                try Library(path: place.path, create: create)
            }
            #expect(error?.code == code, "\(error as Any)", sourceLocation: sourceLocation)
            #expect(error?.file == place.path, sourceLocation: sourceLocation)
            #expect(error?.hint != nil, sourceLocation: sourceLocation)
        }
        #expect(try place.bytes() == bytes, sourceLocation: sourceLocation)
        #expect(place.files == files, sourceLocation: sourceLocation)
        #expect(place.imageFiles == images, sourceLocation: sourceLocation)
    }

    @Test func aLibraryThatIsNotThereIsEmptyAndStaysAway() throws {
        let library = try Library(path: place.folder + "/deep/library.sqlite", create: false)
        #expect(try library.books().isEmpty)
        #expect(
            try library.lookup(SampleBook.page(0), book: nil, near: nil, limit: 1).status
                == .noMatch)
        let error = #expect(throws: PageMatchError.self) { try library.remove("a") }
        #expect(error?.code == .bookNotFound)
        #expect(place.files.isEmpty)
    }

    @Test func aBookIsNotAddedToALibraryThatIsNotThere() async throws {
        let library = try Library(path: place.path, create: false)
        let book = try await SampleBook.aligned(0)
        let error = #expect(throws: PageMatchError.self) { try library.add(book, id: "a") }
        #expect(error?.code == .cannotOpen)
        #expect(place.files.isEmpty)
    }

    @Test func aLibraryThatComesLaterIsSeen() async throws {
        let early = try Library(path: place.path, create: false)
        #expect(try early.books().isEmpty)
        try await fill()
        #expect(try early.finds(0, in: "a"))
    }

    @Test func foldersAreMade() async throws {
        let path = place.folder + "/deep/er/library.sqlite"
        let library = try Library(path: path)
        #expect(FileManager.default.fileExists(atPath: path))
        try library.add(try await SampleBook.aligned(0), id: "a")
        #expect(try library.finds(0, in: "a"))
    }

    @Test func aClosedLibraryIsOneFileAndItsImages() async throws {
        try await fill()
        #expect(place.files == ["library.sqlite", "library.sqlite.books"])
        _ = try Library(path: place.path, create: false).books()
        #expect(place.files == ["library.sqlite", "library.sqlite.books"])
    }

    @Test func anUnfinishedLibraryIsMadeAnew() throws {
        let unfinished = URL(fileURLWithPath: place.path + ".new")
        try Data("half a library".utf8).write(to: unfinished)
        #expect(try Library(path: place.path).books().isEmpty)
        #expect(place.files == ["library.sqlite", "library.sqlite.books"])
    }

    @Test func aLinkToALibraryFindsItsImages() async throws {
        try await fill()
        let link = place.folder + "/link"
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: "library.sqlite")
        #expect(try Library(path: link).finds(0, in: "a"))
    }

    @Test func aPathMayHoldWhatAURLMayNot() async throws {
        let library = try Library(path: place.folder + "/a?b#c%41 ü.sqlite")
        try library.add(try await SampleBook.aligned(0), id: "a")
        #expect(try Library(path: place.folder + "/a?b#c%41 ü.sqlite").finds(0, in: "a"))
        #expect(place.files.contains("a?b#c%41 ü.sqlite"))
    }

    @Test(arguments: [
        Data("Call me Ishmael.\n".utf8), Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        Data((0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }),
        Data("SQLite format 3\0".utf8) + Data(count: 5000),
    ])
    func aFileOfAnotherKindIsForeign(bytes: Data) throws {
        try place.write(bytes)
        try expectRefusal(.libraryForeign)
    }

    @Test(arguments: ["DELETE", "WAL"])
    func anotherProgramsDatabaseIsForeign(mode: String) throws {
        try place.execute("PRAGMA journal_mode = \(mode); CREATE TABLE books (id TEXT);")
        try expectRefusal(.libraryForeign)
    }

    @Test func anotherProgramsDatabaseInUseIsForeign() throws {
        try place.execute("PRAGMA journal_mode = WAL")
        let other = try place.connection()
        try other.inDatabase { try $0.execute(sql: "CREATE TABLE books (id TEXT)") }
        let error = #expect(throws: PageMatchError.self) { try Library(path: place.path) }
        #expect(error?.code == .libraryForeign)
        try other.close()
    }

    @Test(arguments: [0, 1, 50, 300, 4096, 6000, 8192, -4096, -1])
    func aTruncatedLibraryIsDamaged(length: Int) async throws {
        try await fill()
        let bytes = try place.bytes()
        try place.write(bytes.prefix(length >= 0 ? length : bytes.count + length))
        // Of a single byte nobody knows what it was.
        try expectRefusal(length == 1 ? .libraryForeign : .libraryDamaged)
    }

    @Test func aLibraryWithARuinedPageIsDamaged() async throws {
        try await fill()
        var bytes = try place.bytes()
        for offset in 4096..<8192 { bytes[offset] = 0xA5 }
        try place.write(bytes)
        try expectRefusal(.libraryDamaged)
    }

    @Test func aLibraryWithoutItsTableIsDamaged() async throws {
        try await fill()
        try place.execute("DROP TABLE books")
        try expectRefusal(.libraryDamaged)
    }

    @Test(arguments: [
        "INSERT INTO grdb_migrations VALUES ('2 editions')", "PRAGMA user_version = 2",
    ])
    func aLibraryOfALaterVersionIsNewer(change: String) async throws {
        try await fill()
        try place.execute(change)
        try expectRefusal(.libraryNewer)
    }

    @Test func aLibraryThatALaterVersionTakesOverIsNotWritten() async throws {
        let library = try Library(path: place.path)
        try place.execute("INSERT INTO grdb_migrations VALUES ('2 editions')")
        let book = try await SampleBook.aligned(0)
        let error = #expect(throws: PageMatchError.self) { try library.add(book, id: "a") }
        #expect(error?.code == .libraryNewer)
        #expect(place.imageFiles.isEmpty)
    }

    @Test func aFolderIsNoLibrary() throws {
        let error = #expect(throws: PageMatchError.self) { try Library(path: place.folder) }
        #expect(error?.code == .cannotOpen)
    }

    @Test func aLibraryBelowAFileCannotBeMade() throws {
        try place.write(Data())
        let error = #expect(throws: PageMatchError.self) {
            try Library(path: place.path + "/library.sqlite")
        }
        #expect(error?.code == .cannotWrite)
    }
}

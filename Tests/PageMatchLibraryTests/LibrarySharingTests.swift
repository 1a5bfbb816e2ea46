import Foundation
import GRDB
import PageMatchLibrary
import Testing

/// Several threads, objects and processes at one library.
@Suite struct LibrarySharingTests {
    let place: TemporaryLibrary

    init() throws {
        place = try TemporaryLibrary()
    }

    @Test func twoLibrariesAtOnePathSeeEachOthersBooks() async throws {
        let first = try Library(path: place.path)
        let second = try Library(path: place.path)
        try first.add(try await SampleBook.aligned(0), id: "a")
        #expect(try second.finds(0, in: "a"))
        try second.add(try await SampleBook.aligned(1), id: "a", replace: true)
        #expect(try first.finds(1, in: "a"))
        #expect(try first.finds(1, in: nil))
        try first.remove("a")
        #expect(try second.books().isEmpty)
        #expect(try !second.finds(1, in: nil))
        #expect(place.imageFiles.isEmpty)
    }

    @Test func manyThreadsAddAndLookUpAtOnce() async throws {
        let libraries = [try Library(path: place.path), try Library(path: place.path)]
        let books = [
            try await SampleBook.aligned(0), try await SampleBook.aligned(1),
            try await SampleBook.aligned(2),
        ]
        try libraries[0].add(books[0], id: "shared")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    let library = libraries[task % 2]
                    for step in 0..<5 {
                        let book = books[(task + step) % 3]
                        try library.add(book, id: "\(task)-\(step)")
                        try library.add(book, id: "shared", replace: true)
                        #expect(try library.book("shared").wordCount == 300)
                        #expect(try library.finds((task + step) % 3, in: "\(task)-\(step)"))
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try libraries[0].books().count == 41)
        #expect(place.imageFiles.count == 41)
    }

    @Test func manyMakeOneLibraryAtOnce() async throws {
        let book = try await SampleBook.aligned(0)
        let path = place.path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask { try Library(path: path).add(book, id: "\(task)") }
            }
            try await group.waitForAll()
        }
        #expect(try Library(path: path).books().count == 8)
        #expect(place.files == ["library.sqlite", "library.sqlite.books"])
    }

    @Test func aLockedLibraryIsReadButNotWritten() async throws {
        let library = try Library(path: place.path, create: true, busyTimeout: 0.1)
        try library.add(try await SampleBook.aligned(0), id: "a")
        let book = try await SampleBook.aligned(1)
        let files = place.imageFiles
        let other = try place.connection()
        try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        for body in [
            { try library.add(book, id: "b") }, { try library.remove("a") },
        ] as [() throws -> Void] {
            let error = #expect(throws: PageMatchError.self) { try body() }
            #expect(error?.code == .libraryLocked)
            #expect(error?.file == place.path)
            #expect(error?.hint != nil)
        }
        #expect(try library.finds(0, in: "a"))
        #expect(try Library(path: place.path, create: true, busyTimeout: 0.1).finds(0, in: "a"))
        #expect(place.imageFiles == files)
        try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
        try library.add(book, id: "b")
        #expect(try library.finds(1, in: "b"))
    }

    @Test func aLibraryThatIsHeldExclusivelyIsLocked() async throws {
        _ = try Library(path: place.path)
        let other = try place.connection()
        try other.inDatabase {
            try $0.execute(
                sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; PRAGMA user_version = 1")
        }
        let error = #expect(throws: PageMatchError.self) {
            try Library(path: place.path, create: true, busyTimeout: 0.1).books()
        }
        #expect(error?.code == .libraryLocked)
        try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
    }

    @Test func anotherLibraryThatTakesThePlaceIsSeen() async throws {
        let book = try await SampleBook.aligned(0)
        let library = try Library(path: place.path)
        try library.add(book, id: "a")
        for file in place.files {
            try FileManager.default.removeItem(atPath: place.folder + "/" + file)
        }
        #expect(try library.books().isEmpty)
        let error = #expect(throws: PageMatchError.self) { try library.add(book, id: "b") }
        #expect(error?.code == .cannotOpen)
        #expect(place.files.isEmpty)
        try Library(path: place.path).add(try await SampleBook.aligned(1), id: "a")
        #expect(try library.finds(1, in: "a"))
    }

    @Test func librariesOpenWhileOthersCloseThem() async throws {
        // Who closes a library last moves its log into the file, under the eyes of who opens it.
        let book = try await SampleBook.aligned(0)
        let path = place.path
        _ = try Library(path: path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for _ in 0..<40 { try Library(path: path).add(book, id: "a", replace: true) }
            }
            group.addTask {
                for _ in 0..<200 { _ = try Library(path: path, create: false).books() }
            }
            try await group.waitForAll()
        }
        #expect(try Library(path: path).finds(0, in: "a"))
    }

    @Test(arguments: [true, false])
    func aReaderNeedsNoRightToWrite(whileOthersWrite: Bool) async throws {
        var writer: Library? = try Library(path: place.path)
        try writer?.add(try await SampleBook.aligned(0), id: "a")
        if !whileOthersWrite { writer = nil }
        #expect(place.files.contains("library.sqlite-wal") == whileOthersWrite)
        try setPermissions(0o555)
        defer { try? setPermissions(0o755) }
        let helper = try HelperProcess(["list", place.path])
        #expect(helper.output() == "a 300\n")
        #expect(helper.waitForEnd() == 0)
        withExtendedLifetime(writer) {}
    }

    private func setPermissions(_ permissions: Int) throws {
        try FileManager.default.setAttributes(
            [.posixPermissions: permissions], ofItemAtPath: place.folder)
    }
}

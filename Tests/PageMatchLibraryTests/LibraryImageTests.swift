import Foundation
import PageMatchLibrary
import Testing

/// The files of the images: none too many, none too few, and what happens when they are.
@Suite struct LibraryImageTests {
    let place: TemporaryLibrary
    let library: Library

    init() async throws {
        place = try TemporaryLibrary()
        library = try Library(path: place.path)
        try library.add(try await SampleBook.aligned(0), id: "a")
    }

    private static let stem = "0123456789abcdef0123456789abcdef"

    private func put(_ names: [String]) throws {
        for name in names {
            try Data("left by a dead writer".utf8).write(
                to: URL(fileURLWithPath: place.images + "/" + name))
        }
    }

    @Test func orphansAreSweptAtTheNextWrite() async throws {
        try put([Self.stem + ".image", Self.stem + ".temporary"])
        let book = try await SampleBook.aligned(1)
        #expect(place.imageFiles.count == 3)
        try library.add(book, id: "b")
        #expect(place.imageFiles.count == 2)
        #expect(try library.finds(0, in: "a"))
        #expect(try library.finds(1, in: "b"))
        try put([Self.stem + ".image"])
        try library.remove("b")
        #expect(place.imageFiles.count == 1)
        #expect(try library.finds(0, in: "a"))
    }

    @Test func filesOfOthersAreNotSwept() async throws {
        let others = [
            "cover.image", "notes.txt", Self.stem + ".image.bak", "A" + Self.stem + ".image",
        ]
        try put(others)
        try library.add(try await SampleBook.aligned(1), id: "b")
        #expect(Set(place.imageFiles).isSuperset(of: others))
        #expect(place.imageFiles.count == others.count + 2)
    }

    @Test func aFailedWriteLeavesNothing() async throws {
        let before = place.imageFiles
        let book = try await SampleBook.aligned(1)
        #expect(throws: PageMatchError.self) { try library.add(book, id: "a") }
        #expect(throws: PageMatchError.self) { try library.add(book, id: "no id") }
        #expect(throws: PageMatchError.self) { try library.remove("b") }
        #expect(place.imageFiles == before)
    }

    @Test func aFailedRowTakesItsImageWithIt() async throws {
        try place.execute(
            """
            CREATE TRIGGER refuse BEFORE INSERT ON books
            BEGIN SELECT RAISE(ABORT, 'refused'); END
            """)
        let before = place.imageFiles
        let book = try await SampleBook.aligned(1)
        let error = #expect(throws: PageMatchError.self) { try library.add(book, id: "b") }
        #expect(error?.code == .internal)
        #expect(place.imageFiles == before)
        #expect(try library.finds(0, in: "a"))
    }

    @Test func aFolderThatIsAFileCannotBeWritten() async throws {
        let name = try #require(place.imageFiles.first)
        try FileManager.default.moveItem(atPath: place.images, toPath: place.folder + "/moved")
        try Data().write(to: URL(fileURLWithPath: place.images))
        let book = try await SampleBook.aligned(1)
        let error = #expect(throws: PageMatchError.self) { try library.add(book, id: "b") }
        #expect(error?.code == .cannotWrite)
        try FileManager.default.removeItem(atPath: place.images)
        try FileManager.default.moveItem(atPath: place.folder + "/moved", toPath: place.images)
        #expect(place.imageFiles == [name])
        #expect(try library.books().count == 1)
    }

    @Test func aMissingImageIsDamageThatAddingAgainMends() async throws {
        let name = try #require(place.imageFiles.first)
        try FileManager.default.removeItem(atPath: place.images + "/" + name)
        let error = #expect(throws: PageMatchError.self) { try library.book("a") }
        #expect(error?.code == .libraryDamaged)
        #expect(error?.hint?.contains("add the book again") == true)
        #expect(throws: PageMatchError.self) { try library.finds(0, in: nil) }
        try library.add(try await SampleBook.aligned(0), id: "a", replace: true)
        #expect(try library.finds(0, in: "a"))
    }

    @Test func aMissingImageDoesNotKeepItsBookFromBeingRemoved() throws {
        let name = try #require(place.imageFiles.first)
        try FileManager.default.removeItem(atPath: place.images + "/" + name)
        try library.remove("a")
        #expect(try library.books().isEmpty)
    }

    @Test func aDamagedImageIsRecognised() throws {
        let name = try #require(place.imageFiles.first)
        let file = URL(fileURLWithPath: place.images + "/" + name)
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: file)
        let error = #expect(throws: PageMatchError.self) { try library.book("a") }
        #expect(error?.code == .imageDamaged)
        #expect(error?.hint != nil)
    }

    @Test func anImageOutsideTheFolderIsNotTouched() async throws {
        let outside = place.folder + "/outside.image"
        try Data(library.book("a").image).write(to: URL(fileURLWithPath: outside))
        try place.execute("UPDATE books SET image = '../../outside.image'")
        let other = try Library(path: place.path)
        let error = #expect(throws: PageMatchError.self) { try other.book("a") }
        #expect(error?.code == .libraryDamaged)
        try other.remove("a")
        #expect(FileManager.default.fileExists(atPath: outside))
    }

    @Test func anOpenBookIsNotOpenedAgain() throws {
        _ = try library.book("a")
        let name = try #require(place.imageFiles.first)
        try FileManager.default.removeItem(atPath: place.images + "/" + name)
        // Only what is mapped already can still be looked up in.
        #expect(try library.finds(0, in: "a"))
        #expect(try library.finds(0, in: nil))
    }
}

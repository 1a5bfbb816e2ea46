import Foundation
import PageMatchLibrary
import Testing

@Suite struct LibraryTests {
    let place: TemporaryLibrary
    let library: Library

    init() throws {
        place = try TemporaryLibrary()
        library = try Library(path: place.path)
    }

    @Test func anAddedBookIsListedAndFound() async throws {
        let book = try await SampleBook.aligned(0)
        try library.add(
            book, id: "moby", title: "Moby Dick", author: "H. Melville", language: "en",
            replace: false)
        let entry = LibraryBook(
            book: "moby", title: "Moby Dick", author: "H. Melville", language: "en", words: 300,
            duration: 90)
        #expect(try library.books() == [entry])
        #expect(try library.entry("moby") == entry)
        #expect(try library.book("moby").image == book.image)
        #expect(try library.book("moby").id == "moby")
        let answer = try library.lookup(SampleBook.page(0), book: "moby", near: nil, limit: 10)
        #expect(answer.status == .matched)
        #expect(answer.book == "moby")
        #expect(answer.time?.start == 30)
    }

    @Test func anEntryEncodesWithAllFields() throws {
        let entry = LibraryBook(
            book: "a", title: nil, author: nil, language: nil, words: 3, duration: 1.5)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = try encoder.encode(entry)
        #expect(
            String(decoding: json, as: UTF8.self)
                == #"{"author":null,"book":"a","duration":1.5,"language":null,"title":null,"words":3}"#
        )
        #expect(try JSONDecoder().decode(LibraryBook.self, from: json) == entry)
    }

    @Test func whatIsNotGivenComesFromTheBooksFile() async throws {
        let book = try await SampleBook.aligned(
            0, title: "Emma", authors: ["J. Austen", "Another"], language: "en-GB")
        try library.add(book, id: "emma")
        let entry = try library.entry("emma")
        #expect(entry.title == "Emma")
        #expect(entry.author == "J. Austen, Another")
        #expect(entry.language == "en-GB")
    }

    @Test func booksAreOrderedByTitleThenByID() async throws {
        let book = try await SampleBook.aligned(0)
        for (id, title) in [("4", "b"), ("3", "b"), ("2", "A"), ("1", "c"), ("aa", nil)] {
            try library.add(
                book, id: id, title: title, author: nil, language: nil, replace: false)
        }
        #expect(try library.books().map(\.book) == ["2", "aa", "3", "4", "1"])
    }

    @Test func aTakenIDStaysWithItsBook() async throws {
        try library.add(try await SampleBook.aligned(0), id: "a")
        let other = try await SampleBook.aligned(1)
        let early = #expect(throws: PageMatchError.self) {
            try library.checkFree(id: "a", replace: false)
        }
        #expect(early?.code == .idTaken)
        let late = #expect(throws: PageMatchError.self) { try library.add(other, id: "a") }
        #expect(late?.code == .idTaken)
        #expect(late?.file == place.path)
        try library.checkFree(id: "a", replace: true)
        try library.checkFree(id: "b", replace: false)
        #expect(try library.finds(0, in: "a"))
        #expect(place.imageFiles.count == 1)
    }

    @Test func aReplacedBookIsGoneAndReadersOfItReadOn() async throws {
        try library.add(try await SampleBook.aligned(0), id: "a")
        let old = try library.book("a")
        let oldFiles = place.imageFiles
        try library.add(try await SampleBook.aligned(1), id: "a", replace: true)
        #expect(try library.finds(1, in: "a"))
        #expect(try !library.finds(0, in: "a"))
        #expect(try library.books().count == 1)
        #expect(place.imageFiles.count == 1)
        #expect(place.imageFiles != oldFiles)
        #expect(try old.lookup(SampleBook.page(0)).status == .matched)
    }

    @Test func aRemovedBookIsGone() async throws {
        try library.add(try await SampleBook.aligned(0), id: "a")
        try library.add(try await SampleBook.aligned(1), id: "b")
        try library.remove("a")
        #expect(try library.books().map(\.book) == ["b"])
        #expect(place.imageFiles.count == 1)
        for body in [
            { try library.remove("a") }, { _ = try library.entry("a") },
            { _ = try library.book("a") }, { _ = try library.finds(0, in: "a") },
        ] as [() throws -> Void] {
            let error = #expect(throws: PageMatchError.self) { try body() }
            #expect(error?.code == .bookNotFound)
        }
        #expect(try !library.finds(0, in: nil))
        #expect(try library.finds(1, in: nil))
    }

    @Test func aPageFindsItsBookAmongAll() async throws {
        for number in 0..<5 {
            try library.add(try await SampleBook.aligned(number), id: "book-\(number)")
        }
        for number in 0..<5 {
            let answer = try library.lookup(
                SampleBook.page(number), book: nil, near: nil, limit: 10)
            #expect(answer.status == .matched)
            #expect(answer.book == "book-\(number)")
        }
    }

    @Test func anEmptyLibraryFindsNothing() throws {
        #expect(try library.books().isEmpty)
        #expect(
            try library.lookup(SampleBook.page(0), book: nil, near: nil, limit: 1).status
                == .noMatch)
    }

    @Test(arguments: [
        ("a", true), ("A.b_c-9", true), (String(repeating: "x", count: 128), true), ("...", true),
        ("", false), (".", false), ("..", false), ("a/b", false), ("a b", false), ("ä", false),
        ("a\n", false), (String(repeating: "x", count: 129), false),
    ])
    func idsAreOfAFewCharacters(id: String, valid: Bool) async throws {
        #expect(Library.isValidID(id) == valid)
        let book = try await SampleBook.aligned(0)
        if valid {
            try library.add(book, id: id)
            #expect(try library.finds(0, in: id))
        } else {
            let error = #expect(throws: PageMatchError.self) { try library.add(book, id: id) }
            #expect(error?.code == .usage)
        }
    }
}

import Foundation
import PageMatch
import TestSupport
import Testing

@Suite struct LibraryLinesTests {
    private actor Memory: Blobs {
        private var blobs: [String: [UInt8]] = [:]

        func put(_ name: String, _ bytes: [UInt8]) { blobs[name] = bytes }
        func get(_ name: String) throws -> [UInt8] { try #require(blobs[name]) }
    }

    @Test("the library's lines do what they say")
    func lines() async throws {
        let other = try await MadeBook(seed: 50, chapters: 1, reading: [[0]]).aligned()
        let page = try #require(try Sample.pages().first)
        let answers = try await libraryLines(
            bytes: Array(Data(contentsOf: URL(fileURLWithPath: Sample.book))),
            files: ["01 - The Copyholder.json", "02 - The Copyholder.json"].map {
                Array(try Data(contentsOf: URL(fileURLWithPath: Sample.transcripts + "/" + $0)))
            },
            blobs: Memory(), other: other,
            text: try String(contentsOfFile: Sample.path(of: page), encoding: .utf8),
            time: AudioTime(milliseconds: 0))
        for answer in answers {
            #expect(answer.status == .matched)
            #expect(answer.book == "the-copyholder")
            #expect(abs((answer.track?.start ?? 0) - (page.start ?? -1)) < 0.5)
        }
    }

    @Test("the README shows these very lines")
    func readme() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("LibraryLines.swift")
        let lines = try String(contentsOf: file, encoding: .utf8)
        let readme = try String(
            contentsOf: Sample.project.appendingPathComponent("README.md"), encoding: .utf8)
        #expect(readme.contains("```swift\n\(lines)```\n"))
    }

    @Test("lookups run at once on one book, and all give the same answer")
    func concurrent() async throws {
        let made = MadeBook(seed: 51, chapters: 2, reading: [[0, 1]])
        let book = try await made.aligned()
        let page = Page(made.page(200..<400))
        let expected = try book.lookup(page)
        try await withThrowingTaskGroup(of: LookupAnswer.self) { group in
            for _ in 0..<64 { group.addTask { try book.lookup(page) } }
            for try await answer in group { #expect(answer == expected) }
        }
    }
}

import Foundation
import TestSupport
import Testing

/// Books of which there is no text: what was said stands for it.
@Suite struct SpokenBookTests {
    private let library: TestLibrary

    init() throws { library = try TestLibrary() }

    @Test("without a text what was said is the book, each word with its time")
    func added() throws {
        let outcome = try library.run(
            "add", "--spoken", Sample.transcripts, "--title", "The Copyholder", "--json")
        #expect(outcome.exit == 0, "\(outcome.errors)")
        let report = try JSON(outcome.output)
        #expect(report["book"].string == "the-copyholder")
        #expect(report["language"].string == "en")
        #expect(report["sections"].count == 2)
        #expect(report["edition"].string == "same")
        #expect(report["coverage"]["text"].number == 1)
        #expect(report["coverage"]["audio"].number == 1)
        #expect(report["warnings"][0].string?.contains("no text of the book") == true)
    }

    @Test("printed pages are found in what a recogniser wrote")
    func pages() throws {
        let added = try library.run("add", "--spoken", Sample.transcripts, "--quiet")
        try #require(added.exit == 0, "\(added.errors)")
        for page in try Sample.pages() where page.status == "matched" && page.start != nil {
            let outcome = try library.run("lookup", Sample.path(of: page), "--json")
            #expect(outcome.exit == 0, "\(page.file): \(outcome.output)")
            expectBeginning(try JSON(outcome.output), of: page)
        }
    }

    @Test("what is said twice is in its own place both times, and a short track has its times")
    func twice() throws {
        let cues = """
            WEBVTT

            00:01.000 --> 00:05.000
            The water rose over the lower bridge before anybody had seen it.

            """
        let title = """
            WEBVTT

            00:01.000 --> 00:02.000
            Chapter two.

            """
        let paths = try [cues, title, cues].enumerated().map {
            try library.write(Array($1.utf8), to: "\($0 + 1).vtt")
        }
        let outcome = try library.run(
            "add", "--spoken", paths[0], paths[1], paths[2], "--id", "flood", "--json")
        #expect(outcome.exit == 0, "\(outcome.errors)")
        #expect(try JSON(outcome.output)["coverage"]["text"].number == 1)
        for (time, word) in [("1@1", 0), ("2@1", 12), ("3@1", 14)] {
            let answer = try JSON(library.run("locate", "--book", "flood", time, "--json").output)
            #expect(answer["words"]["start"].integer == word, "\(time)")
        }
    }

    @Test("without transcripts the command says what it wants")
    func nothing() throws {
        let outcome = try library.run("add", "--spoken")
        #expect(outcome.exit == 64)
        #expect(outcome.errors.contains("add --spoken transcripts/"))
    }

    @Test("a book given as what was said is told so")
    func bookAsTranscript() throws {
        let outcome = try library.run("add", "--spoken", Sample.book)
        #expect(outcome.exit == 65)
        #expect(outcome.errors.contains("is a book"), "\(outcome.errors)")
    }
}

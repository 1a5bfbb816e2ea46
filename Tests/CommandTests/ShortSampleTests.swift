import Foundation
import TestSupport
import Testing

/// The German sample, in Markdown, and the Japanese one, in a vertical EPUB with ruby.
@Suite struct ShortSampleTests {
    /// A short book, and how well it has to do.
    struct Book: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var folder: String
        var file: String
        /// The name of Tesseract's data.
        var language: String
        var title: String
        /// The least share of its text that is read, and of the audio's words that are found in it.
        var coverage: (text: Double, audio: Double)
        /// How many seconds the beginning of a page may be off.
        var page: Double
        /// How many a sentence may be in the median, from word times and from cues.
        var median: (words: Double, cues: Double)

        var url: URL { Sample.project.appendingPathComponent("Corpora/\(folder)") }
        var path: String { url.appendingPathComponent(file).path }
        var transcripts: [String] {
            ["transcript", "transcript-vtt"].map { url.appendingPathComponent($0).path }
        }

        func path(ofPageFile name: String) -> String {
            url.appendingPathComponent("pages/\(name)").path
        }
    }

    static let german = Book(
        testDescription: "German", folder: "der-brueckenwaerter", file: "book.md", language: "deu",
        title: "Der Brückenwärter von Süderfließ", coverage: (0.92, 0.87), page: 1,
        median: (0.15, 0.3))

    /// The recogniser writes other characters for the same sounds: a fifth of its letters are wrong.
    static let japanese = Book(
        testDescription: "Japanese", folder: "tokeiya-no-ame", file: "book.epub", language: "jpn",
        title: "時計屋の雨", coverage: (0.92, 0.7), page: 1.2, median: (0.45, 0.45))

    @Test("it is aligned, a page and its sentences are found", arguments: [german, japanese])
    func book(_ book: Book) throws {
        let library = try TestLibrary()
        for (id, transcripts) in zip(["words", "cues"], book.transcripts) {
            let added = try library.run("add", book.path, transcripts, "--id", id, "--json")
            #expect(added.exit == 0, "\(added.errors)")
            let report = try JSON(added.output)
            #expect(report["title"].string == book.title)
            #expect(report["tracks"].count == 1)
            #expect((report["coverage"]["text"].number ?? 0) >= book.coverage.text)
            #expect((report["coverage"]["audio"].number ?? 0) >= book.coverage.audio)
            for page in try Sample.pages(in: book.url) {
                for file in [page.file, page.file.replacing(".txt", with: ".tsv")] {
                    let outcome = try library.run(
                        "lookup", book.path(ofPageFile: file), "--book", id, "--json")
                    try expectStatus(outcome, of: page)
                    expectBeginning(try JSON(outcome.output), of: page, within: book.page)
                }
            }
            // Six words or fourteen letters at least, or the phrase may stand anywhere.
            let sentences = try Sample.truth(in: book.url).sentences.filter {
                ($0.words ?? 0) >= 6 || ($0.letters ?? 0) >= 14
            }
            #expect(sentences.count > 30)
            try expectSentences(
                library, book: id, sentences, found: 0.95,
                median: id == "words" ? book.median.words : book.median.cues, most: 1.2)
        }
    }

    @Test("what is not read is told so", arguments: [german, japanese])
    func unread(_ book: Book) throws {
        let report = try JSON(
            try Program.run(["align", book.path, book.transcripts[0], "--json"]).output)
        let sections = (0..<(report["sections"].count ?? 0)).map { report["sections"][$0] }
        // The imprint, behind all that is read.
        #expect(sections.last?["read"].number == 0)
        #expect(sections.dropLast().suffix(3).allSatisfy { ($0["read"].number ?? 0) > 0.8 })
    }

    @Test(
        "a photo is read in the language of the book",
        .enabled(if: Photo.canBeRead(in: german.language), "tesseract-ocr-deu is not installed"))
    func photo() throws {
        let book = Self.german
        let library = try TestLibrary()
        let added = try library.run("add", book.path, book.transcripts[0], "--quiet")
        #expect(added.exit == 0, "\(added.errors)")
        let page = try #require(try Sample.pages(in: book.url).first)
        let outcome = try library.run("lookup", book.path(ofPageFile: page.picture), "--json")
        try expectStatus(outcome, of: page)
        let answer = try JSON(outcome.output)
        // The order of the lines beside the drop capital is lost on Tesseract: they are put in order.
        expectBeginning(answer, of: page, within: 1)
        expectBoxes(answer, in: [1200, 1600], atLeast: 25, of: page.picture)
    }

    @Test(
        "among books of many countries a photo is read in the language of each",
        .enabled(if: Photo.canBeRead(in: german.language), "tesseract-ocr-deu is not installed"))
    func countries() throws {
        let book = Self.german
        let library = try TestLibrary()
        #expect(try library.run("add", book.path, book.transcripts[0], "--quiet").exit == 0)
        let words = "It was a dark and stormy night, and nobody went out who could stay at home."
        let text = try library.write(words.utf8, to: "night.txt")
        let cue = "WEBVTT\n\n00:01.000 --> 00:09.000\n\(words)\n"
        let heard = try library.write(cue.utf8, to: "night.vtt")
        for (number, tag) in ["en", "en-GB", "en-US", "en-AU"].enumerated() {
            for copy in 1...2 {
                let added = try library.run(
                    "add", text, heard, "--language", tag, "--id", "night-\(number)-\(copy)")
                #expect(added.exit == 0, "\(added.errors)")
            }
        }
        let page = try #require(try Sample.pages(in: book.url).first)
        let outcome = try library.run("lookup", book.path(ofPageFile: page.picture), "--json")
        try expectStatus(outcome, of: page)
        #expect(outcome.errors.isEmpty, "no language is left out: \(outcome.errors)")
    }
}

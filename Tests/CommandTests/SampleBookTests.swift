import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The whole way, with the program that users run and the book that comes with it.
@Suite struct SampleBookTests {
    private let library: TestLibrary

    init() throws {
        library = try TestLibrary()
        try library.addSample()
    }

    @Test("each page of the sample is answered as the truth has it")
    func pages() throws {
        for page in try Sample.pages() {
            let outcome = try library.run("lookup", Sample.path(of: page), "--json")
            try expectStatus(outcome, of: page)
            let answer = try JSON(outcome.output)
            // The first word of a page may be unreadable: one word more or less.
            expectBeginning(answer, of: page)
            #expect(answer["boxes"].isMissing && answer["image"].isMissing, "\(page.file)")
        }
    }

    @Test("from Tesseract's tables each page is answered alike, and where it stands in the picture")
    func tables() throws {
        for page in try Sample.pages() {
            let path = Sample.path(ofPageFile: page.file.replacing(".txt", with: ".tsv"))
            let outcome = try library.run("lookup", path, "--json")
            try expectStatus(outcome, of: page)
            let answer = try JSON(outcome.output)
            expectBeginning(answer, of: page)
            // The first row behind the names of the columns is the page's.
            let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            let size = rows[1].split(separator: "\t").dropFirst(8).prefix(2).compactMap { Int($0) }
            // The title page has three lines, the note on the text six.
            expectBoxes(
                answer, in: size, atLeast: page.start == nil ? 3 : 14, of: "table of \(page.file)")
        }
    }

    @Test("hOCR gives the same answers as Tesseract's tables")
    func hocr() throws {
        for page in try Sample.pages() {
            let answers = try [".tsv", ".hocr"].map { kind in
                let path = Sample.path(ofPageFile: page.file.replacing(".txt", with: kind))
                return try library.run("lookup", path, "--json").output
            }
            #expect(answers[0] == answers[1], "\(page.file)")
        }
    }

    @Test("cues in place of word times find the same seconds, stated a little less exactly")
    func cues() throws {
        let added = try library.run("add", Sample.book, Sample.cues, "--id", "cues", "--quiet")
        #expect(added.exit == 0, "\(added.errors)")
        for page in try Sample.pages() where page.status == "matched" {
            let outcome = try library.run(
                "lookup", Sample.path(of: page), "--json", "--book", "cues")
            try expectStatus(outcome, of: page)
            let answer = try JSON(outcome.output)
            expectBeginning(answer, of: page)
            #expect((answer["track"]["precision"].number ?? 0) > 0.1)
        }
    }

    @Test("sentences are found by their first words, from word times and from cues")
    func sentences() throws {
        let added = try library.run("add", Sample.book, Sample.cues, "--id", "cues", "--quiet")
        #expect(added.exit == 0, "\(added.errors)")
        // Six words at least, or the phrase may stand anywhere.
        let sentences = try Sample.truth().sentences.filter { ($0.words ?? 0) >= 6 }
        #expect(sentences.count > 300)
        for (book, median) in [("the-copyholder", 0.15), ("cues", 0.3)] {
            try expectSentences(
                library, book: book, sentences, found: 0.95, median: median, most: 1)
        }
    }

    @Test("a time leads to its words, and from a page in hand the way is told")
    func locate() throws {
        let page = try #require(try Sample.pages().first)
        let start = try #require(page.start)
        let outcome = try library.run(
            "locate", "--book", "the-copyholder", "\(page.track ?? 1)@\(start)", "--json",
            "--page", Sample.path(of: page))
        let answer = try JSON(outcome.output)
        #expect(outcome.exit == 0)
        #expect(answer["status"].string == "matched")
        #expect(answer["quote"]["match"].string?.hasPrefix("a town wants printed") == true)
        #expect(answer["turn"]["direction"].string == "here")
        // The page's upper edge was read as a line, and the running head is one.
        #expect(answer["turn"]["line"].integer == 3)
        #expect(answer["page"]["source"].string == "page-list")
        let credits = try library.run(
            "locate", "--book", "the-copyholder", "2@18:55", "--json")
        #expect(credits.exit == 1)
        #expect(try JSON(credits.output)["status"].string == "unaligned")
    }

    @Test("the way to a time is told from each page that is read, there and back")
    func turns() throws {
        for page in try Sample.pages() where page.status == "matched" {
            guard let track = page.track, let start = page.start else { continue }
            for (seconds, direction) in [(start + 20, "here"), (start - 20, "backward")] {
                let answer = try JSON(
                    try library.run(
                        "locate", "--book", "the-copyholder", "\(track)@\(seconds)", "--json",
                        "--page", Sample.path(of: page)
                    ).output)
                #expect(answer["turn"]["direction"].string == direction, "\(page.file)")
            }
        }
    }

    @Test("the report says what is read, what is not, and that it is the same text")
    func report() throws {
        let shown = try library.run("show", "the-copyholder", "--json")
        let report = try JSON(shown.output)
        #expect(report["edition"].string == "same")
        #expect(report["tracks"].count == 2)
        let unread = (0..<(report["gaps"].count ?? 0)).map { report["gaps"][$0] }
            .filter { $0["kind"].string == "unread" }
        // What the truth lists as unread: the whole front matter but the title that is announced.
        #expect(unread.contains { $0["text"]["section"].string == "text/imprint.xhtml" })
        let imprint = try library.run(
            "lookup", "--json", "--text",
            "Imprint First published in 2025 by Page Match. No rights reserved.")
        #expect(try JSON(imprint.output)["status"].string != "matched")
        // The paragraph that the reader skipped, the footnote, and the note on the type.
        let skipped = try Sample.truth().unread.filter {
            ["skipped", "footnote", "colophon"].contains($0.kind)
        }
        #expect(skipped.map(\.words) == [21, 87, 230])
        for stretch in skipped {
            #expect(
                unread.contains {
                    $0["text"]["section"].string == stretch.section
                        && abs(($0["words"].integer ?? 0) - (stretch.words ?? 0)) <= 3
                }, "\(stretch)")
        }
        let text = try library.run("show", "the-copyholder")
        #expect(text.output.contains("the audio reads this text"))
        #expect(text.output.split(separator: "\n").count < 45)
    }

    @Test("a section's text is what answers count bytes in")
    func sectionText() throws {
        let page = try #require(try Sample.pages().first)
        let answer = try JSON(
            try library.run("lookup", Sample.path(of: page), "--json").output)
        let section = try #require(answer["text"]["section"].string)
        let text = try library.run("show", "the-copyholder", "--section", section, "--text").output
        let start = try #require(answer["text"]["start"].integer)
        let match = try #require(answer["quote"]["match"].string)
        let found = String(decoding: Array(text.utf8).dropFirst(start), as: UTF8.self)
        #expect(found.hasPrefix(match.prefix(20)))
        let missing = try library.run("show", "the-copyholder", "--section", "none", "--text")
        #expect(missing.exit == 66)
    }

    @Test("exports hold what they promise", arguments: ["json", "vtt", "srt", "tsv", "image"])
    func exports(format: String) throws {
        let file = library.file("out.\(format)")
        let outcome = try library.run(
            "export", "the-copyholder", "--format", format, "-o", file)
        #expect(outcome.exit == 0)
        let data = try Data(contentsOf: URL(fileURLWithPath: file))
        let text = String(decoding: data, as: UTF8.self)
        switch format {
        case "json":
            let json = try JSON(text)
            #expect(json["tracks"].count == 2)
            #expect(json["runs"][0]["words"][0]["word"].string != nil)
            #expect(try library.run("export", "the-copyholder").output == text)
        case "vtt":
            #expect(text.hasPrefix("WEBVTT\n\n00:"))
            // What was written can be read: a book's own captions are a transcript of it.
            let again = try library.run("add", Sample.book, file, "--id", "again", "--json")
            #expect(again.exit == 0)
            #expect((try JSON(again.output)["coverage"]["audio"].number ?? 0) > 0.98)
        case "srt":
            #expect(text.hasPrefix("1\n00:"))
            let again = try library.run("align", Sample.book, file, "--json")
            #expect((try JSON(again.output)["coverage"]["audio"].number ?? 0) > 0.98)
        case "tsv":
            #expect(text.hasPrefix("track\tstart\tend\tsection\tfrom\tto\theard\tword\n"))
            #expect(text.split(separator: "\n").allSatisfy { $0.split(separator: "\t").count == 8 })
        default:
            #expect(text.hasPrefix("PageMtch"))
        }
    }

    @Test("list, remove, and the id is free again")
    func listAndRemove() throws {
        let listed = try JSON(try library.run("list", "--json").output)
        #expect(listed["books"][0]["book"].string == "the-copyholder")
        #expect(listed["books"][0]["title"].string == "The Copyholder")
        let taken = try library.run("add", Sample.book, Sample.transcripts)
        #expect(taken.exit == 73)
        #expect(taken.errors.contains("the-copyholder"))
        #expect(try library.run("add", Sample.book, Sample.transcripts, "--replace").exit == 0)
        #expect(try library.run("remove", "the-copyholder").exit == 0)
        #expect(try library.run("remove", "the-copyholder").exit == 66)
        #expect(try JSON(try library.run("list", "--json").output)["books"].count == 0)
        try library.addSample()
    }

    @Test("a track in which nothing is said keeps its number")
    func silentTrack() throws {
        let folder = try TestLibrary()
        let first = try folder.write(
            try Data(
                contentsOf: URL(fileURLWithPath: Sample.transcripts + "/01 - The Copyholder.json")),
            to: "1.json")
        let silent = try folder.write(
            #"{"text":"","segments":[],"language":"en"}"#.utf8, to: "2.json")
        let last = try folder.write(
            try Data(
                contentsOf: URL(fileURLWithPath: Sample.transcripts + "/02 - The Copyholder.json")),
            to: "3.json")
        let page = try #require(try Sample.pages().first { $0.track == 2 })
        for inputs in [[first, silent, last], [folder.folder.path]] {
            let added = try Program.run(
                ["add", Sample.book] + inputs + ["--library", folder.path, "--replace", "--quiet"])
            #expect(added.exit == 0, "\(added.errors)")
            let answer = try JSON(
                try Program.run(
                    ["lookup", Sample.path(of: page), "--json", "--library", folder.path]
                ).output)
            #expect(answer["track"]["number"].integer == 3)
        }
    }

    @Test("a recogniser's several formats of one track are one track")
    func severalFormats() throws {
        let folder = try TestLibrary()
        for (number, name) in [("01", "01 - The Copyholder"), ("02", "02 - The Copyholder")] {
            let json = URL(fileURLWithPath: Sample.transcripts + "/\(name).json")
            _ = try folder.write(try Data(contentsOf: json), to: "\(number).json")
            let cues = URL(fileURLWithPath: Sample.cues + "/\(number).vtt")
            _ = try folder.write(try Data(contentsOf: cues), to: "\(number).vtt")
        }
        // What is no file of text must not hold anybody up.
        mkfifo(folder.file("00.json"), 0o600)
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("03.json"), withDestinationPath: folder.file("nowhere"))
        let outcome = try Program.run(["align", Sample.book, folder.folder.path, "--json"])
        let report = try JSON(outcome.output)
        #expect(report["tracks"].count == 2)
        #expect(report["tracks"][0]["name"].string == "01.json")
        let notes = (0..<(report["warnings"].count ?? 0)).compactMap {
            report["warnings"][$0].string
        }
        #expect(notes.contains { $0.contains("01.vtt") })
    }

    @Test("a book with Media Overlays needs no transcript")
    func overlays() throws {
        var made = MadeText(seed: 70)
        let sentences = (0..<8).map { _ in made.words(12).joined(separator: " ") }
        let body = sentences.enumerated().map { "<p id='s\($0)'>\($1).</p>" }.joined()
        var fixture = EPUBFixture([.init("OPS/one.xhtml", body: body)])
        fixture.chapters[0].item = " media-overlay=\"m\""
        fixture.items =
            "<item id=\"m\" href=\"one.smil\" media-type=\"application/smil+xml\"/>"
        let pars = sentences.indices.map {
            """
            <par><text src="one.xhtml#s\($0)"/>
            <audio src="audio/1.mp3" clipBegin="\($0 * 5)s" clipEnd="\($0 * 5 + 5)s"/></par>
            """
        }
        fixture.files = [
            (
                "OPS/one.smil",
                "<smil xmlns=\"http://www.w3.org/ns/SMIL\" version=\"3.0\"><body>"
                    + "\(pars.joined())</body></smil>"
            )
        ]
        let folder = try TestLibrary()
        let book = try folder.write(fixture.bytes, to: "overlays.epub")
        let added = try folder.run("add", book, "--id", "o", "--json")
        #expect(added.exit == 0, "\(added.errors)")
        #expect(try JSON(added.output)["coverage"]["text"].number == 1)
        let answer = try JSON(
            try folder.run("lookup", "--text", sentences[4], "--json").output)
        #expect(answer["track"]["name"].string == "1.mp3")
        #expect(abs((answer["track"]["start"].number ?? -9) - 20) < 0.5)
    }

    @Test("aligning without a library writes the result and touches nothing")
    func align() throws {
        let empty = try TestLibrary()
        let file = empty.file("out.json")
        let outcome = try empty.run(
            "align", Sample.book, Sample.transcripts, "-o", file, "--json", "--timings")
        #expect(outcome.exit == 0)
        #expect((try JSON(outcome.output)["elapsed"].number ?? 0) > 0)
        #expect(FileManager.default.fileExists(atPath: file))
        #expect(!FileManager.default.fileExists(atPath: empty.path))
        let streamed = try empty.run(
            "align", Sample.book, Sample.transcripts, "--format", "vtt", "--quiet")
        #expect(streamed.output.hasPrefix("WEBVTT"))
        #expect(streamed.errors.isEmpty)
    }
}

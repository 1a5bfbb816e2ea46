import Foundation
import TestSupport
import Testing

/// Every wrong step is answered with one line, its exit code, and what to do.
@Suite struct WrongStepTests {
    private let library: TestLibrary

    init() throws { library = try TestLibrary() }

    private func expect(
        _ outcome: Program.Outcome, exit: Int32, says words: String...,
        location: SourceLocation = #_sourceLocation
    ) {
        #expect(outcome.exit == exit, "\(outcome.errors)", sourceLocation: location)
        #expect(outcome.output.isEmpty, sourceLocation: location)
        // On a slow machine long commands tell how far they are.
        let lines = outcome.errors.split(separator: "\n")
            .filter { !$0.contains(/^(add|align): .+, \d+ %$/) }
        #expect(lines.count == 1, "\(outcome.errors)", sourceLocation: location)
        for word in words {
            #expect(
                outcome.errors.contains(word), "“\(word)” in: \(outcome.errors)",
                sourceLocation: location)
        }
        // Nothing is stored of what went wrong.
        let books = try? FileManager.default.contentsOfDirectory(atPath: library.path + ".books")
        #expect((books ?? []).filter { $0.hasSuffix(".image") }.isEmpty, sourceLocation: location)
    }

    @Test("no transcript: how to make one")
    func noTranscript() throws {
        expect(
            try library.run("add", Sample.book), exit: 64,
            says: "faster-whisper", "whisper.cpp", "Storyteller")
        expect(try library.run("add"), exit: 64, says: "no book")
    }

    @Test("audio given as transcript: how to make one")
    func audio() throws {
        let audio = try library.write(
            Array("ID3".utf8) + [4, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 500),
            to: "ch01.mp3")
        expect(
            try library.run("add", Sample.book, audio), exit: 65, says: "ch01.mp3", "audio",
            "faster-whisper")
    }

    @Test("book and transcript swapped: the command that is meant")
    func swapped() throws {
        let transcript = Sample.cues + "/01.vtt"
        expect(
            try library.run("add", transcript, Sample.book), exit: 65,
            says: "pagematch add \(Sample.book) \(transcript)")
    }

    @Test("a folder of transcripts in the book's place: the command that is meant")
    func swappedFolder() throws {
        expect(
            try library.run("add", Sample.transcripts, Sample.book), exit: 65,
            says: "pagematch add \(Sample.book) \(Sample.transcripts)")
    }

    @Test("what is no language is refused", arguments: ["", "../../etc", "a\nb", "english please"])
    func language(tag: String) throws {
        expect(
            try library.run("add", Sample.book, Sample.transcripts, "--language", tag), exit: 64)
    }

    @Test("a page that is no file: --text")
    func noFile() throws {
        expect(
            try library.run("lookup", "call me ishmael"), exit: 66, says: "--text")
        expect(try library.run("lookup", "--page"), exit: 64, says: "--help")
    }

    @Test("a picture that can't be read")
    func picture() throws {
        let picture = try library.write(
            [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF".utf8) + [UInt8](repeating: 0, count: 99),
            to: "page.jpg")
        let outcome = try Program.run(
            ["lookup", picture],
            environment: ["PAGEMATCH_LIBRARY": library.path, "PATH": library.file("nowhere")])
        expect(outcome, exit: 66, says: "Tesseract", "tesseract-ocr")
        guard Photo.canBeRead else { return }
        expect(try library.run("lookup", picture), exit: 65, says: "page.jpg", "JPEG")
        let photo = try library.write(Photo.lines.get().bytes, to: "photo.jpg")
        expect(try library.run("lookup", "--language", "", photo), exit: 64, says: "language")
        expect(
            try library.run("lookup", "--language", "tlh", photo), exit: 66,
            says: "tesseract-ocr-tlh")
    }

    @Test("another book's audio is refused, and stored only by force")
    func unrelated() throws {
        var made = MadeText(seed: 3)
        let text = made.prose(made.words(2000))
        let book = try library.write(text.utf8, to: "other.txt")
        expect(
            try library.run("add", book, Sample.transcripts), exit: 65, says: "not of this book",
            "--force")
        #expect(try library.run("add", book, Sample.transcripts, "--force").exit == 0)
    }

    @Test("what is damaged or missing is named, with its place")
    func damaged() throws {
        let cut = try library.write(
            try Data(contentsOf: URL(fileURLWithPath: Sample.book)).prefix(9000), to: "cut.epub")
        expect(try library.run("add", cut, Sample.transcripts), exit: 65, says: "cut.epub")
        let json = try library.write(
            "{\"segments\": [\n{\"start\": 0,\n\"end\": oops}]}".utf8, to: "bad.json")
        expect(
            try library.run("add", Sample.book, json), exit: 65, says: "bad.json", "line 3")
        expect(
            try library.run("add", "none.epub", "none.vtt"), exit: 66, says: "none.epub",
            "No such file")
        let empty = try library.write([], to: "empty.epub")
        expect(try library.run("add", empty, Sample.transcripts), exit: 65, says: "empty.epub")
        try FileManager.default.createDirectory(
            atPath: library.file("folder"), withIntermediateDirectories: true)
        expect(
            try library.run("add", Sample.book, library.file("folder")), exit: 65, says: "folder")
    }

    @Test("track lengths that do not fit are counted")
    func durations() throws {
        let one = try library.write("600\n".utf8, to: "one.txt")
        expect(
            try library.run("add", Sample.book, Sample.transcripts, "--durations", one), exit: 65,
            says: "2 transcripts", "1 track length")
        let bad = try library.write("600\nten\n".utf8, to: "bad.txt")
        expect(
            try library.run("add", Sample.book, Sample.transcripts, "--durations", bad), exit: 65,
            says: "bad.txt", "line 2", "ten")
    }

    @Test("a CUE sheet without its audio: what is needed")
    func sheetAlone() throws {
        let sheet = try library.write(
            "FILE \"walden.flac\" WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n".utf8, to: "walden.cue")
        for arguments in [["--audio", sheet], ["--audio", sheet, "--audio", sheet]] {
            let outcome = try Program.run(
                ["add", Sample.book, Sample.transcripts] + arguments,
                environment: ["PAGEMATCH_LIBRARY": library.path])
            expect(outcome, exit: 65, says: "walden.cue", "not given", "--audio")
        }
    }

    @Test("wrong usage is one line, too")
    func usage() throws {
        for arguments in [
            ["locate", "--book", "a", "noon"], ["lookup", "--text", "a", "--near", "x"],
            ["add", "a", "b", "--id", "no/slash"], ["lookup", "--limit", "-1", "--text", "a"],
            ["export", "a", "--format", "pdf"], ["nonsense"], ["show"],
        ] {
            let outcome = try Program.run(
                arguments, environment: ["PAGEMATCH_LIBRARY": library.path])
            expect(outcome, exit: 64)
        }
    }

    @Test("no such book", arguments: ["show", "remove", "export"])
    func noBook(command: String) throws {
        expect(try library.run(command, "nobody"), exit: 66, says: "nobody", "pagematch list")
    }

    @Test("with --json the error is JSON, too")
    func json() throws {
        let outcome = try library.run("show", "nobody", "--json")
        #expect(outcome.exit == 66)
        let error = try JSON(outcome.output)["error"]
        #expect(error["code"].string == "book-not-found")
        #expect(error["exit"].integer == 66)
        #expect(error["message"].string?.contains("nobody") == true)
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }

    @Test("a library that is something else is 65, and stays as it is")
    func foreignLibrary() throws {
        let text = "this is a diary\n"
        _ = try library.write(text.utf8, to: "library.sqlite")
        for arguments in [["list"], ["lookup", "--text", "a b c"], ["remove", "x"]] {
            let outcome = try Program.run(
                arguments, environment: ["PAGEMATCH_LIBRARY": library.path])
            expect(outcome, exit: 65, says: "library.sqlite")
        }
        expect(try library.run("add", Sample.book, Sample.transcripts), exit: 65)
        #expect(try String(contentsOfFile: library.path, encoding: .utf8) == text)
    }

    @Test("an output that can't be written is 73")
    func output() throws {
        try library.addSample()
        let outcome = try library.run(
            "export", "the-copyholder", "-o", library.file("none/out.json"))
        #expect(outcome.exit == 73)
        #expect(outcome.errors.contains("out.json"))
    }

    @Test("an output that is a device or a link stays one")
    func outputIsNoFile() throws {
        try library.addSample()
        let target = try library.write([], to: "target.vtt")
        try FileManager.default.createSymbolicLink(
            atPath: library.file("link.vtt"), withDestinationPath: target)
        #expect(
            try library.run("export", "the-copyholder", "-o", library.file("link.vtt")).exit == 0)
        let link = try FileManager.default.attributesOfItem(atPath: library.file("link.vtt"))
        #expect(link[.type] as? FileAttributeType == .typeSymbolicLink)
        // The name asks for the format.
        #expect(try String(contentsOfFile: target, encoding: .utf8).hasPrefix("WEBVTT"))
        let made = try Program.run([
            "export", "the-copyholder", "-o", "/dev/null", "--library", library.path,
        ])
        #expect(made.exit == 0)
        let device = try FileManager.default.attributesOfItem(atPath: "/dev/null")
        #expect(device[.type] as? FileAttributeType == .typeCharacterSpecial)
        let folder = try library.run("export", "the-copyholder", "-o", library.folder.path)
        #expect(folder.exit == 73)
        #expect(folder.errors.contains("is a folder"))
    }

    @Test("reading commands create no library")
    func nothingCreated() throws {
        let listed = try library.run("list", "--json")
        #expect(listed.exit == 0)
        #expect(listed.output == "{\"books\":[]}\n")
        let lookup = try library.run("lookup", "--text", "some words of a page")
        #expect(lookup.exit == 1)
        #expect(lookup.errors.contains("has no books"))
        #expect(!FileManager.default.fileExists(atPath: library.path))
    }

    @Test("help has examples, and exits 0")
    func help() throws {
        for command in ["add", "lookup", "locate", "show", "align", "export"] {
            let outcome = try library.run(command, "--help")
            #expect(outcome.exit == 0)
            #expect(outcome.output.contains("pagematch \(command) "))
        }
        #expect(try library.run("--version").output.split(separator: ".").count == 3)
        let script = try library.run("--generate-completion-script", "bash")
        #expect(script.exit == 0)
        #expect(script.output.contains("complete"))
    }
}

import Foundation
import TestSupport
import Testing

/// The order in which transcripts, audio files and lengths are taken.
@Suite struct TrackOrderCommandTests {
    private let library: TestLibrary

    init() throws { library = try TestLibrary() }

    /// Writes the sample's cues as so many transcripts: the first track's divided, the second's whole.
    private func write(_ names: [String]) throws {
        let cues = try ["01.vtt", "02.vtt"].map { name in
            let text = try String(contentsOfFile: "\(Sample.cues)/\(name)", encoding: .utf8)
            return text.split(separator: "\n\n").dropFirst().map(String.init)
        }
        let share = cues[0].count / (names.count - 1) + 1
        for (number, name) in names.enumerated() {
            let isLast = number == names.count - 1
            let own = isLast ? cues[1][...] : cues[0].dropFirst(number * share).prefix(share)
            let path = library.folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("WEBVTT\n\n\(own.joined(separator: "\n\n"))\n".utf8).write(to: path)
        }
    }

    private func align(_ arguments: String...) throws -> JSON {
        let outcome = try Program.run(
            ["align", Sample.book] + arguments + ["--json"],
            environment: ["PAGEMATCH_LIBRARY": library.path])
        #expect(outcome.exit == 0, "\(outcome.errors)")
        return try JSON(outcome.output)
    }

    private func names(_ report: JSON) -> [String?] {
        (0..<(report["tracks"].count ?? 0)).map { report["tracks"][$0]["name"].string }
    }

    private func warnings(_ report: JSON) -> [String] {
        (0..<(report["warnings"].count ?? 0)).compactMap { report["warnings"][$0].string }
    }

    @Test("transcripts in folders of a folder are read in the order of the discs")
    func discs() throws {
        let discs = ["Disc 1/01.vtt", "Disc 2/01.vtt", "Disc 10/01.vtt"]
        try write(discs.map { "transcripts/\($0)" })
        let report = try align(library.file("transcripts"))
        #expect(names(report) == discs)
        #expect((report["coverage"]["audio"].number ?? 0) > 0.9)
        #expect(warnings(report).isEmpty)
    }

    @Test("files in a shell's order are taken in it, and told of")
    func shell() throws {
        let files = ["heard/1.vtt", "heard/2.vtt", "heard/10.vtt"]
        try write(files)
        let paths = files.map(library.file)
        let listed = try align(paths[0], paths[2], paths[1])
        #expect(names(listed) == ["1.vtt", "10.vtt", "2.vtt"])
        let warning = try #require(warnings(listed).first)
        #expect(warning.contains("\(paths[2]) before \(paths[1])"))
        #expect(warning.contains("give the folder"))
        // What it says to do, the order of the numbers, and one that no shell makes.
        for other in [
            [library.file("heard")], paths, [paths[2], paths[1], paths[0]],
        ] {
            let report = try align(other[0], other.dropFirst())
            #expect(!warnings(report).contains { $0.contains("shell") }, "\(other)")
        }
    }

    private func align(_ first: String, _ others: ArraySlice<String>) throws -> JSON {
        let outcome = try Program.run(
            ["align", Sample.book, first] + others + ["--json"],
            environment: ["PAGEMATCH_LIBRARY": library.path])
        return try JSON(outcome.output)
    }

    @Test("folders in a shell's order are told of, too")
    func shellOfFolders() throws {
        let discs = ["Disc 1/01.vtt", "Disc 2/01.vtt", "Disc 10/01.vtt"]
        try write(discs)
        let report = try align(
            library.file("Disc 1"), library.file("Disc 10"), library.file("Disc 2"))
        #expect(warnings(report).first?.contains("Disc 10 before ") == true)
    }

    /// Two transcripts and two audio files of their names, which are but heads.
    private func writeParts() throws {
        try write(["heard/part2.vtt", "heard/part10.vtt"])
        try FileManager.default.createDirectory(
            atPath: library.file("audio"), withIntermediateDirectories: true)
        for name in ["part2", "part10"] {
            _ = try library.write(
                Array("fLaC".utf8) + [UInt8](repeating: 0, count: 60), to: "audio/\(name).flac")
        }
    }

    private func list(_ first: String, _ second: String) throws -> String {
        try library.write(
            """
            {"format": {"filename": "/rips/\(first)", "duration": "1250.0"}}
            {"format": {"filename": "/rips/\(second)", "duration": "1900.0"}}
            """.utf8, to: "lengths.json")
    }

    @Test("lengths with names go to the audio files of those names")
    func named() throws {
        try writeParts()
        for (first, second, lengths) in [
            ("part10.mp3", "part2.mp3", [1900.0, 1250]), ("part2.mp3", "part10.mp3", [1250, 1900]),
            // Names of other files say nothing.
            ("b.mp3", "a.mp3", [1250, 1900]), ("part2.mp3", "a.mp3", [1250, 1900]),
            ("part10.mp3", "part10.mp3", [1250, 1900]),
        ] {
            let report = try align(
                library.file("heard"), "--audio", library.file("audio"), "--durations",
                try list(first, second))
            #expect(names(report) == ["part2.flac", "part10.flac"])
            #expect((0..<2).map { report["tracks"][$0]["duration"].number } == lengths, "\(first)")
            let isTold = warnings(report).contains { $0.contains("by their names") }
            #expect(isTold == (lengths[0] == 1900), "\(first)")
        }
    }

    @Test("names that fit in part, at another place, are refused")
    func contradiction() throws {
        try writeParts()
        let outcome = try library.run(
            "align", Sample.book, library.file("heard"), "--audio", library.file("audio"),
            "--durations", try list("part10.mp3", "other.mp3"))
        #expect(outcome.exit == 65)
        #expect(outcome.errors.contains("lengths.json"))
        #expect(outcome.errors.contains("“part10” is number 1 in this list"))
    }
}

import Foundation
import TestSupport
import Testing

/// Which audio file's chapters a CUE sheet tells.
@Suite struct ChapterSheetTests {
    private let library: TestLibrary

    init() throws { library = try TestLibrary() }

    /// Audio files and sheets as they lie about, and what the tracks' first chapters are.
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var audio: [String]
        var sheets: [(path: String, bytes: [UInt8])]
        var titles: [String?]
        /// What is said of a sheet that fits no file.
        var warning: String? = nil
    }

    /// A sheet of one file, with one chapter a minute into it.
    private static func sheet(_ file: String, _ title: String) -> String {
        "FILE \"\(file)\" WAVE\r\n  TRACK 01 AUDIO\r\n    TITLE \"\(title)\"\r\n"
            + "    INDEX 01 01:00:00\r\n"
    }

    private static let discs = ["CD1/CDImage.flac", "CD2/CDImage.flac"]
    private static let files = ["01 Points.flac", "02 Water.flac"]

    static let cases = [
        Case(
            testDescription: "one sheet a disc, all called alike", audio: discs,
            sheets: [
                ("CD1/CDImage.cue", Array(sheet("CDImage.wav", "One").utf8)),
                ("CD2/CDImage.cue", Array(sheet("CDImage.wav", "Two").utf8)),
            ], titles: ["One", "Two"]),
        Case(
            testDescription: "a sheet of the second disc alone, with the path of another machine",
            audio: discs,
            sheets: [("CD2/a.cue", Array(sheet("C:\\rips\\CDIMAGE.WAV", "Two").utf8))],
            titles: [nil, "Two"]),
        Case(
            testDescription: "a sheet above the discs that names their folders", audio: discs,
            sheets: [
                (
                    "all.cue",
                    Array(
                        (sheet("CD2\\CDImage.wav", "Two") + sheet("CD1/CDImage.wav", "One")).utf8)
                )
            ], titles: ["One", "Two"]),
        Case(
            testDescription: "a sheet above the discs that could be of either", audio: discs,
            sheets: [("all.cue", Array(sheet("CDImage.wav", "One").utf8))], titles: [nil, nil],
            warning: "all.cue: none of the audio files is one of this sheet."),
        Case(
            testDescription: "a sheet of another name beside a disc's one file", audio: discs,
            sheets: [("CD1/x.cue", Array(sheet("range.wav", "One").utf8))], titles: ["One", nil]),
        Case(
            testDescription: "a sheet that is called like its file, and names another",
            audio: files,
            sheets: [("02 Water.cue", Array(sheet("range.wav", "Two").utf8))],
            titles: [nil, "Two"]),
        Case(
            testDescription: "a sheet of another name beside two files", audio: files,
            sheets: [("x.cue", Array(sheet("range.wav", "One").utf8))], titles: [nil, nil],
            warning: "x.cue: none of the audio files is one of this sheet."),
        Case(
            testDescription: "two sheets of other names beside a disc's one file", audio: discs,
            sheets: [
                ("CD1/x.cue", Array(sheet("x.wav", "One").utf8)),
                ("CD1/CDImage2.cue", Array(sheet("y.wav", "Two").utf8)),
            ], titles: [nil, nil],
            warning: "CD1/CDImage2.cue: none of the audio files is one of this sheet."),
        Case(
            testDescription: "sheets in a folder of their own", audio: files,
            sheets: [
                ("cue/b.cue", Array(sheet("02 Water.wav", "Two").utf8)),
                ("cue/a.cue", Array(sheet("01 Points.wav", "One").utf8)),
            ], titles: ["One", "Two"]),
        Case(
            testDescription: "marks of addresses in a name are letters of it",
            audio: ["a.flac", "Who? 100%25.flac"],
            sheets: [("a.cue", Array(sheet("Who? 100%25.wav", "One").utf8))],
            titles: [nil, "One"]),
        Case(
            testDescription: "Windows-1252", audio: ["a.flac", "Ärger.flac"],
            sheets: [
                (
                    "a.cue",
                    sheet("Ärger.wav", "Die Größe – ein Maß").unicodeScalars.map {
                        $0 == "–" ? 0x96 : UInt8(truncatingIfNeeded: $0.value)
                    }
                )
            ], titles: [nil, "Die Größe – ein Maß"]),
        Case(
            testDescription: "UTF-16", audio: ["a.flac", "Ärger.flac"],
            sheets: [
                (
                    "a.cue",
                    [0xFF, 0xFE]
                        + sheet("Ärger.wav", "Die Größe – ein Maß").utf16.flatMap {
                            [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)]
                        }
                )
            ], titles: [nil, "Die Größe – ein Maß"]),
    ]

    @Test("a sheet's chapters go to the file that it is of", arguments: cases)
    func chapters(_ example: Case) throws {
        // Lengths are stated: the heads of files will do.
        let head = Array("fLaC".utf8) + [UInt8](repeating: 0, count: 60)
        let files = example.audio.map { ($0, head) } + example.sheets.map { ($0.path, $0.bytes) }
        for (name, bytes) in files {
            let path = library.folder.appendingPathComponent("audio/\(name)")
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: path)
        }
        let lengths = try library.write("1233\n1145\n".utf8, to: "lengths.txt")
        let outcome = try library.run(
            "align", Sample.book, Sample.transcripts, "--audio", library.file("audio"),
            "--durations", lengths, "--json")
        #expect(outcome.exit == 0, "\(outcome.errors)")
        let report = try JSON(outcome.output)
        let tracks = (0..<2).map { report["tracks"][$0] }
        #expect(tracks.map { $0["chapters"][0]["title"].string } == example.titles)
        #expect(tracks.map { $0["chapters"].isMissing } == example.titles.map { $0 == nil })
        #expect(report["warnings"][0].string == example.warning)
    }

    @Test("answers tell the chapter of the audio file that holds the time")
    func answers() throws {
        try FileManager.default.createDirectory(
            atPath: library.file("audio"), withIntermediateDirectories: true)
        let head = Array("fLaC".utf8) + [UInt8](repeating: 0, count: 60)
        for name in Self.files { _ = try library.write(head, to: "audio/\(name)") }
        let sheet =
            Self.sheet(Self.files[1], "High Water")
            + "  TRACK 02 AUDIO\r\n    TITLE \"The Inquiry\"\r\n    INDEX 01 05:00:00\r\n"
        _ = try library.write(sheet.utf8, to: "audio/a.cue")
        let lengths = try library.write("1233\n1145\n".utf8, to: "lengths.txt")
        let added = try library.run(
            "add", Sample.book, Sample.transcripts, "--audio", library.file("audio"),
            "--durations", lengths)
        #expect(added.exit == 0, "\(added.errors)")
        let moments: [(String, String?)] = [
            ("1@2:00", nil), ("2@0:30", nil), ("2@1:02", "High Water"),
            ("2@4:20", "High Water"), ("2@5:30", "The Inquiry"), ("2@17:49", "The Inquiry"),
        ]
        for (time, chapter) in moments {
            let found = try library.run("locate", "--book", "the-copyholder", time, "--json")
            let track = try JSON(found.output)["track"]
            #expect(track["chapter"].string == chapter, "\(time)")
            #expect(track["chapter"].isMissing == (chapter == nil), "\(time)")
        }
        let shown = try library.run("locate", "--book", "the-copyholder", "2@4:20").output
        #expect(shown.contains("track      2 at 0:04:19, 02 Water.flac (High Water)\n"), "\(shown)")
        let words = "The joiner had put it by for shelving, and asked 3s. for the pair"
        let page = try library.run("lookup", "--text", words, "--json")
        #expect(try JSON(page.output)["track"]["chapter"].string == "High Water")
        let human = try library.run("lookup", "--text", words).output
        #expect(human.contains(", 02 Water.flac (High Water)\n"), "\(human)")
    }
}

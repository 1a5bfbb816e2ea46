import Foundation
import TestSupport
import Testing

/// `--audio` and `--durations`: the sample's two tracks, as silence of the right length.
@Suite struct AudioOptionTests {
    private let library: TestLibrary
    /// Seconds of the two tracks.
    private static let lengths = [1233.0, 1145.0]

    init() throws { library = try TestLibrary() }

    private func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(
            atPath: library.file(name), withIntermediateDirectories: true)
    }

    /// Writes the tracks to a folder, one in each of two folders, with a cover between them.
    private func makeAudio() throws -> String {
        for (number, seconds) in Self.lengths.enumerated() {
            try makeFolder("audio/CD\(number + 1)")
            _ = try library.write(
                Wave.silence(seconds: seconds), to: "audio/CD\(number + 1)/track.wav")
        }
        _ = try library.write([0xFF, 0xD8, 0xFF, 0xE0, 0, 16], to: "audio/cover.jpg")
        return library.file("audio")
    }

    @Test("audio names the tracks and makes their lengths exact", .enabled(if: Wave.canBeMeasured))
    func folder() throws {
        let audio = try makeAudio()
        let sheet =
            "FILE \"track.mp3\" MP3\nTRACK 01 AUDIO\nTITLE \"High Water\"\nINDEX 01 01:00:00\n"
        _ = try library.write(sheet.utf8, to: "audio/CD2/book.cue")
        let outcome = try library.run(
            "add", Sample.book, Sample.transcripts, "--audio", audio, "--json")
        #expect(outcome.exit == 0, "\(outcome.errors)")
        let report = try JSON(outcome.output)
        let tracks = [report["tracks"][0], report["tracks"][1]]
        #expect(tracks.map { $0["name"].string } == ["CD1/track.wav", "CD2/track.wav"])
        #expect(tracks.map { $0["duration"].number } == Self.lengths)
        #expect(tracks.allSatisfy { ($0["estimated"].integer ?? 1) == 0 })
        #expect(report["warnings"][0].string == "cover.jpg: this is a picture (JPEG), not audio.")
        // Both files are called alike: the sheet is of the one that it lies beside.
        #expect(report["tracks"][0]["chapters"].isMissing)
        #expect(report["tracks"][1]["chapters"][0]["title"].string == "High Water")
        #expect(report["tracks"][1]["chapters"][0]["start"].number == 60)
        let found = try library.run("locate", "--book", "the-copyholder", "2@1:00", "--json")
        #expect(try JSON(found.output)["time"]["estimated"].integer == 0)
    }

    @Test(
        "the sample's own audio is measured, and its chapters are told",
        .enabled(if: Wave.canBeMeasured))
    func ownAudio() throws {
        let outcome = try library.run(
            "align", Sample.book, Sample.transcripts, "--audio", Sample.audio, "--json")
        #expect(outcome.exit == 0, "\(outcome.errors)")
        let report = try JSON(outcome.output)
        let truth = try Sample.truth()
        #expect(report["tracks"].count == truth.tracks.count)
        #expect(report["warnings"].count == 0)
        for (index, expected) in truth.tracks.enumerated() {
            let track = report["tracks"][index]
            #expect(track["name"].string.map { "audio/\($0)" } == expected.audio)
            #expect(abs((track["duration"].number ?? 0) - expected.duration) < 0.01)
            #expect(track["estimated"].integer == 0)
            // The files' own chapters begin where their headings are spoken, the first at 0.
            let chapters = (0..<(track["chapters"].count ?? 0)).map { track["chapters"][$0] }
            for heading in truth.sentences
            where heading.kind == "heading" && heading.track == index + 1 {
                #expect(
                    chapters.contains {
                        $0["title"].string == heading.first
                            && abs(($0["start"].number ?? -9) - heading.start)
                                < ($0["start"].number == 0 ? 1.5 : 0.1)
                    }, "\(heading.first)")
            }
        }
    }

    @Test("one transcript of the whole is divided between the files")
    func oneTranscript() throws {
        // The sample's cues with times that run on, as one file.
        try library.addSample()
        let whole = library.file("whole.srt")
        _ = try library.run("export", "the-copyholder", "--format", "srt", "-o", whole)
        let shown = try JSON(try library.run("show", "the-copyholder", "--json").output)
        let lengths = [
            shown["tracks"][0]["duration"].number, shown["tracks"][1]["duration"].number,
        ]
        let list = try library.write(
            Array(lengths.map { "\($0 ?? 0)\n" }.joined().utf8), to: "lengths.txt")
        let one = try library.run(
            "add", Sample.book, whole, "--durations", list, "--id", "one", "--json")
        #expect(one.exit == 0, "\(one.errors)")
        let report = try JSON(one.output)
        #expect(report["tracks"].count == 2)
        #expect((report["coverage"]["audio"].number ?? 0) > 0.98)
        for page in try Sample.pages() where page.status == "matched" {
            let answer = try JSON(
                try library.run("lookup", Sample.path(of: page), "--book", "one", "--json").output)
            expectBeginning(answer, of: page)
        }
    }

    @Test("audio and lengths that do not fit are counted", .enabled(if: Wave.canBeMeasured))
    func counts() throws {
        let audio = try makeAudio()
        let third = try library.write(Wave.silence(seconds: 1), to: "third.wav")
        let outcome = try library.run(
            "add", Sample.book, Sample.transcripts, "--audio", audio, "--audio", third, "--json")
        #expect(outcome.exit == 65)
        let error = try JSON(outcome.output)["error"]
        #expect(error["code"].string == "count-mismatch")
        #expect(error["message"].string == "there are 2 transcripts and 3 audio files")
        let list = try library.write("1\n2\n3\n".utf8, to: "lengths.txt")
        let lengths = try library.run(
            "align", Sample.book, Sample.transcripts, "--audio", audio, "--durations", list)
        #expect(lengths.exit == 65)
        #expect(lengths.errors.contains("2 audio files and 3 track lengths"))
    }

    @Test("with lengths stated, audio needs no measuring; without, the package is named")
    func withoutProgram() throws {
        let audio = try makeAudio()
        let list = try library.write(
            Array(
                #"{"readingOrder":[{"href":"a","duration":1300},{"href":"b","duration":1200}]}"#
                    .utf8
            ),
            to: "manifest.json")
        let environment = ["PAGEMATCH_LIBRARY": library.path, "PATH": library.file("nowhere")]
        let stated = try Program.run(
            [
                "add", Sample.book, Sample.transcripts, "--audio", audio, "--durations", list,
                "--json",
            ], environment: environment)
        #expect(stated.exit == 0, "\(stated.errors)")
        #expect(try JSON(stated.output)["tracks"][1]["duration"].number == 1200)
        #expect(try JSON(stated.output)["tracks"][1]["name"].string == "CD2/track.wav")
        let without = try Program.run(
            ["align", Sample.book, Sample.transcripts, "--audio", audio], environment: environment)
        #expect(without.exit == 66)
        #expect(without.errors.split(separator: "\n").count == 1)
        #expect(without.errors.contains("apt-get install ffmpeg"))
    }

    @Test("what is no audio, or damaged, is named")
    func noAudio() throws {
        let text = try library.write("text\n".utf8, to: "a.txt")
        for (arguments, exit, words) in [
            (["--audio", text], 65, ["a.txt", "text, not audio"]),
            (["--audio", library.file("none.mp3")], 66, ["none.mp3", "No such file"]),
            (["--audio", Sample.cues], 65, ["no audio in this folder"]),
        ] {
            let outcome = try Program.run(
                ["align", Sample.book, Sample.transcripts] + arguments,
                environment: ["PAGEMATCH_LIBRARY": library.path])
            #expect(outcome.exit == Int32(exit), "\(outcome.errors)")
            for word in words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
        }
    }

    @Test("a damaged audio file is named", .enabled(if: Wave.canBeMeasured))
    func damagedAudio() throws {
        let bad = try library.write(
            Array("fLaC".utf8) + [UInt8](repeating: 9, count: 500), to: "bad.flac")
        let outcome = try library.run(
            "align", Sample.book, Sample.transcripts, "--audio", bad, "--audio", bad)
        #expect(outcome.exit == 65)
        #expect(outcome.errors.contains("bad.flac"))
        #expect(outcome.errors.contains("can't be measured"))
    }

}

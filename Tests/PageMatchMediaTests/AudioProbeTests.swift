import Foundation
import PageMatch
import TestSupport
import Testing

@testable import PageMatchMedia

@Suite(.enabled(if: Wave.canBeMeasured, "FFmpeg is not installed"))
struct AudioProbeTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("pagematch-audio-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = folder.appendingPathComponent(name)
        try Data(bytes).write(to: file)
        return file.path
    }

    private func cleanUp() { try? FileManager.default.removeItem(at: folder) }

    /// Makes a file with FFmpeg.
    private func convert(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["ffmpeg", "-v", "error", "-y"] + arguments
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    @Test("a file's length is measured, whatever it is called")
    func length() throws {
        defer { cleanUp() }
        let probe = try AudioProbe()
        for name in ["01.wav", "-i.wav", "a b'c\".mp3", "http:x"] {
            let file = try probe.measure(try write(Wave.silence(seconds: 2.5), to: name))
            #expect(file.duration.milliseconds == 2500)
            #expect(file.name == name)
            #expect(file.chapters.isEmpty)
        }
    }

    @Test("a length that a file does not state is counted, not guessed")
    func counted() throws {
        defer { cleanUp() }
        let wave = try write(Wave.silence(seconds: 20), to: "long.wav")
        // Silence and noise at changing bit rates: a guess from the first of them is far off.
        let noise = folder.appendingPathComponent("noise.mp3").path
        try convert(
            "-i", wave, "-f", "lavfi", "-i", "anoisesrc=d=20:r=24000", "-filter_complex",
            "[0:a]aresample=24000[s];[s][1:a]concat=n=2:v=0:a=1", "-q:a", "2", "-write_xing", "0",
            "-id3v2_version", "0", noise)
        let measured = try AudioProbe().measure(noise).duration.seconds
        #expect(abs(measured - 40) < 0.2, "\(measured)")
    }

    @Test("chapters of an M4B, and of an MP3's tag, are read", arguments: ["book.m4b", "book.mp3"])
    func chapters(name: String) throws {
        defer { cleanUp() }
        let wave = try write(Wave.silence(seconds: 4), to: "book.wav")
        let list = try write(
            Array(
                """
                ;FFMETADATA1
                [CHAPTER]
                TIMEBASE=1/1000
                START=0
                END=1500
                title=Loomings
                [CHAPTER]
                TIMEBASE=1/1000
                START=1500
                END=4000
                title=The Carpet-Bag
                """.utf8), to: "chapters.txt")
        let book = folder.appendingPathComponent(name).path
        try convert("-i", wave, "-i", list, "-map_metadata", "1", "-ar", "24000", book)
        let file = try AudioProbe().measure(book)
        #expect(file.chapters.map(\.title) == ["Loomings", "The Carpet-Bag"])
        #expect(file.chapters.map(\.start.milliseconds) == [0, 1500])
        #expect(abs(file.duration.seconds - 4) < 0.1)
    }

    @Test("the program gets no more than its memory")
    func memory() throws {
        defer { cleanUp() }
        let program = try write(
            Array(
                #"""
                #!/bin/sh
                echo "{\"format\": {\"duration\": \"$(ulimit -v)\"}}"
                """#.utf8), to: "ffprobe")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        let file = try AudioProbe(searchPath: folder.path).measure("/none/1.mp3")
        #expect(file.duration.seconds == 2048 * 1024)
    }

    @Test("what can't be measured is named")
    func damaged() throws {
        defer { cleanUp() }
        let probe = try AudioProbe()
        let text = try write(Array("no audio at all\n".utf8), to: "bad.mp3")
        let error = #expect(throws: PageMatchError.self) { try probe.measure(text) }
        #expect(error?.code == .malformed)
        #expect(error?.file == text)
        let missing = #expect(throws: PageMatchError.self) { try probe.measure("/none/1.mp3") }
        #expect(missing?.file == "/none/1.mp3")
    }

    @Test("a list leads to no other file, whatever it is called")
    func lists() throws {
        defer { cleanUp() }
        let wave = try write(Wave.silence(seconds: 2), to: "other.wav")
        try convert("-i", wave, folder.appendingPathComponent("other.ts").path)
        let probe = try AudioProbe()
        for (name, list) in [
            ("list.mp3", "ffconcat version 1.0\nfile other.wav\nduration 2\n"),
            ("list.ffconcat", "ffconcat version 1.0\nfile other.wav\nduration 2\n"),
            (
                "list.m3u8",
                "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nother.ts\n#EXT-X-ENDLIST\n"
            ),
        ] {
            let path = try write(Array(list.utf8), to: name)
            let error = #expect(throws: PageMatchError.self, "\(name)") { try probe.measure(path) }
            #expect(error?.code == .malformed, "\(name)")
            #expect(error?.file == path, "\(name)")
        }
        // What they lead to can be measured itself.
        #expect(try probe.measure(wave).duration.milliseconds == 2000)
        let stream = try probe.measure(folder.appendingPathComponent("other.ts").path)
        #expect(abs(stream.duration.seconds - 2) < 0.2, "\(stream.duration.seconds)")
    }
}

import Foundation
import PageMatch
import TestSupport
import Testing

@testable import PageMatchMedia

/// The time that all readings of a photo have together.
struct PhotoLimitTests {
    /// Programs that stand in for Tesseract and FFmpeg, and what they were asked.
    private final class Programs {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("pagematch-programs-\(UUID().uuidString)")

        /// Makes them; `reading` is what Tesseract's stand-in does with a picture, as a shell script
        /// in which `$n` is the number of the reading, from 1.
        init(reading: String) throws {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            // A picture of one white spot.
            try write("printf 'P5\\n1 1\\n255\\n\\377'", to: "ffmpeg")
            try write(
                """
                case "$*" in *--list-langs*) printf 'List:\\neng\\nosd\\n'; exit;; esac
                echo reading >> '\(folder.path)/readings'
                n=$(wc -l < '\(folder.path)/readings')
                \(reading)
                """, to: "tesseract")
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        private func write(_ script: String, to name: String) throws {
            let file = folder.appendingPathComponent(name)
            try "#!/bin/sh\n\(script)\n".write(to: file, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: file.path)
        }

        /// How often a picture was to be read.
        func readings() throws -> Int {
            let file = folder.appendingPathComponent("readings")
            guard FileManager.default.fileExists(atPath: file.path) else { return 0 }
            return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").count
        }
    }

    /// The head of a PNG of 100 × 100 pixels, which is all that is looked at here.
    private let picture: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
        + [0, 0, 0, 100, 0, 0, 0, 100, 8, 0, 0, 0, 0]

    /// A table of three lines of four words that sink to the right: too few words for a page, so
    /// that they are looked for all over the picture; and slanted, so that they are made level.
    private let table: String = {
        let head =
            "level page_num block_num par_num line_num word_num left top width height conf text"
        let words = (0..<12).map { number in
            let (line, word) = (number / 4, number % 4)
            return "5 1 1 1 \(line + 1) \(word + 1) \(20 * word) \(20 * line + 2 * word) 15 8 90 "
                + "word\(number)"
        }
        let rows = [head, "1 1 0 0 0 0 0 0 100 100 -1 "] + words
        return rows.map { $0.replacing(" ", with: "\\t") + "\\n" }.joined()
    }()

    @Test("all readings of a photo share one limit: what the first has read is the answer")
    func shared() throws {
        let programs = try Programs(
            reading: "[ $n -gt 1 ] && exec sleep 60; printf '\(table)'")
        let reader = try PhotoReader(searchPath: programs.folder.path, seconds: 3)
        let clock = ContinuousClock()
        var page = Page("")
        let duration = try clock.measure { page = try reader.read(picture, languages: []) }
        #expect(page.scan?.words.count == 12)
        // The third, of the levelled picture, is not begun.
        #expect(try programs.readings() == 2)
        #expect(duration < .seconds(20))
    }

    @Test("a first reading that takes too long is an error")
    func first() throws {
        let programs = try Programs(reading: "exec sleep 60")
        let reader = try PhotoReader(searchPath: programs.folder.path, seconds: 1)
        #expect {
            _ = try reader.read(picture, languages: [])
        } throws: { error in
            (error as? PageMatchError)?.code == .tooLarge
        }
        #expect(try programs.readings() <= 1)
    }

    @Test("with time enough the photo is read three times")
    func enough() throws {
        let programs = try Programs(reading: "printf '\(table)'")
        let reader = try PhotoReader(searchPath: programs.folder.path)
        #expect(try reader.read(picture, languages: []).scan?.words.count == 12)
        #expect(try programs.readings() == 3)
    }
}

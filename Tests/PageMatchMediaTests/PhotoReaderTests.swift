import Foundation
import PageMatch
import TestSupport
import Testing

@testable import PageMatchMedia

/// What is read of a photo, and what is said when it can't be.
struct PhotoReaderTests {
    private let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("pagematch-photo-\(UUID().uuidString)")

    private func makeFolder() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func cleanUp() { try? FileManager.default.removeItem(at: folder) }

    /// A folder with links to some of the programs that are installed.
    private func searchPath(_ programs: [String]) throws -> String {
        try makeFolder()
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
        for program in programs {
            let found = path.split(separator: ":").map { "\($0)/\(program)" }
                .first { FileManager.default.isExecutableFile(atPath: $0) }
            let target = try #require(found, "\(program) is not installed")
            try FileManager.default.createSymbolicLink(
                atPath: folder.appendingPathComponent(program).path, withDestinationPath: target)
        }
        return folder.path
    }

    @Test("without Tesseract the error names the package")
    func missing() {
        #expect {
            _ = try PhotoReader(searchPath: "/nowhere")
        } throws: { error in
            let error = error as? PageMatchError
            return error?.code == .toolMissing && error?.hint?.contains("tesseract-ocr") == true
        }
    }

    @Test(
        "what is no picture that can be read is told so, before any program runs",
        arguments: [
            ([0xFF, 0xD8, 0xFF, 0xD9], PageMatchError.Code.malformed, "does not say how large"),
            (Array("GIF89a".utf8), .unknownFormat, "GIF"),
            (Array("\0\0\0\u{18}ftypheic".utf8), .unknownFormat, "HEIC"),
            (Array("a page".utf8), .wrongKind, "no picture"),
            // A PNG of 100,000 × 100,000 pixels in 33 bytes.
            (
                [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
                    + [0, 1, 0x86, 0xA0, 0, 1, 0x86, 0xA0, 8, 0, 0, 0, 0], .tooLarge, "100000"
            ),
        ])
    func refused(bytes: [UInt8], code: PageMatchError.Code, words: String) throws {
        try makeFolder()
        defer { cleanUp() }
        // A program that would say so if it ran.
        let program = folder.appendingPathComponent("tesseract")
        try "#!/bin/sh\ntouch \(folder.path)/ran\n".write(
            to: program, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: program.path)
        let reader = try PhotoReader(searchPath: folder.path)
        #expect {
            _ = try reader.read(bytes, languages: [], name: "photo.jpg")
        } throws: { error in
            let error = error as? PageMatchError
            return error?.code == code && error?.message.contains(words) == true
                && error?.file == "photo.jpg"
        }
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/ran"))
    }

    @Test(
        "languages have the names that Tesseract knows",
        arguments: [
            ("en", "eng"), ("en-GB", "eng"), ("de", "deu"), ("fr", "fra"), ("es", "spa"),
            ("ja", "jpn"), ("cs", "ces"), ("el", "ell"), ("nl", "nld"), ("zh", "chi_sim"),
            ("zh-TW", "chi_tra"), ("zh-Hant", "chi_tra"), ("grc", "grc"),
        ])
    func language(tag: String, name: String) {
        #expect(Tesseract.name(ofLanguage: tag) == name)
    }

    @Test("a language without data is named with its package", .enabled(if: Photo.canBeRead))
    func languageWithoutData() throws {
        let photo = try Photo.lines.get()
        #expect {
            _ = try PhotoReader().read(photo.bytes, languages: ["en", "tlh"])
        } throws: { error in
            let error = error as? PageMatchError
            return error?.code == .toolMissing && error?.message.contains("'tlh'") == true
                && error?.hint?.contains("tesseract-ocr-tlh") == true
        }
        #expect(try PhotoReader().installed(of: ["tlh", "en-GB"]) == ["en-GB"])
    }

    /// What is read of the upright picture, once for all.
    private static let upright = Result {
        try PhotoReader().read(Photo.lines.get().bytes, languages: ["en"])
    }

    /// Where each word stands for the first time.
    private static func places(_ page: Page) -> [String: Scan.Box] {
        let text = Array(page.text.utf8)
        // Of the line that the upper edge cuts, nobody can tell the words.
        let words = page.scan?.words.filter { $0.box.y > 0 } ?? []
        return Dictionary(
            words.map { (String(decoding: text[$0.bytes], as: UTF8.self), $0.box) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Whether a turned picture was read as the upright one: most of its words, in the same places.
    private func expectUpright(_ page: Page) throws {
        let upright = try Self.upright.get()
        #expect(page.scan?.size == upright.scan?.size)
        let (expected, found) = (Self.places(upright), Self.places(page))
        #expect(expected.count >= 30)
        let near = expected.count { word, box in
            found[word].map { abs($0.x - box.x) <= 8 && abs($0.y - box.y) <= 8 } ?? false
        }
        #expect(near * 20 >= expected.count * 19, "\(near) of \(expected.count)")
    }

    @Test(
        "words stand where the upright picture has them, however the camera was held",
        .enabled(if: Photo.canBeRead), arguments: 1...8)
    func orientation(_ number: Int) throws {
        defer { cleanUp() }
        try expectUpright(
            PhotoReader().read(Photo(needing: number).bytes, languages: ["en"]))
    }

    @Test(
        "what a PNG or a WebP says of how the camera was held is heeded, too",
        .enabled(if: Photo.canBeRead), arguments: [Photo.Format.png, .webp], [3, 6])
    func orientation(_ format: Photo.Format, _ number: Int) throws {
        try expectUpright(
            PhotoReader().read(Photo(needing: number, as: format).bytes, languages: ["en"]))
    }

    @Test(
        "without ffmpeg a page that lies on its side is read all the same",
        .enabled(if: Photo.canBeRead), arguments: [3, 6, 8])
    func withoutTurner(_ number: Int) throws {
        defer { cleanUp() }
        let reader = try PhotoReader(searchPath: searchPath(["tesseract"]))
        try expectUpright(reader.read(Photo(needing: number).bytes, languages: ["en"]))
    }

    @Test(
        "lines that are not level are read, and have their boxes where they stand in the photo",
        .enabled(if: Photo.canBeRead), arguments: [-0.14, 0.06])
    func slant(_ radians: Double) throws {
        // Left as they lie, these pictures give Tesseract one word of the page, or none.
        let upright = try Self.upright.get()
        let page = try PhotoReader().read(Photo(sinkingBy: radians).bytes, languages: ["en"])
        let size = try #require(page.scan?.size)
        #expect(size == upright.scan?.size)
        let expected = try #require(upright.scan).slanted(by: radians)
        let level = Self.places(Page(upright.text, scan: expected))
        let found = Self.places(page)
        let near = level.count { word, box in
            found[word].map { abs($0.x - box.x) <= 12 && abs($0.y - box.y) <= 12 } ?? false
        }
        // What the turning has pushed out of the picture is lost, and with it a word that stands again.
        #expect(near * 10 >= level.count * 7, "\(near) of \(level.count)")
    }

    @Test("a slant is told by most lines, and level lines have none")
    func slants() {
        func scan(_ slopes: [Double]) -> Scan {
            let words = slopes.enumerated().flatMap { line, slope in
                (0..<6).map { word in
                    Scan.Word(
                        bytes: 0..<1,
                        box: Scan.Box(
                            x: 100 * word, y: 40 * line + Int(100 * Double(word) * slope),
                            width: 80,
                            height: 20), line: line)
                }
            }
            return Scan(size: Scan.Size(width: 800, height: 1000), words: words)
        }
        #expect(scan([0.1, 0.1, 0.1]).slant.map { abs($0 - 0.0997) < 0.001 } == true)
        #expect(scan([-0.05, 0.3, -0.05, -0.05]).slant.map { abs($0 + 0.05) < 0.001 } == true)
        #expect(scan([0.01, 0, 0.01]).slant == nil)
        #expect(scan([0.1, 0.1]).slant == nil)
        #expect(scan([0.5, 0.5, 0.5]).slant == nil)
        #expect(scan([]).slant == nil)
    }

    @Test("a picture that can't be decoded is told so", .enabled(if: Photo.canBeRead))
    func damaged() throws {
        let head = try Photo.lines.get().bytes.prefix(2000)
        #expect {
            _ = try PhotoReader().read(Array(head), languages: ["en"])
        } throws: { error in
            let error = error as? PageMatchError
            return error?.code == .malformed && error?.message.contains("can't be decoded") == true
        }
    }
}

internal import Foundation

/// A photo for tests, made of the sample's pages with FFmpeg.
public struct Photo: Sendable {
    /// JPEG.
    public var bytes: [UInt8]

    /// Whether the programs are installed that tests of photos need.
    public static let canBeRead =
        runs("tesseract", ["--version"]) && runs("ffmpeg", ["-version"])

    /// Whether photos can be read that are written in `language`.
    ///
    /// - Parameter language: The name of Tesseract's data for it, such as `deu`.
    /// - Returns: `false` without those data, or without the programs.
    public static func canBeRead(in language: String) -> Bool {
        let listed = try? output("tesseract", ["--list-langs"])
        let names = String(decoding: listed ?? [], as: UTF8.self).split(separator: "\n")
        return canBeRead && names.contains { $0 == language }
    }

    /// Some lines of the sample's scanned page, upright.
    public static let lines = Result { try Photo(lines: nil) }

    /// The same lines, stored so that a viewer must turn them as `orientation` says.
    ///
    /// - Parameter orientation: A number of EXIF, 1 to 8.
    /// - Throws: When FFmpeg can't make it.
    public init(needing orientation: Int) throws {
        let filters = [
            "null", "hflip", "hflip,vflip", "vflip", "transpose=cclock_flip", "transpose=cclock",
            "transpose=clock_flip", "transpose=clock",
        ]
        try self.init(lines: filters[orientation - 1])
        // The EXIF segment belongs right behind the start of the picture.
        let directory: [UInt8] =
            Array("Exif\u{0}\u{0}MM\u{0}*".utf8)
            + [
                0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(orientation), 0, 0, 0, 0, 0,
                0,
            ]
        bytes.insert(contentsOf: [0xFF, 0xE1, 0, UInt8(directory.count + 2)] + directory, at: 2)
    }

    /// The same lines, as a camera held askew sees them: sinking to the right.
    ///
    /// - Parameter radians: How far; the picture is turned about its middle.
    /// - Throws: When FFmpeg can't make it.
    public init(sinkingBy radians: Double) throws {
        try self.init(lines: "rotate=\(radians):c=white")
    }

    private init(lines filter: String?) throws {
        let page = Sample.folder.appendingPathComponent("pages/18-scan.tif").path
        let crop = "crop=iw:ih/3:0:ih/3" + (filter.map { ",\($0)" } ?? "")
        bytes = try Self.output(
            "ffmpeg",
            [
                "-v", "error", "-i", page, "-vf", crop, "-frames:v", "1", "-q:v", "2", "-f",
                "image2pipe", "-c:v", "mjpeg", "-",
            ])
    }

    private static func runs(_ program: String, _ arguments: [String]) -> Bool {
        (try? output(program, arguments)) != nil
    }

    private static func output(_ program: String, _ arguments: [String]) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableNotLoadable) }
        return Array(data)
    }
}

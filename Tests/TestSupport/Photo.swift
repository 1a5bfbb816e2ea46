internal import Foundation

/// A photo for tests, made of the sample's pages with FFmpeg.
public struct Photo: Sendable {
    /// The file: JPEG unless it says otherwise.
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

    /// The formats that tests make photos in.
    public enum Format: String, CaseIterable, Sendable {
        case jpeg, png, webp
    }

    /// The same lines, stored so that a viewer must turn them as `orientation` says.
    ///
    /// - Parameters:
    ///   - orientation: A number of EXIF, 1 to 8.
    ///   - format: What file it is.
    /// - Throws: When FFmpeg can't make it.
    public init(needing orientation: Int, as format: Format = .jpeg) throws {
        let filters = [
            "null", "hflip", "hflip,vflip", "vflip", "transpose=cclock_flip", "transpose=cclock",
            "transpose=clock_flip", "transpose=clock",
        ]
        try self.init(lines: filters[orientation - 1], as: format)
        let directory: [UInt8] =
            Array("MM\u{0}*".utf8)
            + [
                0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(orientation), 0, 0, 0, 0, 0,
                0,
            ]
        switch format {
        case .jpeg:
            // The segment belongs right behind the start of the picture.
            let content = Array("Exif\u{0}\u{0}".utf8) + directory
            bytes.insert(contentsOf: [0xFF, 0xE1, 0, UInt8(content.count + 2)] + content, at: 2)
        case .png:
            // Behind the signature and the head, which are 8 and 25 bytes long.
            let chunk = Array("eXIf".utf8) + directory
            bytes.insert(
                contentsOf: Self.number(directory.count) + chunk
                    + Self.number(Int(ZipWriter.checksum(of: chunk))), at: 33)
        case .webp:
            bytes = Self.extended(bytes, with: directory)
        }
    }

    /// A WebP of one chunk with what is needed to hold EXIF, too: a head that tells of it and the
    /// size of the picture, and the chunk itself at the end.
    private static func extended(_ webp: [UInt8], with directory: [UInt8]) -> [UInt8] {
        let picture = webp.dropFirst(12)
        var content = Array("WEBPVP8X".utf8) + number(10, isLittle: true) + [8, 0, 0, 0]
        // Two sides of 14 bits, behind the chunk's name, its length and six bytes.
        for place in [26, 28] {
            let side = Int(webp[place]) | Int(webp[place + 1] & 0x3F) << 8
            content += number(side - 1, isLittle: true).prefix(3)
        }
        content += picture
        content += Array("EXIF".utf8) + number(directory.count, isLittle: true)
        content += directory
        return Array("RIFF".utf8) + number(content.count, isLittle: true) + content
    }

    /// A number in four bytes.
    private static func number(_ value: Int, isLittle: Bool = false) -> [UInt8] {
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        return isLittle ? bytes : bytes.reversed()
    }

    /// The same lines, as a camera held askew sees them: sinking to the right.
    ///
    /// - Parameter radians: How far; the picture is turned about its middle.
    /// - Throws: When FFmpeg can't make it.
    public init(sinkingBy radians: Double) throws {
        try self.init(lines: "rotate=\(radians):c=white")
    }

    private init(lines filter: String?, as format: Format = .jpeg) throws {
        let page = Sample.folder.appendingPathComponent("pages/18-scan.tif").path
        let encoder =
            switch format {
            case .jpeg: ["mjpeg", "-q:v", "2"]
            case .png: ["png"]
            case .webp: ["libwebp", "-pix_fmt", "yuv420p", "-quality", "95"]
            }
        // All of it in grey: where colours are halved, sides are made even.
        let filters = ["format=gray", "crop=iw:ih/3:0:ih/3", filter, "format=gray"]
            .compactMap(\.self).joined(separator: ",")
        bytes = try Self.output(
            "ffmpeg",
            [
                "-v", "error", "-i", page, "-vf", filters, "-frames:v", "1", "-f", "image2pipe",
                "-c:v",
            ] + encoder + ["-"])
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

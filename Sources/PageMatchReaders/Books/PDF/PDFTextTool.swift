import Foundation

/// The program `pdftotext` of poppler-utils, which knows how to get text out of a PDF.
///
/// Another program for two reasons: a reader of PDF is as long as all of this module, and what goes
/// wrong in it on hostile bytes goes wrong in a process of its own.
enum PDFTextTool {
    /// Seconds that it may take: ten times what a book of a thousand pages needs.
    private static let seconds = 120.0
    /// Bytes that it may write: some twenty books.
    private static let outputLimit = 256 << 20

    /// The words of a PDF with their boxes, in the program's XHTML.
    ///
    /// - Parameters:
    ///   - bytes: The PDF.
    ///   - searchPath: Folders to look for the program in, as in `PATH`; by default those of the
    ///     environment.
    /// - Returns: What the program wrote.
    /// - Throws: ``ReaderError/toolMissing(format:tool:package:)``; encrypted, damaged, too large.
    static func words(
        of bytes: [UInt8], searchPath: String? = nil
    ) throws(ReaderError) -> [UInt8] {
        guard let program = program(in: searchPath) else {
            throw .toolMissing(format: "PDF", tool: "pdftotext", package: "poppler-utils")
        }
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("page-match-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            // Only this user may look at the book meanwhile.
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try Data(bytes).write(to: folder.appendingPathComponent("book.pdf"))
        } catch {
            throw .malformed(
                format: "PDF", what: "no room for a copy: \(error.localizedDescription)",
                entry: nil, line: nil)
        }
        let status = try run(program, in: folder)
        // What the program's manual says: 1 can't be opened, 3 permissions forbid it.
        guard status == 0 else {
            let needsPassword = bytes[...].firstOffset(of: Array("/Encrypt".utf8)) != nil
            throw status == 3 || needsPassword
                ? .encrypted(scheme: "PDF password")
                : .malformed(format: "PDF", what: "can't be opened", entry: nil, line: nil)
        }
        guard let output = try? Data(contentsOf: folder.appendingPathComponent("words.html")) else {
            throw .malformed(format: "PDF", what: "no text came out", entry: nil, line: nil)
        }
        return [UInt8](output)
    }

    private static func program(in searchPath: String?) -> String? {
        let path =
            searchPath ?? ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin"
        return path.split(separator: ":").map { "\($0)/pdftotext" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs the program; returns its exit status.
    private static func run(_ program: String, in folder: URL) throws(ReaderError) -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["-q", "-bbox-layout", "book.pdf", "words.html"]
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw .toolMissing(format: "PDF", tool: "pdftotext", package: "poppler-utils")
        }
        let output = folder.appendingPathComponent("words.html").path
        let deadline = Date().addingTimeInterval(seconds)
        var refusal: ReaderError?
        while process.isRunning {
            if Date() > deadline {
                refusal = .tooLarge(what: "the PDF", limit: "\(Int(seconds)) s for pdftotext")
            } else if size(of: output) > outputLimit {
                refusal = .tooLarge(what: "the PDF's text", limit: "\(outputLimit >> 20) MiB")
            }
            if refusal != nil { process.terminate() }
            Thread.sleep(forTimeInterval: 0.005)
        }
        if let refusal { throw refusal }
        guard size(of: output) <= outputLimit else {
            throw .tooLarge(what: "the PDF's text", limit: "\(outputLimit >> 20) MiB")
        }
        return process.terminationStatus
    }

    private static func size(of path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.intValue ?? 0
    }
}

import Foundation

/// The program `pdftotext` of poppler-utils, which knows how to get text out of a PDF.
///
/// Another program for two reasons: a reader of PDF is as long as all of this module, and what goes
/// wrong in it on hostile bytes goes wrong in a process of its own.
enum PDFTextTool {
    /// Seconds that it may take: ten times what a book of a thousand pages needs.
    private static let seconds = 120
    /// Bytes that it may write: some twenty books.
    private static let outputLimit = 256 << 20
    /// MiB of addresses that it may take: some twenty times what a book of a thousand pages needs.
    private static let memory = 2048

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
        guard let program = ExternalProgram(named: "pdftotext", searchPath: searchPath) else {
            throw missing
        }
        let file: UnnamedFile
        do {
            file = try UnnamedFile(holding: bytes)
        } catch {
            throw .malformed(
                format: "PDF", what: "no room for a copy: \(error.localizedDescription)",
                entry: nil, line: nil)
        }
        let outcome = try run(program, reading: file)
        // What the program's manual says: 1 can't be opened, 3 permissions forbid it.
        guard outcome.status == 0 else {
            let needsPassword = bytes[...].firstOffset(of: Array("/Encrypt".utf8)) != nil
            throw outcome.status == 3 || needsPassword
                ? .encrypted(scheme: "PDF password")
                : .malformed(format: "PDF", what: "can't be opened", entry: nil, line: nil)
        }
        guard !outcome.output.isEmpty else {
            throw .malformed(format: "PDF", what: "no text came out", entry: nil, line: nil)
        }
        return outcome.output
    }

    private static var missing: ReaderError {
        .toolMissing(format: "PDF", tool: "pdftotext", package: "poppler-utils")
    }

    private static func run(
        _ program: ExternalProgram, reading file: UnnamedFile
    ) throws(ReaderError) -> ExternalProgram.Outcome {
        do throws(ExternalProgram.Failure) {
            return try program.run(
                ["-q", "-bbox-layout", UnnamedFile.path, "-"], reading: file,
                within: TimeLimit(seconds: seconds), memory: memory,
                keeping: .all(limit: outputLimit))
        } catch {
            switch error {
            case .cannotStart: throw missing
            case .tookTooLong(let seconds):
                throw .tooLarge(what: "the PDF", limit: "\(seconds) s for pdftotext")
            case .wroteTooMuch(let limit):
                throw .tooLarge(what: "the PDF's text", limit: "\(limit >> 20) MiB")
            }
        }
    }
}

internal import ArgumentParser
internal import Foundation
internal import PageMatch
internal import PageMatchLibrary

/// The formats in which an aligned book is written.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
    case json, vtt, srt, tsv, image

    /// The book in this format.
    func bytes(_ book: AlignedBook) throws(PageMatchError) -> [UInt8] {
        switch self {
        case .json: Array((try SyncMapExport(book).jsonText() + "\n").utf8)
        case .vtt: Array(book.webVTT.utf8)
        case .srt: Array(book.subRip.utf8)
        case .tsv: Array(book.tabSeparatedWords.utf8)
        case .image: book.image
        }
    }
}

/// Where an aligned book is written, and how.
struct ExportTarget: ParsableArguments {
    @Option(
        name: .shortAndLong, help: ArgumentHelp("Write to this file.", valueName: "file"),
        completion: .file())
    var output: String?

    @Option(
        help: ArgumentHelp(
            "json, vtt, srt, tsv, or image: the book image; else by the file's name, else json.",
            valueName: "format"))
    var format: ExportFormat?

    /// Whether anything was said of writing.
    var isStated: Bool { output != nil || format != nil }

    /// Whether the result goes where a report would.
    var goesToStandardOutput: Bool { output == nil || output == "-" }

    /// Writes the book.
    ///
    /// - Throws: `cannotWrite`.
    func write(_ book: AlignedBook) throws(PageMatchError) {
        let bytes = try (format ?? formatOfName ?? .json).bytes(book)
        guard let output, output != "-" else { return try StandardOutput.writeRaw(bytes) }
        try OutputFile.write(bytes, to: output)
    }

    /// What the file's name asks for.
    private var formatOfName: ExportFormat? {
        output.flatMap { $0.split(separator: ".").last }.flatMap {
            ExportFormat(rawValue: $0.lowercased())
        }
    }

    /// What people should know of the result, which its format can't say.
    func note(on book: AlignedBook) -> String? {
        let format = format ?? formatOfName ?? .json
        guard format == .vtt || format == .srt, book.tracks.dropLast().contains(where: \.estimated)
        else { return nil }
        return "Times from the start of the audiobook are estimated: the lengths of its tracks are "
            + "known only as far as their last words."
    }
}

/// Writes a book of the library: `pagematch export ID`.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a book's words and times.",
        discussion: """
            Examples:
              pagematch export moby-dick > moby-dick.json
              pagematch export moby-dick --format srt -o moby-dick.srt
            """)

    @Argument(help: "The book's id.", completion: bookCompletion)
    var id: String

    @OptionGroup var target: ExportTarget
    @OptionGroup var library: LibraryOptions

    @Flag(help: "Print errors as JSON, too.")
    var json = false

    @Flag(help: "No notes on standard error.")
    var quiet = false

    func run() throws {
        let book = try library.open().book(id)
        try target.write(book)
        if !quiet, let note = target.note(on: book) { Diagnostics.say(note) }
    }
}

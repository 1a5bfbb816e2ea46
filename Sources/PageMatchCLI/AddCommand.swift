internal import ArgumentParser
internal import Foundation
internal import PageMatch
internal import PageMatchLibrary

/// Puts a book into the library: `pagematch add BOOK TRANSCRIPT...`.
struct AddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Align a book with its audiobook and keep it in the library.",
        discussion: """
            Examples:
              pagematch add moby-dick.epub transcripts/
              pagematch add walden.txt walden.vtt --id walden --language en
              pagematch add walden.txt walden.json --audio walden-mp3/
              pagematch add --spoken transcripts/ --title Walden
            """)

    @OptionGroup var input: AlignmentInput

    @Option(help: "What the book is called in commands; else its folded title, or the file's name.")
    var id: String?

    @Flag(help: "Take the place of a book of the same id.")
    var replace = false

    @Flag(help: "Tell how long the alignment took, in seconds.")
    var timings = false

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        if let id, !Library.isValidID(id) {
            throw PageMatchError(
                .usage, "“\(id)” can't be an id",
                hint: "letters, digits, '.', '_' and '-', at most 128 of them")
        }
        let progress = ProgressLine("add", quiet: output.quiet)
        defer { progress.finish() }
        let (book, transcripts, notes) = try input.read(progress)
        let id = id ?? defaultID(book)
        let library = try library.open(create: true)
        try library.checkFree(id: id, replace: replace)
        let aligned = try await input.align(
            book, transcripts, id: id, notes: notes, progress)
        try library.add(
            aligned, id: id, title: book.title, author: book.authors.joined(separator: ", "),
            language: book.language, replace: replace)
        progress.finish()
        try show(aligned, id: id)
    }

    private func defaultID(_ book: Book) -> String {
        let file = URL(fileURLWithPath: input.inputs.first ?? "").deletingPathExtension()
        return AlignedBook.defaultID(title: book.title)
            ?? AlignedBook.defaultID(title: file.lastPathComponent) ?? "book"
    }

    private func show(_ aligned: AlignedBook, id: String) throws {
        var report = try aligned.report()
        if !timings { report.elapsed = nil }
        guard !output.json else { return try StandardOutput.write(report.jsonText()) }
        try StandardOutput.write(ReportText(report).text)
        if !output.quiet {
            let option = library.library.map { " --library \(AlignmentInput.quoted($0))" } ?? ""
            try StandardOutput.write("\nNow try: pagematch lookup PAGE --book \(id)\(option)")
        }
    }
}

extension AlignmentInput {
    /// Aligns what was read, with a progress line.
    func align(
        _ book: Book, _ transcripts: [Transcript], id: String?, notes: [String],
        _ progress: ProgressLine
    ) async throws(PageMatchError) -> AlignedBook {
        let (files, audioNotes) = try audio.read(progress)
        var book = book
        book.warnings += notes + audioNotes
        return try await AlignedBook(
            book, transcripts, id: id, audio: files, acceptUnrelated: force
        ) { progress.report("aligning", $0.fraction) }
    }
}

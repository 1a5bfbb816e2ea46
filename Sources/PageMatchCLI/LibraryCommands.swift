internal import ArgumentParser
internal import PageMatch
internal import PageMatchLibrary

/// Lists the books: `pagematch list`.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the library's books.",
        discussion: """
            Examples:
              pagematch list
              pagematch list --json
            """)

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    private struct Answer: Encodable {
        var books: [LibraryBook]
    }

    func run() throws {
        let books = try library.open().books()
        if output.json { return try StandardOutput.write(Answer(books: books).jsonText()) }
        if books.isEmpty, !output.quiet {
            Diagnostics.say(
                "The library \(library.path) has no books; add one: pagematch add --help")
        }
        guard !books.isEmpty else { return }
        let rows = books.map { book in
            [
                book.book, AudioTime(seconds: book.duration)?.clock ?? "",
                "\(book.words) words", book.language ?? "",
                shown(
                    [book.title, book.author].compactMap(\.self).filter { !$0.isEmpty }
                        .joined(separator: ", ")),
            ]
        }
        try StandardOutput.write(Table(rows).text)
    }
}

/// Shows one book: `pagematch show ID`.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what is read aloud of a book and what is not.",
        discussion: """
            Examples:
              pagematch show moby-dick
              pagematch show moby-dick --section text/ch03.xhtml --text
            """)

    @Argument(help: "The book's id.", completion: bookCompletion)
    var id: String

    @Option(help: "The name of a section, as the report lists it.")
    var section: String?

    @Flag(help: "Print the section's plain text, in which answers count bytes.")
    var text = false

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    private struct SectionText: Encodable {
        var book: String
        var section: String
        var text: String
    }

    func validate() throws {
        if text != (section != nil) {
            throw ValidationError("--section and --text go together")
        }
    }

    func run() throws {
        let library = try library.open()
        guard let section else { return try show(library.report(id)) }
        guard let text = try library.book(id).text(ofSection: section) else {
            throw PageMatchError(
                .sectionNotFound, "there is no section “\(section)” in \(id)",
                hint: "pagematch show \(id) --json lists them")
        }
        if output.json {
            return try StandardOutput.write(
                SectionText(book: id, section: section, text: text).jsonText())
        }
        try StandardOutput.writeRaw(Array(text.utf8))
    }

    private func show(_ report: AlignmentReport) throws {
        let text = output.json ? try report.jsonText() : ReportText(report).text
        try StandardOutput.write(text)
    }
}

/// Removes a book: `pagematch remove ID`.
struct RemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take a book out of the library.",
        discussion: """
            Example:
              pagematch remove moby-dick
            """)

    @Argument(help: "The book's id.", completion: bookCompletion)
    var id: String

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    private struct Answer: Encodable {
        var removed: String
    }

    func run() throws {
        try library.open().remove(id)
        if output.json { return try StandardOutput.write(Answer(removed: id).jsonText()) }
        if !output.quiet { try StandardOutput.write("Removed \(id).") }
    }
}

internal import ArgumentParser
internal import PageMatch
internal import PageMatchLibrary

/// Finds the text of a time: `pagematch locate --book ID TIME`.
struct LocateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "locate",
        abstract: "Tell where in the text the audiobook is at a time.",
        discussion: """
            TIME is 3:14:22.5, 14:22, 862.5 or 862.5s from the start of the audiobook, or \
            TRACK@TIME in one track, counted from 1.

            Examples:
              pagematch locate --book moby-dick 1:02:03
              pagematch locate --book moby-dick 3@14:22 --page photo.jpg
            """)

    @Option(help: "The book's id.", completion: bookCompletion)
    var book: String

    @Argument(help: "The time.")
    var time: String

    @Option(
        help: ArgumentHelp(
            "The page in your hand: tells which way to leaf, how far, and the line.",
            valueName: "file"), completion: .file())
    var page: String?

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        guard let moment = Moment(parsing: time) else {
            throw PageMatchError(
                .usage, "“\(time)” is no time", hint: "3:14:22.5, 14:22, 862.5 or TRACK@TIME")
        }
        let library = try library.open()
        let input = PageInput(
            languages: PageLanguages(stated: nil, book: book, library: library))
        let page = try page.map { try input.read($0) }
        let answer = try library.book(book).locate(moment, from: page)
        let text = output.json ? try answer.jsonText() : AnswerText(answer).text
        try StandardOutput.write(text)
        if answer.status != .matched { throw ExitCode(1) }
    }
}

internal import ArgumentParser
internal import PageMatch
internal import PageMatchLibrary

/// Finds the time of a page: `pagematch lookup [PAGE]`.
struct LookupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lookup",
        abstract: "Find the time at which a page is read aloud.",
        discussion: """
            PAGE is a photo (JPEG, PNG, TIFF, WebP), which Tesseract reads if it is installed, the \
            file that an OCR program writes (Tesseract's TSV, hOCR, ALTO, PAGE XML, Google's or \
            Apple's JSON), or a text file; '-' or nothing reads standard input.

            With --batch each line of standard input is a query, {"id"?, "text", "book"?, "near"?}, \
            and each line of standard output its answer, in the same order.

            Examples:
              pagematch lookup photo.jpg
              pagematch lookup --book moby-dick --text "Call me Ishmael. Some years ago"
              pagematch lookup --language de+en photo.jpg
            """)

    @Argument(help: "The page.", completion: .file())
    var page: String?

    @Option(help: "Look only in this book.", completion: bookCompletion)
    var book: String?

    @Option(help: ArgumentHelp("The words themselves.", valueName: "string"))
    var text: String?

    @Option(help: "Where you were: decides between places that are equally good.")
    var near: String?

    @Option(
        help: ArgumentHelp(
            "What a photo is written in, such as 'de' or 'de+en', if not the book's language.",
            valueName: "tags"))
    var language: String?

    @Option(help: "How many other places are told at most.")
    var limit = 10

    @Option(help: "From which confidence on a place is an answer, 0 to 1.")
    var confidence = LookupAnswer.matchedFrom

    @Flag(help: "Answer a stream of queries.")
    var batch = false

    @Flag(help: "Tell how long the lookup took.")
    var timings = false

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if page != nil, text != nil { throw ValidationError("PAGE and --text exclude each other") }
        if batch, page != nil || text != nil {
            throw ValidationError("--batch reads standard input: PAGE and --text don't go with it")
        }
        if limit < 0 { throw ValidationError("--limit can't be negative") }
        if !(0...1).contains(confidence) {
            throw ValidationError("--confidence is a number from 0 to 1")
        }
    }

    func run() throws {
        let near = try nearTime()
        let library = try library.open()
        let defaults = LookupDefaults(
            book: book, near: near, limit: limit, timings: timings, matchedFrom: confidence)
        if batch { return try BatchLookup(library: library, defaults: defaults).run() }
        if let book { _ = try library.entry(book) }
        let page =
            try text.map { Page($0) }
            ?? PageInput(
                languages: PageLanguages(stated: language, book: book, library: library)
            ).read(
                page, hint: "to look words up, not a file: pagematch lookup --text \"WORDS\"")
        let answer = try library.answer(to: LookupQuery(page), defaults)
        if answer.status == .noMatch, !output.quiet, try library.books().isEmpty {
            Diagnostics.say(
                "The library \(self.library.path) has no books; add one: pagematch add --help")
        }
        let text = output.json ? try answer.jsonText() : AnswerText(answer, to: page).text
        try StandardOutput.write(text)
        if answer.status != .matched { throw ExitCode(1) }
    }

    private func nearTime() throws(PageMatchError) -> Moment? {
        guard let near else { return nil }
        guard let time = Moment(parsing: near) else {
            throw PageMatchError(
                .usage, "“\(near)” is no time", hint: "3:14:22.5, 14:22, 862.5 or TRACK@TIME")
        }
        return time
    }
}

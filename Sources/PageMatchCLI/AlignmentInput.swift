internal import ArgumentParser
internal import Foundation
internal import PageMatch

/// What `add` and `align` are given: a book and the transcripts of its audiobook.
struct AlignmentInput: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "EPUB, FB2, DOCX, PDF, HTML, Markdown or plain text, then transcripts.",
            discussion: """
                The book comes first. One transcript a track, in track order, or one for the whole \
                audiobook; a folder stands for the transcripts in it, 2 before 10, and those in \
                its folders. WebVTT, SRT, LRC, SBV, TTML, CSV, TSV, CTM, TextGrid and the JSON of \
                recognisers are read. An EPUB with Media Overlays needs none.
                """,
            valueName: "book> <transcript"),
        completion: .file())
    var inputs: [String] = []

    @Flag(help: "There is no book: what was said is its text. Only transcripts are given.")
    var spoken = false

    @OptionGroup var audio: AudioInput

    @Option(help: "The book's language, a tag such as en or de-AT, if the file states a wrong one.")
    var language: String?

    @Option(help: "The book's title, if the file states none or a wrong one.")
    var title: String?

    @Option(help: "The book's author, if the file states none or a wrong one.")
    var author: String?

    @Flag(help: "Go on even if the audio seems to be of another book.")
    var force = false

    /// The book and its transcripts, with what the options say of the book; and notes, as on what
    /// was passed over in folders, a sentence each.
    func read(
        _ progress: ProgressLine
    ) throws(PageMatchError) -> (book: Book, transcripts: [Transcript], notes: [String]) {
        guard let path = inputs.first else {
            throw PageMatchError(
                .usage, spoken ? "no transcript is given" : "no book and no transcript are given",
                hint: spoken
                    ? "for example: pagematch add --spoken transcripts/"
                    : "for example: pagematch add book.epub transcripts/")
        }
        if let language { _ = try languageTag(language) }
        progress.report(spoken ? "reading what was said" : "reading the book", 0)
        let text = spoken ? nil : try readBook(path)
        let (transcripts, notes) = try readTranscripts(for: text, progress)
        var book = text ?? Book(spoken: transcripts)
        if let title { book.title = title }
        if let author { book.authors = [author] }
        if let language { book.language = language }
        return (book, transcripts, notes)
    }

    private func readBook(_ path: String) throws(PageMatchError) -> Book {
        do {
            return try Book(contentsOf: path)
        } catch {
            // The wrong first step is answered with the right one.
            let isTranscript =
                error.code == .wrongKind && (try? Transcript(contentsOf: path)) != nil
            guard isTranscript || FolderListing.isFolder(path),
                let book = inputs.dropFirst().first(where: { (try? Book(contentsOf: $0)) != nil })
            else { throw error }
            let others = inputs.filter { $0 != book }.map(Self.quoted).joined(separator: " ")
            throw PageMatchError(
                .wrongKind,
                isTranscript
                    ? "this is a transcript, and \(book) is the book"
                    : "this is a folder, and \(book) is the book", file: path,
                hint: "the book comes first: pagematch add \(Self.quoted(book)) \(others)")
        }
    }

    /// The transcripts, those of a folder in natural order; and notes, as on what was passed over
    /// in folders, a sentence each.
    ///
    /// Without any, a book that brings its own alignment is taken at its word.
    private func readTranscripts(
        for book: Book?, _ progress: ProgressLine
    ) throws(PageMatchError) -> (transcripts: [Transcript], notes: [String]) {
        let paths = spoken ? inputs : Array(inputs.dropFirst())
        guard !paths.isEmpty else {
            guard let heard = book?.overlayTranscripts, !heard.isEmpty else {
                throw Self.noTranscript
            }
            return (heard, ["The times are those of the book's own Media Overlays."])
        }
        var transcripts: [Transcript] = []
        var notes = [ShellOrder.note(paths, of: "transcripts")].compactMap { $0 }
        for path in paths {
            guard FolderListing.isFolder(path) else {
                transcripts.append(try readTranscript(path))
                continue
            }
            let found = try readFolder(path, progress)
            transcripts += found.transcripts
            notes += found.passedOver
        }
        return (transcripts, notes)
    }

    private func readTranscript(_ path: String) throws(PageMatchError) -> Transcript {
        // Audio is told by its head: hours of it must not be read to be refused.
        if let head = try FolderListing.head(of: path),
            (try? AudioFile.format(ofFileThatBegins: head)) != nil
        {
            return try Transcript(head, name: path)
        }
        return try Transcript(contentsOf: path)
    }

    private func readFolder(
        _ folder: String, _ progress: ProgressLine
    ) throws(PageMatchError) -> (transcripts: [Transcript], passedOver: [String]) {
        let paths = try FolderListing(folder).paths
        var transcripts: [Transcript] = []
        var passedOver: [String] = []
        for (number, path) in paths.enumerated() {
            progress.report("reading \(path)", Double(number) / Double(paths.count))
            do {
                var transcript = try readTranscript("\(folder)/\(path)")
                transcript.name = path
                transcripts.append(transcript)
            } catch  where [.wrongKind, .unknownFormat, .empty].contains(error.code) {
                passedOver.append("\(path): \(error.message).")
            }
        }
        guard !transcripts.isEmpty else {
            throw PageMatchError(
                .empty, "there is no transcript in this folder", file: folder,
                hint: Self.noTranscript.hint)
        }
        let kept = Self.oneOfEachName(transcripts, &passedOver)
        return (kept, passedOver)
    }

    /// Of transcripts that differ in nothing but what follows the last dot, as recognisers write
    /// them in several formats at once, the one with the finest times.
    private static func oneOfEachName(
        _ transcripts: [Transcript], _ passedOver: inout [String]
    ) -> [Transcript] {
        var best: [String: Int] = [:]
        for (index, transcript) in transcripts.enumerated() {
            let stem = stem(transcript)
            guard let other = best[stem] else {
                best[stem] = index
                continue
            }
            if transcripts[other].spans.count < transcript.spans.count { best[stem] = index }
        }
        return transcripts.enumerated().filter { index, transcript in
            guard let chosen = best[stem(transcript)], chosen != index else { return true }
            passedOver.append(
                "\(transcript.name ?? "") was left out: \(transcripts[chosen].name ?? "") is the "
                    + "same in another format.")
            return false
        }.map(\.element)
    }

    private static func stem(_ transcript: Transcript) -> String {
        let name = transcript.name ?? ""
        return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    }

    private static let noTranscript = PageMatchError(
        .usage, "no transcript is given",
        hint: "make one of the audio first, for example: pip install whisper-ctranslate2; "
            + "whisper-ctranslate2 --model small --word_timestamps True --output_format json AUDIO "
            + "(faster-whisper), or: whisper-cli -m MODEL -ojf -f AUDIO (whisper.cpp); "
            + "Storyteller keeps its own under assets/TITLE/transcriptions")

    /// A path as a shell takes it.
    static func quoted(_ path: String) -> String {
        let plain = path.allSatisfy { $0.isLetter || $0.isNumber || "/._-+".contains($0) }
        return plain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
    }
}

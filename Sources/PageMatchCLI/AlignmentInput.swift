internal import ArgumentParser
internal import Foundation
internal import PageMatch

/// What `add` and `align` are given: a book and the transcripts of its audiobook.
struct AlignmentInput: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "EPUB, HTML, Markdown or plain text, then transcripts.",
            discussion: """
                The book comes first. One transcript a track, in track order, or one for the whole \
                audiobook; a folder stands for the transcripts in it, 2 before 10. WebVTT, SRT and \
                the JSON of whisper, faster-whisper, WhisperX, whisper.cpp and Storyteller are read.
                """,
            valueName: "book> <transcript"),
        completion: .file())
    var inputs: [String] = []

    @Option(
        help: ArgumentHelp(
            "The tracks' true lengths: a file with a number of seconds on each line.",
            valueName: "file"), completion: .file())
    var durations: String?

    @Option(help: "The book's language, a tag such as en or de-AT, if the file states a wrong one.")
    var language: String?

    @Option(help: "The book's title, if the file states none or a wrong one.")
    var title: String?

    @Option(help: "The book's author, if the file states none or a wrong one.")
    var author: String?

    @Flag(help: "Go on even if the audio seems to be of another book.")
    var force = false

    /// The book that is named first, with what the options say of it.
    func readBook() throws(PageMatchError) -> Book {
        guard let path = inputs.first else {
            throw PageMatchError(
                .usage, "no book and no transcript are given",
                hint: "for example: pagematch add book.epub transcripts/")
        }
        if let language, language.wholeMatch(of: /[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*/) == nil {
            throw PageMatchError(
                .usage, "“\(shown(language))” is no language", hint: "a tag such as en, de-AT or zh"
            )
        }
        var book = try readBook(path)
        if let title { book.title = title }
        if let author { book.authors = [author] }
        if let language { book.language = language }
        return book
    }

    private func readBook(_ path: String) throws(PageMatchError) -> Book {
        do {
            return try Book(contentsOf: path)
        } catch {
            // The wrong first step is answered with the right one.
            let isTranscript =
                error.code == .wrongKind && (try? Transcript(contentsOf: path)) != nil
            guard isTranscript || Self.isFolder(path),
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

    /// The transcripts, those of a folder in natural order; and what was passed over in folders.
    func readTranscripts(
        _ progress: ProgressLine
    ) throws(PageMatchError) -> (transcripts: [Transcript], passedOver: [String]) {
        guard inputs.count > 1 else { throw Self.noTranscript }
        var transcripts: [Transcript] = []
        var passedOver: [String] = []
        for path in inputs.dropFirst() {
            guard Self.isFolder(path) else {
                transcripts.append(try Transcript(contentsOf: path))
                continue
            }
            let found = try readFolder(path, progress)
            transcripts += found.transcripts
            passedOver += found.passedOver
        }
        return (transcripts, passedOver)
    }

    private func readFolder(
        _ folder: String, _ progress: ProgressLine
    ) throws(PageMatchError) -> (transcripts: [Transcript], passedOver: [String]) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw PageMatchError(.cannotOpen, "can't be listed: \(reason(error))", file: folder)
        }
        let ordered = Transcript.naturalOrder(names).map { names[$0] }.filter {
            !$0.hasPrefix(".") && !Self.isFolder("\(folder)/\($0)")
        }
        var transcripts: [Transcript] = []
        var passedOver: [String] = []
        for (number, name) in ordered.enumerated() {
            progress.report("reading \(name)", Double(number) / Double(ordered.count))
            do {
                transcripts.append(try Transcript(contentsOf: "\(folder)/\(name)"))
            } catch  where [.wrongKind, .unknownFormat, .empty].contains(error.code) {
                passedOver.append("\(name): \(error.message).")
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

    /// The tracks' lengths, if a file of them is given.
    func readDurations() throws(PageMatchError) -> [TrackTime] {
        guard let durations else { return [] }
        let text: String
        do {
            text = try String(contentsOfFile: durations, encoding: .utf8)
        } catch {
            throw PageMatchError(.cannotOpen, "can't be read: \(reason(error))", file: durations)
        }
        var times: [TrackTime] = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty { continue }
            guard let seconds = Double(line), seconds >= 0, let time = TrackTime(seconds: seconds)
            else {
                throw PageMatchError(
                    .malformed, "“\(line.prefix(40))” is no number of seconds", file: durations,
                    line: number + 1, hint: "one number on each line, one line for each track")
            }
            times.append(time)
        }
        return times
    }

    private static let noTranscript = PageMatchError(
        .usage, "no transcript is given",
        hint: "make one of the audio first, for example: pip install whisper-ctranslate2; "
            + "whisper-ctranslate2 --model small --word_timestamps True --output_format json AUDIO "
            + "(faster-whisper), or: whisper-cli -m MODEL -ojf -f AUDIO (whisper.cpp); "
            + "Storyteller keeps its own under assets/TITLE/transcriptions")

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    /// A path as a shell takes it.
    static func quoted(_ path: String) -> String {
        let plain = path.allSatisfy { $0.isLetter || $0.isNumber || "/._-+".contains($0) }
        return plain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
    }
}

internal import PageMatchReaders

extension PageMatchError {
    /// What somebody tried to read.
    enum Role {
        case book, transcript, page
    }

    /// Where transcripts come from, for whoever has none yet.
    private static let makeTranscript =
        "make a transcript first, for example: pip install whisper-ctranslate2; "
        + "whisper-ctranslate2 --model small --word_timestamps True --output_format json AUDIO "
        + "(faster-whisper), or: whisper-cli -m MODEL -ojf -f AUDIO (whisper.cpp); "
        + "Storyteller keeps its own under assets/TITLE/transcriptions"

    /// What is read as a transcript.
    private static let knownTranscripts =
        "WebVTT, SRT, LRC, SBV, TTML, CSV, TSV, CTM, TextGrid and the JSON of recognisers are read"

    /// Puts a reader's error into words: what, where, what to do.
    init(_ error: ReaderError, reading role: Role) {
        switch error {
        case .empty:
            self.init(.empty, "the file is empty")
        case .unexpectedKind(let found):
            self.init(found, insteadOf: role)
        case .malformed(let format, let what, let entry, let line):
            self.init(
                .malformed,
                entry.map { "damaged \(format): \($0): \(what)" }
                    ?? "damaged \(format): \(what)", line: line)
        case .encrypted(let scheme):
            self.init(
                .encrypted, "the book is encrypted (\(scheme))",
                hint: "only a copy without DRM can be read")
        case .tooLarge(let what, let limit):
            self.init(.tooLarge, "\(what) is more than \(limit)")
        case .toolMissing(let format, let tool, let package):
            self.init(
                .toolMissing, "\(format) is read with \(tool), which is not installed",
                hint: "install it, for example: apt install \(package)")
        case .noText(let format):
            self.init(.empty, "there is no text in this \(format) file")
        case .noTimes(let format):
            self.init(
                .empty, "this \(format) file has no times",
                hint: "export the transcript with timestamps")
        }
    }

    private init(_ found: ContentKind, insteadOf role: Role) {
        switch (role, found) {
        case (.page, .image(let format)):
            self.init(
                .wrongKind, "this is a picture (\(format)), not text",
                hint:
                    "have its text read first, for example: tesseract PICTURE - | pagematch lookup")
        case (.page, _):
            self.init(
                .wrongKind, "this is no page of text",
                hint: "to look words up: pagematch lookup --text \"WORDS\"")
        case (.book, .transcript(let format)):
            self.init(
                .wrongKind, "this is a transcript (\(format)), not a book",
                hint: "the book comes first: pagematch add BOOK TRANSCRIPT...")
        case (.transcript, .epub), (.transcript, .html), (.transcript, .markdown),
            (.transcript, .fictionBook), (.transcript, .docx), (.transcript, .pdf):
            self.init(
                .wrongKind, "this is a book, not a transcript",
                hint: "the book comes first: pagematch add BOOK TRANSCRIPT...")
        case (.transcript, .plainText):
            self.init(
                .wrongKind, "this is text without times, not a transcript",
                hint: "the book comes first: pagematch add BOOK TRANSCRIPT...; "
                    + "a transcript has times, as WebVTT, SRT or a recogniser's JSON")
        case (_, .audio(let format)):
            self.init(
                .wrongKind,
                "this is audio (\(format)), not a \(role == .book ? "book" : "transcript")",
                hint: Self.makeTranscript)
        case (_, .image(let format)):
            self.init(.wrongKind, "this is a picture (\(format))")
        case (.book, .other(let format)):
            self.init(
                .unknownFormat, "\(format) is not read",
                hint: "convert it to EPUB first, for example with Calibre's ebook-convert")
        case (.transcript, .other(let format)):
            self.init(
                .unknownFormat, "this is \(format), not a transcript that is known",
                hint: Self.knownTranscripts)
        case (.book, _):
            self.init(
                .unknownFormat, "this is no book that is known",
                hint: "EPUB, FB2, DOCX, PDF, HTML, Markdown and plain text are read")
        case (.transcript, _):
            self.init(
                .unknownFormat, "this is no transcript that is known",
                hint: Self.knownTranscripts)
        }
    }
}

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

    /// What is read as a book.
    private static let knownBooks =
        "EPUB, FB2, DOCX, PDF, HTML, Markdown and plain text are read"

    /// What is read as a transcript.
    private static let knownTranscripts =
        "WebVTT, SRT, LRC, SBV, TTML, CSV, TSV, CTM, TextGrid and the JSON of recognisers are read"

    /// What helps where bytes are missing or wrong.
    private static let copyAgain = "copy or download it again"

    /// Puts a reader's error into words: what, where, what to do.
    init(_ error: ReaderError, reading role: Role) {
        switch error {
        case .empty:
            self.init(.empty, "the file is empty", hint: Self.copyAgain)
        case .unexpectedKind(let found):
            self.init(found, insteadOf: role)
        case .malformed(let format, let what, let entry, let line):
            self.init(
                .malformed,
                entry.map { "damaged \(format): \($0): \(what)" }
                    ?? "damaged \(format): \(what)", line: line,
                hint: role == .transcript
                    ? "correct it there, or have the transcript made again" : Self.copyAgain)
        case .encrypted(let scheme):
            self.init(
                .encrypted, "the book is encrypted (\(scheme))",
                hint: "only a copy without DRM can be read")
        case .tooLarge(let what, let limit):
            self.init(
                .tooLarge, "\(what) is more than \(limit)",
                hint: role == .transcript
                    ? "give one transcript for each audio file"
                    : "no single book is that large: give one book alone, or convert it to EPUB "
                        + "anew, for example with Calibre's ebook-convert")
        case .toolMissing(let format, let tool, let package):
            self.init(
                .toolMissing, "\(format) is read with \(tool), which is not installed",
                hint: "install it, for example: apt install \(package)")
        case .noText(let format):
            self.init(
                .empty, "there is no text in this \(format) file",
                hint: format == "PDF"
                    ? "pictures of pages need OCR first, for example: ocrmypdf BOOK.pdf READ.pdf"
                    : "if its pages are pictures, they need OCR first, for example with OCRmyPDF")
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
            self.init(
                .wrongKind,
                "this is a picture (\(format)), not a \(role == .book ? "book" : "transcript")",
                hint: "to look up a picture of a page: pagematch lookup PICTURE; "
                    + "a book of pictures needs OCR first, for example with OCRmyPDF")
        case (.transcript, .transcript("ASS")):
            self.init(
                .unknownFormat, "this is a subtitle file (ASS or SSA), which is not read",
                hint: "convert it first: ffmpeg -i FILE.ass FILE.srt")
        case (_, .other(let format)):
            self.init(format, insteadOf: role)
        case (.book, _):
            self.init(
                .unknownFormat, "this is no book that is known", hint: Self.knownBooks)
        case (.transcript, _):
            self.init(
                .unknownFormat, "this is no transcript that is known",
                hint: Self.knownTranscripts)
        }
    }

    /// A known format that is not read, in a book's or a transcript's place.
    private init(_ format: String, insteadOf role: Role) {
        let wanted = role == .book ? "book" : "transcript"
        switch (role, format) {
        case (_, "Adobe ACSM"):
            self.init(
                .unknownFormat, "this is Adobe's token for a book (ACSM), not the book itself",
                hint: "open it in Adobe Digital Editions, which fetches the book; only a copy "
                    + "without DRM can be read")
        case (_, "RAR"), (_, "7z"), (_, "gzip"), (_, "ZIP"):
            self.init(
                .unknownFormat,
                format == "ZIP" && role == .book
                    ? "this is a ZIP archive, but no EPUB" : "this is an archive (\(format))",
                hint: "unpack it first, and give the \(wanted) that is in it")
        case (_, "EPUB part"):
            self.init(
                .unknownFormat, "this is one part of an EPUB, without the text",
                hint: "give the whole EPUB that it was taken from")
        case (_, "SMIL"):
            self.init(
                .unknownFormat, "this is SMIL, the times of an EPUB without its text",
                hint: "give the whole EPUB that it was taken from, which needs no transcript: "
                    + "pagematch add BOOK")
        case (.book, "JSON"), (.book, "XML"):
            self.init(
                .unknownFormat, "this is \(format), not a book that is known",
                hint: Self.knownBooks)
        case (.book, _):
            self.init(
                .unknownFormat, "\(format) is not read",
                hint: "convert it to EPUB first, for example with Calibre's ebook-convert")
        default:
            self.init(
                .unknownFormat, "this is \(format), not a transcript that is known",
                hint: Self.knownTranscripts)
        }
    }
}

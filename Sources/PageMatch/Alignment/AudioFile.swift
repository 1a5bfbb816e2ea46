internal import PageMatchReaders

/// An audio file of an audiobook, as it was measured or as a list has it.
public struct AudioFile: Hashable, Sendable {
    /// A place in an audio file that has a title.
    public struct Chapter: Hashable, Sendable {
        /// What the file calls it.
        public var title: String
        /// When it begins.
        public var start: TrackTime

        /// A chapter that begins at `start`.
        public init(title: String, start: TrackTime) {
            self.title = title
            self.start = start
        }
    }

    /// The file's name; `nil` for a mere length.
    public var name: String?
    /// Its true length.
    public var duration: TrackTime
    /// Its chapters in their order; empty if it has none.
    public var chapters: [Chapter]

    /// A file of that length.
    public init(name: String?, duration: TrackTime, chapters: [Chapter] = []) {
        self.name = name
        self.duration = duration
        self.chapters = chapters
    }
}

extension AudioFile {
    /// Reads what a file says of the lengths of an audiobook's files: a number of seconds on each
    /// line, ffprobe's JSON, a Readium or W3C audiobook manifest, or an Audiobookshelf item.
    ///
    /// - Parameters:
    ///   - bytes: the whole file; its format is told by its content.
    ///   - name: the file's name, for messages.
    /// - Returns: one length or more, in the order of the audiobook.
    /// - Throws: `malformed` with a line, `unknownFormat`, `tooLarge` or `empty`.
    public static func list(
        _ bytes: some Collection<UInt8>, name: String? = nil
    ) throws(PageMatchError) -> [AudioFile] {
        let lengths: [TrackLength]
        do {
            lengths = try TrackLengthReader.read(Array(bytes))
        } catch {
            throw PageMatchError(readingLengths: error).at(file: name)
        }
        return lengths.compactMap(AudioFile.init)
    }

    /// Reads the list of lengths in a file.
    ///
    /// - Throws: `cannotOpen` or `io`, beside what reading bytes throws.
    public static func list(contentsOf path: String) throws(PageMatchError) -> [AudioFile] {
        try list(contents(of: path), name: path)
    }

    /// Reads a CUE sheet: the audio files that it names, with their chapters and without lengths.
    ///
    /// Their names are paths from the sheet's folder, unless they are absolute.
    ///
    /// - Parameter bytes: the whole file.
    /// - Returns: `nil` for what is no CUE sheet.
    public static func cueSheet(_ bytes: some Collection<UInt8>) -> [AudioFile]? {
        CueSheet.read(Array(bytes)).map { $0.compactMap(AudioFile.init) }
    }

    private init?(_ length: TrackLength) {
        guard let duration = TrackTime(seconds: length.seconds) else { return nil }
        self.init(
            name: length.name, duration: duration,
            chapters: length.marks.compactMap { mark in
                TrackTime(seconds: mark.start).map { Chapter(title: mark.title, start: $0) }
            })
    }

    /// What kind of audio a file is, told by its content: "MP3", "MPEG-4", "FLAC".
    ///
    /// - Parameter head: the first bytes of the file; 64 KiB are enough.
    /// - Throws: `wrongKind` with what it is instead.
    /// - Returns: the format's name.
    public static func format(
        ofFileThatBegins head: some Collection<UInt8>
    ) throws(PageMatchError) -> String {
        let kind = ContentKind.recognise(Array(head))
        if case .audio(let format) = kind { return format }
        throw PageMatchError(
            .wrongKind,
            kind.phrase.map { "this is \($0), not audio" } ?? "this is no audio that is known",
            hint: "give audio files, or a folder of them")
    }
}

extension ContentKind {
    /// What a file is, for people: "a picture (PNG)"; `nil` for what nothing is known of.
    fileprivate var phrase: String? {
        switch self {
        case .audio(let format): "audio (\(format))"
        case .image(let format): "a picture (\(format))"
        case .transcript(let format): "a transcript (\(format))"
        case .epub: "a book (EPUB)"
        case .fictionBook: "a book (FB2)"
        case .docx: "a document (DOCX)"
        case .pdf: "a document (PDF)"
        case .other(let format): format
        case .html, .markdown, .plainText: "text"
        case .unknown: nil
        }
    }
}

extension PageMatchError {
    /// Puts an error about a list of lengths into words.
    fileprivate init(readingLengths error: ReaderError) {
        let known =
            "a number of seconds on each line is read, and the JSON of ffprobe, Readium and W3C "
            + "audiobook manifests and Audiobookshelf items"
        switch error {
        case .malformed("list of lengths", let what, _, let line):
            self.init(
                .malformed, what, line: line,
                hint: "one number on each line, one line for each track")
        case .malformed(let format, let what, _, let line):
            self.init(.malformed, "\(format): \(what)", line: line, hint: known)
        case .tooLarge(let what, let limit):
            self.init(.tooLarge, "\(what) is more than \(limit)", hint: known)
        case .unexpectedKind(.other(CueSheet.formatName)):
            self.init(
                .wrongKind, "this is a CUE sheet, which tells chapters but no lengths",
                hint: "CUE sheets go with the audio files: --audio AUDIO --audio SHEET")
        case .unexpectedKind(.audio(let format)):
            self.init(
                .wrongKind, "this is audio (\(format)), not a list of lengths",
                hint: "to have it measured: --audio FILE")
        case .unexpectedKind(.other("JSON")):
            self.init(
                .unknownFormat, "this JSON has no lengths of tracks that are known", hint: known)
        case .unexpectedKind(let kind):
            self.init(
                .unknownFormat,
                kind.phrase.map { "this is \($0), not a list of lengths" }
                    ?? "this is no list of lengths", hint: known)
        case .empty, .noText, .noTimes: self.init(.empty, "the file is empty", hint: known)
        default:
            self.init(.unknownFormat, "this is no list of lengths", hint: known)
        }
    }
}

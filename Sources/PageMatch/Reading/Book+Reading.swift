internal import PageMatchReaders

extension Book {
    /// Reads a book: EPUB 2 or 3, FB2, DOCX, PDF, HTML, Markdown or plain text, told apart by
    /// content.
    ///
    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - name: the file's name, for messages.
    /// - Throws: `unknownFormat`, `wrongKind`, `malformed`, `encrypted`, `tooLarge` or `empty`.
    public init(_ bytes: some Collection<UInt8>, name: String? = nil) throws(PageMatchError) {
        do {
            self = try BookReader.read(Array(bytes), name: name)
        } catch {
            throw PageMatchError(error, reading: .book).at(file: name)
        }
    }

    /// Reads the book in a file.
    ///
    /// - Throws: `cannotOpen` or `io`, beside what reading bytes throws.
    public init(contentsOf path: String) throws(PageMatchError) {
        try self.init(contents(of: path), name: path)
    }
}

extension Book {
    /// A book of which there is no text: what was said stands for it.
    ///
    /// Align it with the same transcripts: each word then has the time that they give it. Pages are
    /// looked up in it as well as the recogniser's errors allow.
    ///
    /// - Parameter transcripts: in track order; each becomes a section, named as the transcript is.
    /// - Complexity: O(text + spans).
    public init(spoken transcripts: [Transcript]) {
        self = SpokenBook.book(of: transcripts)
    }
}

extension Book {
    /// The alignment that an EPUB with Media Overlays brings: its own text with the overlays' times,
    /// a transcript for each audio file; empty without overlays.
    public var overlayTranscripts: [Transcript] { OverlayTranscripts.transcripts(of: self) }
}

extension Transcript {
    /// Reads the transcript of one audio file, in any of the formats that are known.
    ///
    /// A transcript in which nothing is said is one, too: its track has no words.
    ///
    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - name: the file's name, for messages, and without its folders the track's name.
    /// - Throws: `unknownFormat`, `wrongKind`, `malformed`, `tooLarge` or `empty`.
    public init(_ bytes: some Collection<UInt8>, name: String? = nil) throws(PageMatchError) {
        do {
            self = try TranscriptReader.read(Array(bytes), name: name)
        } catch .noText {
            // A track of music, or an empty one: it keeps its number.
            self.init(text: "", spans: [], warnings: ["Nothing is said in it."])
        } catch {
            throw PageMatchError(error, reading: .transcript).at(file: name)
        }
        self.name = name.map { String($0.split(separator: "/").last ?? "") }
    }

    /// Reads the transcript in a file.
    ///
    /// - Throws: `cannotOpen` or `io`, beside what reading bytes throws.
    public init(contentsOf path: String) throws(PageMatchError) {
        try self.init(contents(of: path), name: path)
    }

    /// The order in which files belong that are called so: 2 before 10.
    ///
    /// - Returns: indices into `names`.
    public static func naturalOrder(_ names: [String]) -> [Int] {
        TrackOrder.naturalOrder(names)
    }
}

/// A transcript format that is read: the seam at which another is added.
///
/// Each lives in a file of its own, which adds one static value to this type, and in one line of
/// ``all``.
struct TranscriptFormat: Sendable {
    /// What people call it; stands in messages.
    let name: String
    /// What ``ContentKind/recognise(_:)``, which looks at the first bytes only, may call it.
    let kinds: [String]
    /// Reads a file if its content is of this format; `nil` if not.
    let read: @Sendable (TranscriptContent) throws(ReaderError) -> TranscriptBuilder?

    /// Those that are known, the most certain to be told first.
    static let all: [TranscriptFormat] = [
        .webVTT,
        .timeline,
        .whisperCpp,
        .amazonTranscribe,
        .speechmatics,
        .googleSpeech,
        .azureSpeech,
        .deepgram,
        .elevenLabs,
        .revAI,
        .monologues,
        .assemblyAI,
        .vosk,
        .podcastTranscript,
        .aeneas,
        .whisper,
        .pythonPrint,
        .whisperLog,
        .subRip,
        .ttml,
        .lrc,
        .textGrid,
        .table,
        .subViewer,
        .ctm,
        .podcastHTML,
    ]
}

/// A transcript file, decoded as far as all formats share it.
///
/// Not to be kept: see ``json``.
struct TranscriptContent {
    /// UTF-8 as far as the source is; no byte order mark, unless it is JSON.
    let text: [UInt8]
    /// Bytes to read, from which is guessed how much memory is needed.
    private(set) var length: Int
    /// The whole file as JSON, if it is that; for use inside ``withJSON(_:)`` only.
    private(set) var json: JSONValue?
    /// What ``ContentKind`` takes the head of a text that is no JSON for; `nil` for no transcript.
    let shape: String?
    private let document: JSONDocument?

    /// Decodes a file.
    ///
    /// - Throws: `.malformed` for what begins like the JSON of a transcript and breaks its rules.
    init(_ bytes: [UInt8]) throws(ReaderError) {
        // A mark before JSON is passed over where it is: taking it away would copy the file.
        let mark = JSONDocument.byteOrderMark(bytes.span)
        let isMarkedJSON = mark > 0 && beginsLikeJSON(bytes[mark...])
        text = isMarkedJSON ? bytes : transcriptText(bytes)
        length = text.count
        if isMarkedJSON || beginsLikeJSON(text[...]) {
            document = try parseJSON(text)
        } else {
            document = beginsLikeTuple(text) ? try? parseJSON(text) : nil
        }
        shape = document == nil ? transcriptShape(text.prefix(ContentKind.headLength)) : nil
    }

    /// One value of a list of several as if it were the whole file.
    ///
    /// - Parameter json: A value of ``json``, as long as that may be used.
    /// - Returns: This content with nothing else in its ``json``.
    func part(_ json: JSONValue) -> TranscriptContent {
        var part = self
        part.json = json
        part.length = json.length
        return part
    }

    /// Calls `body` with this content when its ``json`` may be used.
    func withJSON<Result>(
        _ body: (TranscriptContent) throws(ReaderError) -> Result
    ) throws(ReaderError) -> Result {
        guard let document else { return try body(self) }
        return try document.withRoot { root throws(ReaderError) in
            var content = self
            content.json = root
            return try body(content)
        }
    }
}

/// The name of the transcript format that the head of a text looks like.
private func transcriptShape(_ head: ArraySlice<UInt8>) -> String? {
    guard let text = DecodedText.textHead(head),
        case .transcript(let format) = TextShape(text).kind
    else { return nil }
    return format
}

/// Whether a text begins as an object or a list of objects or lists does.
///
/// A first bracket alone says nothing: books and subtitles begin with `[Illustration]`.
func beginsLikeJSON(_ text: ArraySlice<UInt8>) -> Bool {
    var marks = text.lazy.filter { !isBlank($0) }.makeIterator()
    switch (marks.next(), marks.next()) {
    case (UInt8(ascii: "{"), UInt8(ascii: "\"")), (UInt8(ascii: "{"), UInt8(ascii: "}")),
        (UInt8(ascii: "["), UInt8(ascii: "]")), (UInt8(ascii: "["), UInt8(ascii: "[")):
        return true
    case (UInt8(ascii: "["), UInt8(ascii: "{")):
        // Python prints names in single quotes.
        return marks.next() != UInt8(ascii: "'")
    default: return false
    }
}

/// Whether a text begins as a list of numbers does: a segment of faster-whisper a line, or a
/// footnote in a book.
private func beginsLikeTuple(_ text: [UInt8]) -> Bool {
    let marks = text.lazy.filter { !isBlank($0) }.prefix(16)
    guard marks.first == UInt8(ascii: "["),
        let end = marks.dropFirst().first(where: { !isDigit($0) && $0 != UInt8(ascii: ".") })
    else { return false }
    return end == UInt8(ascii: ",")
}

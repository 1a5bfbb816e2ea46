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
        .whisper,
        .subRip,
    ]
}

/// A transcript file, decoded as far as all formats share it.
struct TranscriptContent: Sendable {
    /// UTF-8 as far as the source is; no byte order mark.
    let text: [UInt8]
    /// The whole file as JSON, if it is that.
    let json: JSONValue?

    /// Decodes a file.
    ///
    /// - Throws: `.malformed` for what begins like the JSON of a transcript and breaks its rules.
    init(_ bytes: [UInt8]) throws(ReaderError) {
        text = transcriptText(bytes)
        json = beginsLikeJSON(text) ? try parseJSON(text).root : nil
    }
}

/// Whether a text begins as an object or a list of objects or lists does.
///
/// A first bracket alone says nothing: books and subtitles begin with `[Illustration]`.
private func beginsLikeJSON(_ text: [UInt8]) -> Bool {
    var marks = text.lazy.filter { !isBlank($0) }.makeIterator()
    switch (marks.next(), marks.next()) {
    case (UInt8(ascii: "{"), UInt8(ascii: "\"")), (UInt8(ascii: "{"), UInt8(ascii: "}")),
        (UInt8(ascii: "["), UInt8(ascii: "{")), (UInt8(ascii: "["), UInt8(ascii: "]")),
        (UInt8(ascii: "["), UInt8(ascii: "[")):
        return true
    default: return false
    }
}

/// What a file about an audiobook says of one of its audio files.
package struct TrackLength: Hashable, Sendable {
    /// A place that has a title, such as a chapter.
    package struct Mark: Hashable, Sendable {
        package var title: String
        /// Seconds from the start of the audio file.
        package var start: Double

        /// A place at that many seconds.
        package init(title: String, start: Double) {
            self.title = title
            self.start = start
        }
    }

    /// The file's name, of a CUE sheet with its folders, or a title; `nil` where there are but
    /// numbers.
    package var name: String?
    /// Its length in seconds: finite, not negative.
    package var seconds: Double
    /// Its chapters, in their order.
    package var marks: [Mark] = []

    /// An audio file of that length.
    package init(name: String?, seconds: Double, marks: [Mark] = []) {
        self.name = name
        self.seconds = seconds
        self.marks = marks
    }
}

/// Reads the lengths of an audiobook's files from what programs write about them.
package enum TrackLengthReader {
    /// Bytes of the largest file that is read: ffprobe on a thousand files writes a few MB.
    static let maximumLength = 64 << 20

    /// Reads lengths in any known format, told by content.
    ///
    /// - Parameter bytes: The whole file.
    /// - Returns: One length or more, in the order of the audiobook.
    /// - Throws: `.empty`, `.tooLarge`, `.malformed` with a line, and `.unexpectedKind` for JSON of
    ///   another kind, for a CUE sheet, and for what is no text or of another format.
    /// - Complexity: O(*bytes*).
    package static func read(_ bytes: [UInt8]) throws(ReaderError) -> [TrackLength] {
        guard bytes.count <= maximumLength else {
            throw .tooLarge(what: "a list of lengths", limit: "\(maximumLength >> 20) MiB")
        }
        let content = try TrackLengthContent(bytes)
        guard content.text.contains(where: { !isBlank($0) }) else { throw .empty }
        if !content.isJSON, let other = Self.otherKind(bytes) {
            throw .unexpectedKind(found: other)
        }
        return try content.withJSON { content throws(ReaderError) in
            for format in TrackLengthFormat.all {
                guard let lengths = try format.read(content) else { continue }
                guard !lengths.isEmpty else {
                    throw .malformed(
                        format: format.name, what: "there is no track in it", entry: nil, line: nil)
                }
                return lengths
            }
            let kind = ContentKind.recognise(bytes)
            throw .unexpectedKind(found: content.json.isEmpty ? kind : .other(format: "JSON"))
        }
    }
}

extension TrackLengthReader {
    /// What a file is that is neither JSON nor mere lines; `nil` for what may hold lengths.
    private static func otherKind(_ bytes: [UInt8]) -> ContentKind? {
        switch ContentKind.recognise(bytes) {
        case .plainText, .markdown:
            CueSheet.read(bytes) == nil ? nil : .other(format: CueSheet.formatName)
        case let kind: kind
        }
    }
}

/// A format for the lengths of audio files: the seam at which another is added, in a file of its own
/// and one line of ``all``.
struct TrackLengthFormat: Sendable {
    /// What people call it; stands in messages.
    let name: String
    /// Reads a file if its content is of this format; `nil` if not.
    let read: @Sendable (TrackLengthContent) throws(ReaderError) -> [TrackLength]?

    /// Those that are known; numbers alone come last.
    static let all: [TrackLengthFormat] = [
        .ffprobe,
        .audiobookshelf,
        .readiumManifest,
        .w3cAudiobook,
        .secondsList,
    ]
}

/// A file of lengths, decoded as far as all formats share it.
///
/// Not to be kept: see ``json``.
struct TrackLengthContent {
    /// UTF-8, no byte order mark.
    let text: [UInt8]
    /// The values of a JSON file: one, the elements of a list, or as many as stand one after the
    /// other, as of `ffprobe … >> lengths.json`; for use inside ``withJSON(_:)`` only.
    private(set) var json: [JSONValue] = []
    private let document: JSONDocument?

    /// Whether it begins as JSON does, and keeps to its rules.
    var isJSON: Bool { document != nil }

    init(_ bytes: [UInt8]) throws(ReaderError) {
        text = transcriptText(bytes)
        let first = text.first { !isBlank($0) }
        let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        document = isJSON ? try parseJSON(text) : nil
    }

    /// Calls `body` with this content when its ``json`` may be used.
    func withJSON<Result>(
        _ body: (TrackLengthContent) throws(ReaderError) -> Result
    ) throws(ReaderError) -> Result {
        guard let document else { return try body(self) }
        return try document.withRoot { root throws(ReaderError) in
            var content = self
            let values = root.isArray ? Array(root.elements) : [root]
            content.json = values.flatMap { $0.isArray ? Array($0.elements) : [$0] }
            return try body(content)
        }
    }
}

extension JSONValue {
    /// The length that a value states in seconds, a number or a string that holds one.
    ///
    /// - Throws: `.malformed` with the line for what is no length.
    func trackSeconds(format: String) throws(ReaderError) -> Double {
        guard let seconds, 0...longestTrackSeconds ~= seconds else {
            throw .malformed(
                format: format, what: "a duration that is no number of seconds", entry: nil,
                line: line)
        }
        return seconds
    }
}

/// A path as ffprobe has it, without folders; `nil` if nothing is left.
///
/// Nothing in it is escaped: a file may be called `What? 100%25.mp3`.
func fileName(ofPath path: String) -> String? {
    let path = path.hasPrefix("file:") ? path.dropFirst(5) : path[...]
    return path.split { $0 == "/" || $0 == "\\" }.last.map(String.init)
}

/// An address without folders and query; `nil` if nothing is left.
func lastPathComponent(_ path: String) -> String? {
    let path = path.split(separator: "?").first ?? ""
    return path.split(separator: "/").last.map { $0.removingPercentEncodingOfUTF8 }
}

extension Substring {
    /// With `%20` and the like as the bytes that they stand for.
    fileprivate var removingPercentEncodingOfUTF8: String {
        var result: [UInt8] = []
        var bytes = Array(utf8)[...]
        while let byte = bytes.popFirst() {
            if byte == UInt8(ascii: "%"), bytes.count >= 2,
                let high = hexadecimalDigit(bytes[bytes.startIndex]),
                let low = hexadecimalDigit(bytes[bytes.startIndex + 1])
            {
                result.append(UInt8(high << 4 | low))
                bytes = bytes.dropFirst(2)
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

/// What a JSON file is, told by the keys near its start.
struct JSONShape {
    /// Keys of the objects down to a depth of six, in the order met.
    private var keys: Set<String> = []
    /// Whether it is a list of lists that begin with a number, as dumps of named tuples are.
    private let isTableOfNumbers: Bool
    /// Whether the head ends within the string that is the value of `text` or `transcript`.
    private var endsInLongText = false

    /// Names of transcript formats and the keys that tell them; the first that has all counts.
    private static let formats: [(name: String, keys: [String])] = [
        ("Storyteller JSON", ["wordTimeline"]),
        ("Storyteller JSON", ["timeline"]),
        ("whisper.cpp JSON", ["transcription"]),
        ("WhisperX JSON", ["segments", "word_segments"]),
        ("podcast JSON", ["segments", "startTime", "body"]),
        ("openai-whisper JSON", ["segments"]),
        ("Amazon Transcribe JSON", ["results", "transcripts"]),
        ("Amazon Transcribe JSON", ["results", "items"]),
        ("Deepgram JSON", ["results", "channels"]),
        ("Google Speech JSON", ["results", "alternatives"]),
        ("Azure Speech JSON", ["NBest"]),
        ("Azure Speech JSON", ["recognizedPhrases"]),
        ("Vosk JSON", ["result", "conf"]),
        ("Vosk JSON", ["result", "word"]),
        ("AssemblyAI JSON", ["words", "confidence"]),
        ("aeneas JSON", ["fragments", "begin"]),
        ("words JSON", ["words"]),
        ("JSON", ["results"]),
        ("JSON", ["start", "end", "word"]),
        ("JSON", ["start", "end", "text"]),
    ]

    /// Scans the head of a JSON text.
    ///
    /// - Parameter text: UTF-8; may be cut off anywhere.
    /// - Complexity: O(*n*).
    init(_ text: [UInt8]) {
        let opening = text.lazy.filter { !$0.isASCIISpace }.prefix(3).map { $0 }
        isTableOfNumbers =
            opening.starts(with: "[[".utf8) && opening.last.map(\.isASCIIDigit) == true
        var index = text.startIndex
        var depth = 0
        var lastKey = ""
        while index < text.endIndex {
            let byte = text[index]
            if byte == 0x7B || byte == 0x5B { depth += 1 }
            if byte == 0x7D || byte == 0x5D { depth -= 1 }
            index += 1
            guard byte == 0x22 else { continue }
            let start = index
            while index < text.endIndex, text[index] != 0x22 {
                index += text[index] == 0x5C ? 2 : 1
            }
            guard index < text.endIndex else {
                endsInLongText = depth == 1 && (lastKey == "text" || lastKey == "transcript")
                return
            }
            let string = text[start..<index]
            index += 1
            let next = text[index...].first { !$0.isASCIISpace }
            guard next == 0x3A else { continue }
            if depth <= 6, string.count <= 40 {
                keys.insert(String(decoding: string, as: UTF8.self))
            }
            lastKey = String(decoding: string.prefix(40), as: UTF8.self)
        }
    }

    /// A transcript's format, or JSON of another kind; `nil` if the text has no keys and may be
    /// anything that begins with a bracket.
    var kind: ContentKind? {
        if let match = Self.formats.first(where: { keys.isSuperset(of: $0.keys) }) {
            return .transcript(format: match.name)
        }
        if isTableOfNumbers { return .transcript(format: "faster-whisper JSON") }
        if endsInLongText { return .transcript(format: "JSON") }
        return keys.isEmpty ? nil : .other(format: "JSON")
    }
}

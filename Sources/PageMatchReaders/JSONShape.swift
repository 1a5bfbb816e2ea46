/// What a JSON file is, told by the keys near its start.
struct JSONShape {
    /// Keys of the objects down to a depth of six, in the order met.
    private var keys: Set<String> = []
    /// Whether it is a list of lists that begin with a number, or such a list a line, as dumps of
    /// named tuples are.
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
        ("Amazon Transcribe JSON", ["results", "audio_segments"]),
        ("Deepgram JSON", ["results", "channels"]),
        ("Deepgram JSON", ["results", "utterances"]),
        ("Speechmatics JSON", ["format", "results", "start_time"]),
        ("Google Speech JSON", ["results", "alternatives"]),
        ("Google Speech JSON", ["results", "resultEndTime"]),
        ("Azure Speech JSON", ["NBest"]),
        ("Azure Speech JSON", ["DisplayText", "Offset"]),
        ("Azure Speech JSON", ["recognizedPhrases"]),
        ("Azure Speech JSON", ["combinedRecognizedPhrases"]),
        ("Azure Speech JSON", ["combinedPhrases"]),
        ("ElevenLabs JSON", ["words", "language_probability"]),
        ("Vosk JSON", ["monologues", "terms"]),
        ("Rev AI JSON", ["monologues"]),
        ("Vosk JSON", ["result", "conf"]),
        ("Vosk JSON", ["result", "word"]),
        ("AssemblyAI JSON", ["words", "confidence"]),
        ("AssemblyAI JSON", ["utterances", "confidence"]),
        ("AssemblyAI JSON", ["sentences", "confidence"]),
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
        isTableOfNumbers = Self.beginsWithNumbers(text)
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

    /// Whether it has the names that OCR services give to the parts of a page.
    var isScannedPage: Bool {
        !keys.isDisjoint(with: [
            "fullTextAnnotation", "full_text_annotation", "textAnnotations", "text_annotations",
            "boundingBox", "topCandidates",
        ])
    }

    /// Whether the first list begins with a number, and if it is the outermost with two.
    private static func beginsWithNumbers(_ text: [UInt8]) -> Bool {
        let opening = Array(text.lazy.filter { !$0.isASCIISpace }.prefix(64))
        guard opening.first == 0x5B, opening.count > 2 else { return false }
        if opening[1] == 0x5B { return opening[2].isASCIIDigit }
        let fields = opening.dropFirst().split(
            separator: 0x2C, maxSplits: 2, omittingEmptySubsequences: false)
        return fields.count == 3
            && fields.prefix(2).allSatisfy { field in
                !field.isEmpty && field.allSatisfy { $0.isASCIIDigit || $0 == 0x2E }
            }
    }

    /// What recognisers answer that were asked for text and nothing else.
    private static let textAlone: Set<String> = ["text", "language", "task", "duration", "usage"]
    /// What Vosk says of an utterance that goes on.
    private static let partial: Set<String> = ["partial", "text", "partial_result"]

    /// A transcript's format, or JSON of another kind; `nil` if the text has no keys and may be
    /// anything that begins with a bracket.
    var kind: ContentKind? {
        if let match = Self.formats.first(where: { keys.isSuperset(of: $0.keys) }) {
            return .transcript(format: match.name)
        }
        if isTableOfNumbers { return .transcript(format: "faster-whisper JSON") }
        if keys.contains("partial"), keys.isSubset(of: Self.partial) {
            return .transcript(format: "Vosk JSON")
        }
        if keys.contains("text"), keys.isSubset(of: Self.textAlone) {
            return .transcript(format: "JSON")
        }
        if endsInLongText { return .transcript(format: "JSON") }
        return keys.isEmpty ? nil : .other(format: "JSON")
    }
}

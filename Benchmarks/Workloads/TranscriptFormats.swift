internal import Foundation
internal import PageMatch

/// A word of a transcript with its times in milliseconds.
struct HeardWord: Sendable {
    var text: String
    var from: Int64
    var to: Int64

    /// The words of a transcript that has a span for each.
    static func words(of transcript: Transcript) -> [HeardWord] {
        let bytes = Array(transcript.text.utf8)
        return transcript.spans.map {
            HeardWord(
                text: String(decoding: bytes[$0.start..<$0.end], as: UTF8.self),
                from: $0.from.milliseconds, to: $0.to.milliseconds)
        }
    }
}

/// Transcripts as programs write them, with nothing in them but words and times; captions have twelve words each.
enum TranscriptFormats {
    /// By the name of their format.
    static let all: [(name: String, write: @Sendable ([HeardWord]) -> String)] = [
        ("openai-whisper JSON", whisper),
        ("whisper.cpp JSON", whisperCpp),
        ("Storyteller JSON", timeline),
        ("Vosk JSON", vosk),
        ("Amazon Transcribe JSON", amazon),
        ("Google Speech JSON", google),
        ("Azure Speech JSON", azure),
        ("Deepgram JSON", deepgram),
        ("AssemblyAI JSON", assembly),
        ("ElevenLabs JSON", elevenLabs),
        ("Speechmatics JSON", speechmatics),
        ("Rev AI JSON", revAI),
        ("aeneas JSON", aeneas),
        ("podcast JSON", podcast),
        ("WebVTT", { "WEBVTT\n\n" + cues($0, mark: ".", counted: false) }),
        ("SubRip", { cues($0, mark: ",", counted: true) }),
        ("SubViewer", subViewer),
        ("LRC", lyrics),
        ("TTML", ttml),
        ("CSV", csv),
        ("TSV", tsv),
        ("CTM", ctm),
        ("TextGrid", textGrid),
        ("Whisper text", log),
        ("podcast HTML", podcastHTML),
    ]

    /// Twelve words at a time.
    private static func cueParts(_ words: [HeardWord]) -> [ArraySlice<HeardWord>] {
        stride(from: 0, to: words.count, by: 12).map { words[$0..<min($0 + 12, words.count)] }
    }

    private static func sentence(_ words: some Sequence<HeardWord>) -> String {
        words.map(\.text).joined(separator: " ")
    }

    private static func seconds(_ milliseconds: Int64) -> String {
        String(format: "%lld.%03lld", milliseconds / 1000, milliseconds % 1000)
    }

    private static func clock(_ milliseconds: Int64, _ mark: String = ".") -> String {
        let seconds = milliseconds / 1000
        return String(
            format: "%02lld:%02lld:%02lld%@%03lld", seconds / 3600, seconds / 60 % 60, seconds % 60,
            mark, milliseconds % 1000)
    }

    private static func quoted(_ text: String) -> String {
        "\""
            + text.replacingOccurrences(of: "\\", with: "\\\\")
            .replacingOccurrences(of: "\"", with: "\\\"") + "\""
    }

    /// A list of what each of `items` is written as.
    private static func list<Item>(_ items: some Sequence<Item>, _ write: (Item) -> String)
        -> String
    {
        "[" + items.map(write).joined(separator: ", ") + "]"
    }

    static func whisper(_ words: [HeardWord]) -> String {
        let segments = list(cueParts(words)) { part in
            let inside = list(part) {
                "{\"word\": \(quoted(" " + $0.text)), \"start\": \(seconds($0.from)), "
                    + "\"end\": \(seconds($0.to)), \"probability\": 0.98}"
            }
            return "{\"id\": 0, \"seek\": 0, \"start\": \(seconds(part.first?.from ?? 0)), "
                + "\"end\": \(seconds(part.last?.to ?? 0)), \"text\": \(quoted(" " + sentence(part))), "
                + "\"tokens\": [50364, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], \"temperature\": 0.0, "
                + "\"avg_logprob\": -0.2, \"compression_ratio\": 1.5, \"no_speech_prob\": 0.01, "
                + "\"words\": \(inside)}"
        }
        return
            "{\"text\": \(quoted(sentence(words))), \"segments\": \(segments), \"language\": \"en\"}"
    }

    private static func whisperCpp(_ words: [HeardWord]) -> String {
        func times(_ from: Int64, _ to: Int64) -> String {
            "\"timestamps\": {\"from\": \"\(clock(from, ","))\", \"to\": \"\(clock(to, ","))\"}, "
                + "\"offsets\": {\"from\": \(from), \"to\": \(to)}"
        }
        let segments = list(cueParts(words)) { part in
            let tokens = list(part) {
                "{\"text\": \(quoted(" " + $0.text)), \(times($0.from, $0.to)), \"id\": 1, \"p\": 0.98}"
            }
            return "{\(times(part.first?.from ?? 0, part.last?.to ?? 0)), "
                + "\"text\": \(quoted(" " + sentence(part))), \"tokens\": \(tokens)}"
        }
        return "{\"result\": {\"language\": \"en\"}, \"transcription\": \(segments)}"
    }

    private static func timeline(_ words: [HeardWord]) -> String {
        var offset = 0
        let entries = list(words) { word in
            let start = offset
            offset += word.text.utf16.count + 1
            return "{\"type\": \"word\", \"text\": \(quoted(word.text)), "
                + "\"startTime\": \(seconds(word.from)), \"endTime\": \(seconds(word.to)), "
                + "\"startOffsetUtf16\": \(start), \"endOffsetUtf16\": \(offset - 1)}"
        }
        return "{\"transcript\": \(quoted(sentence(words))), \"timeline\": \(entries)}"
    }

    private static func vosk(_ words: [HeardWord]) -> String {
        cueParts(words).map { part in
            let result = list(part) {
                "{\"conf\": 1.0, \"end\": \(seconds($0.to)), \"start\": \(seconds($0.from)), "
                    + "\"word\": \(quoted($0.text))}"
            }
            return "{\"result\": \(result), \"text\": \(quoted(sentence(part)))}"
        }.joined(separator: "\n")
    }

    private static func amazon(_ words: [HeardWord]) -> String {
        let items = list(words) {
            "{\"start_time\": \"\(seconds($0.from))\", \"end_time\": \"\(seconds($0.to))\", "
                + "\"type\": \"pronunciation\", \"alternatives\": "
                + "[{\"confidence\": \"0.99\", \"content\": \(quoted($0.text))}]}"
        }
        return "{\"results\": {\"transcripts\": [{\"transcript\": \(quoted(sentence(words)))}], "
            + "\"items\": \(items)}}"
    }

    private static func google(_ words: [HeardWord]) -> String {
        let results = list(cueParts(words)) { part in
            let inside = list(part) {
                "{\"startTime\": \"\(seconds($0.from))s\", \"endTime\": \"\(seconds($0.to))s\", "
                    + "\"word\": \(quoted($0.text))}"
            }
            return "{\"alternatives\": [{\"transcript\": \(quoted(sentence(part))), "
                + "\"confidence\": 0.9, \"words\": \(inside)}]}"
        }
        return "{\"results\": \(results)}"
    }

    private static func azure(_ words: [HeardWord]) -> String {
        let phrases = list(cueParts(words)) { part in
            let from = part.first?.from ?? 0
            let inside = list(part) {
                "{\"word\": \(quoted($0.text)), \"offsetInTicks\": \($0.from * 10_000), "
                    + "\"durationInTicks\": \(($0.to - $0.from) * 10_000), \"confidence\": 0.9}"
            }
            return "{\"recognitionStatus\": \"Success\", \"channel\": 0, "
                + "\"offsetInTicks\": \(from * 10_000), "
                + "\"durationInTicks\": \(((part.last?.to ?? 0) - from) * 10_000), "
                + "\"nBest\": [{\"confidence\": 0.9, \"lexical\": \(quoted(sentence(part))), "
                + "\"display\": \(quoted(sentence(part))), \"words\": \(inside)}]}"
        }
        return "{\"recognizedPhrases\": \(phrases)}"
    }

    private static func deepgram(_ words: [HeardWord]) -> String {
        let inside = list(words) {
            "{\"word\": \(quoted($0.text)), \"start\": \(seconds($0.from)), "
                + "\"end\": \(seconds($0.to)), \"confidence\": 0.99, "
                + "\"punctuated_word\": \(quoted($0.text))}"
        }
        return "{\"results\": {\"channels\": [{\"alternatives\": [{\"transcript\": "
            + "\(quoted(sentence(words))), \"words\": \(inside)}]}]}}"
    }

    private static func assembly(_ words: [HeardWord]) -> String {
        let inside = list(words) {
            "{\"text\": \(quoted($0.text)), \"start\": \($0.from), \"end\": \($0.to), "
                + "\"confidence\": 0.9, \"speaker\": null}"
        }
        return "{\"id\": \"a\", \"status\": \"completed\", \"audio_duration\": 1, "
            + "\"text\": \(quoted(sentence(words))), \"words\": \(inside)}"
    }

    private static func elevenLabs(_ words: [HeardWord]) -> String {
        let inside = list(words) {
            "{\"text\": \(quoted($0.text)), \"start\": \(seconds($0.from)), "
                + "\"end\": \(seconds($0.to)), \"type\": \"word\"}, {\"text\": \" \", "
                + "\"start\": \(seconds($0.to)), \"end\": \(seconds($0.to)), \"type\": \"spacing\"}"
        }
        return "{\"language_code\": \"eng\", \"text\": \(quoted(sentence(words))), "
            + "\"words\": \(inside)}"
    }

    private static func speechmatics(_ words: [HeardWord]) -> String {
        let results = list(words) {
            "{\"alternatives\": [{\"confidence\": 0.9, \"content\": \(quoted($0.text)), "
                + "\"language\": \"en\"}], \"end_time\": \(seconds($0.to)), "
                + "\"start_time\": \(seconds($0.from)), \"type\": \"word\"}"
        }
        return "{\"format\": \"2.9\", \"metadata\": {}, \"results\": \(results)}"
    }

    private static func revAI(_ words: [HeardWord]) -> String {
        let elements = list(words) {
            "{\"type\": \"text\", \"value\": \(quoted($0.text)), \"ts\": \(seconds($0.from)), "
                + "\"end_ts\": \(seconds($0.to)), \"confidence\": 0.9}, "
                + "{\"type\": \"punct\", \"value\": \" \"}"
        }
        return "{\"monologues\": [{\"speaker\": 0, \"elements\": \(elements)}]}"
    }

    private static func aeneas(_ words: [HeardWord]) -> String {
        let fragments = list(cueParts(words)) { part in
            "{\"begin\": \"\(seconds(part.first?.from ?? 0))\", "
                + "\"end\": \"\(seconds(part.last?.to ?? 0))\", \"children\": [], \"id\": \"f1\", "
                + "\"language\": \"eng\", \"lines\": [\(quoted(sentence(part)))]}"
        }
        return "{\"fragments\": \(fragments)}"
    }

    private static func podcast(_ words: [HeardWord]) -> String {
        let segments = list(cueParts(words)) { part in
            "{\"speaker\": \"a\", \"startTime\": \(seconds(part.first?.from ?? 0)), "
                + "\"endTime\": \(seconds(part.last?.to ?? 0)), \"body\": \(quoted(sentence(part)))}"
        }
        return "{\"version\": \"1.0.0\", \"segments\": \(segments)}"
    }

    private static func cues(_ words: [HeardWord], mark: String, counted: Bool) -> String {
        cueParts(words).enumerated().map { number, part in
            (counted ? "\(number + 1)\n" : "")
                + "\(clock(part.first?.from ?? 0, mark)) --> \(clock(part.last?.to ?? 0, mark))\n"
                + "\(sentence(part))\n\n"
        }.joined()
    }

    private static func subViewer(_ words: [HeardWord]) -> String {
        cueParts(words).map { part in
            "\(clock(part.first?.from ?? 0)),\(clock(part.last?.to ?? 0))\n\(sentence(part))\n\n"
        }.joined()
    }

    private static func lyrics(_ words: [HeardWord]) -> String {
        cueParts(words).map { part in
            let from = part.first?.from ?? 0
            return String(
                format: "[%02lld:%02lld.%02lld]", from / 60_000, from / 1000 % 60, from / 10 % 100)
                + "\(sentence(part))\n"
        }.joined()
    }

    private static func ttml(_ words: [HeardWord]) -> String {
        let cues = cueParts(words).map { part in
            let spans = part.map {
                "<span begin=\"\(clock($0.from))\" end=\"\(clock($0.to))\">\(Markup.escaped($0.text))</span>"
            }
            return
                "<p begin=\"\(clock(part.first?.from ?? 0))\" end=\"\(clock(part.last?.to ?? 0))\">"
                + "\(spans.joined(separator: " "))</p>\n"
        }
        return "<?xml version=\"1.0\"?>\n<tt xmlns=\"http://www.w3.org/ns/ttml\"><body><div>"
            + "\(cues.joined())</div></body></tt>"
    }

    private static func csv(_ words: [HeardWord]) -> String {
        "start,end,text\n"
            + cueParts(words).map {
                "\(seconds($0.first?.from ?? 0)),\(seconds($0.last?.to ?? 0)),\(quoted(sentence($0)))\n"
            }.joined()
    }

    private static func tsv(_ words: [HeardWord]) -> String {
        "start\tend\ttext\n"
            + cueParts(words).map {
                "\($0.first?.from ?? 0)\t\($0.last?.to ?? 0)\t\(sentence($0))\n"
            }.joined()
    }

    private static func ctm(_ words: [HeardWord]) -> String {
        words.map { "book 1 \(seconds($0.from)) \(seconds($0.to - $0.from)) \($0.text) 0.98\n" }
            .joined()
    }

    private static func textGrid(_ words: [HeardWord]) -> String {
        let end = seconds(words.last?.to ?? 0)
        let intervals = words.enumerated().map { number, word in
            "        intervals [\(number + 1)]:\n            xmin = \(seconds(word.from))\n"
                + "            xmax = \(seconds(word.to))\n            text = \"\(word.text)\"\n"
        }
        return
            "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0\nxmax = \(end)\n"
            + "tiers? <exists>\nsize = 1\nitem []:\n    item [1]:\n        class = \"IntervalTier\"\n"
            + "        name = \"words\"\n        xmin = 0\n        xmax = \(end)\n"
            + "        intervals: size = \(words.count)\n\(intervals.joined())"
    }

    private static func podcastHTML(_ words: [HeardWord]) -> String {
        cueParts(words).map { part in
            let seconds = (part.first?.from ?? 0) / 1000
            return String(
                format: "<cite>A:</cite>\n<time>%lld:%02lld</time>\n", seconds / 60, seconds % 60)
                + "<p>\(Markup.escaped(sentence(part)))</p>\n"
        }.joined()
    }

    private static func log(_ words: [HeardWord]) -> String {
        cueParts(words).map { part in
            "[\(clock(part.first?.from ?? 0)) --> \(clock(part.last?.to ?? 0))]  \(sentence(part))\n"
        }.joined()
    }
}

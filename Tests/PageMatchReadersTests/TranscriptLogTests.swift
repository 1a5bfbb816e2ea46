import PageMatchCore
import PageMatchReaders
import Testing

/// What recognisers print as they go.
@Suite struct TranscriptLogTests {
    /// What whisper.cpp says of itself, on the same screen.
    private static let startUp = (1...20).map { number in
        "whisper_model_load: field \(number) = \(number * 51) | AVX = 1 | 00:0\(number)"
    }.joined(separator: "\n")

    static let logs: [(String, String)] = [
        ("faster-whisper", "[1.00s -> 2.50s]  Call me\n[3600.00s -> 3601.25s] ago\n"),
        (
            "faster-whisper with a head",
            "Detected language 'en' with probability 0.990000\n[1.00s -> 2.50s]  Call me\n"
                + "[3600.00s -> 3601.25s]  ago\n"
        ),
        ("WhisperX", "Transcript: [1.0 --> 2.5]  Call me\nTranscript: [3600.0 --> 3601.25]  ago\n"),
        (
            "WhisperX with a head",
            "No language specified\n>>Performing transcription...\nTranscript: [1 --> 2.5] Call me\n"
                + "2026-01-31 09:00:00 - whisperx.asr - INFO - Transcript: [3600 --> 3601.25] ago\n"
        ),
        (
            "whisper.cpp on a screen",
            startUp + "\n\n[00:00:01.000 --> 00:00:02.500]   Call me\r\n"
                + "[01:00:00.000 --> 01:00:01.250]   ago\r\n\nwhisper_print_timings: total = 9 ms\n"
        ),
        (
            "text that looks like JSON",
            "[00:01.000 --> 00:02.500] Call me\n[60:00.000 --> 60:01.250] ago\n"
        ),
    ]

    @Test("a log is read whoever wrote it", arguments: logs)
    func log(name: String, content: String) throws {
        let read = try transcript(content)
        #expect(read.lines == ["1000-2500 Call me", "3600000-3601250 ago"], "\(name)")
        #expect(read.warnings.isEmpty, "\(name)")
    }

    @Test func quotesInALogAreNoNamesOfJSON() throws {
        let read = try transcript("[0.00s -> 2.50s]  \"Well\": said he.\n[3.00s -> 4.00s] \"So\"\n")
        #expect(read.lines == ["0-2500 \"Well\": said he.", "3000-4000 \"So\""])
    }

    @Test func aLogWhoseTimesAreAllUnreadableIsAnErrorAndNotSilence() {
        #expect(
            transcriptError("Detected language: English\n[00:01.000 --> x] lost\n[1 -> ?] lost\n")
                == .malformed(
                    format: "Whisper text", what: "no cue has readable times", entry: nil, line: 2))
    }

    @Test func aBookThatQuotesALogIsNone() {
        let prose = String(repeating: "Some years ago, never mind how long.\n", count: 30)
        let quote = prose + "[00:01.000 --> 00:02.500]  Call me Ishmael.\n"
        #expect(transcriptError(quote + prose) == .unexpectedKind(found: .plainText))
        #expect(transcriptError(quote) == .unexpectedKind(found: .plainText))
    }
}

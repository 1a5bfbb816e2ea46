import PageMatchCore
import PageMatchReaders

/// One valid file of each format, small enough to be changed byte by byte.
let transcriptSamples: [(format: String, content: String)] = [
    (
        "WebVTT",
        """
        WEBVTT - a sample
        Language: en

        NOTE nothing of this
        00:09.000 is read

        STYLE
        ::cue { color: red }

        1
        00:01.000 --> 00:02.500 align:start position:0%
        <v Ishmael>Call <00:01.400><c>me</c> <00:02.000>Ishmael.</v>

        00:00:03.250 --> 00:00:04.000
        Fish &amp; <i>ships</i>
        """
    ),
    (
        "rolling WebVTT",
        """
        WEBVTT

        00:00.000 --> 00:02.000
         
        call<00:00.500><c> me</c>

        00:02.000 --> 00:02.010
        call me
         

        00:02.010 --> 00:04.000
        call me
        ishmael<00:03.000><c> some</c>
        """
    ),
    (
        "SRT",
        """
        1
        00:00:01,000 --> 00:00:02,500
        {\\an8}<i>Call me</i>
        Ishmael.
        2
        00:00:03,250 --> 00:00:04,000
        Some years ago
        """
    ),
    (
        "openai-whisper JSON",
        """
        {"text": " Call me. Ago.", "segments": [
        {"id": 0, "start": 1.0, "end": 2.5, "text": " Call me.", "tokens": [1, 2], "words": [
        {"word": " Call", "start": 1.0, "end": 1.4, "probability": 0.9},
        {"word": " me.", "start": 1.4, "end": 2.5, "probability": 0.9}]},
        {"id": 1, "start": 3.25, "end": 4, "text": " Ago\\u2026", "words": []}],
        "language": "en"}
        """
    ),
    (
        "faster-whisper JSON",
        """
        [[1, 0, 1.0, 2.5, " Call me.", [50364, 257], -0.2, 1.5, 0.01,
        [[1.0, 1.4, " Call", 0.9], [1.4, 2.5, " me.", 0.9]], 0.0],
        [2, 0, 3.25, 4.0, " Some years", [50364], -0.2, 1.5, NaN, null, 0.0]]
        """
    ),
    (
        "WhisperX JSON",
        """
        {"segments": [{"start": 1.0, "end": 4.0, "text": " In 1851 he sailed.", "words": [
        {"word": "In", "start": 1.0, "end": 1.4, "score": 0.9}, {"word": "1851"},
        {"word": "he", "start": 3.0, "end": 3.1}, {"word": "sailed.", "start": 2.9, "end": 3.8}]}],
        "word_segments": [{"word": "In", "start": 1.0, "end": 1.4}], "language": "en"}
        """
    ),
    (
        "Storyteller timeline",
        """
        {"transcript": "Call 🐋 me, Ishmael.", "wordTimeline": [
        {"type": "word", "text": "Call", "startTime": 1.0, "endTime": 1.4,
        "startOffsetUtf16": 0, "endOffsetUtf16": 4,
        "timeline": [{"type": "token", "text": " Call", "startTime": 1.0, "endTime": 1.4}]},
        {"type": "word", "text": "me", "startTime": 1.4, "endTime": 2.0,
        "startOffsetUtf16": 8, "endOffsetUtf16": 10},
        {"type": "word", "text": "Ishmael.", "startTime": 2.0, "endTime": 2.5,
        "startOffsetUtf16": 12, "endOffsetUtf16": 20}]}
        """
    ),
    (
        "echogarden timeline",
        """
        [{"type": "segment", "text": "Call me. Ago!", "startTime": 1, "endTime": 4, "timeline": [
        {"type": "sentence", "text": "Call me.", "startTime": 1, "endTime": 2.5, "timeline": [
        {"type": "word", "text": "Call", "startTime": 1, "endTime": 1.4},
        {"type": "word", "text": "me", "startTime": 1.4, "endTime": 2.5}]},
        {"type": "sentence", "text": "Ago!", "startTime": 3.25, "endTime": 4, "timeline": []}]}]
        """
    ),
    (
        "whisper.cpp JSON",
        """
        {"result": {"language": "en"}, "transcription": [
        {"timestamps": {"from": "00:00:01,000", "to": "00:00:02,500"},
        "offsets": {"from": 1000, "to": 2500}, "text": " Calling me", "tokens": [
        {"text": "[_BEG_]", "offsets": {"from": 1000, "to": 1000}},
        {"text": " Call", "offsets": {"from": 1000, "to": 1200}},
        {"text": "ing", "offsets": {"from": 1200, "to": 1400}},
        {"text": " me", "offsets": {"from": 1400, "to": 2500}}]},
        {"offsets": {"from": 3250, "to": 4000}, "text": " Some years ago"}]}
        """
    ),
]

/// Reads a transcript from text.
func transcript(_ content: String) throws -> Transcript {
    try TranscriptReader.read(Array(content.utf8), name: nil)
}

/// What reading some text throws, or `nil`.
func transcriptError(_ content: String) -> ReaderError? {
    transcriptError(Array(content.utf8))
}

/// What reading some bytes throws, or `nil`.
func transcriptError(_ bytes: [UInt8]) -> ReaderError? {
    do throws(ReaderError) {
        _ = try TranscriptReader.read(bytes, name: nil)
        return nil
    } catch {
        return error
    }
}

extension Transcript {
    /// The spans as `from-to text`, in milliseconds: what tests compare.
    var lines: [String] {
        let bytes = Array(text.utf8)
        return spans.map { span in
            let words = String(decoding: bytes[span.start..<span.end], as: UTF8.self)
            return "\(span.from.milliseconds)-\(span.to.milliseconds) \(words)"
        }
    }

    /// What breaks the promises that ``Transcript`` makes about itself, if anything.
    var brokenPromises: [String] {
        var problems: [String] = []
        if text.isEmpty { problems.append("no text") }
        if spans.isEmpty { problems.append("no spans") }
        let bytes = Array(text.utf8)
        var end = 0
        for span in spans {
            if span.start < end { problems.append("spans overlap at \(span.start)") }
            if span.start >= span.end { problems.append("a span is empty at \(span.start)") }
            if span.end > bytes.count { problems.append("a span ends outside at \(span.end)") }
            let edges = [span.start, span.end].filter { $0 < bytes.count }
            if edges.contains(where: { bytes[$0] & 0xC0 == 0x80 }) {
                problems.append("a span cuts a character at \(span.start)")
            }
            if span.from.milliseconds < 0 || span.to < span.from {
                problems.append("a span's times are out of order at \(span.start)")
            }
            end = span.end
        }
        if text.contains("  ") || text.first == " " || text.last == " " {
            problems.append("white space is not even")
        }
        return problems
    }
}

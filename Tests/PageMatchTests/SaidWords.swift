@testable import PageMatch

/// A transcript of words that take a second each, from `start` seconds on.
func said(
    _ text: String, from start: Double = 0, name: String? = nil, duration: Int64? = nil
) -> Transcript {
    var transcript = Transcript(name: name, text: "", spans: [])
    transcript.duration = duration.map { TrackTime(milliseconds: $0 * 1000) }
    for (number, word) in text.split(separator: " ").enumerated() {
        if !transcript.text.isEmpty { transcript.text += " " }
        let offset = transcript.text.utf8.count
        transcript.text += word
        let from = Int64((start * 1000).rounded()) + Int64(number) * 1000
        transcript.spans.append(
            TimedSpan(
                start: offset, end: transcript.text.utf8.count,
                from: TrackTime(milliseconds: from), to: TrackTime(milliseconds: from + 900)))
    }
    return transcript
}

/// An audio file of so many seconds.
func audioFile(_ name: String?, _ seconds: Int64) -> AudioFile {
    AudioFile(name: name, duration: TrackTime(milliseconds: seconds * 1000))
}

/// For each track its words with their seconds in it.
func words(_ tracks: HeardTracks) -> [[String]] {
    zip(tracks.transcripts, tracks.shifts).map { transcript, shift in
        let bytes = Array(transcript.text.utf8)
        return transcript.spans.map { span in
            let word = String(decoding: bytes[span.start..<span.end], as: UTF8.self)
            return "\(word) \(Double(span.from.milliseconds - shift) / 1000)"
        }
    }
}

import PageMatchCore

extension TranscriptFormat {
    /// LRC: lines of lyrics with the time at which each begins, in hundredths of a second.
    ///
    ///     [by:whisper.cpp]
    ///     [offset:+250]
    ///     [125:03.20]Call me Ishmael.
    ///     [125:05.10]<125:05.10>Some <125:05.60>years <125:06.00>ago
    ///     [00:12.00][01:30.50]a line that is sung twice
    ///
    /// Old writers have a colon before the hundredths, too, `[00:12:75]`, which can't be told from
    /// hours but by fields that go beyond 59.
    ///
    /// A line lasts until the next one begins. A refrain has its text once for each of its times, as
    /// far as all of them together are no more than some times as long as the file. Minutes are not
    /// cut at 99: recognisers write books so. A line without a time goes on with the line before it.
    /// A positive offset makes all lines come that many milliseconds sooner.
    static let lrc = TranscriptFormat(name: "LRC", kinds: ["LRC"], read: readLyrics)
}

@Sendable
private func readLyrics(_ content: TranscriptContent) throws(ReaderError) -> TranscriptBuilder? {
    guard content.shape == "LRC" else { return nil }
    var builder = TranscriptBuilder(for: content)
    let sheet = LyricSheet(builder.utf8(of: content))
    builder.language = sheet.language
    builder.duration = sheet.length
    builder.append(sheet)
    return builder
}

extension TranscriptBuilder {
    /// Appends the lines of a sheet.
    fileprivate mutating func append(_ sheet: LyricSheet) {
        let lines = sheet.linesAsHeard()
        if sheet.droppedRepeats > 0 {
            let times = "\(sheet.droppedRepeats) time\(sheet.droppedRepeats == 1 ? "" : "s")"
            oddities.notes.append(
                "\(times) of lines that come again and again were left out: with them the text "
                    + "would be many times the file.")
        }
        for (index, line) in lines.enumerated() {
            let text = CaptionText(line.source[...])
            guard !text.text.isEmpty else { continue }
            guard let start = line.start else {
                breakCue()
                append(text.text[...])
                oddities.untimedCues += 1
                continue
            }
            // Two lines with one time are a line and its translation: look a little further.
            let next = lines[(index + 1)...].prefix(4).compactMap(\.start).first { $0 > start }
            let last = text.marks.last?.time.milliseconds ?? 0
            let stop = next ?? max(sheet.length?.milliseconds ?? 0, last)
            if stop <= start { oddities.missingEnds += 1 }
            let time = SpokenTime(
                from: TrackTime(milliseconds: start), to: TrackTime(milliseconds: max(start, stop)))
            var caption = Caption(text, time: time)
            // Times of words are those of the first singing.
            if text.marks.contains(where: { $0.time < time.from || time.to < $0.time }) {
                caption.words = []
            }
            append([caption.sooner(by: sheet.offset)])
        }
    }
}

extension Caption {
    /// The caption with all its times `milliseconds` earlier, none before the start of the file.
    fileprivate func sooner(by milliseconds: Int64) -> Caption {
        guard milliseconds != 0 else { return self }
        func shifted(_ time: TrackTime) -> TrackTime {
            TrackTime(milliseconds: max(0, time.milliseconds - milliseconds))
        }
        var caption = self
        caption.time = SpokenTime(from: shifted(time.from), to: shifted(time.to))
        for index in words.indices {
            caption.words[index].from = shifted(words[index].from)
            caption.words[index].to = shifted(words[index].to)
        }
        return caption
    }
}

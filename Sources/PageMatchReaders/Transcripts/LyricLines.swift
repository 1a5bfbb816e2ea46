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
    /// A line lasts until the next one begins. Minutes are not cut at 99: recognisers write books
    /// so. A line without a time goes on with the line before it. A positive offset makes all
    /// lines come that many milliseconds sooner.
    static let lrc = TranscriptFormat(name: "LRC", kinds: ["LRC"], read: readLyrics)
}

@Sendable
private func readLyrics(_ content: TranscriptContent) throws(ReaderError) -> TranscriptBuilder? {
    guard content.shape == "LRC" else { return nil }
    var builder = TranscriptBuilder(for: content)
    let text = builder.utf8(of: content)
    var sheet = LyricSheet(haveColons: haveColonsBeforeHundredths(text))
    for line in TranscriptLines(text) { sheet.read(line.text) }
    builder.language = sheet.language
    builder.duration = sheet.length
    builder.append(sheet)
    return builder
}

/// Whether the last of three fields of a time counts hundredths: somewhere it is beyond 59.
private func haveColonsBeforeHundredths(_ text: [UInt8]) -> Bool {
    TranscriptLines(text).contains { line in
        let tag = trimmed(line.text).prefix(16)
        guard tag.first == UInt8(ascii: "["), let close = tag.firstIndex(of: UInt8(ascii: "]"))
        else { return false }
        let fields = tag[..<close].dropFirst().split(
            separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard fields.count == 3, fields[2].count == 2, let tens = fields[2].first else {
            return false
        }
        return isDigit(tens) && tens >= UInt8(ascii: "6") && fields[2].allSatisfy(isDigit)
    }
}

/// The lines and tags of a lyrics file.
private struct LyricSheet {
    struct Line {
        /// Milliseconds; `nil` before the first line with a time.
        var start: Int64?
        var source: [UInt8]
    }

    private(set) var language: String?
    private(set) var length: TrackTime?
    private var lines: [Line] = []
    /// Milliseconds by which all lines come sooner.
    private(set) var offset: Int64 = 0
    private var hasRepeats = false
    /// Whether hundredths have a colon before them.
    private let haveColons: Bool

    init(haveColons: Bool) {
        self.haveColons = haveColons
    }

    /// Reads a line of the file: tags, or text behind any number of times.
    mutating func read(_ line: ArraySlice<UInt8>) {
        var rest = trimmed(line)
        var starts: [Int64] = []
        while rest.first == UInt8(ascii: "["), let close = rest.firstIndex(of: UInt8(ascii: "]")) {
            let tag = rest[(rest.startIndex + 1)..<close]
            if let time = time(tag) {
                starts.append(time.milliseconds)
            } else if !readTag(tag) {
                break
            }
            rest = trimmed(rest[(close + 1)...])
        }
        if let first = starts.first {
            hasRepeats = hasRepeats || starts.count > 1
            lines.append(Line(start: first, source: Array(rest)))
            lines += starts.dropFirst().map { Line(start: $0, source: Array(rest)) }
        } else if !rest.isEmpty {
            if lines.isEmpty { lines.append(Line(start: nil, source: [])) }
            lines[lines.count - 1].source += [0x0A] + rest
        }
    }

    private func time(_ tag: ArraySlice<UInt8>) -> TrackTime? {
        let colon = UInt8(ascii: ":")
        guard haveColons, let last = tag.lastIndex(of: colon), tag[..<last].contains(colon) else {
            return captionTime(tag)
        }
        return captionTime(tag[..<last] + [UInt8(ascii: ".")] + tag[(last + 1)...])
    }

    /// Whether a bracket holds a tag about the file, which is then noted.
    private mutating func readTag(_ tag: ArraySlice<UInt8>) -> Bool {
        guard let colon = tag.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let name = String(decoding: tag[..<colon], as: UTF8.self).lowercased()
        guard lyricTags.contains(name) else { return false }
        let value = trimmed(tag[(colon + 1)...])
        let text = String(decoding: value, as: UTF8.self)
        switch name {
        case "la": language = text
        case "length": length = captionTime(value)
        case "offset":
            let milliseconds = Int64(text.hasPrefix("+") ? String(text.dropFirst()) : text) ?? 0
            offset = min(max(milliseconds, -86_400_000), 86_400_000)
        default: break
        }
        return true
    }

    /// The lines in the order in which they are heard, where some are written once and sung twice;
    /// else as they stand.
    func linesAsHeard() -> [Line] {
        guard hasRepeats else { return lines }
        return lines.enumerated().sorted { left, right in
            let starts = (left.element.start ?? -1, right.element.start ?? -1)
            return starts.0 == starts.1 ? left.offset < right.offset : starts.0 < starts.1
        }.map(\.element)
    }
}

extension TranscriptBuilder {
    /// Appends the lines of a sheet.
    fileprivate mutating func append(_ sheet: LyricSheet) {
        let lines = sheet.linesAsHeard()
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

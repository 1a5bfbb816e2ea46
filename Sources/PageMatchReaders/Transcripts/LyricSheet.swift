import PageMatchCore

/// The lines and tags of a lyrics file.
struct LyricSheet {
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
    /// Times of lines whose text was repeated enough.
    private(set) var droppedRepeats = 0
    /// Whether hundredths have a colon before them.
    private let haveColons: Bool
    /// Bytes of text that may still be repeated.
    private var repeatable: Int

    /// A refrain as long as a line of verse and sung a hundred times stays below this.
    private static let longestRepetition = 8

    /// Reads a whole file.
    init(_ text: [UInt8]) {
        haveColons = haveColonsBeforeHundredths(text)
        repeatable = text.count * Self.longestRepetition
        for line in TranscriptLines(text) { read(line.text) }
    }

    /// Reads a line of the file: tags, or text behind any number of times.
    private mutating func read(_ line: ArraySlice<UInt8>) {
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
            let source = Array(rest)
            lines.append(Line(start: first, source: source))
            for start in starts.dropFirst() { repeatLine(source, at: start) }
        } else if !rest.isEmpty {
            if lines.isEmpty { lines.append(Line(start: nil, source: [])) }
            lines[lines.count - 1].source += [0x0A] + rest
        }
    }

    private mutating func repeatLine(_ source: [UInt8], at start: Int64) {
        guard source.count <= repeatable else {
            droppedRepeats += 1
            return
        }
        repeatable -= source.count
        hasRepeats = true
        lines.append(Line(start: start, source: source))
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

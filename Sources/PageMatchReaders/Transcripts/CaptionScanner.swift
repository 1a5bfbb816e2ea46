import PageMatchCore

/// Splits the lines of a caption file into cues.
///
/// Both formats are times, then lines of text. What differs is the end of a cue:
///
///     WebVTT   an empty line
///     SRT      the next line with times; writers leave empty lines out, or inside
///
/// The line before the times is the cue's number or name and not text.
struct CaptionScanner {
    enum Dialect {
        case webVTT
        case subRip
    }

    /// The cues so far, in file order.
    private(set) var captions: [Caption] = []
    /// Counts of cues that could not be read, and of ends before starts.
    private(set) var oddities = TranscriptOddities()

    /// Whether a cue, or the text of all, is longer than `limit`, where reading stopped.
    private(set) var isTooLong = false

    private let limit: Int
    /// Bytes of text in all cues so far.
    private var textLength = 0
    private let dialect: Dialect
    private let bytes: [UInt8]
    /// The cue being read.
    private var time: SpokenTime?
    private var lines: [Range<Int>] = []
    /// The last line, if it is not empty.
    private var previousLine: Range<Int>?
    /// The number of the line that began the block, after an empty line.
    private var blockLine = 0
    /// Lines are passed over until a cue or block ends.
    private var isSkipping = false

    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - dialect: What ends a cue.
    ///   - limit: Bytes in the longest text, of one cue with its markup or of all without it.
    init(_ bytes: [UInt8], dialect: Dialect, limit: Int = TranscriptBuilder.longestText) {
        self.bytes = bytes
        self.limit = limit
        self.dialect = dialect
    }

    /// Reads the lines from `offset`, which is in line `number` (from 1), to the end.
    ///
    /// - Complexity: O(*bytes*).
    mutating func scan(from offset: Int, line number: Int) {
        var number = number
        var at = offset
        while at < bytes.count, !isTooLong {
            let line = lineRange(at, in: bytes)
            scan(line, number)
            previousLine = line.isEmpty ? nil : line
            at = afterLineEnd(line.upperBound, in: bytes)
            number += 1
        }
        if dialect == .subRip { dropNumber(at: bytes.count) }
        finishBlock()
    }

    private mutating func scan(_ line: Range<Int>, _ number: Int) {
        let text = bytes[line]
        if previousLine == nil { blockLine = number }
        if line.isEmpty {
            if dialect == .webVTT { finishBlock() }
        } else if isTimingLine(text) {
            dropNumber(at: line.lowerBound)
            finishCue()
            beginCue(text, number)
        } else if time != nil {
            lines.append(line)
        } else if dialect == .webVTT, previousLine == nil, startsOtherBlock(text) {
            isSkipping = true
        }
    }

    private mutating func beginCue(_ line: ArraySlice<UInt8>, _ number: Int) {
        guard let times = captionTimes(line) else {
            skip(number)
            isSkipping = true
            return
        }
        isSkipping = false
        if times.to < times.from { oddities.reversedTimes += 1 }
        time = SpokenTime(from: times.from, to: max(times.from, times.to))
    }

    private mutating func finishBlock() {
        let isStray = previousLine != nil && time == nil && !isSkipping
        if isStray, dialect == .webVTT { skip(blockLine) }
        finishCue()
        isSkipping = false
    }

    private mutating func finishCue() {
        defer {
            time = nil
            lines.removeAll(keepingCapacity: true)
        }
        guard let time, !lines.isEmpty else { return }
        let length = lines.reduce(0) { $0 + $1.count }
        guard length <= limit, textLength <= limit else {
            isTooLong = true
            return
        }
        var source: [UInt8] = []
        for line in lines {
            source.append(contentsOf: bytes[line])
            source.append(0x0A)
        }
        let text = CaptionText(source[...])
        textLength += text.text.count
        if !text.text.isEmpty { captions.append(Caption(text, time: time)) }
    }

    private mutating func skip(_ line: Int) {
        oddities.skippedCues += 1
        oddities.firstSkippedLine = oddities.firstSkippedLine ?? line
    }

    /// Takes the number of the next cue, right before its times at `offset`, off this one's text.
    private mutating func dropNumber(at offset: Int) {
        guard let last = lines.last, trimmed(bytes[last]).allSatisfy(isDigit) else { return }
        if last == previousLine || offset == bytes.count { lines.removeLast() }
    }

    private func isTimingLine(_ line: ArraySlice<UInt8>) -> Bool {
        guard captionArrow(in: line) != nil else { return false }
        return dialect == .webVTT || startsLikeTiming(line)
    }

    private func startsOtherBlock(_ line: ArraySlice<UInt8>) -> Bool {
        ["NOTE", "STYLE", "REGION"].contains { word in
            line.starts(with: word.utf8)
                && line.dropFirst(word.utf8.count).first.map(isBlank) ?? true
        }
    }
}

/// Whether a line with an arrow is meant to be a line of times and not text: it starts with a digit
/// or with the sign of a time that was shifted too far.
func startsLikeTiming(_ line: ArraySlice<UInt8>) -> Bool {
    let line = trimmed(line)
    guard let first = line.first else { return false }
    return isDigit(first)
        || first == UInt8(ascii: "-") && line.dropFirst().first.map(isDigit) == true
}

/// The line that starts at `start`, without what ends it: `\r\n`, `\n` or `\r`.
func lineRange(_ start: Int, in bytes: [UInt8]) -> Range<Int> {
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return start..<end
}

/// The start of the line after the one that ends at `end`.
func afterLineEnd(_ end: Int, in bytes: [UInt8]) -> Int {
    let isPair = end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
    return end + (isPair ? 2 : 1)
}

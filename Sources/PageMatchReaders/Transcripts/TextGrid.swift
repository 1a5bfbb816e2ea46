import PageMatchCore

extension TranscriptFormat {
    /// Praat's TextGrid, long and short: tiers of intervals, in seconds.
    ///
    ///     File type = "ooTextFile"           long: names before the values
    ///     Object class = "TextGrid"
    ///     xmin = 0
    ///     …
    ///             intervals [1]:
    ///                 xmin = 2.5
    ///                 xmax = 2.9
    ///                 text = "Call"
    ///
    /// Names and numbers in brackets say nothing: Praat itself reads numbers, strings and flags
    /// alone, and so both forms are one. Of several tiers that of words is read, of several
    /// speakers those of all their words; see ``TextGridTier/best(_:)``. Empty intervals and marks of silence are pauses.
    /// - Source: Praat manual, "TextGrid file formats".
    static let textGrid = TranscriptFormat(
        name: "TextGrid", kinds: ["TextGrid"], read: readTextGrid)
}

@Sendable
private func readTextGrid(_ content: TranscriptContent) throws(ReaderError) -> TranscriptBuilder? {
    guard content.shape == "TextGrid" else { return nil }
    var builder = TranscriptBuilder(for: content)
    var scanner = PraatScanner(builder.utf8(of: content))
    let (tiers, length, isWhole) = textGridTiers(&scanner)
    if !isWhole {
        guard !tiers.isEmpty else {
            throw .malformed(
                format: "TextGrid", what: "no tier can be read", entry: nil, line: scanner.line)
        }
        builder.oddities.notes.append(
            "The file ends, or breaks its form, at line \(scanner.line); what stands before was "
                + "read.")
    }
    if let length, 0...longestTrackSeconds ~= length {
        builder.duration = TrackTime(seconds: length)
    }
    builder.append(TextGridTier.best(tiers), of: tiers)
    return builder
}

extension TranscriptBuilder {
    /// Appends what `tiers` say, in order of time, and notes which of `all` were left aside.
    fileprivate mutating func append(_ tiers: [TextGridTier], of all: [TextGridTier]) {
        let names = Set(tiers.map(\.name))
        let others = all.filter { !names.contains($0.name) && $0.words > 0 }
        if !tiers.isEmpty, !others.isEmpty {
            let read = tiers.map { "“\($0.name)”" }.joined(separator: ", ")
            let left = others.map { "“\($0.name)”" }.joined(separator: ", ")
            oddities.notes.append(
                "Of the tiers \(read) \(tiers.count == 1 ? "was" : "were") read, not \(left).")
        }
        for interval in TextGridTier.inOrderOfTime(tiers) where !interval.isPause {
            let time = time(from: interval.start, to: interval.end)
            breakWord()
            let range = append(interval.text)
            if let time { mark(range, time) }
        }
    }
}

/// The tiers, the length in seconds, and whether the file was read to its end.
private func textGridTiers(
    _ scanner: inout PraatScanner
) -> (tiers: [TextGridTier], length: Double?, isWhole: Bool) {
    // "ooTextFile", "TextGrid", then the values.
    guard scanner.string() != nil, scanner.string() != nil, scanner.number() != nil,
        let length = scanner.number(), let count = scanner.number()
    else { return ([], nil, false) }
    var tiers: [TextGridTier] = []
    while Double(tiers.count) < count {
        guard let kind = scanner.string(), let name = scanner.string(), scanner.number() != nil,
            scanner.number() != nil, let size = scanner.number()
        else { return (tiers, length, false) }
        let isPoints = kind.elementsEqual("TextTier".utf8)
        var tier = TextGridTier(name: String(decoding: name.prefix(80), as: UTF8.self))
        var number = 0.0
        while number < size {
            guard let start = scanner.number(), let end = isPoints ? start : scanner.number(),
                let text = scanner.string()
            else {
                tiers.append(tier)
                return (tiers, length, false)
            }
            tier.add(TextGridTier.Interval(start: start, end: isPoints ? nil : end, text: text))
            number += 1
        }
        tiers.append(tier)
    }
    return (tiers, length, true)
}

/// Reads Praat's text files as Praat does: free-standing numbers and strings count, flags in angle
/// brackets, comments and all other words are passed over.
private struct PraatScanner {
    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The line reached, from 1.
    var line: Int { lineNumber(ofByte: at, in: bytes) }

    /// The next value if it is a number; a string in its place is left.
    mutating func number() -> Double? {
        while let first = nextMark() {
            if first == UInt8(ascii: "\"") { return nil }
            let start = at
            while at < bytes.count, !isBlank(bytes[at]) { at += 1 }
            guard isDigit(first) || first == UInt8(ascii: "-"), at - start <= 40 else { continue }
            if let number = Double(String(decoding: bytes[start..<at], as: UTF8.self)) {
                return number
            }
        }
        return nil
    }

    /// The next string, passing over numbers; quotes in it are doubled.
    mutating func string() -> ArraySlice<UInt8>? {
        while let first = nextMark() {
            guard first == UInt8(ascii: "\"") else {
                while at < bytes.count, !isBlank(bytes[at]) { at += 1 }
                continue
            }
            return quoted()
        }
        return nil
    }

    private mutating func quoted() -> ArraySlice<UInt8>? {
        let start = at + 1
        var end = start
        var hasQuotes = false
        while end < bytes.count {
            guard bytes[end] == UInt8(ascii: "\"") else {
                end += 1
                continue
            }
            guard end + 1 < bytes.count, bytes[end + 1] == UInt8(ascii: "\"") else { break }
            hasQuotes = true
            end += 2
        }
        guard end < bytes.count else {
            at = bytes.count
            return nil
        }
        at = end + 1
        let text = bytes[start..<end]
        return hasQuotes ? withSingleQuotes(text) : text
    }

    /// Goes to the next byte that is neither blank nor in a comment or flag.
    private mutating func nextMark() -> UInt8? {
        while at < bytes.count {
            let byte = bytes[at]
            if isBlank(byte) {
                at += 1
            } else if byte == UInt8(ascii: "!") {
                at = lineRange(at, in: bytes).upperBound
            } else if byte == UInt8(ascii: "<") {
                while at < bytes.count, !isBlank(bytes[at]) { at += 1 }
            } else {
                return byte
            }
        }
        return nil
    }
}

/// A quoted string's content with `""` made `"`.
func withSingleQuotes(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var at = text.startIndex
    while at < text.endIndex {
        result.append(text[at])
        let isPair =
            text[at] == UInt8(ascii: "\"") && at + 1 < text.endIndex
            && text[at + 1] == UInt8(ascii: "\"")
        at += isPair ? 2 : 1
    }
    return result[...]
}

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
    /// speakers those of all their words; see ``TextGridTier/best(_:)``. Empty intervals and marks of
    /// silence are pauses.
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
        guard tiers.contains(where: { $0.words > 0 }) else {
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
            let were = tiers.count == 1 ? "was" : "were"
            oddities.notes.append(
                "Of the tiers \(listed(tiers)) \(were) read, not \(listed(others)).")
        }
        for interval in TextGridTier.inOrderOfTime(tiers) where !interval.isPause {
            let time = time(from: interval.start, to: interval.end)
            breakWord()
            let range = append(interval.text)
            if let time { mark(range, time) }
        }
    }
}

/// The names of tiers for a message; of many the first.
private func listed(_ tiers: [TextGridTier]) -> String {
    let shown = tiers.count <= 6 ? tiers.count : 5
    let names = tiers.prefix(shown).map { "“\($0.name)”" }.joined(separator: ", ")
    return shown == tiers.count ? names : "\(names) and \(tiers.count - shown) more"
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

import PageMatchCore

extension TranscriptFormat {
    /// SubViewer, which YouTube calls SBV: cues with both times on one line.
    ///
    ///     0:00:01.000,0:00:02.500
    ///     Call me[br]Ishmael.
    ///
    /// The header of SubViewer 2, `[INFORMATION]` and so on, is passed over.
    static let subViewer = TranscriptFormat(name: "SBV", kinds: ["SBV"], read: readSubViewer)
}

@Sendable
private func readSubViewer(_ content: TranscriptContent) throws(ReaderError) -> TranscriptBuilder? {
    guard content.shape == "SBV" else { return nil }
    var builder = TranscriptBuilder(for: content)
    var captions: [Caption] = []
    var time: SpokenTime?
    var source: [UInt8] = []
    func finish() {
        let text = CaptionText(source[...])
        if let time, !text.text.isEmpty { captions.append(Caption(text, time: time)) }
        source.removeAll(keepingCapacity: true)
    }
    for line in TranscriptLines(builder.utf8(of: content)) {
        if let times = subViewerTimes(line.text) {
            finish()
            time = builder.ordered(times.from, times.to)
        } else if time != nil {
            source += withLineFeeds(line.text)
            source.append(0x0A)
        }
    }
    finish()
    let (kept, rolling) = withoutRepeats(captions)
    builder.oddities.rollingCues = rolling
    builder.append(kept)
    return builder
}

/// The times of a line `0:00:01.000,0:00:02.500`; `nil` if it is none.
private func subViewerTimes(_ line: ArraySlice<UInt8>) -> (from: TrackTime, to: TrackTime)? {
    let sides = trimmed(line).split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard sides.count == 2, let from = captionTime(sides[0]), let to = captionTime(sides[1]) else {
        return nil
    }
    return (from, to)
}

/// A line of text with `[br]` as a line feed.
private func withLineFeeds(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var at = line.startIndex
    while at < line.endIndex {
        if line[at] == UInt8(ascii: "["), line[at...].starts(with: "[br]".utf8) {
            result.append(0x0A)
            at += 4
        } else {
            result.append(line[at])
            at += 1
        }
    }
    return result
}

import PageMatchCore

extension TranscriptFormat {
    /// The HTML transcript of the podcast namespace: who, when, and what was said.
    ///
    ///     <cite>Ishmael:</cite>
    ///     <time>0:09</time>
    ///     <p>Call me …</p>
    ///
    /// A time stands for all paragraphs up to the next one; names are not read.
    /// - Source: Podcast namespace, `transcripts/transcripts.md`.
    static let podcastHTML = TranscriptFormat(
        name: "podcast HTML", kinds: [], read: readPodcastHTML)
}

@Sendable
private func readPodcastHTML(
    _ content: TranscriptContent
) throws(ReaderError) -> TranscriptBuilder? {
    let head = content.text.prefix(ContentKind.headLength)
    guard head.first(where: { !isBlank($0) }) == UInt8(ascii: "<"),
        ["<cite", "<time", "<p"].allSatisfy({
            head.firstOffset(of: Array($0.utf8), ignoringCase: true) != nil
        })
    else { return nil }
    var builder = TranscriptBuilder()
    let cues = PodcastCues()
    try MarkupStream.parseHTML(builder.utf8(of: content), into: cues)
    if let refusal = cues.refusal { throw refusal }
    let captions = cues.captions
    guard cues.hasTimes else {
        // A book has such elements, too, inside others.
        guard ["<cite", "<time"].contains(where: { starts(content.text, with: $0) }) else {
            return nil
        }
        throw .malformed(
            format: "podcast HTML", what: "no <time> has a time such as 0:09 or 1:02:03",
            entry: nil,
            line: nil)
    }
    builder.oddities.missingEnds = captions.count { $0.time.from == $0.time.to }
    builder.append(captions)
    return builder
}

/// Whether a text begins with a tag, white space aside.
private func starts(_ text: [UInt8], with tag: String) -> Bool {
    let head = text.prefix(ContentKind.headLength).drop(while: isBlank)
    return head.prefix(tag.utf8.count).firstOffset(of: Array(tag.utf8), ignoringCase: true) != nil
}

/// Makes cues of a page's paragraphs as its elements open and close.
private final class PodcastCues: MarkupReceiver {
    /// The paragraphs that have a time and text, in order.
    private(set) var captions: [Caption] = []
    /// Why reading stopped.
    private(set) var refusal: ReaderError? { didSet { isStopped = true } }

    /// Whether there was a time that can be read.
    var hasTimes: Bool { start != nil }

    /// The elements that are open, outermost first.
    private var open: [Kind] = []
    /// The latest time.
    private var start: TrackTime?
    /// The text of the `time` that is open; of one that is none only the head.
    private var time: [UInt8] = []
    private var isInTime = false
    /// How many elements are around the paragraph that is read, the last of ``captions``.
    private var paragraph: Int?
    /// Bytes of text in all paragraphs.
    private var length = 0

    private enum Kind {
        case time
        case other
    }

    /// Bytes of the longest `time` that is looked at.
    private static let longestTime = 256

    override func begin(_ tag: borrowing StartTag) {
        guard refusal == nil else { return }
        guard open.count < BookLimits.elementDepth else {
            refusal = .malformed(
                format: "podcast HTML",
                what: "elements nested more than \(BookLimits.elementDepth) deep", entry: nil,
                line: nil)
            return
        }
        let name = tag.name
        if name == "time", !isInTime {
            isInTime = true
            time.removeAll(keepingCapacity: true)
        } else if name == "p", paragraph == nil, let start {
            paragraph = open.count
            captions.append(Caption(text: [], time: SpokenTime(from: start, to: start)))
        }
        open.append(name == "time" ? .time : .other)
    }

    override func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard refusal == nil else { return }
        if isInTime, time.count < Self.longestTime {
            time.append(contentsOf: bytes.prefix(Self.longestTime - time.count))
        }
        guard paragraph != nil, let last = captions.indices.last else { return }
        length += bytes.count
        guard length <= TranscriptBuilder.longestText else {
            refusal = TranscriptBuilder.tooLong
            return
        }
        captions[last].text.append(contentsOf: bytes)
    }

    override func end() {
        guard refusal == nil, let kind = open.popLast() else { return }
        if kind == .time { finishTime() }
        guard paragraph == open.count else { return }
        paragraph = nil
        if captions.last?.text.allSatisfy(isBlank) == true { captions.removeLast() }
    }

    private func finishTime() {
        guard isInTime else { return }
        isInTime = false
        guard let time = captionTime(time[...]) else { return }
        if let last = captions.last, last.time.to < time { finishCue(&captions, at: time) }
        start = time
    }
}

/// Gives the paragraphs of the last time their end; they share it by their lengths.
private func finishCue(_ captions: inout [Caption], at end: TrackTime) {
    guard let start = captions.last?.time.from else { return }
    let first = (captions.lastIndex { $0.time.from != start } ?? -1) + 1
    let total = captions[first...].reduce(0) { $0 + $1.text.count }
    var before = 0
    for index in first..<captions.count {
        let from = start.milliseconds + share(before, of: total, start, end)
        before += captions[index].text.count
        let to = start.milliseconds + share(before, of: total, start, end)
        captions[index].time = SpokenTime(
            from: TrackTime(milliseconds: from), to: TrackTime(milliseconds: to))
    }
}

private func share(_ part: Int, of total: Int, _ start: TrackTime, _ end: TrackTime) -> Int64 {
    Int64(Double(end.milliseconds - start.milliseconds) * Double(part) / Double(max(total, 1)))
}

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
    let document = try MarkupParser.parse(builder.utf8(of: content), as: .html).document
    var captions: [Caption] = []
    var start: TrackTime?
    for (index, element) in document.elements.enumerated() {
        let data = document.data[element.data]
        if element.name == "time", let time = captionTime(data) {
            if let last = captions.indices.last, captions[last].time.to < time {
                finishCue(&captions, at: time)
            }
            start = time
        } else if element.name == "p", let start, !isInside("p", document, index) {
            guard data.contains(where: { !isBlank($0) }) else { continue }
            captions.append(
                Caption(text: Array(data), time: SpokenTime(from: start, to: start)))
        }
    }
    guard start != nil else {
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

private func isInside(_ name: String, _ document: MarkupDocument, _ index: Int) -> Bool {
    document.elements[index].parent.map { document.elements[$0].name == name } ?? false
}

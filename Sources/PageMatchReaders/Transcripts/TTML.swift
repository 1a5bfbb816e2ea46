import PageMatchCore

extension TranscriptFormat {
    /// TTML, of old DFXP: paragraphs and spans that may each have a time.
    ///
    ///     <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en" ttp:tickRate="1000"><body><div>
    ///       <p begin="00:00:01.000" end="00:00:02.500">Call me<br/>Ishmael.</p>
    ///       <p begin="3250t" dur="750t"><span begin="0s">Some</span> <span begin="0.3s">…
    ///
    /// By the standard, times count from the start of what is around; where most of them would then
    /// lie outside of it, they count from the start of the file, as some writers have it.
    /// - Source: W3C Timed Text Markup Language 2. https://www.w3.org/TR/ttml2/
    static let ttml = TranscriptFormat(name: "TTML", kinds: ["TTML"], read: readTTML)
}

@Sendable
private func readTTML(_ content: TranscriptContent) throws(ReaderError) -> TranscriptBuilder? {
    guard content.shape == "TTML" else { return nil }
    let parsed = try MarkupParser.parse(content.text, as: .xml)
    guard let root = parsed.document.first("tt") else { return nil }
    var builder = TranscriptBuilder()
    if let breach = parsed.breach {
        builder.oddities.notes.append(
            "The XML is not well-formed at line \(breach.line); what could be made out was read.")
    }
    builder.language = parsed.document.attribute("xml:lang", of: root).flatMap {
        $0.isEmpty ? nil : $0
    }
    let times = TTMLTimes(parsed.document, root: root, &builder)
    for (index, element) in parsed.document.elements.enumerated() where element.name == "p" {
        builder.appendParagraph(index, parsed.document, times)
    }
    return builder
}

/// When each element of a document is on the screen.
private struct TTMLTimes {
    /// For each element the nearest one that states a time: itself, or one around it.
    private(set) var source: [Int?] = []
    /// The times of elements that state one, from the start of the file.
    private(set) var times: [Int: SpokenTime] = [:]

    /// What an element states, in seconds.
    private struct Stated {
        var begin: Double?
        var end: Double?
        var length: Double?
    }

    init(_ document: MarkupDocument, root: Int, _ builder: inout TranscriptBuilder) {
        let clock = TTMLClock(attributes: document.attributes[document.elements[root].attributes])
        let stated = document.elements.indices.map { Self.stated(document, $0, clock) }
        let isAbsolute = Self.countsFromStart(document, stated)
        // Seconds from the start of the file, element by element; those around come first.
        var starts: [Double] = []
        var ends: [Double?] = []
        for (index, element) in document.elements.enumerated() {
            let around = element.parent
            let base = isAbsolute ? 0 : around.map { starts[$0] } ?? 0
            let outerStart = around.map { starts[$0] } ?? 0
            let outerEnd = around.flatMap { ends[$0] }
            guard let own = stated[index] else {
                starts.append(outerStart)
                ends.append(outerEnd)
                source.append(around.flatMap { source[$0] })
                continue
            }
            let start = own.begin.map { base + $0 } ?? outerStart
            let end = own.end.map { base + $0 } ?? own.length.map { start + $0 } ?? outerEnd
            starts.append(start)
            ends.append(end)
            // What only begins, and is no cue, says nothing of when its text is spoken.
            let isCue = end != nil || element.name == "p" || element.name == "span"
            let time = isCue ? builder.time(from: start, to: end) : nil
            source.append(time == nil ? around.flatMap { source[$0] } : index)
            times[index] = time
        }
    }

    private static func stated(
        _ document: MarkupDocument, _ element: Int, _ clock: TTMLClock
    ) -> Stated? {
        func seconds(_ name: String) -> Double? {
            document.attribute(name, of: element).flatMap(clock.seconds)
        }
        let stated = Stated(begin: seconds("begin"), end: seconds("end"), length: seconds("dur"))
        return stated.begin == nil && stated.end == nil && stated.length == nil ? nil : stated
    }

    /// Whether times inside an element with a time count from the start of the file.
    ///
    /// They do if more of them lie within it when taken so than when taken from its start.
    private static func countsFromStart(_ document: MarkupDocument, _ stated: [Stated?]) -> Bool {
        var votes = 0
        for (index, element) in document.elements.enumerated() {
            guard let begin = stated[index]?.begin, let parent = element.parent,
                let outer = stated[parent], let start = outer.begin, start > 0,
                let length = outer.end.map({ $0 - start }) ?? outer.length
            else { continue }
            // A span may begin a little early.
            let slack = 0.05
            if begin >= start - slack, begin <= start + length + slack { votes += 1 }
            if begin <= length + slack { votes -= 1 }
        }
        return votes > 0
    }
}

extension TranscriptBuilder {
    /// Appends a paragraph: as a cue, or if spans in it have times of their own, as words.
    fileprivate mutating func appendParagraph(
        _ index: Int, _ document: MarkupDocument, _ times: TTMLTimes
    ) {
        let paragraph = document.elements[index]
        let time = times.source[index].flatMap { times.times[$0] }
        var words: [TimedWord] = []
        var ranges: [Range<Int>] = []
        var passedOver = 0
        breakCue()
        for event in document.events[paragraph.events] {
            switch event {
            case .open(let element):
                if document.elements[element].name == "br" { breakWord() }
                if isPassedOver(document, element) { passedOver += 1 }
            case .close(let element):
                if isPassedOver(document, element) { passedOver -= 1 }
            case .text(let number) where passedOver == 0:
                let text = document.texts[number]
                let range = append(document.data[text.data])
                guard !range.isEmpty else { continue }
                let source = times.source[text.element]
                let own = source == times.source[index] ? nil : source.flatMap { times.times[$0] }
                words.append(TimedWord(text: [], time: own))
                ranges.append(range)
            case .text: break
            }
        }
        guard let first = ranges.first, let last = ranges.last else { return }
        if words.contains(where: { $0.time != nil }) {
            markWords(words, at: ranges, in: time)
        } else if let time {
            mark(first.lowerBound..<last.upperBound, time)
        } else {
            oddities.untimedCues += 1
        }
    }

    /// Whether what an element holds is not spoken: metadata, and readings over characters.
    private func isPassedOver(_ document: MarkupDocument, _ element: Int) -> Bool {
        switch document.elements[element].name {
        case "metadata", "title", "desc", "copyright", "agent", "actor", "name": return true
        default: break
        }
        let ruby = document.attribute("tts:ruby", of: element)
        return ruby == "text" || ruby == "textContainer" || ruby == "delimiter"
    }
}

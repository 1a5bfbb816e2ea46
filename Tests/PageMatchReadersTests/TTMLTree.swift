import PageMatchCore

@testable import PageMatchReaders

/// A naive reading of TTML to compare with: the whole tree first, then all times, then the text.
struct TTMLTree {
    private let document: MarkupDocument
    private let breach: (message: String, line: Int)?
    private var builder = TranscriptBuilder()

    init(_ text: String) throws(ReaderError) {
        let parsed = try MarkupParser.parse(Array(text.utf8), as: .xml)
        document = parsed.document
        breach = parsed.breach
    }

    /// What an element states, in seconds.
    private struct Stated {
        var begin: Double?
        var end: Double?
        var length: Double?
    }

    mutating func transcript() throws(ReaderError) -> Transcript {
        guard let root = document.first("tt") else { throw .empty }
        if let breach {
            builder.oddities.notes.append(
                "The XML is not well-formed at line \(breach.line); what could be made out was read."
            )
        }
        builder.language = document.attribute("xml:lang", of: root)
        var tag = StartTag()
        for attribute in document.attributes[document.elements[root].attributes] {
            Array(attribute.value.utf8).withUnsafeBufferPointer {
                tag.append(attribute.name, value: $0)
            }
        }
        let (source, times) = resolved(TTMLClock(of: tag))
        for (index, element) in document.elements.enumerated() where element.name == "p" {
            appendParagraph(index, source, times)
        }
        return try builder.sealed(name: nil, format: "TTML")
    }

    /// For each element the nearest one with a time, and the times of those.
    private mutating func resolved(_ clock: TTMLClock) -> ([Int?], [Int: SpokenTime]) {
        let stated = document.elements.indices.map { self.stated($0, clock) }
        let isAbsolute = countsFromStart(stated)
        var source: [Int?] = []
        var times: [Int: SpokenTime] = [:]
        var starts: [Double] = []
        var ends: [Double?] = []
        for (index, element) in document.elements.enumerated() {
            let around = element.parent
            let outerStart = around.map { starts[$0] } ?? 0
            let outerEnd = around.flatMap { ends[$0] }
            let outerSource = around.flatMap { source[$0] }
            guard let own = stated[index] else {
                starts.append(outerStart)
                ends.append(outerEnd)
                source.append(outerSource)
                continue
            }
            let base = isAbsolute ? 0 : outerStart
            let start = own.begin.map { base + $0 } ?? outerStart
            let end = own.end.map { base + $0 } ?? own.length.map { start + $0 } ?? outerEnd
            starts.append(start)
            ends.append(end)
            let isCue = end != nil || element.name == "p" || element.name == "span"
            times[index] = isCue ? builder.time(from: start, to: end) : nil
            source.append(times[index] == nil ? outerSource : index)
        }
        return (source, times)
    }

    private func stated(_ element: Int, _ clock: TTMLClock) -> Stated? {
        func seconds(_ name: String) -> Double? {
            document.attribute(name, of: element).flatMap { clock.seconds(Array($0.utf8)[...]) }
        }
        let stated = Stated(begin: seconds("begin"), end: seconds("end"), length: seconds("dur"))
        return stated.begin == nil && stated.end == nil && stated.length == nil ? nil : stated
    }

    private func countsFromStart(_ stated: [Stated?]) -> Bool {
        var votes = 0
        for (index, element) in document.elements.enumerated() {
            guard let begin = stated[index]?.begin, let parent = element.parent,
                let outer = stated[parent], let start = outer.begin, start > 0
            else { continue }
            var length = outer.length
            if let end = outer.end { length = end - start }
            guard let length else { continue }
            if begin >= start - 0.05, begin <= start + length + 0.05 { votes += 1 }
            if begin <= length + 0.05 { votes -= 1 }
        }
        return votes > 0
    }

    private mutating func appendParagraph(
        _ index: Int, _ source: [Int?], _ times: [Int: SpokenTime]
    ) {
        let time = source[index].flatMap { times[$0] }
        var words: [TimedWord] = []
        var ranges: [Range<Int>] = []
        var passedOver = 0
        builder.breakCue()
        for event in document.events[document.elements[index].events] {
            switch event {
            case .open(let element):
                if document.elements[element].name == "br" { builder.breakWord() }
                if isPassedOver(element) { passedOver += 1 }
            case .close(let element):
                if isPassedOver(element) { passedOver -= 1 }
            case .text(let number) where passedOver == 0:
                let text = document.texts[number]
                let range = builder.append(document.data[text.data])
                guard !range.isEmpty else { continue }
                let isOwn = source[text.element] != source[index]
                let own = isOwn ? source[text.element].flatMap { times[$0] } : nil
                words.append(TimedWord(text: [], time: own))
                ranges.append(range)
            case .text: break
            }
        }
        guard let first = ranges.first, let last = ranges.last else { return }
        if words.contains(where: { $0.time != nil }) {
            builder.markWords(words, at: ranges, in: time)
        } else if let time {
            builder.mark(first.lowerBound..<last.upperBound, time)
        } else {
            builder.oddities.untimedCues += 1
        }
    }

    private func isPassedOver(_ element: Int) -> Bool {
        switch document.elements[element].name {
        case "metadata", "title", "desc", "copyright", "agent", "actor", "name": return true
        default: break
        }
        let ruby = document.attribute("tts:ruby", of: element)
        return ruby == "text" || ruby == "textContainer" || ruby == "delimiter"
    }
}

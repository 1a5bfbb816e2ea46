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
        /// Whether there is a begin that is no time.
        var isUnusable = false
    }

    /// The times of the elements, filled in from the outermost to the innermost.
    private struct Times {
        var stated: [Stated?]
        var children: [[Int]]
        var isAbsolute = false
        /// For each element the nearest one with a time.
        var source: [Int?]
        /// The times of those; `nil` for times that can't be used.
        var own: [Int: SpokenTime] = [:]
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
        let count = document.elements.count
        var times = Times(
            stated: document.elements.indices.map { stated($0, clock) },
            children: Array(repeating: [], count: count),
            source: Array(repeating: nil, count: count))
        for (index, element) in document.elements.enumerated() {
            if let parent = element.parent { times.children[parent].append(index) }
        }
        times.isAbsolute = countsFromStart(times.stated)
        for index in document.elements.indices where document.elements[index].parent == nil {
            _ = resolve(index, start: 0, end: nil, source: nil, &times)
        }
        return (times.source, times.own)
    }

    /// Resolves an element and all in it; returns its end.
    ///
    /// `start`, `end` and `source` are those of the element around it, or in a sequence `start` is
    /// the end of what stands before.
    private mutating func resolve(
        _ index: Int, start: Double, end: Double?, source: Int?, _ times: inout Times
    ) -> Double {
        var (start, end, source) = (start, end, source)
        let own = times.stated[index]
        if let own {
            source = index
            if own.isUnusable {
                builder.oddities.unusableTimes += 1
            } else {
                let base = times.isAbsolute && !isInSequence(index) ? 0 : start
                start = own.begin.map { base + $0 } ?? start
                end = own.end.map { base + $0 } ?? own.length.map { start + $0 } ?? end
                let isCue = end != nil || ["p", "span"].contains(document.elements[index].name)
                times.own[index] = isCue ? builder.time(from: start, to: end) : nil
                if times.own[index] == nil { source = nil }
            }
        }
        if own != nil, source == nil {
            source = document.elements[index].parent.flatMap { times.source[$0] }
        }
        times.source[index] = source
        var reach = start
        for child in times.children[index] {
            let from = isSequence(index) ? reach : start
            reach = max(reach, resolve(child, start: from, end: end, source: source, &times))
        }
        let statesEnd = own.map { !$0.isUnusable && ($0.end ?? $0.length) != nil } ?? false
        return statesEnd ? end ?? reach : reach
    }

    private func isSequence(_ element: Int) -> Bool {
        document.attribute("timecontainer", of: element) == "seq"
    }

    private func isInSequence(_ element: Int) -> Bool {
        guard let parent = document.elements[element].parent else { return false }
        return isSequence(parent) || isInSequence(parent)
    }

    private func stated(_ element: Int, _ clock: TTMLClock) -> Stated? {
        func seconds(_ name: String) -> Double? {
            document.attribute(name, of: element).flatMap { clock.seconds(Array($0.utf8)[...]) }
        }
        var stated = Stated(begin: seconds("begin"), end: seconds("end"), length: seconds("dur"))
        let begin = document.attribute("begin", of: element) ?? ""
        stated.isUnusable = stated.begin == nil && begin.contains { !$0.isWhitespace }
        if stated.isUnusable { return stated }
        return stated.begin == nil && stated.end == nil && stated.length == nil ? nil : stated
    }

    private func countsFromStart(_ stated: [Stated?]) -> Bool {
        var votes = 0
        for (index, element) in document.elements.enumerated() where !isInSequence(index) {
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
                if isWord(element) { builder.breakWord() }
            case .close(let element):
                if isPassedOver(element) { passedOver -= 1 }
                if isWord(element) { builder.breakWord() }
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

    private func isWord(_ element: Int) -> Bool {
        document.attribute("podcasts:unit", of: element) == "word"
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

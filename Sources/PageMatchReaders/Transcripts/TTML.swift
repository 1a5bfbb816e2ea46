import PageMatchCore

extension TranscriptFormat {
    /// TTML, of old DFXP: paragraphs and spans that may each have a time.
    ///
    ///     <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en" ttp:tickRate="1000"><body><div>
    ///       <p begin="00:00:01.000" end="00:00:02.500">Call me<br/>Ishmael.</p>
    ///       <p begin="3250t" dur="750t"><span begin="0s">Some</span> <span begin="0.3s">…
    ///
    /// By the standard, times count from the start of what is around; where most of them would then
    /// lie outside of it, they count from the start of the file, as some writers have it. That is
    /// known for certain at the end only: a file whose first times deceive is read once more. What
    /// stands in an element with `timeContainer="seq"` is spoken one after the other: its times
    /// count from the end of what stands before. Apple Podcasts writes words without white space
    /// between them and marks each with `podcasts:unit="word"`.
    /// - Source: W3C Timed Text Markup Language 2. https://www.w3.org/TR/ttml2/
    static let ttml = TranscriptFormat(name: "TTML", kinds: ["TTML"], read: readTTML)
}

@Sendable
private func readTTML(_ content: TranscriptContent) throws(ReaderError) -> TranscriptBuilder? {
    guard content.shape == "TTML" else { return nil }
    var countsFromStart: Bool?
    // A guess, what then showed to be true, and that once more if only a part was looked at.
    for isLast in [false, false, true] {
        let (cues, breach) = try MarkupStream.parseXML(content.text) {
            TTMLCues(for: content, countsFromStart: countsFromStart)
        }
        if !isLast, let insight = cues.laterInsight {
            countsFromStart = insight
            continue
        }
        return try cues.finish(breach)
    }
    return nil
}

/// Makes cues and words of a document as its elements open and close.
///
/// It keeps the elements that are open and the paragraph that is being read, whatever the length of
/// the document.
private final class TTMLCues: MarkupReceiver {
    /// What was read so far.
    private var builder: TranscriptBuilder
    /// Whether there is an element `tt`; nothing before it is looked at.
    private var isTTML = false
    /// Whether elements are nested beyond the limit, where reading stopped.
    private var isTooDeep = false

    private var times: TTMLTimes
    /// The elements that are open, outermost first.
    private var open: [Element] = []
    /// The paragraph that is being read.
    private var paragraph: Paragraph?
    /// The text since the last tag.
    private var text: [UInt8] = []

    private struct Element {
        var isPassedOver: Bool
        /// Whether it says that it is a word, so that white space need not part it from others.
        var isWord: Bool
        var timing: TTMLTiming
        /// What is known so far of when it ends.
        var extent: TTMLExtent
    }

    /// One paragraph: a cue, or if spans in it have times of their own, words.
    private struct Paragraph {
        /// How many elements are around it.
        var depth: Int
        var timing: TTMLTiming
        /// How many elements that are open in it, itself included, hold nothing that is spoken.
        var passedOver = 0
        var words: [TimedWord] = []
        var ranges: [Range<Int>] = []
    }

    /// - Parameters:
    ///   - content: The file, to guess how much memory is needed.
    ///   - countsFromStart: Whether all times count from the start of the file, if that is known.
    init(for content: TranscriptContent, countsFromStart: Bool?) {
        builder = TranscriptBuilder(for: content)
        times = TTMLTimes(countsFromStart: countsFromStart)
    }

    /// How times count by the votes of the whole file, if it is not how they were taken to count.
    var laterInsight: Bool? { times.laterInsight }

    /// Tells of a breach of XML's rules, and hands over what was read.
    ///
    /// - Parameter breach: Where the document breaks the rules of XML, if it does.
    /// - Returns: `nil` if the document is no TTML.
    /// - Throws: `.malformed` for elements nested too deeply, and where a breach left no text.
    func finish(_ breach: MarkupStream.Breach?) throws(ReaderError) -> TranscriptBuilder? {
        guard !isTooDeep else {
            throw .malformed(
                format: "TTML", what: "elements nested more than \(BookLimits.elementDepth) deep",
                entry: nil, line: nil)
        }
        guard isTTML else { return nil }
        if let breach {
            guard !builder.text.isEmpty else {
                throw .malformed(
                    format: "TTML", what: "the XML is not well-formed, and nothing can be made out",
                    entry: nil, line: breach.line)
            }
            builder.oddities.notes.append(
                "The XML is not well-formed at line \(breach.line); what could be made out was read."
            )
        }
        return builder
    }

    override func begin(_ tag: borrowing StartTag) {
        finishText()
        guard open.count < BookLimits.elementDepth else {
            isTooDeep = true
            isStopped = true
            return
        }
        let name = tag.name
        if name == "tt", !isTTML {
            isTTML = true
            times.clock = TTMLClock(of: tag)
            let language = tag["xml:lang"].map { String(decoding: $0, as: UTF8.self) }
            builder.language = language?.isEmpty == false ? language : nil
        }
        let isPassedOver = isPassedOver(tag)
        let timing =
            isTTML
            ? times.timing(of: tag, in: open.last?.timing, after: open.last?.extent, &builder)
            : TTMLTiming()
        if name == "p", paragraph == nil, isTTML {
            paragraph = Paragraph(depth: open.count, timing: timing)
            builder.breakCue()
        } else if name == "br", paragraph != nil {
            builder.breakWord()
        }
        let isWord = tag["podcasts:unit"]?.elementsEqual("word".utf8) ?? false
        if isWord, paragraph != nil { builder.breakWord() }
        if times.isMistaken { isStopped = true }
        if isPassedOver { paragraph?.passedOver += 1 }
        open.append(
            Element(
                isPassedOver: isPassedOver, isWord: isWord, timing: timing,
                extent: TTMLExtent(of: timing)))
    }

    override func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let paragraph, paragraph.passedOver == 0 else { return }
        text.append(contentsOf: bytes)
    }

    override func end() {
        finishText()
        guard let element = open.popLast() else { return }
        if let around = open.indices.last { open[around].extent.take(element.extent) }
        if element.isPassedOver { paragraph?.passedOver -= 1 }
        if element.isWord, paragraph != nil { builder.breakWord() }
        guard let paragraph, paragraph.depth == open.count else { return }
        self.paragraph = nil
        builder.finish(paragraph.words, at: paragraph.ranges, in: paragraph.timing.time)
    }

    /// Appends the text up to here, which the innermost open element holds.
    private func finishText() {
        guard !text.isEmpty else { return }
        let range = builder.append(text[...])
        text.removeAll(keepingCapacity: true)
        guard !range.isEmpty, let timing = open.last?.timing else { return }
        let isOwn = timing.source != paragraph?.timing.source
        paragraph?.words.append(TimedWord(text: [], time: isOwn ? timing.time : nil))
        paragraph?.ranges.append(range)
    }

    /// Whether what an element holds is not spoken: metadata, and readings over characters.
    private func isPassedOver(_ tag: borrowing StartTag) -> Bool {
        switch tag.name {
        case "metadata", "title", "desc", "copyright", "agent", "actor", "name": return true
        default: break
        }
        guard let ruby = tag["tts:ruby"] else { return false }
        return ["text", "textContainer", "delimiter"].contains { ruby.elementsEqual($0.utf8) }
    }
}

extension TranscriptBuilder {
    /// Gives the pieces of a paragraph, which were appended at `ranges`, their times, or if none
    /// has one, all of them that of the paragraph.
    fileprivate mutating func finish(
        _ words: [TimedWord], at ranges: [Range<Int>], in time: SpokenTime?
    ) {
        guard let first = ranges.first, let last = ranges.last else { return }
        if words.contains(where: { $0.time != nil }) {
            markWords(words, at: ranges, in: time)
        } else if let time {
            mark(first.lowerBound..<last.upperBound, time)
        } else {
            oddities.untimedCues += 1
        }
    }
}

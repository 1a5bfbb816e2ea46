import PageMatchCore

/// Turns a stretch of a document into plain text, with the map back to its elements.
///
/// One walk over the document's events: no recursion, and every element is looked at once.
struct TextExtractor {
    private let document: MarkupDocument
    /// The character data that may be copied; the rest of the file is not the book's.
    private let window: Range<Int>
    /// First element that the map lists after the root.
    private let body: Int
    /// `nil` if no map is wanted.
    private let elementIndices: ElementIndices?

    private var builder = SectionTextBuilder(unit: .utf16)
    private var pages: [(label: String, offset: Int)] = []
    private var anchors: [ExtractedText.Anchor] = []
    private var heading: String?
    /// Events of the notes met, to be walked after the running text.
    private var notes: [Range<Int>] = []

    /// Extracts the text of `events`.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - events: The steps to walk; by default all of the body.
    ///   - window: The range of the document's character data that counts; by default all of it.
    /// - Returns: The text; its map lists the elements that begin in `events` and the elements
    ///   around them.
    /// - Complexity: O(*n*) in events and text.
    static func extract(
        _ document: MarkupDocument, events: Range<Int>? = nil, window: Range<Int>? = nil
    ) -> ExtractedText {
        guard let body = document.body else {
            return ExtractedText(
                text: "", source: SourceMap(), heading: nil, pages: [], anchors: [])
        }
        var extractor = TextExtractor(
            document, body: body, events: events ?? document.elements[body].events,
            window: window ?? document.data.indices)
        extractor.walk(events ?? document.elements[body].events, inNote: false)
        // A note may hold notes: the list grows while it is walked.
        var next = 0
        while next < extractor.notes.count {
            extractor.walk(extractor.notes[next], inNote: true)
            next += 1
        }
        return extractor.finish()
    }

    private init(
        _ document: MarkupDocument, body: Int, events: Range<Int>?, window: Range<Int>
    ) {
        self.document = document
        self.body = body
        self.window = window
        elementIndices = events.map { ElementIndices(of: $0, in: document, body: body) }
    }

    /// Index of an element in the map; `nil` if it is not in it.
    private func mapIndex(of element: Int) -> Int? {
        guard let elementIndices else { return 0 }
        return elementIndices[element]
    }

    // MARK: The walk

    private mutating func walk(_ events: Range<Int>, inNote: Bool) {
        builder.endBlock()
        var index = events.lowerBound
        while index < events.upperBound {
            switch document.events[index] {
            case let .open(element):
                let isNoteItself = inNote && index == events.lowerBound
                index = open(element, at: index, isNoteItself: isNoteItself)
            case let .text(text):
                copy(text)
                index += 1
            case let .close(element):
                close(element)
                index += 1
            }
        }
        builder.endBlock()
    }

    /// Begins an element; returns the event to go on with.
    private mutating func open(_ element: Int, at index: Int, isNoteItself: Bool) -> Int {
        let role = isNoteItself ? .block : ElementRole(of: element, in: document)
        let end = document.elements[element].events.upperBound
        switch role {
        case .note:
            notes.append(document.elements[element].events)
            return end
        case .block, .lineBreak:
            builder.endBlock()
        case .cell:
            builder.separate()
        case let .pageBreak(label):
            if !label.isEmpty { pages.append((label, builder.bytes.count)) }
        case let .replaced(text):
            replace(element, by: text)
        case .inline, .omitted:
            break
        }
        noteAnchors(element, role: role)
        switch role {
        case .omitted, .pageBreak, .replaced: return end
        default: break
        }
        if heading == nil, Self.headingNames.contains(document.elements[element].name) {
            heading = Self.headingText(of: element, in: document)
        }
        return index + 1
    }

    private mutating func close(_ element: Int) {
        // The role needs no second look: of those elements that are entered, names tell it.
        switch ElementRole.named(document.elements[element].name, in: document.vocabulary) {
        case .block: builder.endBlock()
        case .cell: builder.separate()
        default: break
        }
    }

    private mutating func copy(_ index: Int) {
        let text = document.texts[index]
        if document.vocabulary == .wordprocessing, document.elements[text.element].name != "t" {
            return
        }
        let visible = text.data.clamped(to: window)
        guard !visible.isEmpty, let element = mapIndex(of: text.element) else { return }
        let skipped = document.data[text.data.lowerBound..<visible.lowerBound]
        builder.append(
            document.data[visible],
            at: SectionTextBuilder.Place(
                element: element, childrenBefore: text.childrenBefore,
                offset: String(decoding: skipped, as: UTF8.self).utf16.count))
    }

    /// Writes what an element stands for, as if it stood right before it.
    private mutating func replace(_ element: Int, by text: String) {
        guard let parent = document.elements[element].parent.flatMap({ mapIndex(of: $0) }),
            window.contains(document.elements[element].data.lowerBound)
        else { return }
        builder.append(
            replacement: Array(text.utf8),
            at: SectionTextBuilder.Place(
                element: parent, childrenBefore: document.elements[element].ordinal - 1, offset: 0))
    }

    /// Remembers where the ids of an element are; of one that is left out, those in it as well.
    private mutating func noteAnchors(_ element: Int, role: ElementRole) {
        var elements = element..<(element + 1)
        switch role {
        case .omitted, .pageBreak, .replaced:
            elements = element..<document.elements[element].descendants.upperBound
        default: break
        }
        for element in elements where !document.elements[element].attributes.isEmpty {
            if let id = document.attribute("id", of: element) { noteAnchor(id) }
            if let name = document.attribute("name", of: element) { noteAnchor(name) }
        }
    }

    private mutating func noteAnchor(_ id: String) {
        anchors.append(ExtractedText.Anchor(id: id, textOffset: builder.bytes.count))
    }

    // MARK: Results

    private mutating func finish() -> ExtractedText {
        let bytes = builder.bytes
        /// An element may begin right before a space or newline: what it names begins behind it.
        func settled(_ offset: Int) -> Int {
            offset < bytes.count && (bytes[offset] == 0x20 || bytes[offset] == 0x0A)
                ? offset + 1 : offset
        }
        let (text, runs) = builder.finish()
        return ExtractedText(
            text: text,
            source: SourceMap(
                elements: elementIndices?.sourceElements(of: document) ?? [], runs: runs),
            heading: heading,
            pages: pages.map { .init(label: $0.label, textOffset: settled($0.offset)) },
            anchors: anchors.map { .init(id: $0.id, textOffset: settled($0.textOffset)) })
    }

    /// Names of headings, highest first.
    static let headingNames = ["h1", "h2", "h3", "h4", "h5", "h6"]

    /// The text of a heading without what is not part of its text; `nil` if nothing is left.
    static func headingText(of element: Int, in document: MarkupDocument) -> String? {
        let heading = document.elements[element]
        guard heading.data.count <= 4096, heading.events.count <= 8192 else { return nil }
        // The heading's own events but its opening, which would begin it anew.
        let events = (heading.events.lowerBound + 1)..<heading.events.upperBound
        var extractor = TextExtractor(
            document, body: element, events: nil, window: heading.data)
        extractor.heading = ""
        extractor.walk(events, inNote: false)
        let words = extractor.builder.finish().text.split(separator: "\n")
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}

/// Collects what a parser tells into a ``MarkupDocument``; refuses what is beyond the limits.
final class MarkupTreeBuilder: MarkupReceiver {
    /// Why building stopped early.
    enum Stop: Hashable {
        case tooDeep
        case tooManyElements
    }

    /// Set when a limit was hit.
    private(set) var stop: Stop? { didSet { isStopped = true } }

    /// What was built so far.
    private var document = MarkupDocument()
    /// Open elements, outermost first, each with the number of its children so far.
    private var open: [(element: Int, children: Int)] = []
    private var rootCount = 0
    /// Whether the last event was a text of the innermost open element.
    private var isInText = false

    override func begin(_ tag: borrowing StartTag) {
        guard stop == nil else { return }
        guard open.count < BookLimits.elementDepth else { return stop = .tooDeep }
        guard document.elements.count < BookLimits.elements else { return stop = .tooManyElements }
        let index = document.elements.count
        let ordinal: Int
        if let parent = open.indices.last {
            open[parent].children += 1
            ordinal = open[parent].children
        } else {
            rootCount += 1
            ordinal = rootCount
        }
        let firstAttribute = document.attributes.count
        tag.append(to: &document.attributes)
        document.elements.append(
            MarkupDocument.Element(
                name: tag.name, parent: open.last?.element, ordinal: ordinal,
                attributes: firstAttribute..<document.attributes.count,
                events: document.events.count..<(document.events.count + 1),
                descendants: (index + 1)..<(index + 1),
                data: document.data.count..<document.data.count))
        document.events.append(.open(index))
        open.append((index, 0))
        isInText = false
    }

    /// Characters outside of all elements are dropped.
    override func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard stop == nil, !bytes.isEmpty, let parent = open.last else { return }
        let start = document.data.count
        document.data.append(contentsOf: bytes)
        if isInText, let last = document.texts.indices.last {
            document.texts[last].data = document.texts[last].data.lowerBound..<document.data.count
        } else {
            document.events.append(.text(document.texts.count))
            document.texts.append(
                MarkupDocument.Text(
                    element: parent.element, childrenBefore: parent.children,
                    data: start..<document.data.count))
            isInText = true
        }
    }

    override func end() {
        guard stop == nil, let (element, _) = open.popLast() else { return }
        document.events.append(.close(element))
        let first = document.elements[element]
        document.elements[element].events = first.events.lowerBound..<document.events.count
        document.elements[element].descendants = (element + 1)..<document.elements.count
        document.elements[element].data = first.data.lowerBound..<document.data.count
        isInText = false
    }

    /// Ends what is still open, and hands over the document.
    func finish() -> MarkupDocument {
        while !open.isEmpty, stop == nil { end() }
        document.body = document.first("body") ?? document.elements.indices.first
        return document
    }
}

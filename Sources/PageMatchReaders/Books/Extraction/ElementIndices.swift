import PageMatchCore

/// Which elements of a document a source map lists, and under which index.
///
/// Those that begin in a stretch of the document, with the elements around it, and always the root
/// and the body; what stands in the head is left out.
struct ElementIndices {
    /// The listed elements around the stretch, outermost first.
    private let ancestors: [Int]
    /// The listed elements that begin in it: one range, since they are in document order.
    private let range: Range<Int>
    private let positions: [Int: Int]
    private let body: Int

    /// Collects the elements of a stretch of events.
    ///
    /// - Parameters:
    ///   - events: The stretch.
    ///   - document: The document.
    ///   - body: Its body, or what stands for it.
    /// - Complexity: O(length of the stretch + depth).
    init(of events: Range<Int>, in document: MarkupDocument, body: Int) {
        var first: Int?
        var last = 0
        var outer: Int?
        for event in document.events[events] {
            switch event {
            case let .open(element):
                if first == nil {
                    first = element
                    outer = outer ?? document.elements[element].parent
                }
                last = element
            case let .text(text):
                if first == nil { outer = outer ?? document.texts[text].element }
            case let .close(element):
                if first == nil { outer = outer ?? element }
            }
        }
        range = first.map { $0..<(last + 1) } ?? 0..<0
        var chain: [Int] = []
        while let element = outer {
            chain.append(element)
            outer = document.elements[element].parent
        }
        if !chain.contains(body), !range.contains(body) { chain.insert(body, at: 0) }
        ancestors = chain.reversed()
        self.body = body
        positions = Dictionary(
            ancestors.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The index in the source map of an element of the document.
    subscript(element: Int) -> Int? {
        if range.contains(element) { return ancestors.count + element - range.lowerBound }
        return positions[element]
    }

    /// The listed elements, as a source map wants them.
    ///
    /// - Complexity: O(*n* · attributes).
    func sourceElements(of document: MarkupDocument) -> [SourceElement] {
        (ancestors + Array(range)).map { index in
            let element = document.elements[index]
            // Every reading system has a head before the body, written or not, in HTML.
            let isMovedBody = document.isLenient && index == body && element.name == "body"
            return SourceElement(
                parent: element.parent.flatMap { self[$0] }, name: element.name,
                id: document.attribute("id", of: index),
                ordinal: isMovedBody ? max(2, element.ordinal) : element.ordinal)
        }
    }
}

/// Where the chapters of a book in one document of HTML begin, told by its headings.
enum HTMLOutline {
    /// Divides a document.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - window: The range of its character data that is the book.
    /// - Returns: Parts that cover the body, in order; never empty.
    /// - Complexity: O(*n*).
    static func parts(of document: MarkupDocument, window: Range<Int>) -> [HeadingOutline.Part] {
        guard let body = document.body else {
            return []
        }
        let events = document.elements[body].events
        return HeadingOutline.parts(
            of: events, at: headings(of: document, events: events, window: window))
    }

    /// The headings of the first three levels in the running text of the book.
    private static func headings(
        of document: MarkupDocument, events: Range<Int>, window: Range<Int>
    ) -> [HeadingOutline.Heading] {
        var headings: [HeadingOutline.Heading] = []
        var index = events.lowerBound
        while index < events.upperBound {
            guard case let .open(element) = document.events[index] else {
                index += 1
                continue
            }
            switch ElementRole(of: element, in: document) {
            case .note where ElementRole.holdsEndnotes(element, in: document):
                let title = TextExtractor.headingNames.lazy
                    .compactMap { document.first($0, in: element) }.first
                    .flatMap { TextExtractor.headingText(of: $0, in: document) }
                headings.append(.init(event: index, level: 0, title: title ?? "Notes"))
                index = document.elements[element].events.upperBound
                continue
            case .omitted, .note, .pageBreak, .replaced:
                index = document.elements[element].events.upperBound
                continue
            default: break
            }
            let range = document.elements[element].data
            if let level = TextExtractor.headingNames.prefix(3)
                .firstIndex(of: document.elements[element].name),
                range.clamped(to: window) == range, !range.isEmpty,
                let title = TextExtractor.headingText(of: element, in: document)
            {
                headings.append(.init(event: index, level: level + 1, title: title))
            }
            index += 1
        }
        return headings
    }
}

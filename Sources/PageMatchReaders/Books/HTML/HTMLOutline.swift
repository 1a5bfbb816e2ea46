/// Where the chapters of a book in one document begin, told by its headings.
enum HTMLOutline {
    /// A stretch of the document that becomes a section.
    struct Part {
        /// The steps of the document that belong to it.
        let events: Range<Int>
        /// The heading that it begins with; `nil` for what stands before the first.
        let title: String?
    }

    private struct Heading {
        let event: Int
        let level: Int
        let title: String
    }

    /// Fewer headings than this are taken for those of title pages and parts.
    private static let fewestChapters = 4

    /// Divides a document.
    ///
    /// Headings of the first levels that have a few of them open a part; one level more does if
    /// most of its headings say that they are chapters.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - window: The range of its character data that is the book.
    /// - Returns: Parts that cover the body, in order; never empty.
    /// - Complexity: O(*n*).
    static func parts(of document: MarkupDocument, window: Range<Int>) -> [Part] {
        guard let body = document.body else {
            return []
        }
        let events = document.elements[body].events
        let headings = headings(of: document, events: events, window: window)
        let level = dividingLevel(of: headings)
        let dividing = headings.filter { $0.level <= level }.prefix(BookLimits.sections - 1)
        var parts: [Part] = []
        var start = events.lowerBound
        var title: String?
        for heading in dividing {
            parts.append(Part(events: start..<heading.event, title: title))
            start = heading.event
            title = heading.title
        }
        parts.append(Part(events: start..<events.upperBound, title: title))
        return parts
    }

    private static func dividingLevel(of headings: [Heading]) -> Int {
        let counts = (1...3).map { level in headings.count { $0.level <= level } }
        guard var level = (1...3).first(where: { counts[$0 - 1] >= fewestChapters }) else {
            return 3
        }
        while level < 3 {
            let next = headings.filter { $0.level == level + 1 }
            let chapters = next.count { ChapterHeading.matches($0.title) }
            guard chapters * 2 > next.count else { break }
            level += 1
        }
        return level
    }

    /// The headings of the first three levels in the running text of the book.
    private static func headings(
        of document: MarkupDocument, events: Range<Int>, window: Range<Int>
    ) -> [Heading] {
        var headings: [Heading] = []
        var index = events.lowerBound
        while index < events.upperBound {
            guard case let .open(element) = document.events[index] else {
                index += 1
                continue
            }
            switch ElementRole(of: element, in: document) {
            case .omitted, .note, .pageBreak:
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
                headings.append(Heading(event: index, level: level + 1, title: title))
            }
            index += 1
        }
        return headings
    }
}

/// Divides a book in one document into its chapters, at its headings.
enum HeadingOutline {
    /// A stretch of the document that becomes a section.
    struct Part {
        /// The steps of the document that belong to it.
        let events: Range<Int>
        /// The heading that it begins with; `nil` for what stands before the first.
        let title: String?
    }

    /// A heading that may open a part.
    struct Heading {
        /// Where the part would begin.
        let event: Int
        /// 1 is highest; 0 opens a part in any case.
        let level: Int
        /// Its text.
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
    ///   - events: The steps of the document to divide.
    ///   - title: The title of what stands before the first heading.
    ///   - headings: Its headings, in order.
    /// - Returns: Parts that cover `events`, in order; never empty.
    /// - Complexity: O(*n*) in headings.
    static func parts(
        of events: Range<Int>, title: String? = nil, at headings: [Heading]
    ) -> [Part] {
        let level = dividingLevel(of: headings)
        let dividing = headings.filter { $0.level <= level }.prefix(BookLimits.sections - 1)
        var parts: [Part] = []
        var start = events.lowerBound
        var title = title
        for heading in dividing {
            parts.append(Part(events: start..<heading.event, title: title))
            start = heading.event
            title = heading.title
        }
        parts.append(Part(events: start..<events.upperBound, title: title))
        return parts
    }

    private static func dividingLevel(of headings: [Heading]) -> Int {
        let headings = headings.filter { $0.level > 0 }
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
}

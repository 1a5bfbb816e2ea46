import PageMatchCore

/// Page breaks on their way from wherever they were found to ``Book/pageBreaks``.
enum PageBreakList {
    /// Puts page breaks in reading order.
    ///
    /// A page that begins where a section's text ends begins with the next text.
    ///
    /// - Parameters:
    ///   - breaks: Page breaks in any order; those at one place keep theirs.
    ///   - sections: The sections of the book that they index.
    /// - Returns: The same page breaks, ordered by section and offset; of equal ones the first.
    /// - Complexity: O(*n* log *n*).
    static func settled(_ breaks: [PageBreak], in sections: [BookSection]) -> [PageBreak] {
        let lengths = sections.map(\.text.utf8.count)
        /// For each section, the first at or after it that has text.
        var withText: [Int?] = Array(repeating: nil, count: lengths.count + 1)
        for index in lengths.indices.reversed() {
            withText[index] = lengths[index] > 0 ? index : withText[index + 1]
        }
        let moved = breaks.map { mark in
            guard mark.textOffset >= lengths[mark.section], let next = withText[mark.section + 1]
            else { return mark }
            return PageBreak(label: mark.label, section: next, textOffset: 0)
        }
        let sorted = moved.enumerated().sorted { first, second in
            (first.element.section, first.element.textOffset, first.offset)
                < (second.element.section, second.element.textOffset, second.offset)
        }.map(\.element)
        // Some files mark each page twice, with an anchor and with its number.
        return sorted.enumerated().filter { $0 == 0 || sorted[$0 - 1] != $1 }.map(\.element)
    }
}

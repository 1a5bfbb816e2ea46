package import PageMatchCore

/// What stands on a page beside its running text: facts, none of which costs a word of the text.
///
///     2 THE COPYHOLDER                    running head with the page's number
///     a town wants printed: auctioneers’  running text
///     bills, hymn-sheets,¹ the la-                            ¹ a note's mark
///     ¹ Sung on Sundays.                  a footnote
///                                 bels    catch-word
///
/// All of it is looked up: a line in capitals may be a title, and the book knows. A part is certain
/// when hardly anything else can look like that: only then is it not held against a place of the book
/// that does not have it.
package struct PageFacts: Hashable, Sendable {
    /// What a part of the page is.
    package enum Kind: Hashable, Sendable {
        /// The book's or the chapter's title over the text, or under it.
        case runningHead
        /// The number of the page, in a line of its own or in the running head's.
        case pageNumber
        /// What a reading device tells of its pages: `Loc 1234 · 35 %`, `3 mins left in chapter`.
        case status
        /// The next page's first word, at the foot of this one.
        case catchWord
        /// The printer's mark of a sheet: `B 2`.
        case signature
        /// A footnote's number or sign in the text.
        case noteMark
        /// All footnotes, from the first one's mark on.
        case footnotes
    }

    /// A stretch of the page's text.
    package struct Part: Hashable, Sendable {
        package var kind: Kind
        /// UTF-8 bytes of the page's text.
        package var bytes: Range<Int>
        package var isCertain: Bool
    }

    /// The number that is printed on a page.
    package struct Number: Hashable, Sendable {
        /// As printed, without the ornaments around it: `214`, `xiv`.
        package var label: String
        /// What it counts.
        package var value: Int
        /// Whether it is written in Roman numerals.
        package var isRoman: Bool
        package var isCertain: Bool
    }

    /// The parts that are no running text, in the order of the text.
    package private(set) var parts: [Part] = []
    /// The numbers printed on the page: one, or one for each of two facing pages.
    package private(set) var numbers: [Number] = []

    /// Nothing.
    package init() {}

    /// Finds what stands on a page.
    ///
    /// - Parameters:
    ///   - page: its lines in the order of reading.
    ///   - sheets: the stretches of its text, in UTF-8 bytes, that are pages of their own.
    /// - Complexity: O(bytes + words · log words).
    package init(of page: Page, sheets: [Range<Int>]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(page.text.utf8.count + PageRows.padding)
        bytes.append(contentsOf: page.text.utf8)
        bytes.append(contentsOf: repeatElement(0, count: PageRows.padding))
        for sheet in sheets {
            let rows = PageRows(of: page, bytes, in: sheet)
            let edges = PageEdges(rows)
            parts += edges.parts
            numbers += edges.number.map { [$0] } ?? []
            let notes = PageNotes(rows, edges.body, bytes)
            parts += notes.parts
        }
        confirmFacingNumbers()
        parts.sort {
            ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
        }
    }

    /// Numbers that follow each other on facing pages are theirs.
    private mutating func confirmFacingNumbers() {
        guard numbers.count == 2, numbers[0].isRoman == numbers[1].isRoman,
            numbers[0].value + 1 == numbers[1].value
        else { return }
        for index in numbers.indices { numbers[index].isCertain = true }
    }
}

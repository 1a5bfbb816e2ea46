import PageMatchCore

/// The plain text of a document, or of a part of one, and what else was found on the way.
struct ExtractedText {
    /// A page break that the text itself marks.
    struct PageMark: Hashable {
        /// The number printed on the page; never empty.
        let label: String
        /// UTF-8 offset in ``ExtractedText/text``.
        let textOffset: Int
    }

    /// The id of an element, and where it begins.
    struct Anchor: Hashable {
        /// The element's `id`, or its `name`.
        let id: String
        /// UTF-8 offset in ``ExtractedText/text``.
        let textOffset: Int
    }

    /// Plain text as ``BookSection/text`` wants it.
    var text: String
    /// Where it stands in the document.
    var source: SourceMap
    /// The text of the first heading, if there is one.
    var heading: String?
    /// The page breaks, in the document's order.
    var pages: [PageMark]
    /// Where elements with an id begin, in the document's order; of equal ids the first counts.
    var anchors: [Anchor]
}

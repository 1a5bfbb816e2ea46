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

    /// Plain text as ``BookSection/text`` wants it.
    var text: String
    /// Where it stands in the document.
    var source: SourceMap
    /// The text of the first heading, if there is one.
    var heading: String?
    /// The page breaks, in the document's order.
    var pages: [PageMark]
    /// UTF-8 offset in ``text`` at which each element with an id begins; the first of equal ids.
    var anchors: [String: Int]
}

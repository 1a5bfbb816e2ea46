/// A place in the document that a section's text was taken from.
///
/// Holds what EPUB CFI, KOReader, Readium and SMIL name places by; an EPUB CFI of it is
/// `/6/` 2 · (`section` + 1) `!` then 2 · `ordinal` for each element but the root, then
/// 2 · `childrenBefore` + 1 `:` `offset`.
public struct SourcePosition: Hashable, Sendable {
    /// One element of the way from the root to the text.
    public struct Step: Hashable, Sendable {
        /// Local name in lower case.
        public var name: String
        /// Ordinal among the sibling elements, from 1.
        public var ordinal: Int
        /// The element's `id` attribute.
        public var id: String?

        /// An element of the way.
        public init(name: String, ordinal: Int, id: String?) {
            self.name = name
            self.ordinal = ordinal
            self.id = id
        }
    }

    /// Index of the section in the book: of an EPUB the spine item.
    public var section: Int
    /// The elements from the document's root to the one that holds the text; none in plain text.
    public var path: [Step]
    /// How many child elements of the last step stand before the text.
    public var childrenBefore: Int
    /// UTF-16 code units into the text chunk; in plain text UTF-8 bytes into the file.
    public var offset: Int

    /// A place in a document.
    public init(section: Int, path: [Step], childrenBefore: Int, offset: Int) {
        self.section = section
        self.path = path
        self.childrenBefore = childrenBefore
        self.offset = offset
    }

    /// The id of the innermost element around the place that has one.
    public var nearestID: String? {
        path.last { $0.id != nil }?.id
    }
}

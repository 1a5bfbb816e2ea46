/// Where the plain text of a section stands in the document it was taken from.
///
/// Positions of EPUB CFI, KOReader, Readium and SMIL can be made of it: the element tree with ids
/// and sibling ordinals, and for each stretch of text that was copied unchanged its text node.
///
///     section text   "Loomings⏎Call me Ishmael. Some years…"
///     runs            ╰─ h1 ─╯ ╰── p, node 1 ──╯╰─ em … ─╯
///
/// Plain text files have no elements; their runs then count in the file itself.
public struct SourceMap: Hashable, Sendable {
    /// The elements of the document's body in document order; a parent stands before its children.
    public var elements: [SourceElement]
    /// Stretches copied unchanged, ordered by ``SourceRun/textOffset``.
    public var runs: [SourceRun]

    /// A map of these elements and runs.
    public init(elements: [SourceElement] = [], runs: [SourceRun] = []) {
        self.elements = elements
        self.runs = runs
    }
}

/// One element of a source document.
public struct SourceElement: Hashable, Sendable {
    /// Index of the parent in ``SourceMap/elements``; `nil` for the document's root element.
    public var parent: Int?
    /// Local name in lower case: `p`.
    public var name: String
    /// The `id` attribute.
    public var id: String?
    /// Ordinal among the sibling *elements*, from 1; an EPUB CFI step is twice this.
    public var ordinal: Int

    /// An element with its place among its siblings.
    public init(parent: Int?, name: String, id: String? = nil, ordinal: Int) {
        self.parent = parent
        self.name = name
        self.id = id
        self.ordinal = ordinal
    }
}

/// A stretch of section text that stands unchanged in one text node of the source.
///
/// "Unchanged" allows one white space character to have become a space: offsets stay linear.
public struct SourceRun: Hashable, Sendable {
    /// UTF-8 offset in the section's text where the stretch begins; it ends where the next begins.
    public var textOffset: Int
    /// Index of the element that holds the text node; `nil` in a plain text file.
    public var element: Int?
    /// How many child elements of `element` stand before the text; an EPUB CFI step is twice this
    /// plus one.
    public var childrenBefore: Int
    /// UTF-16 code units from the start of that text chunk (adjacent text nodes, comments between
    /// them ignored); in a plain text file UTF-8 bytes from the start of the file.
    public var sourceOffset: Int

    /// A stretch beginning at `textOffset`.
    public init(textOffset: Int, element: Int?, childrenBefore: Int, sourceOffset: Int) {
        self.textOffset = textOffset
        self.element = element
        self.childrenBefore = childrenBefore
        self.sourceOffset = sourceOffset
    }
}

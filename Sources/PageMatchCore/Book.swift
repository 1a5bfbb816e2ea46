/// The text of a book as its file gives it: sections in reading order, before any alignment.
///
/// A reader makes one from bytes; a program with a format of its own may make one by hand.
public struct Book: Hashable, Sendable {
    /// The title that the file states.
    public var title: String?
    /// The authors that the file states, in its order.
    public var authors: [String]
    /// The language that the file states, or if it states none its text tells: a BCP 47 tag.
    public var language: String?
    /// What is read, in reading order.
    public var sections: [BookSection]
    /// Where the pages of a printed edition begin, in reading order.
    public var pageBreaks: [PageBreak]
    /// When the file itself says that its text is read aloud, in the order of its text.
    public var overlays: [MediaOverlay]
    /// What was odd about the file, a sentence each, for people.
    public var warnings: [String]

    /// A book of these sections.
    public init(
        title: String? = nil, authors: [String] = [], language: String? = nil,
        sections: [BookSection], pageBreaks: [PageBreak] = [], overlays: [MediaOverlay] = [],
        warnings: [String] = []
    ) {
        self.title = title
        self.authors = authors
        self.language = language
        self.sections = sections
        self.pageBreaks = pageBreaks
        self.overlays = overlays
        self.warnings = warnings
    }
}

/// A stretch of a book with a name: a spine item of an EPUB, a chapter of a text file.
public struct BookSection: Hashable, Sendable {
    /// Unique in the book: the path in the EPUB, or `section-7`.
    public var name: String
    /// The heading that the table of contents or the text gives it.
    public var title: String?
    /// Plain text: blocks end in a newline, white space within a block is single spaces.
    public var text: String
    /// Where the text stands in the source file.
    public var source: SourceMap
    /// Whether it is part of the running text.
    ///
    /// `false` for what is opened on its own, such as notes and pop-ups: it is text like any other,
    /// and may be read aloud.
    public var isLinear: Bool

    /// A section of plain text.
    public init(
        name: String, title: String? = nil, text: String, source: SourceMap = SourceMap(),
        isLinear: Bool = true
    ) {
        self.name = name
        self.title = title
        self.text = text
        self.source = source
        self.isLinear = isLinear
    }
}

/// Where a page of a printed edition begins.
public struct PageBreak: Hashable, Sendable {
    /// The number printed on the page: `214`, `xiv`.
    public var label: String
    /// Index of the section in ``Book/sections``.
    public var section: Int
    /// UTF-8 offset in the section's text of the page's first byte.
    public var textOffset: Int

    /// A page called `label` that begins at `textOffset` of the section.
    public init(label: String, section: Int, textOffset: Int) {
        self.label = label
        self.section = section
        self.textOffset = textOffset
    }
}

/// When a fragment of a book's text is read aloud, as the book itself says.
public struct MediaOverlay: Hashable, Sendable {
    /// Index of the section in ``Book/sections``.
    public var section: Int
    /// The `id` of the element that holds the text; `nil` for all of the section.
    public var element: String?
    /// The audio file: its path in the EPUB.
    public var audio: String
    /// When the fragment begins in that file.
    public var from: TrackTime
    /// When it ends there, not before ``from``; `nil` for the end of the file.
    public var to: TrackTime?

    /// The text of an element is read from `from` to `to` of `audio`.
    public init(section: Int, element: String?, audio: String, from: TrackTime, to: TrackTime?) {
        self.section = section
        self.element = element
        self.audio = audio
        self.from = from
        self.to = to
    }
}

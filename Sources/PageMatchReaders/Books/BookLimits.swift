/// How much a book reader takes on: every limit is far beyond real books and stops hostile ones.
enum BookLimits {
    /// Bytes of a file that is one text: a complete Bible with notes is under 10 MiB.
    static let textBytes = 32 << 20
    /// Bytes read from an EPUB in total, unpacked; pictures and fonts never are.
    static let unpackedBytes = 128 << 20
    /// Unpacked bytes of one document in an EPUB.
    static let entryBytes = 32 << 20
    /// Entries of an EPUB: what ZIP without extensions can hold.
    static let entries = 65_535
    /// Unpacked to packed size of one document: real XHTML stays below 30, a bomb reaches 1000.
    static let compressionRatio = 200
    /// Below this size the ratio of a document does not matter.
    static let ratioFreeBytes = 4 << 20
    /// Depth of nested elements: browsers stop at 512; unclosed `<font>` soups reach hundreds.
    static let elementDepth = 2_000
    /// Elements of one document, some 200 bytes each in memory: enough for one to each word of the
    /// longest novels.
    static let elements = 2_000_000
    /// Attributes of one element; libxml2 compares each with each.
    static let attributes = 1_024
    /// Items of a spine, and entries of a table of contents or list of pages.
    static let listItems = 100_000
    /// Fragments of media overlays: enough for one to each word of a reading of a hundred hours.
    static let overlays = 1_000_000
    /// Style sheets of one document.
    static let styleSheets = 32
    /// Sections that headings may open, the rest staying in the last; the Bible has 1189 chapters.
    static let sections = 5_000
    /// Warnings kept for one book; the rest is counted in one more.
    static let warnings = 50
}

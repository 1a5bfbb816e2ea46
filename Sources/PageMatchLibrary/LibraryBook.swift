/// A book of a library, as lists show it.
///
/// Encodes to an entry of `pagematch list --json`; what is not known is `null`, not left out.
public struct LibraryBook: Hashable, Sendable, Codable {
    /// The id under which the library keeps it.
    public var book: String
    /// The title, if one was given or the book's file states it.
    public var title: String?
    /// The authors, in one line.
    public var author: String?
    /// A BCP 47 tag.
    public var language: String?
    /// The number of words of the text.
    public var words: Int
    /// The length of the audiobook in seconds.
    public var duration: Double

    /// An entry with all that a list shows.
    public init(
        book: String, title: String?, author: String?, language: String?, words: Int,
        duration: Double
    ) {
        self.book = book
        self.title = title
        self.author = author
        self.language = language
        self.words = words
        self.duration = duration
    }

    private enum CodingKeys: CodingKey {
        case book, title, author, language, words, duration
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(book, forKey: .book)
        try container.encode(title, forKey: .title)
        try container.encode(author, forKey: .author)
        try container.encode(language, forKey: .language)
        try container.encode(words, forKey: .words)
        try container.encode(duration, forKey: .duration)
    }
}

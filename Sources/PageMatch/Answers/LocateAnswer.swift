/// What is read at a moment, and where it stands; encodes to the JSON that all doors speak.
public struct LocateAnswer: Hashable, Sendable, Encodable {
    /// What kind of answer this is.
    public enum Status: String, Hashable, Sendable, Encodable {
        /// A word of the book is read then.
        case matched
        /// What is heard then does not stand in the book; see ``LocateAnswer/nearest``.
        case unaligned
    }

    public var status: Status
    /// The id of the book.
    public var book: String
    /// The moment, from the start of the audiobook.
    public var time: TimeAnswer
    /// The moment, in its track.
    public var track: TrackAnswer
    /// The word that is read, in UTF-8 bytes of a section.
    public var text: TextAnswer?
    /// The word that is read.
    public var words: WordsAnswer?
    /// The text from that word on.
    public var quote: QuoteAnswer?
    /// How much of the book's words lie before it, 0…1.
    public var progress: Double
    /// What is read before and after, when nothing of the book is read then.
    public var nearest: NearestAnswer?
    /// The page of a printed edition that holds the word.
    public var page: PrintedPage?
    /// How to get there from the page in the reader's hand.
    public var turn: Turn?

    /// A page of a printed edition.
    public struct PrintedPage: Hashable, Sendable, Encodable {
        /// What is printed on it: `214`, `xiv`.
        public var label: String
        /// How it is known: `page-list`, the file's own list.
        public var source: String
    }

    /// The way from a page to a word.
    public struct Turn: Hashable, Sendable, Encodable {
        /// Which way to leaf.
        public enum Direction: String, Hashable, Sendable, Encodable {
            case here, forward, backward
            /// The page was not found in the book: nothing is known of the way.
            case unknown
        }

        public var direction: Direction
        /// Words between the page's first word and the word that is read; never negative.
        public var words: Int?
        /// About how many pages that is; 0 when it is on the page.
        ///
        /// Pages as large as the one in hand or, if too little of it was read to know its size, as
        /// those of the book's list of printed pages; `nil` if neither tells.
        public var pages: Int?
        /// The line of the page's text that holds the word, from 1; blank lines do not count.
        public var line: Int?
        /// The box of that line, in pixels of the upright picture; `nil` when the page was mere text.
        public var boxes: [Scan.Box]?
        /// The size of that picture.
        public var image: Scan.Size?
    }
}

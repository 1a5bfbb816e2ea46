/// A page as it is looked up: what can be read on a sheet of paper or a screen, or a part of it.
public struct Page: Hashable, Sendable {
    /// The words as they stand there, running heads, hyphens and reading errors included.
    public var text: String
    /// Where the words stand in the picture that they were read from; `nil` for mere text.
    public var scan: Scan?

    /// A page of plain text, or of text that was read from a picture.
    public init(_ text: String, scan: Scan? = nil) {
        self.text = text
        self.scan = scan
    }
}

/// The picture that a page was read from, with the place of each word in it.
public struct Scan: Hashable, Sendable {
    /// A rectangle in pixels of the upright picture, origin top left.
    public struct Box: Hashable, Sendable, Encodable {
        /// Of the left edge.
        public var x: Int
        /// Of the upper edge.
        public var y: Int
        public var width: Int
        public var height: Int

        /// A rectangle.
        public init(x: Int, y: Int, width: Int, height: Int) {
            self.x = x
            self.y = y
            self.width = width
            self.height = height
        }

        /// The smallest rectangle around this one and another.
        package func union(_ other: Box) -> Box {
            let (left, top) = (min(x, other.x), min(y, other.y))
            // Wrapping: whatever numbers a caller gives, a lookup goes on.
            return Box(
                x: left, y: top, width: max(x &+ width, other.x &+ other.width) &- left,
                height: max(y &+ height, other.y &+ other.height) &- top)
        }
    }

    /// The size of a picture in pixels.
    public struct Size: Hashable, Sendable, Encodable {
        public var width: Int
        public var height: Int

        /// A size.
        public init(width: Int, height: Int) {
            self.width = width
            self.height = height
        }
    }

    /// One word, as it was read.
    public struct Word: Hashable, Sendable {
        /// Its UTF-8 bytes in the page's text.
        public var bytes: Range<Int>
        public var box: Box
        /// The line of the page that it stands in, from 0; words of one line follow each other.
        public var line: Int
        /// How sure the reading is, 0…1; `nil` where nothing is said of it.
        public var confidence: Double?

        /// A word with its place.
        public init(bytes: Range<Int>, box: Box, line: Int, confidence: Double? = nil) {
            self.bytes = bytes
            self.box = box
            self.line = line
            self.confidence = confidence
        }
    }

    /// Of the upright picture.
    public var size: Size
    /// In the order of the text.
    public var words: [Word]

    /// A picture with its words.
    public init(size: Size, words: [Word]) {
        self.size = size
        self.words = words
    }
}

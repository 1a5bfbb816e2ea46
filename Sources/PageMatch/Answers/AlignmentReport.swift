/// What an alignment found: how much was read, what was left out on either side, and whether the
/// audio is of this book at all.
public struct AlignmentReport: Hashable, Sendable, Codable {
    /// How the audio's words relate to the book's, judged on what was heard only.
    public enum Edition: String, Hashable, Sendable, Codable {
        /// The same text; chapters may be missing.
        case same
        /// Words are missing throughout what was read.
        case abridged
        /// The same story in other words.
        case different
        /// Another book, or another language.
        case unrelated
    }

    /// A section and how much of it is read aloud.
    public struct Section: Hashable, Sendable, Codable {
        public var section: String
        public var title: String?
        public var words: Int
        /// The share of its words that lie in a run, 0…1.
        public var read: Double
        /// `false` for what is not in the running order, such as notes and pop-ups.
        public var linear: Bool?
    }

    /// A track and how much of it stands in the book.
    public struct Track: Hashable, Sendable, Codable {
        /// Counted from 1.
        public var number: Int
        public var name: String
        /// Seconds.
        public var duration: Double
        /// Whether the duration is only a lower bound.
        public var estimated: Bool
        /// The share of its words that stand in the book, 0…1.
        public var explained: Double
        /// The chapters that its audio file or a list of lengths states.
        public var chapters: [Chapter]?
    }

    /// A place in a track that has a title.
    public struct Chapter: Hashable, Sendable, Codable {
        public var title: String
        /// Seconds of the track.
        public var start: Double
    }

    /// How much of each side found its counterpart, 0…1.
    public struct Coverage: Hashable, Sendable, Codable {
        /// The share of the book's words that are read.
        public var text: Double
        /// The share of the transcript's words that stand in the book.
        public var audio: Double
    }

    /// A stretch of ten words or more that only one side has.
    public struct Gap: Hashable, Sendable, Codable {
        /// Which side has it.
        public enum Kind: String, Hashable, Sendable, Codable {
            /// In the book, not read aloud.
            case unread
            /// Said, but not in the book.
            case unwritten
        }

        /// UTF-8 bytes of a section, half-open.
        public struct Text: Hashable, Sendable, Codable {
            public var section: String
            public var start: Int
            public var end: Int
        }

        /// Seconds from the start of the audiobook.
        public struct Time: Hashable, Sendable, Codable {
            public var start: Double
            public var end: Double
        }

        /// Seconds of one track.
        public struct TrackTime: Hashable, Sendable, Codable {
            /// Counted from 1.
            public var number: Int
            public var name: String
            public var start: Double
            public var end: Double
        }

        public var kind: Kind
        public var text: Text?
        public var time: Time?
        public var track: TrackTime?
        /// Words of the book when unread, of the transcript when unwritten.
        public var words: Int
        /// Its first words, for people.
        public var quote: String?
    }

    /// The id of the book.
    public var book: String?
    public var title: String?
    public var language: String?
    public var words: Int
    public var sections: [Section]
    public var tracks: [Track]
    /// Seconds of all tracks.
    public var duration: Double
    public var coverage: Coverage
    /// The unread ones in the order of the text, then the unwritten ones in the order of the audio.
    public var gaps: [Gap]
    public var edition: Edition
    /// What was odd, a sentence each.
    public var warnings: [String]
    /// Seconds from word ids to sync map, when that was asked for.
    public var elapsed: Double?
}

/// All words and times of a book, for programs; encodes to the JSON of `export --format json`.
public struct SyncMapExport: Hashable, Sendable, Encodable {
    /// A section and its words, half-open.
    public struct Section: Hashable, Sendable, Encodable {
        public var section: String
        public var title: String?
        public var words: WordsAnswer
    }

    /// A track, in seconds.
    public struct Track: Hashable, Sendable, Encodable {
        /// Counted from 1.
        public var number: Int
        public var name: String
        public var duration: Double
        public var estimated: Bool
    }

    /// A stretch that was read without a break in one track.
    public struct Run: Hashable, Sendable, Encodable {
        /// Counted from 1.
        public var track: Int
        /// The expected absolute error of a heard word's start, in seconds.
        public var precision: Double
        /// The position in the book of the first word.
        public var firstWord: Int
        public var words: [Word]
    }

    /// A word, when it is spoken and where it stands.
    public struct Word: Hashable, Sendable, Encodable {
        /// As it is printed.
        public var word: String
        /// UTF-8 offsets in its section's text, half-open.
        public var from: Int
        public var to: Int
        /// Seconds in the track.
        public var start: Double
        public var end: Double
        /// Whether the recogniser heard it; else its time comes from its neighbours.
        public var heard: Bool
    }

    /// The id of the book.
    public var book: String
    public var title: String?
    public var authors: [String]
    public var language: String?
    /// Words of the text.
    public var words: Int
    /// Seconds of all tracks.
    public var duration: Double
    public var sections: [Section]
    public var tracks: [Track]
    /// Ordered by track and time.
    public var runs: [Run]

    /// Everything that the book's sync map knows.
    ///
    /// - Complexity: O(words).
    public init(_ book: AlignedBook) {
        let image = book.opened
        self.book = book.id
        title = book.title
        authors = book.authors
        language = book.language
        words = book.wordCount
        duration = book.duration.seconds
        sections = (0..<image.sections.count).map { number in
            let range = image.words(ofSection: number)
            return Section(
                section: image.string(image.sections[number].name) ?? "",
                title: image.string(image.sections[number].title),
                words: WordsAnswer(start: range.lowerBound, end: range.upperBound))
        }
        tracks = book.tracks.enumerated().map { number, track in
            Track(
                number: number + 1, name: track.name, duration: track.duration.seconds,
                estimated: track.estimated)
        }
        runs = (0..<image.runs.count).map { number in
            let run = image.runs[number]
            return Run(
                track: Int(run.track) + 1, precision: Double(run.precision) / 1000,
                firstWord: Int(run.firstWord),
                words: image.spokenTimes.words(of: run).enumerated().map {
                    image.exported($1, word: Int(run.firstWord) + $0)
                })
        }
    }
}

extension BookImage {
    fileprivate func exported(_ spoken: SpokenWord, word: Int) -> SyncMapExport.Word {
        let place = wordMap[word].text
        let base = Int(sections[section(ofWord: word)].textStart)
        return SyncMapExport.Word(
            word: text(in: place), from: place.lowerBound - base,
            to: place.upperBound - base,
            start: spoken.start.seconds, end: spoken.end.seconds, heard: spoken.heard)
    }
}

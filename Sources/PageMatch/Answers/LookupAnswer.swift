/// Where a page stands and when it is read aloud; encodes to the JSON that all doors of the project
/// speak.
public struct LookupAnswer: Hashable, Sendable, Encodable {
    /// What kind of answer this is.
    public enum Status: String, Hashable, Sendable, Encodable {
        /// One place, one time.
        case matched
        /// The text stands, or is read, in several places; see ``LookupAnswer/alternatives``.
        case ambiguous
        /// The page is in the book, but it is not read aloud.
        case unaligned
        /// Not found, or not surely enough.
        case noMatch = "no_match"
        /// The query could not be read.
        case error
    }

    /// The query's own name, echoed.
    public var id: String?
    public var status: Status
    /// The id of the book.
    public var book: String?
    /// How probably the answer is right.
    public var confidence: Double
    /// When it is read, from the start of the audiobook.
    public var time: TimeAnswer?
    /// When it is read, in one track: what a player seeks to.
    public var track: TrackAnswer?
    /// All readings in the order of the text, when the page goes over several.
    ///
    /// It goes from one track into the next, or around a stretch that was left out. ``track`` is the
    /// one that holds most of it.
    public var parts: [TrackAnswer]?
    /// Instead of times, when the page is not read aloud: what is read before it and after it.
    public var nearest: NearestAnswer?
    /// Where it stands, in UTF-8 bytes of a section.
    public var text: TextAnswer?
    /// Where it stands, in words of the book, half-open.
    public var words: WordsAnswer?
    /// How the place reads in the book.
    public var quote: QuoteAnswer?
    /// The share of the page's words that the place explains, 0…1; not the confidence.
    public var agreement: Double?
    /// What of the page was found there: a box for each line, in pixels of the upright picture; `nil`
    /// when the page was mere text.
    public var boxes: [Scan.Box]?
    /// The size of that picture.
    public var image: Scan.Size?
    /// Other places, best first; with this answer's their confidences sum to at most 1.
    public var alternatives: [LookupAnswer]
    /// Why there is no answer, when ``status`` is `error`.
    public var error: ErrorAnswer.Details?
    /// Seconds that the lookup took, when that was asked for.
    public var elapsed: Double?

    /// From which confidence on a place is an answer, unless the caller says otherwise.
    public static let matchedFrom = 0.5

    /// An answer with no place.
    public init(status: Status, confidence: Double) {
        self.status = status
        self.confidence = confidence
        alternatives = []
    }

    /// The answer to a query that failed.
    public init(error: PageMatchError) {
        self.init(status: .error, confidence: 0)
        self.error = ErrorAnswer(error).error
    }

    /// The answer of several places: the best one when it is sure enough, else that it is not.
    ///
    /// - Parameters:
    ///   - answers: one for each place, most probable first; their confidences sum to at most 1.
    ///   - letters: of the page.
    ///   - limit: how many alternatives are kept.
    ///   - matchedFrom: from which confidence on there is a place.
    init(ranking answers: [LookupAnswer], letters: Int, limit: Int, matchedFrom: Double) {
        let total = min(1, answers.reduce(0) { $0 + $1.confidence })
        guard let best = answers.first, total >= matchedFrom else {
            self.init(
                status: .noMatch,
                confidence: ConfidenceModel.absence(presence: total, letters: letters))
            return
        }
        self = best
        // One answer is given only when it is twice as probable as all others together.
        if best.confidence < matchedFrom
            || best.confidence < 2 * (total - best.confidence)
        {
            status = .ambiguous
        }
        alternatives = Array(answers.dropFirst().prefix(max(0, limit)))
    }
}

/// Times from the start of the audiobook, in seconds.
public struct TimeAnswer: Hashable, Sendable, Encodable {
    /// When the page's first matched word is spoken.
    public var start: Double
    /// When its last one ends.
    public var end: Double
    /// When the sentence that holds the first word begins.
    public var resume: Double
    /// The expected absolute error of ``start``.
    public var precision: Double
    /// Whether the length of an earlier track is only estimated.
    public var estimated: Bool
}

/// Times in one track, in seconds.
public struct TrackAnswer: Hashable, Sendable, Encodable {
    /// Counted from 1, in the order in which the tracks were given.
    public var number: Int
    public var name: String
    /// The title of the audio file's chapter that holds ``start``, where chapters are known.
    public var chapter: String?
    /// When the page's first matched word is spoken.
    public var start: Double
    /// When its last one ends.
    public var end: Double
    /// The expected absolute error of ``start``.
    public var precision: Double
}

/// The places between which something that is not read aloud belongs.
public struct NearestAnswer: Hashable, Sendable, Encodable {
    /// The end of what is read before it, in the order of the text.
    public var before: MomentAnswer?
    /// The beginning of what is read after it.
    public var after: MomentAnswer?

    private enum CodingKeys: CodingKey { case before, after }

    public func encode(to encoder: any Encoder) throws {
        // A missing side is null, not left out: "nothing is read before it" is an answer.
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(before, forKey: .before)
        try container.encode(after, forKey: .after)
    }
}

/// A moment of the audiobook, in seconds.
public struct MomentAnswer: Hashable, Sendable, Encodable {
    /// A moment in a track.
    public struct InTrack: Hashable, Sendable, Encodable {
        /// Counted from 1.
        public var number: Int
        /// Seconds from the start of the track.
        public var start: Double
    }

    /// Seconds from the start of the audiobook.
    public var time: Double
    public var track: InTrack
}

/// A stretch of a section's plain text, in UTF-8 bytes, half-open.
public struct TextAnswer: Hashable, Sendable, Encodable {
    /// The name of the section.
    public var section: String
    /// The section's heading.
    public var title: String?
    public var start: Int
    public var end: Int
}

/// Words of the book, counted from 0, half-open.
public struct WordsAnswer: Hashable, Sendable, Encodable {
    public var start: Int
    public var end: Int
}

/// How a place reads in the book, for people: the three parts joined are one line.
public struct QuoteAnswer: Hashable, Sendable, Encodable {
    /// What stands before it.
    public var before: String
    /// The first words of the place.
    public var match: String
    /// What follows on ``match``.
    public var after: String
}

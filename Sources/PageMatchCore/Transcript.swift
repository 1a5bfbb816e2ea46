/// What a speech recogniser, or a human, wrote down of one audio file, with times.
///
/// The text is whole and plain; spans say which bytes of it were spoken when. Formats with word
/// times have a span a word, others a span a cue.
public struct Transcript: Hashable, Sendable {
    /// File name, for messages and as the track's name.
    public var name: String?
    /// The language that the file states, a BCP 47 tag; not checked.
    public var language: String?
    /// Everything that was said, in file order, spans separated by white space where the
    /// language has spaces.
    public var text: String
    /// What was said when, ordered by ``TimedSpan/start``, not overlapping in text.
    ///
    /// Times are in this file's own
    /// scale, finite and not negative; they need not be in order.
    public var spans: [TimedSpan]
    /// The length of the audio file where the transcript states it.
    public var duration: TrackTime?
    /// What was odd about the file, a sentence each, for people.
    public var warnings: [String]

    /// A transcript of timed text.
    public init(
        name: String? = nil, language: String? = nil, text: String, spans: [TimedSpan],
        duration: TrackTime? = nil, warnings: [String] = []
    ) {
        self.name = name
        self.language = language
        self.text = text
        self.spans = spans
        self.duration = duration
        self.warnings = warnings
    }
}

/// A stretch of a transcript with the time at which it was spoken.
public struct TimedSpan: Hashable, Sendable {
    /// UTF-8 offset in the transcript's text of the first byte.
    public var start: Int
    /// UTF-8 offset one past the last byte.
    public var end: Int
    /// When it begins.
    public var from: TrackTime
    /// When it ends; not before ``from``.
    public var to: TrackTime

    /// Bytes `start ..< end` were spoken from `from` to `to`.
    public init(start: Int, end: Int, from: TrackTime, to: TrackTime) {
        self.start = start
        self.end = end
        self.from = from
        self.to = to
    }
}

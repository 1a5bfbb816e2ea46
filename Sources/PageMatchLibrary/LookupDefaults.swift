/// What holds for lookups that do not say otherwise.
public struct LookupDefaults: Hashable, Sendable {
    /// The id of the book to look in; all books when nothing is said.
    public var book: String?
    /// Where the listener was.
    public var near: Moment?
    /// How many alternatives are told at most.
    public var limit: Int
    /// Whether answers tell how long they took.
    public var timings: Bool
    /// From which confidence on, 0…1, a place is an answer.
    public var matchedFrom: Double

    /// Defaults for a run of lookups.
    public init(
        book: String? = nil, near: Moment? = nil, limit: Int = 10, timings: Bool = false,
        matchedFrom: Double = LookupAnswer.matchedFrom
    ) {
        self.book = book
        self.near = near
        self.limit = limit
        self.timings = timings
        self.matchedFrom = matchedFrom
    }
}

internal import PageMatchAlign

/// Several books, for pages of which nobody says from which book they are.
public struct Catalogue: Sendable {
    /// The books, in the order in which they are tried.
    public let books: [AlignedBook]

    /// A catalogue of these books; their ids should differ.
    public init(_ books: [AlignedBook]) {
        self.books = books
    }

    /// Finds in which book a page stands, where, and when it is read aloud.
    ///
    /// Each book is asked; places of all of them compete for one confidence.
    ///
    /// - Complexity: O(books) lookups.
    public func lookup(
        _ page: Page, near: AudioTime? = nil, limit: Int = 10
    ) throws(PageMatchError) -> LookupAnswer {
        let query = try PageQuery(page)
        var candidates: [(book: AlignedBook, place: Place)] = []
        for book in books {
            candidates += book.places(of: query, near: near).map { (book, $0) }
        }
        let presence = candidates.map(\.place.confidence).max() ?? 0
        // Each book judged for itself; together they can't be right more than once.
        let shares = ConfidenceModel.shares(ofScores: candidates.map(\.place.placement.score))
        for index in candidates.indices {
            candidates[index].place.confidence = min(
                candidates[index].place.confidence, presence * shares[index])
        }
        let answers =
            candidates
            .filter { $0.place.confidence >= ConfidenceModel.mentioned }
            .flatMap { $0.book.answers(for: $0.place) }
            .enumerated()
            .sorted { ($1.element.confidence, $0.offset) < ($0.element.confidence, $1.offset) }
            .map(\.element)
        return LookupAnswer(ranking: answers, limit: limit)
    }
}

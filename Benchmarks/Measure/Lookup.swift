internal import PageMatch
internal import PageMatchAlign
internal import PageMatchWorkloads

/// One lookup and what became of it.
struct Lookup {
    enum Outcome {
        case right, ambiguous, withheld, wrong
    }

    let kind: PageKind
    let outcome: Outcome
    /// Whether its place, or one of its places, is the page's; of another book's whether it has none.
    var isRight: Bool { outcome == .right || outcome == .ambiguous }
    let confidence: Double
    let microseconds: Double
    let evidence: ConfidenceModel.Evidence?
    /// The answer in short.
    let told: String
    /// How many words the answer's first one is from the page's, where an answer is given.
    let distance: Int?
    /// Whether the best place is the page's, whatever was said of it.
    let isBestRight: Bool
    /// Whether what the confidence speaks of is so: the answer's place, or that there is none.
    let isTrue: Bool
    /// What it would be if any confidence made an answer.
    let bestCase: (presence: Double, isRight: Bool)
    /// What it has cost.
    let work: PlacementWork

    /// - Parameters:
    ///   - page: what is looked up, and its first word.
    ///   - kind: what it is.
    ///   - book: where.
    ///   - microseconds: what the lookup took.
    ///   - last: of a page whose first lines may not have been read its last word: an answer that begins
    ///     anywhere on it is right.
    /// - Throws: when the Unicode library fails.
    init(
        _ page: (text: String, first: Int), _ kind: PageKind, in book: PrintedBook,
        microseconds: Double, last: Int? = nil
    ) throws {
        let query = Page(page.text)
        let finding = try book.catalogue.find(query)
        self.microseconds = microseconds
        evidence = finding.evidence
        work = finding.work
        self.kind = kind
        let answer = try book.catalogue.lookup(query)
        // Of places that are as probable as others all are told.
        let all = try book.catalogue.lookup(query, limit: .max, matchedFrom: 0)
        let places = page.first - 10...max(page.first + 10, last ?? 0)
        func isRight(_ answer: LookupAnswer) -> Bool {
            guard let words = answer.words, !kind.isForeign else { return false }
            return places.contains(words.start) && (answer.status == .unaligned) == kind.isUnread
        }
        let words = answer.words.map { " words \($0.start)..<\($0.end)" } ?? ""
        self.told = "\(answer.status) \(answer.confidence)\(words)"
        distance = answer.words.map { abs($0.start - page.first) }
        confidence = answer.confidence
        let told = [all] + all.alternatives
        bestCase = (
            presence: all.status == .noMatch ? 0 : told.reduce(0) { $0 + $1.confidence },
            isRight: !kind.isForeign
                && (all.status == .ambiguous
                    ? told.contains { $0.words.map { places.contains($0.start) } ?? false }
                    : isRight(all))
        )
        isBestRight =
            !kind.isForeign && finding.firstWord.map { places.contains($0) } == true
        isTrue = answer.status == .noMatch ? kind.isForeign : isBestRight
        switch answer.status {
        case .noMatch: outcome = kind.isForeign ? .right : .withheld
        case .ambiguous:
            let told = [answer] + answer.alternatives
            outcome =
                told.contains { $0.words.map { places.contains($0.start) } ?? false }
                    && !kind.isForeign ? .ambiguous : .wrong
        default: outcome = isRight(answer) ? .right : .wrong
        }
    }
}

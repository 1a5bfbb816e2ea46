internal import PageMatchAlign
internal import PageMatchText

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
    /// Each book is asked; places of all of them compete for one confidence:
    /// page → letters → seeds → votes → alignment → place → time → confidence.
    ///
    /// - Parameters:
    ///   - page: a page, half a page or a phrase of a few words.
    ///   - near: where the listener was; decides between places that are equally good, never more.
    ///   - limit: how many alternatives are told at most.
    /// - Returns: An answer in any case: a page that is not found is one, too.
    /// - Throws: `internal` when the Unicode library fails.
    /// - Complexity: O(books) lookups.
    public func lookup(
        _ page: Page, near: Moment? = nil, limit: Int = 10
    ) throws(PageMatchError) -> LookupAnswer {
        let finding = try find(page, near: near)
        let answers = finding.candidates.map {
            $0.book.answer(
                $0.place, of: finding.query, reading: $0.reading, confidence: $0.confidence)
        }
        return LookupAnswer(
            ranking: answers, letters: finding.query.words.letters.count, limit: limit)
    }

    /// What a lookup found, before it is put into words: places, times and confidences.
    package struct Finding {
        let query: PageQuery
        let candidates: [Candidate]
        /// What the confidences are made of.
        package let evidence: ConfidenceModel.Evidence?

        /// The first word of the most probable place.
        package var firstWord: Int? { candidates.first?.place.words.lowerBound }
    }

    /// Finds the places where a page may stand, as ``lookup(_:near:limit:)`` does, without quotes.
    ///
    /// - Throws: `internal` when the Unicode library fails.
    /// - Complexity: O(books) lookups.
    package func find(_ page: Page, near: Moment? = nil) throws(PageMatchError) -> Finding {
        let query = try PageQuery(page)
        var placer = PagePlacer(confusions: Self.confusions)
        var placements = books.map { placer.placements(of: query.words.letters, in: $0.opened) }
        // Scores of one way compare: where several books may have the page, all go the careful one.
        let best = placements.compactMap(\.first?.score).max() ?? 0
        let rivals = books.indices.filter { (placements[$0].first?.score ?? 0) * 4 > best * 3 }
        if rivals.count > 1 {
            for index in rivals {
                placements[index] = placer.placements(
                    of: query.words.letters, in: books[index].opened, isCareful: true)
            }
        }
        let found = zip(books, placements).flatMap { book, placements in
            placements.map { (book: book, placement: $0) }
        }
        let letters = min(query.words.letters.count, PagePlacer.maximumLetters)
        guard
            let evidence = ConfidenceModel.Evidence(
                found.map(\.placement), letters: letters,
                runningLetters: min(letters, query.runningLetters), books: books.count)
        else { return Finding(query: query, candidates: [], evidence: nil) }
        return Finding(
            query: query,
            candidates: candidates(at: found, for: query, evidence, near: near),
            evidence: evidence)
    }

    /// The same with a moment of the whole audiobook.
    public func lookup(
        _ page: Page, near: AudioTime, limit: Int = 10
    ) throws(PageMatchError) -> LookupAnswer {
        try lookup(page, near: .audiobook(near), limit: limit)
    }

    /// A place in one of the books, and one of the times that it is read.
    struct Candidate {
        let book: AlignedBook
        let place: Place
        /// `nil` when the place is not read aloud.
        let reading: Reading?
        var confidence: Double
    }

    /// What OCR programs take for each other.
    private static let confusions = LetterConfusions(
        Letter.confusable, divisions: Letter.divisible)

    /// The times that the places are read, most probable first.
    private func candidates(
        at found: [(book: AlignedBook, placement: PagePlacement)], for query: PageQuery,
        _ evidence: ConfidenceModel.Evidence, near: Moment?
    ) -> [Candidate] {
        let presence = ConfidenceModel.presence(evidence)
        let shares = ConfidenceModel.shares(ofScores: found.map(\.placement.score))
        var candidates: [Candidate] = []
        for ((book, placement), share) in zip(found, shares)
        where presence * share >= ConfidenceModel.mentioned {
            candidates += Self.candidates(
                at: book.opened.place(placement, query), in: book, confidence: presence * share)
        }
        if let near { Self.preferNearest(to: near, among: &candidates) }
        // Of places that are equally good, one that is read aloud is of more use.
        return candidates.enumerated().sorted {
            ($1.element.confidence, $0.element.reading == nil ? 1 : 0, $0.offset)
                < ($0.element.confidence, $1.element.reading == nil ? 1 : 0, $1.offset)
        }.map(\.element)
    }

    /// One candidate for each time that a place is read, which share its confidence.
    private static func candidates(
        at place: Place, in book: AlignedBook, confidence: Double
    ) -> [Candidate] {
        let readings: [Reading?] = place.isRead ? Array(place.equalReadings) : []
        let all = readings.isEmpty ? [place.isRead ? place.readings.first : nil] : readings
        return all.map {
            Candidate(
                book: book, place: place, reading: $0, confidence: confidence / Double(all.count))
        }
    }

    /// Moves confidence between places that the text does not tell apart to the one nearest in time.
    private static func preferNearest(to near: Moment, among candidates: inout [Candidate]) {
        guard let best = candidates.map(\.confidence).max() else { return }
        let tied = candidates.indices.filter { candidates[$0].confidence * 2 > best }
        let distances = candidates.map { candidate in
            candidate.reading.flatMap { candidate.book.distance(of: $0, from: near) } ?? .max
        }
        guard tied.count > 1,
            let nearest = tied.min(by: { (distances[$0], $0) < (distances[$1], $1) })
        else { return }
        // All but a tenth: the listener may have leafed elsewhere.
        let total = tied.reduce(0) { $0 + candidates[$1].confidence }
        for index in tied {
            candidates[index].confidence =
                index == nearest ? total * 0.9 : total * 0.1 / Double(tied.count - 1)
        }
    }
}

extension AlignedBook {
    /// Milliseconds between a moment and the start of a reading; `nil` when the book has no such
    /// moment.
    fileprivate func distance(of reading: Reading, from near: Moment) -> Int64? {
        let start = opened.spoken(reading.first.index, of: reading.first.run).start
        let time = timeline.audioTime(start, in: reading.track)
        switch near {
        case .audiobook(let moment): return abs(time.milliseconds - moment.milliseconds)
        case .track(let number, let moment):
            guard number >= 1, number <= timeline.count else { return nil }
            let there = timeline.audioTime(moment, in: number - 1)
            return abs(time.milliseconds - there.milliseconds)
        }
    }
}

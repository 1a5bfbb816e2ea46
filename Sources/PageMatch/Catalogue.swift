package import PageMatchAlign

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
    ///   - matchedFrom: from which confidence on, 0…1, a place is an answer; below it is no match.
    /// - Returns: An answer in any case: a page that is not found is one, too.
    /// - Throws: `internal` when the Unicode library fails.
    /// - Complexity: O(books) lookups.
    public func lookup(
        _ page: Page, near: Moment? = nil, limit: Int = 10,
        matchedFrom: Double = LookupAnswer.matchedFrom
    ) throws(PageMatchError) -> LookupAnswer {
        try Finders.with { finder throws(PageMatchError) in
            let finding = try find(page, near: near, with: &finder)
            var answers: [LookupAnswer] = []
            for candidate in finding.candidates {
                answers.append(
                    books[candidate.book].answer(
                        candidate.place, of: finder.query, reading: candidate.reading,
                        confidence: candidate.confidence))
            }
            return LookupAnswer(
                ranking: answers, letters: finder.query.words.letters.count, limit: limit,
                matchedFrom: matchedFrom)
        }
    }

    /// What a lookup found, before it is put into words: places, times and confidences.
    package struct Finding: Sendable {
        let candidates: [Candidate]
        /// What the confidences are made of.
        package let evidence: ConfidenceModel.Evidence?
        /// What they have cost.
        package let work: PlacementWork

        /// How sure it is that the page stands in one of the places, 0…1.
        package var presence: Double { candidates.reduce(0) { $0 + $1.confidence } }

        /// The index of the book of the most probable place.
        package var book: Int? { candidates.first?.book }

        /// The first word of the most probable place.
        package var firstWord: Int? { candidates.first?.place.words.lowerBound }
    }

    /// Finds the places where a page may stand, as ``lookup(_:near:limit:matchedFrom:)`` does, without quotes.
    ///
    /// - Throws: `internal` when the Unicode library fails.
    /// - Complexity: O(books) lookups.
    package func find(_ page: Page) throws(PageMatchError) -> Finding {
        try Finders.with { finder throws(PageMatchError) in
            try find(page, near: nil, with: &finder)
        }
    }

    /// The same, in memory of the caller's, which holds the page as a query afterwards.
    func find(
        _ page: Page, near: Moment?, with finder: inout Finder
    ) throws(PageMatchError) -> Finding {
        try finder.query.read(page)
        let before = finder.placer.work
        let found = placements(with: &finder)
        let work = finder.placer.work - before
        let letters = min(finder.query.words.letters.count, PagePlacer.maximumLetters)
        guard
            let evidence = ConfidenceModel.Evidence(
                found.map(\.placement), letters: letters,
                runningLetters: min(letters, finder.query.runningLetters), books: books.count)
        else { return Finding(candidates: [], evidence: nil, work: work) }
        return Finding(
            candidates: candidates(at: found, for: &finder.query, evidence, near: near),
            evidence: evidence, work: work)
    }

    /// The places in all books, with the books' indices, in their order.
    private func placements(
        with finder: inout Finder
    ) -> [(book: Int, placement: PagePlacement)] {
        var found = books.map {
            finder.placer.placements(of: finder.query.words.letters, in: $0.opened)
        }
        // Scores of one way compare: where several books may have the page, all go the careful one.
        if books.count > 1, let best = found.compactMap({ $0.first?.score }).max() {
            let rivals = books.indices.filter { (found[$0].first?.score ?? 0) * 4 > best * 3 }
            for index in rivals where rivals.count > 1 {
                found[index] = finder.placer.placements(
                    of: finder.query.words.letters, in: books[index].opened, isCareful: true)
            }
        }
        probe(&found, with: &finder)
        return found.indices.flatMap { book in found[book].map { (book, $0) } }
    }

    /// Adds the places that a search through all of a book finds of a phrase that has none.
    ///
    /// All of a large library is too much to be searched: the books that have most of the phrase come first,
    /// as far as the measure of ``PagePlacer`` goes.
    private func probe(_ found: inout [[PagePlacement]], with finder: inout Finder) {
        let letters = finder.query.words.letters
        var mostEqual = 0
        for placement in found.lazy.joined() { mostEqual = max(mostEqual, placement.equal) }
        guard PagePlacer.isProbed(mostEqual: mostEqual, letters: letters.count) else { return }
        let scores = found.map { $0.first?.score ?? 0 }
        let order = books.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
        var measure = PagePlacer.probedLetters
        for index in order {
            let target = books[index].opened
            let probes = PagePlacer.probes(
                letters: letters.count, bookLetters: target.letterCount, within: measure)
            if probes == 0 { continue }
            measure -= probes * target.letterCount
            found[index] = PagePlacement.best(
                found[index]
                    + finder.placer.probedPlacements(of: letters, in: target, probes: probes))
        }
    }

    /// The same with a moment of the whole audiobook.
    public func lookup(
        _ page: Page, near: AudioTime, limit: Int = 10,
        matchedFrom: Double = LookupAnswer.matchedFrom
    ) throws(PageMatchError) -> LookupAnswer {
        try lookup(page, near: .audiobook(near), limit: limit, matchedFrom: matchedFrom)
    }

    /// A place in one of the books, and one of the times that it is read.
    struct Candidate: Sendable {
        /// The book's index.
        let book: Int
        let place: Place
        /// `nil` when the place is not read aloud.
        let reading: Reading?
        var confidence: Double
    }

    /// The times that the places are read, most probable first.
    private func candidates(
        at found: [(book: Int, placement: PagePlacement)], for query: inout PageQuery,
        _ evidence: ConfidenceModel.Evidence, near: Moment?
    ) -> [Candidate] {
        let presence = ConfidenceModel.presence(evidence)
        let shares = ConfidenceModel.shares(ofScores: found.map(\.placement.score))
        var candidates: [Candidate] = []
        for (index, share) in shares.enumerated()
        where presence * share >= ConfidenceModel.mentioned {
            let (book, placement) = found[index]
            Self.add(
                books[book].opened.place(placement, &query), in: book, confidence: presence * share,
                to: &candidates)
        }
        if candidates.count < 2 { return candidates }
        if let near { preferNearest(to: near, among: &candidates) }
        // Of places that are equally good, one that is read aloud is of more use.
        return candidates.enumerated().sorted {
            ($1.element.confidence, $0.element.reading == nil ? 1 : 0, $0.offset)
                < ($0.element.confidence, $1.element.reading == nil ? 1 : 0, $1.offset)
        }.map(\.element)
    }

    /// Adds one candidate for each time that a place is read, which share its confidence.
    private static func add(
        _ place: Place, in book: Int, confidence: Double, to candidates: inout [Candidate]
    ) {
        let readings = place.equalReadings
        if readings.isEmpty {
            candidates.append(
                Candidate(
                    book: book, place: place, reading: place.isRead ? place.readings.first : nil,
                    confidence: confidence))
        }
        for reading in readings {
            candidates.append(
                Candidate(
                    book: book, place: place, reading: reading,
                    confidence: confidence / Double(readings.count)))
        }
    }

    /// Moves confidence between places that the text does not tell apart to the one nearest in time.
    private func preferNearest(to near: Moment, among candidates: inout [Candidate]) {
        guard let best = candidates.map(\.confidence).max() else { return }
        let tied = candidates.indices.filter { candidates[$0].confidence * 2 > best }
        let distances = candidates.map { candidate in
            candidate.reading.flatMap { books[candidate.book].distance(of: $0, from: near) } ?? .max
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

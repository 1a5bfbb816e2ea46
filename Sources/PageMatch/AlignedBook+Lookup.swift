internal import PageMatchAlign

extension AlignedBook {
    /// Finds where a page stands, and when it is read aloud.
    ///
    /// page → letters → seeds → votes → alignment → place → time → confidence.
    ///
    /// - Parameters:
    ///   - page: a page, half a page or a phrase of a few words.
    ///   - near: where the listener was; decides between places that are equally good, never more.
    ///   - limit: how many alternatives are told at most.
    /// - Returns: An answer in any case: a page that is not found is one, too.
    /// - Throws: `internal` when the Unicode library fails.
    public func lookup(
        _ page: Page, near: AudioTime? = nil, limit: Int = 10
    ) throws(PageMatchError) -> LookupAnswer {
        let query = try PageQuery(page)
        return LookupAnswer(
            ranking: places(of: query, near: near).flatMap { answers(for: $0) }, limit: limit)
    }

    /// The places where a page may stand, most probable first.
    func places(of query: PageQuery, near: AudioTime?) -> [Place] {
        let placements = PagePlacer.placements(of: query.words.letters, in: opened)
        guard let best = placements.first else { return [] }
        let letters = min(query.words.letters.count, PagePlacer.maximumLetters)
        let presence = ConfidenceModel.presence(
            score: best.score, share: Double(best.equal) / Double(max(1, letters)),
            letters: letters)
        let shares = ConfidenceModel.shares(ofScores: placements.map(\.score))
        var places = zip(placements, shares).compactMap { placement, share in
            presence * share < ConfidenceModel.mentioned
                ? nil : opened.place(placement, query, confidence: presence * share)
        }
        if let near { preferNearest(to: near, among: &places) }
        // Of places that are equally good, one that is read aloud is of more use.
        return places.enumerated().sorted {
            ($1.element.confidence, $0.element.isRead ? 0 : 1, $0.offset)
                < ($0.element.confidence, $1.element.isRead ? 0 : 1, $1.offset)
        }.map(\.element)
    }

    /// Moves confidence between places that the text does not tell apart to the one nearest in time.
    private func preferNearest(to near: AudioTime, among places: inout [Place]) {
        guard let best = places.map(\.confidence).max() else { return }
        let tied = places.indices.filter { places[$0].confidence * 2 > best }
        func distance(_ place: Place) -> Int64? {
            place.isRead
                ? place.readings.first.map { reading in
                    let start = opened.spoken(reading.first.index, of: reading.first.run).start
                    let time = timeline.audioTime(start, in: reading.track)
                    return abs(time.milliseconds - near.milliseconds)
                } : nil
        }
        let nearest = tied.min {
            (distance(places[$0]) ?? .max, $0) < (distance(places[$1]) ?? .max, $1)
        }
        guard let nearest, tied.count > 1 else { return }
        // All but a tenth: the listener may have leafed elsewhere.
        let total = tied.reduce(0) { $0 + places[$1].confidence }
        for index in tied {
            places[index].confidence =
                index == nearest ? total * 0.9 : total * 0.1 / Double(tied.count - 1)
        }
    }

    /// The answers that a place gives: one, or one for each time it was read.
    func answers(for place: Place) -> [LookupAnswer] {
        let readings = place.equalReadings
        guard readings.count > 1 else {
            return [answer(place, reading: place.isRead ? place.readings.first : nil)]
        }
        var part = place
        part.confidence /= Double(readings.count)
        return readings.map { answer(part, reading: $0) }
    }

    private func answer(_ place: Place, reading: Reading?) -> LookupAnswer {
        var answer = LookupAnswer(
            status: reading == nil ? .unaligned : .matched,
            confidence: ConfidenceModel.told(place.confidence))
        answer.book = id
        answer.text = textAnswer(place.words)
        answer.words = WordsAnswer(start: place.words.lowerBound, end: place.words.upperBound)
        answer.quote = quote(from: place.words.lowerBound, to: place.words.upperBound)
        answer.agreement = rounded(place.agreement)
        if let reading {
            (answer.time, answer.track) = times(of: reading, place.words)
        } else {
            answer.nearest = nearest(toWord: place.words.lowerBound)
        }
        return answer
    }

    private func times(of reading: Reading, _ words: Range<Int>) -> (TimeAnswer, TrackAnswer) {
        let first = opened.spoken(reading.first.index, of: reading.first.run)
        let last = opened.spoken(reading.last.index, of: reading.last.run)
        let firstWord = Int(reading.first.run.firstWord) + reading.first.index
        let sentence = opened.sentenceStart(ofWord: firstWord)
        // A sentence may begin before its reading does; then the reading's start is the best there is.
        let resume = opened.time(ofWord: sentence, before: reading) ?? first.start
        return timeline.answers(
            from: first.start, to: last.end, resume: resume, in: reading.track,
            precision: opened.precision(ofWord: reading.first.index, in: reading.first.run))
    }

    /// What is read before and after a word that is not.
    func nearest(toWord word: Int) -> NearestAnswer {
        let (before, after) = opened.nearest(toWord: word)
        return NearestAnswer(
            before: before.map {
                timeline.moment(opened.spoken($1, of: $0).end, in: Int($0.track))
            },
            after: after.map {
                timeline.moment(opened.spoken($1, of: $0).start, in: Int($0.track))
            })
    }
}

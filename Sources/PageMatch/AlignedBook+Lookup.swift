extension AlignedBook {
    /// Finds where a page stands, and when it is read aloud.
    ///
    /// page → letters → seeds → votes → alignment → place → time → confidence.
    ///
    /// - Parameters:
    ///   - page: a page, half a page or a phrase of a few words.
    ///   - near: where the listener was; decides between places that are equally good, never more.
    ///   - limit: how many alternatives are told at most.
    ///   - matchedFrom: from which confidence on, 0…1, a place is an answer; below it is no match.
    /// - Returns: An answer in any case: a page that is not found is one, too.
    /// - Throws: `internal` when the Unicode library fails.
    public func lookup(
        _ page: Page, near: Moment? = nil, limit: Int = 10,
        matchedFrom: Double = LookupAnswer.matchedFrom
    ) throws(PageMatchError) -> LookupAnswer {
        try Catalogue([self]).lookup(page, near: near, limit: limit, matchedFrom: matchedFrom)
    }

    /// The same with a moment of the whole audiobook.
    public func lookup(
        _ page: Page, near: AudioTime, limit: Int = 10,
        matchedFrom: Double = LookupAnswer.matchedFrom
    ) throws(PageMatchError) -> LookupAnswer {
        try lookup(page, near: .audiobook(near), limit: limit, matchedFrom: matchedFrom)
    }

    /// The answer that a place, read at one time or not at all, gives.
    func answer(
        _ place: Place, of query: borrowing PageQuery, reading: Reading?, confidence: Double
    ) -> LookupAnswer {
        var answer = LookupAnswer(
            status: reading == nil ? .unaligned : .matched,
            confidence: ConfidenceModel.told(confidence))
        answer.book = id
        answer.text = textAnswer(place.words)
        answer.words = WordsAnswer(start: place.words.lowerBound, end: place.words.upperBound)
        answer.quote = quote(from: place.words.lowerBound, to: place.words.upperBound)
        answer.agreement = rounded(place.agreement)
        answer.boxes = query.scan?.boxes(around: place.explained)
        answer.image = query.scan?.size
        if let reading {
            (answer.time, answer.track) = times(of: reading)
            answer.parts = parts(of: place)
        } else {
            answer.nearest = nearest(toWord: place.words.lowerBound)
        }
        return answer
    }

    /// The readings of a page that goes over several, in the order of the text; `nil` for one.
    private func parts(of place: Place) -> [TrackAnswer]? {
        let parts = place.readings
            .sorted { $0.firstWord < $1.firstWord }
            .map { times(of: $0).1 }
        return parts.count > 1 ? parts : nil
    }

    private func times(of reading: Reading) -> (TimeAnswer, TrackAnswer) {
        let first = opened.spoken(reading.first.index, of: reading.first.run)
        let last = opened.spoken(reading.last.index, of: reading.last.run)
        let sentence = opened.sentenceStart(ofWord: reading.firstWord)
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

internal import PageMatchAlign

/// A moment of an audiobook, as people name it.
public enum Moment: Hashable, Sendable {
    /// From the start of the audiobook.
    case audiobook(AudioTime)
    /// In one track, counted from 1.
    case track(number: Int, TrackTime)
}

extension AlignedBook {
    /// Finds what is read at a moment, and where it stands.
    ///
    /// - Parameters:
    ///   - moment: when.
    ///   - page: what the reader has in hand; the answer then tells which way to leaf.
    /// - Returns: The word that is read then, or that none is.
    /// - Throws: `usage` for a moment outside the audiobook.
    public func locate(
        _ moment: Moment, from page: Page? = nil
    ) throws(PageMatchError) -> LocateAnswer {
        let (track, time) = try place(of: moment)
        guard let (run, index) = opened.word(at: time, in: track) else {
            return unaligned(time, in: track)
        }
        let word = Int(run.firstWord) + index
        let spoken = opened.spoken(index, of: run)
        let resume = readSentence(ofWord: word, run)
        let (timeAnswer, trackAnswer) = timeline.answers(
            from: spoken.start, to: spoken.end, resume: resume ?? spoken.start, in: track,
            precision: opened.precision(ofWord: index, in: run))
        return LocateAnswer(
            status: .matched, book: id, time: timeAnswer, track: trackAnswer,
            text: textAnswer(word..<word + 1), words: WordsAnswer(start: word, end: word + 1),
            quote: quote(from: word, to: wordCount), progress: progress(word),
            page: printedPage(ofWord: word),
            turn: try page.flatMap { (page) throws(PageMatchError) in
                try turn(from: page, toWord: word)
            })
    }

    private func place(of moment: Moment) throws(PageMatchError) -> (Int, TrackTime) {
        switch moment {
        case .audiobook(let time):
            if let place = timeline.place(of: time) { return place }
            throw PageMatchError(
                .usage,
                "\(time.seconds) s lies outside the audiobook, which is "
                    + "\(timeline.duration.clock) long")
        case .track(let number, let time):
            guard (1...max(1, timeline.count)).contains(number), timeline.count > 0 else {
                throw PageMatchError(
                    .usage, "there is no track \(number): the audiobook has \(timeline.count)")
            }
            let track = timeline[number - 1]
            guard timeline.holds(time, in: number - 1) else {
                throw PageMatchError(
                    .usage,
                    "\(time.seconds) s lies outside track \(number), which is "
                        + "\(track.duration.seconds) s long")
            }
            return (number - 1, time)
        }
    }

    private func unaligned(_ time: TrackTime, in track: Int) -> LocateAnswer {
        let (timeAnswer, trackAnswer) = timeline.answers(
            from: time, to: time, resume: time, in: track, precision: 0)
        let (before, after) = opened.neighbours(of: time, in: track)
        let word =
            before.map { Int($0.firstWord) + Int($0.count) } ?? after.map { Int($0.firstWord) }
        return LocateAnswer(
            status: .unaligned, book: id, time: timeAnswer, track: trackAnswer,
            progress: progress(word ?? 0),
            nearest: NearestAnswer(
                before: before.map {
                    timeline.moment(
                        opened.spoken(Int($0.count) - 1, of: $0).end, in: Int($0.track))
                },
                after: after.map {
                    timeline.moment(opened.spoken(0, of: $0).start, in: Int($0.track))
                }))
    }

    private func progress(_ word: Int) -> Double {
        (Double(word) / Double(max(1, wordCount)) * 100_000).rounded() / 100_000
    }

    /// When the sentence that holds a word of a run begins, if it is read in that run.
    private func readSentence(ofWord word: Int, _ run: RunRecord) -> TrackTime? {
        let start = opened.sentenceStart(ofWord: word) - Int(run.firstWord)
        return start >= 0 ? opened.spoken(start, of: run).start : nil
    }

    // MARK: Leafing

    /// The way from a page to a word.
    private func turn(from page: Page, toWord word: Int) throws(PageMatchError)
        -> LocateAnswer.Turn
    {
        try Finders.with { finder throws(PageMatchError) in
            let finding = try Catalogue([self]).find(page, near: nil, with: &finder)
            return turn(from: finding, of: finder.query, toWord: word)
        }
    }

    /// The way from a page that was found to a word.
    private func turn(
        from finding: Catalogue.Finding, of query: borrowing PageQuery, toWord word: Int
    ) -> LocateAnswer.Turn {
        guard let candidate = finding.candidates.first,
            candidate.confidence >= LookupAnswer.matchedFrom
        else {
            return LocateAnswer.Turn(direction: .unknown)
        }
        let place = candidate.place
        if place.words.contains(word) {
            return turn(
                words: word - place.words.lowerBound, line: letter(ofWord: word, on: place),
                of: query)
        }
        let forward = word >= place.words.upperBound
        let between = forward ? word - place.words.upperBound : place.words.lowerBound - word
        let pages = wordsOfPage(query, at: place).map { words in
            max(1, Int((Double(between) / max(1, words)).rounded(.up)))
        }
        return LocateAnswer.Turn(
            direction: forward ? .forward : .backward, words: abs(word - place.words.lowerBound),
            pages: pages)
    }

    /// The way to a word on the page itself.
    private func turn(words: Int, line letter: Int?, of query: borrowing PageQuery)
        -> LocateAnswer.Turn
    {
        var start: Int?
        var line: Int?
        if let letter {
            start = Int(query.words.wordStarts[query.words.word(ofLetter: letter)])
            line = query.line(ofLetter: letter)
        }
        let scan = query.scan
        let box = start.flatMap { scan?.box(ofLineAt: $0) }
        return LocateAnswer.Turn(
            direction: .here, words: words, pages: 0, line: line,
            boxes: box.map { [$0] },
            image: query.scan?.size)
    }

    /// The letter of the page where a word begins, by the next one that was paired.
    private func letter(ofWord word: Int, on place: Place) -> Int? {
        let letter = opened.wordMap[word].letters.lowerBound
        let blocks = place.placement.blocks
        guard let block = blocks.first(where: { $0.targetRange.upperBound > letter }) else {
            return blocks.last.map { $0.queryRange.upperBound - 1 }
        }
        return block.queryRange.lowerBound + max(0, letter - block.targetRange.lowerBound)
    }
}

extension BookImage {
    /// The runs of a track that end before a time and begin after it; those of the tracks around,
    /// where this one has none.
    func neighbours(of time: TrackTime, in track: Int) -> (before: RunRecord?, after: RunRecord?) {
        var before: RunRecord?
        for index in 0..<runs.count {
            let run = runs[index]
            if (Int(run.track), spokenTimes.start(of: run)) > (track, time.milliseconds) {
                return (before, run)
            }
            before = run
        }
        return (before, nil)
    }
}

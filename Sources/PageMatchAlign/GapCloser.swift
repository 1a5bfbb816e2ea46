internal import PageMatchCore

/// Lays what was heard beside what is printed where they are not simply equal: between the anchors
/// of a chain, before the first and behind the last.
struct GapCloser: ~Copyable {
    private let book: WordsAndLetters
    private let transcript: WordsAndLetters
    private let spoken: SpokenMatcher
    private var gaps = GapAligner(open: WordCosts.gapOpen, extend: WordCosts.gapExtend)
    private var scorer = WordScorer()

    private enum Limits {
        /// Gaps of more cells are not filled: nothing that long is a misheard phrase.
        static let cells = 262_144
        /// How far a passage reaches beyond its outermost anchors, in words.
        static let reach = 48
    }

    /// The cells of all tables that were filled.
    var cells: Int { gaps.cells }

    init(_ spoken: SpokenMatcher) {
        self.spoken = spoken
        book = spoken.book
        transcript = spoken.transcript
    }

    /// Adds the pairs between two anchors.
    mutating func between(
        _ heard: Range<Int>, _ printed: Range<Int>, into pairs: inout [PassagePair]
    ) {
        if heard.isEmpty || printed.isEmpty { return }
        if heard.count == 1, printed.count == 1 {
            // Most gaps: one word was misheard, and nothing is cheaper than to pair the two.
            return pairs.append(single(heard.lowerBound, printed.lowerBound))
        }
        if heard.count * printed.count <= Limits.cells {
            return align(heard, printed, end: .fixed, into: &pairs)
        }
        tail(heard, printed, into: &pairs)
        var right: [PassagePair] = []
        head(heard, printed, into: &right)
        // Both may grow into the same stretch: the left one has the first word.
        let heardEnd = pairs.last?.transcript.upperBound ?? 0
        let printedEnd = pairs.last?.book.upperBound ?? 0
        pairs += right.filter {
            $0.transcript.lowerBound >= heardEnd && $0.book.lowerBound >= printedEnd
        }
    }

    /// Adds the pairs behind an anchor, as far as they go on.
    mutating func tail(
        _ heard: Range<Int>, _ printed: Range<Int>, into pairs: inout [PassagePair]
    ) {
        align(
            heard.prefix(Limits.reach), printed.prefix(Limits.reach),
            end: .free(drop: WordCosts.drop), into: &pairs)
    }

    /// Adds the pairs before an anchor, back as far as they go.
    mutating func head(
        _ heard: Range<Int>, _ printed: Range<Int>, into pairs: inout [PassagePair]
    ) {
        align(
            heard.suffix(Limits.reach), printed.suffix(Limits.reach),
            end: .free(drop: WordCosts.drop), backward: true, into: &pairs)
    }

    /// One word beside one.
    private mutating func single(_ heard: Int, _ printed: Int) -> PassagePair {
        let isForm =
            spoken.mayHaveBridges(heard, printed)
            && !spoken.bridges(heard..<heard + 1, printed..<printed + 1).isEmpty
        scorer.begin(book, printed..<printed + 1)
        return PassagePair(
            transcript: heard, book: printed,
            heard: isForm || scorer.score(transcript, heard, book, printed) > 0)
    }

    /// Aligns two stretches, `backward` from their ends, and adds the pairs.
    private mutating func align(
        _ heard: Range<Int>, _ printed: Range<Int>, end: GapAligner.End, backward: Bool = false,
        into found: inout [PassagePair]
    ) {
        if heard.isEmpty || printed.isEmpty { return }
        let lastHeard = heard.upperBound - 1
        let lastPrinted = printed.upperBound - 1
        var scorer = WordScorer()
        swap(&scorer, &self.scorer)
        defer { swap(&scorer, &self.scorer) }
        scorer.begin(book, printed)
        var crossings = spoken.bridges(heard, printed)
        scorer.addNearlyJoined(transcript, heard, book, printed, to: &crossings)
        if end == .fixed, crossings.isEmpty,
            appendStraight(heard, printed, &scorer, to: &found)
        {
            return
        }
        for index in crossings.indices {
            crossings[index].query = place(crossings[index].query, in: heard, backward)
            crossings[index].target = place(crossings[index].target, in: printed, backward)
        }
        let result = gaps.align(
            rows: heard.count, columns: printed.count, end: end, bridges: crossings
        ) { [book, transcript] in
            scorer.score(
                transcript, backward ? lastHeard - $0 : heard.lowerBound + $0,
                book, backward ? lastPrinted - $1 : printed.lowerBound + $1)
        }
        let first = found.count
        for pair in result.pairs {
            let row = backward ? lastHeard - pair.query : heard.lowerBound + pair.query
            let column = backward ? lastPrinted - pair.target : printed.lowerBound + pair.target
            found.append(
                PassagePair(
                    transcript: row, book: column,
                    heard: scorer.score(transcript, row, book, column) > 0))
        }
        for bridge in result.bridges {
            found.append(
                PassagePair(
                    transcript: place(bridge.query, back: heard, backward),
                    book: place(bridge.target, back: printed, backward), heard: true))
        }
        if backward || !result.bridges.isEmpty {
            found[first...].sort { $0.transcript.lowerBound < $1.transcript.lowerBound }
        }
    }

    /// Pairs as many words with as many one by one, when nothing else can score more; else adds
    /// nothing.
    ///
    /// Any other alignment leaves out a word on either side, and pairs the rest equal at best.
    private func appendStraight(
        _ heard: Range<Int>, _ printed: Range<Int>, _ scorer: inout WordScorer,
        to found: inout [PassagePair]
    ) -> Bool {
        guard heard.count == printed.count else { return false }
        let first = found.count
        var total: Int32 = 0
        for (row, column) in zip(heard, printed) {
            let score = scorer.score(transcript, row, book, column)
            total += score
            found.append(PassagePair(transcript: row, book: column, heard: score > 0))
        }
        let most =
            WordCosts.equal * Int32(heard.count - 1)
            + 2 * (WordCosts.gapOpen + WordCosts.gapExtend)
        if total >= most { return true }
        found.removeSubrange(first...)
        return false
    }

    /// Words as rows or columns of the table of `range`.
    private func place(_ words: Range<Int>, in range: Range<Int>, _ backward: Bool) -> Range<Int> {
        backward
            ? range.upperBound - words.upperBound..<range.upperBound - words.lowerBound
            : words.lowerBound - range.lowerBound..<words.upperBound - range.lowerBound
    }

    /// Rows or columns of the table of `range` as words.
    private func place(
        _ positions: Range<Int>, back range: Range<Int>, _ backward: Bool
    ) -> Range<Int> {
        backward
            ? range.upperBound - positions.upperBound..<range.upperBound - positions.lowerBound
            : positions.lowerBound + range.lowerBound..<positions.upperBound + range.lowerBound
    }
}

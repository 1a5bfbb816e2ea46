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

    init(_ spoken: SpokenMatcher) {
        self.spoken = spoken
        book = spoken.book
        transcript = spoken.transcript
    }

    /// The pairs between two anchors.
    mutating func between(_ heard: Range<Int>, _ printed: Range<Int>) -> [PassagePair] {
        if heard.isEmpty || printed.isEmpty { return [] }
        guard heard.count * printed.count <= Limits.cells else {
            let left = tail(heard, printed)
            let right = head(heard, printed)
            // Both grow into the same stretch: the left one has the first word.
            guard let last = left.last else { return right }
            return left
                + right.filter {
                    $0.transcript.lowerBound >= last.transcript.upperBound
                        && $0.book.lowerBound >= last.book.upperBound
                }
        }
        return pairs(heard, printed, end: .fixed)
    }

    /// The pairs behind an anchor, as far as they go on.
    mutating func tail(_ heard: Range<Int>, _ printed: Range<Int>) -> [PassagePair] {
        pairs(
            heard.prefix(Limits.reach), printed.prefix(Limits.reach),
            end: .free(drop: WordCosts.drop))
    }

    /// The pairs before an anchor, back as far as they go.
    mutating func head(_ heard: Range<Int>, _ printed: Range<Int>) -> [PassagePair] {
        pairs(
            heard.suffix(Limits.reach), printed.suffix(Limits.reach),
            end: .free(drop: WordCosts.drop), backward: true)
    }

    /// Aligns two stretches; `backward` from their ends.
    private mutating func pairs(
        _ heard: Range<Int>, _ printed: Range<Int>, end: GapAligner.End, backward: Bool = false
    ) -> [PassagePair] {
        let lastHeard = heard.upperBound - 1
        let lastPrinted = printed.upperBound - 1
        var scorer = WordScorer()
        swap(&scorer, &self.scorer)
        defer { swap(&scorer, &self.scorer) }
        scorer.begin(book, printed)
        let near = scorer.nearlyJoined(transcript, heard, book, printed)
        let crossings = (spoken.bridges(heard, printed) + near).map {
            GapBridge(
                query: place($0.query, in: heard, backward),
                target: place($0.target, in: printed, backward), score: $0.score)
        }
        let result = gaps.align(
            rows: heard.count, columns: printed.count, end: end, bridges: crossings
        ) { [book, transcript] in
            scorer.score(
                transcript, backward ? lastHeard - $0 : heard.lowerBound + $0,
                book, backward ? lastPrinted - $1 : printed.lowerBound + $1)
        }
        var found: [PassagePair] = []
        for pair in result.pairs {
            let row = backward ? lastHeard - pair.query : heard.lowerBound + pair.query
            let column = backward ? lastPrinted - pair.target : printed.lowerBound + pair.target
            found.append(
                PassagePair(
                    transcript: row..<row + 1, book: column..<column + 1,
                    heard: scorer.score(transcript, row, book, column) > 0))
        }
        for bridge in result.bridges {
            found.append(
                PassagePair(
                    transcript: place(bridge.query, back: heard, backward),
                    book: place(bridge.target, back: printed, backward), heard: true))
        }
        return found.sorted { $0.transcript.lowerBound < $1.transcript.lowerBound }
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

internal import PageMatchCore

/// A stretch of one track that follows the book: paired words, ascending in both.
struct Passage: Sendable {
    /// Transcript words (query) paired with book words (target).
    var pairs: [PassagePair]
    /// The words of the transcript that the passage spans.
    var transcriptRange: Range<Int>
}

/// A word of the transcript beside a word of the book.
struct PassagePair: Sendable {
    /// Position in the track's transcript.
    var transcript: Int
    /// Position in the book.
    var book: Int
    /// Whether they are equal or alike; else they only stand opposite each other.
    var heard: Bool
}

/// Finds the passages of one track: the best chain, then the best of what it leaves aside, and so
/// on, so that sections may stand in any order.
struct PassageFinder: ~Copyable {
    private let book: WordsAndLetters
    private let transcript: WordsAndLetters
    private var gaps = GapAligner(open: Costs.gapOpen, extend: Costs.gapExtend)

    /// The constants of word alignment, in words where nothing else is said.
    private enum Costs {
        /// A step to another diagonal costs a tenth of a word for each word lost or inserted.
        static let chain = ChainCosts(perDiagonal: 0.1, maximum: 12, maximumPredecessors: 96)
        /// A chain of less is no evidence: chance phrases of any two books have some words.
        static let minimumScore = 12.0
        /// A chain beside a better one needs more: titles and phrases recur.
        static let minimumScoreOfLeftover = 16.0
        /// The least score in a track of few words, which are a weak but the only evidence.
        static let minimumScoreOfShortTrack = 5.0
        /// Stretches of the transcript this long that a chain leaves aside are looked at again.
        static let worthLooking = 24
        /// Gaps of more cells are not filled: nothing that long is a misheard phrase.
        static let maximumCells = 262_144
        /// How far a passage reaches beyond its outermost anchors.
        static let reach = 48

        /// It is not followed through so much that speaks against it.
        static let drop: Int32 = 60

        static let gapOpen: Int32 = -4
        static let gapExtend: Int32 = -1
        static let equal: Int32 = 4
        static let equalShort: Int32 = 2
        static let alike: Int32 = 2
        static let different: Int32 = -2
        /// Words of so few letters are equal by chance too often to count fully.
        static let shortLetters = 3
    }

    init(book: WordsAndLetters, transcript: WordsAndLetters) {
        self.book = book
        self.transcript = transcript
    }

    /// Finds the passages among `anchors`.
    ///
    /// - Parameters:
    ///   - anchors: ordered by query position; query is the transcript, target the book.
    ///   - checkpoint: called now and then; what it throws ends the work.
    /// - Returns: passages ordered by transcript position, not overlapping there.
    /// - Throws: What `checkpoint` throws.
    mutating func passages<Failure: Error>(
        through anchors: [Anchor], checkpoint: () throws(Failure) -> Void
    ) throws(Failure) -> [Passage] {
        let minimum = max(
            Costs.minimumScoreOfShortTrack, min(Costs.minimumScore, Double(transcript.count) / 2))
        var passages: [Passage] = []
        var waiting = [(range: 0..<transcript.count, anchors: anchors)]
        while let (range, inside) = waiting.popLast() {
            try checkpoint()
            let needed = passages.isEmpty ? minimum : Costs.minimumScoreOfLeftover
            guard let chain = bestChain(through: inside, costs: Costs.chain),
                chain.score >= needed
            else { continue }
            passages.append(close(chain, within: range))
            waiting += leftovers(of: chain, in: range, inside)
        }
        return passages.sorted { $0.transcriptRange.lowerBound < $1.transcriptRange.lowerBound }
    }

    /// The stretches of `range` that the chain leaves aside, with the anchors that lie in them.
    private func leftovers(
        of chain: Chain, in range: Range<Int>, _ anchors: [Anchor]
    ) -> [(range: Range<Int>, anchors: [Anchor])] {
        var leftovers: [(range: Range<Int>, anchors: [Anchor])] = []
        var next = 0
        func look(in stretch: Range<Int>) {
            while next < anchors.count, anchors[next].queryStart < stretch.lowerBound { next += 1 }
            guard stretch.count >= Costs.worthLooking else { return }
            var inside: [Anchor] = []
            while next < anchors.count, anchors[next].queryStart < stretch.upperBound {
                if anchors[next].queryEnd <= stretch.upperBound { inside.append(anchors[next]) }
                next += 1
            }
            if !inside.isEmpty { leftovers.append((stretch, inside)) }
        }
        var start = range.lowerBound
        for anchor in chain.anchors {
            look(in: start..<anchor.queryStart)
            start = anchor.queryEnd
        }
        look(in: start..<range.upperBound)
        return leftovers
    }

    // MARK: Closing gaps

    private mutating func close(_ chain: Chain, within range: Range<Int>) -> Passage {
        var pairs: [PassagePair] = []
        if let first = chain.anchors.first {
            pairs += head(before: first, within: range)
        }
        var previous: Anchor?
        for anchor in chain.anchors {
            if let previous {
                pairs += between(
                    previous.queryEnd..<anchor.queryStart, previous.targetEnd..<anchor.targetStart)
            }
            for offset in 0..<anchor.length {
                pairs.append(
                    PassagePair(
                        transcript: anchor.queryStart + offset, book: anchor.targetStart + offset,
                        heard: true))
            }
            previous = anchor
        }
        if let previous {
            pairs += tail(
                previous.queryEnd..<min(range.upperBound, previous.queryEnd + Costs.reach),
                previous.targetEnd..<min(book.count, previous.targetEnd + Costs.reach))
        }
        let start = pairs.first?.transcript ?? range.lowerBound
        let end = pairs.last.map { $0.transcript + 1 } ?? start
        return Passage(pairs: pairs, transcriptRange: start..<end)
    }

    private mutating func between(_ heard: Range<Int>, _ printed: Range<Int>) -> [PassagePair] {
        if heard.isEmpty || printed.isEmpty { return [] }
        guard heard.count * printed.count <= Costs.maximumCells else {
            let reach = Costs.reach
            let left = tail(heard.prefix(reach), printed.prefix(reach))
            let right = head(
                before: Anchor(
                    queryStart: heard.upperBound, targetStart: printed.upperBound, length: 0),
                within: heard, from: printed.lowerBound)
            // Both grow into the same stretch: the left one has the first word.
            guard let last = left.last else { return right }
            return left + right.filter { $0.transcript > last.transcript && $0.book > last.book }
        }
        let result = gaps.align(rows: heard.count, columns: printed.count, end: .fixed) {
            [book, transcript] in
            Self.score(transcript, heard.lowerBound + $0, book, printed.lowerBound + $1)
        }
        return result.pairs.map {
            pair(heard.lowerBound + $0.query, printed.lowerBound + $0.target)
        }
    }

    private mutating func tail(_ heard: Range<Int>, _ printed: Range<Int>) -> [PassagePair] {
        let result = gaps.align(
            rows: heard.count, columns: printed.count, end: .free(drop: Costs.drop)
        ) {
            [book, transcript] in
            Self.score(transcript, heard.lowerBound + $0, book, printed.lowerBound + $1)
        }
        return result.pairs.map {
            pair(heard.lowerBound + $0.query, printed.lowerBound + $0.target)
        }
    }

    private mutating func head(
        before anchor: Anchor, within range: Range<Int>, from bookStart: Int = 0
    ) -> [PassagePair] {
        let lastHeard = anchor.queryStart - 1
        let lastPrinted = anchor.targetStart - 1
        let result = gaps.align(
            rows: min(Costs.reach, anchor.queryStart - range.lowerBound),
            columns: min(Costs.reach, anchor.targetStart - bookStart),
            end: .free(drop: Costs.drop)
        ) { [book, transcript] in
            Self.score(transcript, lastHeard - $0, book, lastPrinted - $1)
        }
        return result.pairs.reversed().map { pair(lastHeard - $0.query, lastPrinted - $0.target) }
    }

    private func pair(_ heard: Int, _ printed: Int) -> PassagePair {
        PassagePair(
            transcript: heard, book: printed,
            heard: Self.score(transcript, heard, book, printed) > 0)
    }

    @inline(__always)
    private static func score(
        _ transcript: WordsAndLetters, _ heard: Int, _ book: WordsAndLetters, _ printed: Int
    ) -> Int32 {
        let letters = book.letterRange(of: printed)
        if transcript.ids[heard] == book.ids[printed] {
            return letters.count > Costs.shortLetters ? Costs.equal : Costs.equalShort
        }
        let alike = WordSimilarity.areAlike(
            transcript.letters.span, transcript.letterRange(of: heard), book.letters.span, letters)
        return alike ? Costs.alike : Costs.different
    }
}

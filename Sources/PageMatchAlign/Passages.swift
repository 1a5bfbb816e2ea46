internal import PageMatchCore

/// A stretch of one track that follows the book: paired words, ascending in both.
struct Passage: Sendable {
    /// Transcript words (query) paired with book words (target).
    var pairs: [PassagePair]
    /// The words of the transcript that the passage spans.
    var transcriptRange: Range<Int>
}

extension Passage {
    /// All words of a track, each beside the same word of the book from `first` on.
    init(all count: Int, from first: Int) {
        pairs = (0..<count).map {
            PassagePair(transcript: $0, book: first + $0, heard: true)
        }
        transcriptRange = 0..<count
    }
}

/// A word of the transcript beside a word of the book, or some beside some: “22”, “twenty two”.
struct PassagePair: Sendable {
    /// Whether they are equal, alike or the same when spoken; else they only stand opposite each
    /// other, one beside one.
    let heard: Bool
    // One pair for each word of a book, so that they are kept small.
    private let transcriptCount: UInt16
    private let bookCount: UInt16
    private let transcriptStart: UInt32
    private let bookStart: UInt32

    init(transcript: Range<Int>, book: Range<Int>, heard: Bool) {
        transcriptStart = UInt32(transcript.lowerBound)
        transcriptCount = UInt16(transcript.count)
        bookStart = UInt32(book.lowerBound)
        bookCount = UInt16(book.count)
        self.heard = heard
    }

    /// One beside one.
    init(transcript: Int, book: Int, heard: Bool) {
        transcriptStart = UInt32(transcript)
        transcriptCount = 1
        bookStart = UInt32(book)
        bookCount = 1
        self.heard = heard
    }

    /// Positions in the track's transcript; at least one.
    var transcript: Range<Int> {
        Int(transcriptStart)..<Int(transcriptStart) + Int(transcriptCount)
    }
    /// Positions in the book; at least one.
    var book: Range<Int> { Int(bookStart)..<Int(bookStart) + Int(bookCount) }
}

/// Finds the passages of one track: the best chain, then the best of what it leaves aside, and so
/// on, so that sections may stand in any order.
struct PassageFinder: ~Copyable {
    private let book: WordsAndLetters
    private let transcript: WordsAndLetters
    private var gaps: GapCloser

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
    }

    /// The cells of all gaps that were closed by a table.
    var cells: Int { gaps.cells }

    init(_ spoken: SpokenMatcher) {
        book = spoken.book
        transcript = spoken.transcript
        gaps = GapCloser(spoken)
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
        pairs.reserveCapacity(chain.queryRange.count)
        if let first = chain.anchors.first {
            gaps.head(
                range.lowerBound..<first.queryStart, 0..<first.targetStart, into: &pairs)
        }
        var previous: Anchor?
        for anchor in chain.anchors {
            if let previous {
                gaps.between(
                    previous.queryEnd..<anchor.queryStart, previous.targetEnd..<anchor.targetStart,
                    into: &pairs)
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
            gaps.tail(
                previous.queryEnd..<range.upperBound, previous.targetEnd..<book.count,
                into: &pairs)
        }
        let start = pairs.first?.transcript.lowerBound ?? range.lowerBound
        let end = pairs.last?.transcript.upperBound ?? start
        return Passage(pairs: pairs, transcriptRange: start..<end)
    }
}

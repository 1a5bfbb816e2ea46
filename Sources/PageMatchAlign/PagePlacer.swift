internal import PageMatchCore

/// Finds the places where a page may stand in a book.
///
/// Two ways, the first for nearly all pages:
///
///     clear     windows of seeds vote until one place has far more votes than any other → the whole
///               page beside it in a band of 64 letters, by edits → ends by affine gaps
///     careful   all seeds → places with many votes → anchors → chains → gaps
///
/// A place is clear when nothing else is near it in votes and the page stands there from its
/// beginning to its end; else the careful way looks at all places that have some votes, follows lost
/// lines, columns and repetitions, and tells every place. What is clear has the same place either
/// way: the tests compare.
///
/// Owns its memory, which many pages and books share.
package struct PagePlacer: ~Copyable {
    private let confusions: LetterConfusions
    private var votes = SeedVotes()
    private var clear = ClearPlacer()
    private var careful = CarefulPlacer()
    /// Whether the last page's place was clear.
    private(set) var isClear = false

    private enum Limits {
        /// Letters in a window.
        static let window = 80
        /// A seed that stands in more places says nothing.
        static let rarePostings = 16
        /// The same where nothing rarer is at hand: in a phrase of common words, and in a page, which has
        /// more of them, that stands in many places.
        static let commonPostings = 2048
        static let commonPostingsOfPage = 64
        /// A page of fewer letters is a phrase.
        static let shortQuery = 400
        /// So many votes for one place are enough.
        static let enoughVotes = 12
        /// A place is clear with so many votes, and so many times those of the next one, and two.
        static let clearVotes = 8
        static let clearRatio = 3
        /// How many places are looked at; a refrain may stand in as many.
        static let candidates = 12
        /// A place with a smaller share of the best one's votes is not looked at.
        static let voteShare = 4
        /// A page whose seeds speak for no place looks at some, which its words may stand in by chance.
        ///
        /// A page's thousand seeds give the luckiest of some ten thousand counters ten votes; a page of
        /// this book with three letters in ten wrong has thirty.
        static let unclearVotes = 16
        static let unclearCandidates = 4
    }

    /// A page of more letters is looked up by its beginning: no page of a book is that long.
    package static let maximumLetters = 20_000

    /// A placer.
    ///
    /// - Parameter confusions: letters that are easily read for each other.
    package init(confusions: LetterConfusions = .none) {
        self.confusions = confusions
    }

    /// Finds the places where a page may stand.
    ///
    /// - Parameters:
    ///   - page: the page's letters.
    ///   - target: the book's.
    ///   - isCareful: to go the careful way, so that scores compare with those of another book.
    /// - Returns: placements, best first, no two over the same letters.
    /// - Complexity: O(*m*), *m* letters of the page, where its place is clear; else O(*m* · postings a
    ///   seed + candidates · *m* · errors). Beside these O(letters of the book / 64) for the first page,
    ///   and for a longer book.
    package mutating func placements(
        of page: [UInt8], in target: some LetterTarget, isCareful: Bool = false
    ) -> [PagePlacement] {
        let count = min(page.count, Self.maximumLetters)
        let seedLength = target.seedLength
        return target.withLetters { letters, bucketStarts, postings in
            let query = page.span.extracting(0..<count)
            let positions = 0..<max(0, count - seedLength + 1)
            votes.begin(queryCount: count, targetCount: letters.count)
            var isTried = isCareful
            isClear = false
            let windows = Self.windows(positions)
            for window in windows {
                votes.vote(
                    window, of: query, bucketStarts: bucketStarts, postings: postings,
                    seedLength: seedLength, most: Limits.rarePostings)
                if isTried { continue }
                let peaks = votes.peaks(2)
                guard let best = peaks.first, best.votes >= Limits.clearVotes,
                    best.votes >= Limits.clearRatio * (peaks.dropFirst().first?.votes ?? 0) + 2,
                    let diagonal = votes.clearDiagonal(
                        of: best, ratio: Limits.clearRatio, postings: postings)
                else { continue }
                isTried = true
                if let placement = clear.place(query, around: diagonal, letters, confusions) {
                    isClear = true
                    return [placement]
                }
            }
            var peaks = votes.peaks(Limits.candidates)
            let isPhrase = count <= Limits.shortQuery
            if (peaks.first?.votes ?? 0) < (isPhrase ? Limits.enoughVotes : Limits.unclearVotes) {
                votes.begin(queryCount: count, targetCount: letters.count)
                // Half of a page's windows say as much.
                for (number, window) in windows.enumerated() where isPhrase || number % 2 == 0 {
                    votes.vote(
                        window, of: query, bucketStarts: bucketStarts, postings: postings,
                        seedLength: seedLength,
                        most: isPhrase ? Limits.commonPostings : Limits.commonPostingsOfPage)
                }
                peaks = votes.peaks(Limits.candidates)
            }
            let best = peaks.first?.votes ?? 0
            let isUnclear = !isPhrase && best < Limits.unclearVotes
            let diagonals = peaks.filter { $0.votes * Limits.voteShare >= best }
                .prefix(isUnclear ? Limits.unclearCandidates : Limits.candidates).map(\.diagonal)
            return careful.placements(
                of: query, around: diagonals, letters, seedLength: seedLength, confusions)
        }
    }

    /// Windows of a page, from its middle on: its edges have running heads, numbers and notes.
    private static func windows(_ positions: Range<Int>) -> [Range<Int>] {
        let count = max(1, positions.count / Limits.window)
        let windows = (0..<count).map {
            positions.count * $0 / count..<positions.count * ($0 + 1) / count
        }
        return Array(windows[(count / 2)...]) + windows[..<(count / 2)].reversed()
    }
}

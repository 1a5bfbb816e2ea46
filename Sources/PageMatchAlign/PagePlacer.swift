internal import PageMatchCore

/// Finds the places where a page may stand in a book.
///
/// Ways, the first for nearly all pages, each of the others for what the one before it leaves:
///
///     clear      windows of seeds vote until one place has far more votes than any other → the whole
///                page beside it in a band of 64 letters, by edits → ends by affine gaps
///     all        of a phrase each place that has some votes, in the same way
///     careful    all seeds → places with many votes → anchors → chains → gaps
///     probed     when asked: all of the book, for a phrase that no seed is left of
///
/// A place is clear when nothing else is near it in votes and the page stands there from its
/// beginning to its end; else the careful way looks at all places that have some votes, follows lost
/// lines, columns and repetitions, and tells every place. What is clear has the same place the careful
/// way: the tests compare.
///
/// Owns its memory, which many pages and books share.
package struct PagePlacer: ~Copyable {
    private let confusions: LetterConfusions
    private var votes = SeedVotes()
    private var clear = ClearPlacer()
    private var careful = CarefulPlacer()
    private var probe = PhraseProbe()
    /// Whether the last page's place was clear.
    private(set) var isClear = false

    /// What all pages since this was made have cost.
    package var work: PlacementWork {
        var work = votes.work
        work.cells = clear.cells + careful.cells
        work.probed = probe.letterCount
        return work
    }

    private enum Limits {
        /// Letters in a window.
        static let window = 80
        /// A seed that stands in more places says nothing.
        static let rarePostings = 16
        /// The same where nothing rarer is at hand: in a phrase of common words, and in a page, which has
        /// more of them, that stands in many places.
        static let commonPostings = 2048
        static let commonPostingsOfPage = 64
        /// So many votes for one place are enough.
        static let enoughVotes = 12
        /// A place is clear with so many votes, and so many times those of the next one, and two.
        static let clearVotes = 8
        static let clearRatio = 3
        /// How many places are looked at; a refrain may stand in as many.
        static let candidates = 12
        /// A place with a smaller share of the best one's votes is not looked at: of a phrase's, whose
        /// votes are few, and of a page's.
        static let voteShare = 4
        static let voteShareOfPage = 2
        /// A page whose seeds speak for no place looks at some, which its words may stand in by chance.
        ///
        /// A page's thousand seeds give the luckiest of some ten thousand counters ten votes; a page of
        /// this book with three letters in ten wrong has thirty. Of pages with five in ten wrong that
        /// were found all the same, none was found anywhere but at the best chain.
        static let unclearVotes = 16
        static let unclearCandidates = 2
        /// A phrase of fewer letters stands anywhere, with as many of them wrong as make it need a probe.
        static let fewestProbed = 40
        static let mostProbes = 4
        /// Common seeds vote when more than one in so many is.
        static let commonShare = 2
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
            clear.set(query)
            var isTried = isCareful
            isClear = false
            let windows = max(1, positions.count / Limits.window)
            for number in 0..<windows {
                votes.vote(
                    Self.window(number, of: windows, in: positions), of: query,
                    bucketStarts: bucketStarts, postings: postings, seedLength: seedLength,
                    most: Limits.rarePostings)
                if isTried { continue }
                guard let (best, next) = votes.best(), best.votes >= Limits.clearVotes,
                    best.votes >= Limits.clearRatio * next + 2,
                    let diagonal = votes.diagonal(
                        of: best, ratio: Limits.clearRatio, postings: postings)
                else { continue }
                isTried = true
                if let placement = clear.place(query, around: diagonal, letters, confusions) {
                    isClear = true
                    return [placement]
                }
            }
            let isOneWindow = windows == 1 && !isCareful
            var peaks = votes.peaks(Limits.candidates)
            // Where most seeds are common, other places may have as much of the page, or more.
            let areCommon = votes.commonCount * Limits.commonShare > positions.count
            if isOneWindow {
                let placements = placeAll(peaks, query, letters, postings)
                if let best = placements.first, best.equal == count || !areCommon {
                    return placements
                }
            }
            let isPhrase = count <= PlacementCosts.phrase
            let areFew =
                (peaks.first?.votes ?? 0) < (isPhrase ? Limits.enoughVotes : Limits.unclearVotes)
            if isOneWindow && areCommon || areFew && (isPhrase || areCommon) {
                votes.begin(queryCount: count, targetCount: letters.count)
                // Half of a page's windows say as much.
                for number in stride(from: 0, to: windows, by: isPhrase ? 1 : 2) {
                    votes.vote(
                        Self.window(number, of: windows, in: positions), of: query,
                        bucketStarts: bucketStarts, postings: postings, seedLength: seedLength,
                        most: isPhrase ? Limits.commonPostings : Limits.commonPostingsOfPage)
                }
                peaks = votes.peaks(Limits.candidates)
                if isOneWindow {
                    let placements = placeAll(peaks, query, letters, postings)
                    if !placements.isEmpty { return placements }
                }
            }
            let best = peaks.first?.votes ?? 0
            let isUnclear = !isPhrase && best < Limits.unclearVotes
            let share = isPhrase ? Limits.voteShare : Limits.voteShareOfPage
            let diagonals = peaks.filter { $0.votes * share >= best }
                .prefix(isUnclear ? Limits.unclearCandidates : Limits.candidates).map(\.diagonal)
            return careful.placements(
                of: query, around: diagonals, letters, seedLength: seedLength, confusions)
        }
    }

    /// Letters of books that are searched for one phrase at most: some two milliseconds.
    package static let probedLetters = 2_400_000

    /// Whether all of a book is to be searched for a page: for a phrase, of which nothing was found by its
    /// seeds or less than half, and which chance would not find as well.
    ///
    /// - Parameters:
    ///   - mostEqual: how many of the page's letters the best placement has; 0 without any.
    ///   - letters: of the page.
    /// - Returns: whether it is worth what it costs.
    package static func isProbed(mostEqual: Int, letters: Int) -> Bool {
        (Limits.fewestProbed...PlacementCosts.phrase).contains(letters) && mostEqual * 2 < letters
    }

    /// How many stretches of a phrase are worth looking for in a book.
    ///
    /// - Parameters:
    ///   - letters: of the phrase.
    ///   - bookLetters: of the book.
    ///   - measure: how many letters may be searched in all.
    /// - Returns: 0 for a book that is too long.
    package static func probes(letters: Int, bookLetters: Int, within measure: Int) -> Int {
        let windows = (letters + PhraseProbe.longest - 1) / PhraseProbe.longest
        return min(windows, Limits.mostProbes, measure / max(1, bookLetters))
    }

    /// Finds the places where a phrase may stand by searching all of a book.
    ///
    /// - Parameters:
    ///   - page: the phrase's letters.
    ///   - target: the book's.
    ///   - probes: how many stretches of the phrase are looked for, until one leads to a place.
    /// - Returns: placements, best first, no two over the same letters.
    /// - Complexity: O(letters of the book · probes).
    package mutating func probedPlacements(
        of page: [UInt8], in target: some LetterTarget, probes: Int
    ) -> [PagePlacement] {
        isClear = false
        return target.withLetters { letters, _, _ in
            let query = page.span
            clear.set(query)
            let length = min(PhraseProbe.longest, query.count)
            var placements: [PagePlacement] = []
            for number in 0..<probes where placements.isEmpty {
                let start = probes == 1 ? 0 : (query.count - length) * number / (probes - 1)
                for diagonal in probe.diagonals(of: start..<start + length, query, in: letters) {
                    if let placement = clear.place(query, around: diagonal, letters, confusions) {
                        placements.append(placement)
                    }
                }
            }
            return PagePlacement.best(placements)
        }
    }

    /// The placements of a page of one window at all places that some of its seeds speak for.
    ///
    /// - Returns: best first, no two over the same letters; none where no place has nearly all of the
    ///   page: the careful way may find more.
    private mutating func placeAll(
        _ peaks: [SeedVotes.Peak], _ query: Span<UInt8>, _ letters: Span<UInt8>,
        _ postings: Span<UInt32>
    ) -> [PagePlacement] {
        let best = peaks.first?.votes ?? 0
        var placements: [PagePlacement] = []
        for peak in peaks where peak.votes * Limits.voteShare >= best {
            // Where many seeds speak for several diagonals beside each other, the words stand there twice.
            let isStrong = peak.votes * 2 >= best
            guard
                let diagonal = votes.diagonal(
                    of: peak, ratio: isStrong ? Limits.clearRatio : nil, postings: postings)
            else {
                if isStrong { return [] }
                continue
            }
            if let placement = clear.place(query, around: diagonal, letters, confusions) {
                placements.append(placement)
            }
        }
        guard placements.contains(where: { $0.equal * 4 >= query.count * 3 }) else { return [] }
        return PagePlacement.best(placements)
    }

    /// A window of a page, from its middle on: its edges have running heads, numbers and notes.
    private static func window(
        _ number: Int, of count: Int, in positions: Range<Int>
    ) -> Range<Int> {
        let behind = count - count / 2
        let index = number < behind ? count / 2 + number : count - 1 - number
        return positions.count * index / count..<positions.count * (index + 1) / count
    }
}

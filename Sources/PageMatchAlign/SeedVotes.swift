internal import PageMatchCore
internal import PageMatchIndex

/// Finds where in a book a page may stand: seeds that agree on a diagonal vote for it.
enum SeedVotes {
    /// Letters by which diagonals may differ and still share their votes: 2^6.
    private static let diagonalBits = 6
    /// A seed that stands in more places says nothing.
    private static let commonPostings = 64
    /// The same where nothing rarer is at hand, as in a short phrase of common words.
    private static let veryCommonPostings = 2048
    /// A page of fewer letters is seeded again with common seeds when the rare ones say little.
    private static let shortQuery = 400
    /// So many votes for one place are enough.
    private static let enoughVotes = 12
    /// A place with a smaller share of the best one's votes is not looked at.
    private static let voteShare = 4

    /// The diagonals (target less query position) with the most votes, most first, no two close.
    ///
    /// - Complexity: O(query letters · postings a seed + book letters / 64).
    static func diagonals(
        query: [UInt8], letters: Span<UInt8>, bucketStarts: Span<UInt32>, postings: Span<UInt32>,
        seedLength: Int, count: Int
    ) -> [Int] {
        let rare = vote(
            query, letters, bucketStarts, postings, seedLength, commonPostings, count: count)
        let votes = rare.first?.votes ?? 0
        if votes >= enoughVotes || query.count > shortQuery { return worthLooking(rare) }
        return worthLooking(
            vote(
                query, letters, bucketStarts, postings, seedLength, veryCommonPostings,
                count: count))
    }

    private static func worthLooking(_ places: [(diagonal: Int, votes: Int)]) -> [Int] {
        let best = places.first?.votes ?? 0
        return places.filter { $0.votes * voteShare >= best }.map(\.diagonal)
    }

    private static func vote(
        _ query: [UInt8], _ letters: Span<UInt8>, _ bucketStarts: Span<UInt32>,
        _ postings: Span<UInt32>, _ seedLength: Int, _ maximumPostings: Int, count: Int
    ) -> [(diagonal: Int, votes: Int)] {
        let bits = (bucketStarts.count - 1).trailingZeroBitCount
        // Diagonals are raised by the query's length so that none is negative.
        var votes = [UInt16](
            repeating: 0, count: (letters.count + query.count) >> diagonalBits + 2)
        var touched: [Int] = []
        for position in 0..<max(0, query.count - seedLength + 1) {
            let bucket = LetterIndex.bucket(at: position, of: query.span, seedLength, bits: bits)
            let entries = Int(bucketStarts[bucket])..<Int(bucketStarts[bucket + 1])
            if entries.count > maximumPostings { continue }
            for entry in entries {
                let place = (Int(postings[entry]) - position + query.count) >> diagonalBits
                if votes[place] == 0 { touched.append(place) }
                votes[place] = votes[place] &+ (votes[place] == UInt16.max ? 0 : 1)
            }
        }
        return peaks(of: votes, touched, count: count).map {
            (diagonal: $0.place << diagonalBits - query.count + 1 << (diagonalBits - 1), $0.votes)
        }
    }

    /// The best places; a peak that straddles two counters has the votes of both.
    private static func peaks(
        of votes: [UInt16], _ touched: [Int], count: Int
    ) -> [(place: Int, votes: Int)] {
        var best: [(place: Int, votes: Int)] = []
        for place in touched {
            let sum = Int(votes[place]) + (place + 1 < votes.count ? Int(votes[place + 1]) : 0)
            if best.count == count, let last = best.last, sum <= last.votes { continue }
            if let near = best.firstIndex(where: { abs($0.place - place) <= 2 }) {
                if best[near].votes >= sum { continue }
                best.remove(at: near)
            }
            let index = best.firstIndex { $0.votes < sum } ?? best.count
            best.insert((place, sum), at: index)
            if best.count > count { best.removeLast() }
        }
        return best
    }
}

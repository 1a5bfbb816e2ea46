internal import PageMatchCore
internal import PageMatchIndex

/// Counts for which diagonals of a book the seeds of a page speak.
///
/// A diagonal is a position in the book less one in the page. Diagonals share a counter by sixty-fours;
/// a peak that straddles two counters has the votes of both. Seeds vote in windows of the page, so that a
/// page whose place is clear after a line or two costs no more.
///
/// Owns its counters, so that many pages share them.
struct SeedVotes {
    /// Letters by which diagonals may differ and still share their votes: 2^6.
    private static let diagonalBits = 6

    /// Votes for one place.
    struct Peak {
        /// The counter.
        fileprivate var place: Int
        /// The middle of its diagonals.
        var diagonal: Int
        var votes: Int
    }

    /// For each counter its votes.
    private var votes: [UInt16] = []
    /// The counters that have any.
    private var touched: [UInt32] = []
    /// Where the postings of a window's seeds begin, how many there are, and where the seeds stand.
    private var lists: [(first: UInt32, count: UInt32, position: UInt32)] = []
    private var queryCount = 0

    /// Begins a page.
    ///
    /// - Complexity: O(votes for the page before); O(letters of the book / 64) for a larger book.
    mutating func begin(queryCount: Int, targetCount: Int) {
        for place in touched { votes[Int(place)] = 0 }
        touched.removeAll(keepingCapacity: true)
        self.queryCount = queryCount
        let count = (targetCount + queryCount) >> Self.diagonalBits + 2
        if votes.count < count { votes = Array(repeating: 0, count: count) }
    }

    /// Lets the seeds of a window vote.
    ///
    /// - Parameters:
    ///   - window: positions of seeds in the page.
    ///   - query: the page's letters.
    ///   - bucketStarts: of the book's letter index.
    ///   - postings: of the same.
    ///   - seedLength: of the same.
    ///   - most: seeds that stand in more places say nothing.
    /// - Complexity: O(window · most).
    mutating func vote(
        _ window: Range<Int>, of query: Span<UInt8>, bucketStarts: Span<UInt32>,
        postings: Span<UInt32>, seedLength: Int, most: Int
    ) {
        if window.isEmpty { return }
        let bits = (bucketStarts.count - 1).trailingZeroBitCount
        let shift = UInt64(64 - bits)
        let multiplier = LetterIndex.multiplier
        let mask: UInt64 = seedLength < 8 ? 1 << UInt64(8 * seedLength) - 1 : .max
        lists.removeAll(keepingCapacity: true)
        var seed: UInt64 = 0
        for index in window.lowerBound..<window.lowerBound + seedLength - 1 {
            seed = seed << 8 | UInt64(query[index])
        }
        // Where lists begin is read first: these reads do not wait for each other.
        for position in window {
            seed = (seed << 8 | UInt64(query[position + seedLength - 1])) & mask
            let bucket = Int(truncatingIfNeeded: (seed &* multiplier) >> shift)
            let first = bucketStarts[bucket]
            let count = bucketStarts[bucket + 1] - first
            if count > 0, count <= most { lists.append((first, count, UInt32(position))) }
        }
        Self.count(lists, postings, raisedBy: queryCount, in: &votes, &touched)
    }

    /// Diagonals are raised by the page's length, so that none is negative.
    private static func count(
        _ lists: [(first: UInt32, count: UInt32, position: UInt32)], _ postings: Span<UInt32>,
        raisedBy raise: Int, in votes: inout [UInt16], _ touched: inout [UInt32]
    ) {
        var votes = votes.mutableSpan
        for index in lists.indices {
            let list = lists[index]
            let offset = raise - Int(list.position)
            for entry in Int(list.first)..<Int(list.first + list.count) {
                let place = (Int(postings[entry]) + offset) >> diagonalBits
                let count = votes[place]
                if count == 0 { touched.append(UInt32(place)) }
                votes[place] = count &+ (count == .max ? 0 : 1)
            }
        }
    }

    /// The diagonal that the last window's votes for a place are for, if these are for one.
    ///
    /// - Parameters:
    ///   - peak: the place.
    ///   - ratio: how many times the votes for diagonals beside it, and two, it must have: the same
    ///     words may stand twice in a row.
    ///   - postings: of the book's letter index.
    /// - Returns: the middle of the window's diagonals; `nil` when they are for several.
    /// - Complexity: O(window · postings a seed).
    func clearDiagonal(of peak: Peak, ratio: Int, postings: Span<UInt32>) -> Int? {
        var diagonals: [Int] = []
        for list in lists {
            for entry in Int(list.first)..<Int(list.first + list.count) {
                let diagonal = Int(postings[entry]) - Int(list.position)
                if abs(diagonal - peak.diagonal) < Self.beside { diagonals.append(diagonal) }
            }
        }
        diagonals.sort()
        guard !diagonals.isEmpty else { return nil }
        let middle = diagonals[diagonals.count / 2]
        let near = diagonals.count { abs($0 - middle) <= Self.near }
        return near >= ratio * (diagonals.count - near) + 2 ? middle : nil
    }

    /// How far beside a place other diagonals may be for the same words again, and how far those of one
    /// window go apart by letters lost and put in.
    private static let beside = 256
    private static let near = 12

    /// The places with the most votes, most first, no two close.
    ///
    /// - Complexity: O(places with votes · count).
    func peaks(_ count: Int) -> [Peak] {
        var best: [Peak] = []
        var least = 1
        for place in touched {
            let place = Int(place)
            let sum = Int(votes[place]) + (place + 1 < votes.count ? Int(votes[place + 1]) : 0)
            if sum < least { continue }
            if let near = best.firstIndex(where: { abs($0.place - place) <= 2 }) {
                if best[near].votes >= sum { continue }
                best.remove(at: near)
            }
            let index = best.firstIndex { $0.votes < sum } ?? best.count
            let middle = (place + 1) << Self.diagonalBits - queryCount
            best.insert(Peak(place: place, diagonal: middle, votes: sum), at: index)
            if best.count > count { best.removeLast() }
            if best.count == count { least = (best.last?.votes ?? 0) + 1 }
        }
        return best
    }
}

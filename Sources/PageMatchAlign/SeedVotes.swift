internal import CAlignKernels
internal import PageMatchCore
internal import PageMatchIndex

/// Counts for which diagonals of a book the seeds of a page speak.
///
/// A diagonal is a position in the book less one in the page. Diagonals share a counter by sixty-fours;
/// a peak that straddles two counters has the votes of both. Seeds vote in windows of the page, so that a
/// page whose place is clear after a line or two costs no more.
///
/// Owns its counters, so that many pages share them.
struct SeedVotes: ~Copyable {
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
    private var counters = UnsafeMutableBufferPointer<UInt16>.allocate(capacity: 0)
    /// The counters that have any.
    private var touched = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: 1)
    private var touchedCount = 0
    /// The seeds of the last window.
    private var lists = UnsafeMutableBufferPointer<pm_seed_list>.allocate(capacity: 256)
    private var listCount = 0
    /// How many of the page's seeds stood in too many places to vote.
    private(set) var commonCount = 0
    private var queryCount = 0
    /// The seeds that were looked up since this was made, and the votes that they have cast.
    private(set) var work = PlacementWork()
    /// How often each diagonal beside a place is voted for.
    private var diagonals = [UInt16](repeating: 0, count: 2 * beside)

    deinit {
        counters.deallocate()
        touched.deallocate()
        lists.deallocate()
    }

    /// Begins a page.
    ///
    /// - Complexity: O(votes for the page before); O(letters of the book / 64) for a larger book.
    mutating func begin(queryCount: Int, targetCount: Int) {
        for index in 0..<touchedCount { counters[Int(touched[index])] = 0 }
        touchedCount = 0
        listCount = 0
        commonCount = 0
        self.queryCount = queryCount
        let count = (targetCount + queryCount) >> Self.diagonalBits + 2
        guard counters.count < count else { return }
        counters.deallocate()
        counters = .allocate(capacity: count)
        counters.initialize(repeating: 0)
        touched.deallocate()
        touched = .allocate(capacity: count + 1)
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
        listCount = 0
        guard !window.isEmpty, bucketStarts.count > 2 else { return }
        precondition(window.lowerBound >= 0 && window.upperBound + seedLength - 1 <= query.count)
        if lists.count < window.count {
            lists.deallocate()
            lists = .allocate(capacity: window.count * 2)
        }
        // Diagonals are raised by the page's length, so that none is negative.
        var votes = pm_votes(
            counters: counters.baseAddress, counter_count: UInt32(counters.count),
            touched: touched.baseAddress, touched_count: UInt32(touchedCount),
            shift: Int32(Self.diagonalBits), raise: UInt32(queryCount))
        let lists = lists.baseAddress
        var common: Int32 = 0
        listCount = bucketStarts.withUnsafeBufferPointer { starts in
            postings.withUnsafeBufferPointer { postings in
                var index = pm_letter_index(
                    starts: starts.baseAddress, postings: postings.baseAddress,
                    posting_count: UInt32(postings.count),
                    bits: Int32((starts.count - 1).trailingZeroBitCount),
                    seed_length: Int32(seedLength), multiplier: LetterIndex.multiplier)
                let count = query.withUnsafeBufferPointer { query in
                    pm_seed_lists(
                        &index, query.baseAddress, Int32(window.lowerBound),
                        Int32(window.upperBound), UInt32(most), lists, &common)
                }
                work.votes += Int(pm_vote(&index, lists, count, &votes))
                return Int(count)
            }
        }
        touchedCount = Int(votes.touched_count)
        work.seeds += window.count
        commonCount += Int(common)
    }

    /// The diagonal that most of the last window's votes for a place are for.
    ///
    /// - Parameters:
    ///   - peak: the place.
    ///   - ratio: how many times the votes for diagonals beside it, and two, it must have, if it must:
    ///     the same words may stand twice in a row.
    ///   - postings: of the book's seeds.
    /// - Returns: the middle of the window's diagonals; `nil` when they are for several.
    /// - Complexity: O(window · postings a seed).
    mutating func diagonal(of peak: Peak, ratio: Int?, postings: Span<UInt32>) -> Int? {
        let first = peak.diagonal - Self.beside
        let (lists, count) = (lists.baseAddress, Int32(listCount))
        var counts = diagonals.mutableSpan
        let total = counts.withUnsafeMutableBufferPointer { counts in
            postings.withUnsafeBufferPointer { postings in
                Int(
                    pm_count_diagonals(
                        postings.baseAddress, lists, count, Int64(first), counts.baseAddress))
            }
        }
        guard total > 0 else { return nil }
        var (middle, sum) = (0, 0)
        while middle < counts.count {
            sum += Int(counts[middle])
            if sum * 2 > total { break }
            middle += 1
        }
        if let ratio {
            var near = 0
            for index in max(0, middle - Self.near)..<min(counts.count, middle + Self.near + 1) {
                near += Int(counts[index])
            }
            guard near >= ratio * (total - near) + 2 else { return nil }
        }
        return first + middle
    }

    /// How many votes the place with the most has, and how many the next one that is not close to it.
    ///
    /// - Complexity: O(places with votes).
    func best() -> (peak: Peak, next: Int)? {
        var (first, most) = (-1, 0)
        for index in 0..<touchedCount {
            let place = Int(touched[index])
            let sum = sum(at: place)
            if sum > most { (first, most) = (place, sum) }
        }
        guard first >= 0 else { return nil }
        var next = 0
        for index in 0..<touchedCount {
            let place = Int(touched[index])
            if abs(place - first) > Self.close { next = max(next, sum(at: place)) }
        }
        return (Peak(place: first, diagonal: middle(of: first), votes: most), next)
    }

    /// The votes for a place and the one behind it.
    @inline(__always)
    private func sum(at place: Int) -> Int {
        Int(counters[place]) + (place + 1 < counters.count ? Int(counters[place + 1]) : 0)
    }

    private func middle(of place: Int) -> Int { (place + 1) << Self.diagonalBits - queryCount }

    /// Places so few counters apart are one.
    private static let close = 2

    /// How far beside a place other diagonals may be for the same words again, and how far those of one
    /// window go apart by letters lost and put in.
    private static let beside = Int(PM_DIAGONALS) / 2
    private static let near = 12

    /// The places with the most votes, most first, no two close.
    ///
    /// - Complexity: O(places with votes · count).
    func peaks(_ count: Int) -> [Peak] {
        var best: [Peak] = []
        var least = 1
        for index in 0..<touchedCount {
            let place = Int(touched[index])
            let sum = sum(at: place)
            if sum < least { continue }
            if let near = best.firstIndex(where: { abs($0.place - place) <= Self.close }) {
                if best[near].votes >= sum { continue }
                best.remove(at: near)
            }
            let index = best.firstIndex { $0.votes < sum } ?? best.count
            best.insert(Peak(place: place, diagonal: middle(of: place), votes: sum), at: index)
            if best.count > count { best.removeLast() }
            if best.count == count { least = (best.last?.votes ?? 0) + 1 }
        }
        return best
    }
}

package import PageMatchCore

/// Where each seed of three words stands in a book; made anew for each alignment, never stored.
///
/// Entries are sorted by bucket, and carry 32 more bits of the seed's hash, so that a bucket's
/// strangers are told apart without looking into the book.
package struct WordSeeds: Sendable {
    /// Words in a seed.
    package static let length = 3

    private struct Entry {
        var position: UInt32
        var fingerprint: UInt32
    }

    private let bits: Int
    private let bucketStarts: [UInt32]
    private let entries: [Entry]

    /// Indexes the book's words, by counting sort.
    ///
    /// - Parameter ids: the ids of the book's words, in order.
    /// - Complexity: O(words) time and memory.
    package init(book ids: [UInt64]) {
        let count = max(0, ids.count - Self.length + 1)
        let bits = max(8, Int.bitWidth - max(1, count).leadingZeroBitCount)
        // Two behind each bucket's number first, so that in the end each is the bucket's start.
        var starts = [UInt32](repeating: 0, count: 1 << bits + 2)
        var hashes = [UInt64](repeating: 0, count: count)
        for position in 0..<count {
            let hash = Self.hash(ids, at: position)
            hashes[position] = hash
            starts[Int(hash >> UInt64(64 - bits)) + 2] += 1
        }
        for bucket in 2..<starts.count { starts[bucket] += starts[bucket - 1] }
        var entries = [Entry](repeating: Entry(position: 0, fingerprint: 0), count: count)
        for position in 0..<count {
            let bucket = Int(hashes[position] >> UInt64(64 - bits)) + 1
            entries[Int(starts[bucket])] = Entry(
                position: UInt32(position),
                fingerprint: UInt32(truncatingIfNeeded: hashes[position]))
            starts[bucket] += 1
        }
        self.bits = bits
        bucketStarts = starts
        self.entries = entries
    }

    /// What anchors are wanted.
    package struct Demand: Sendable {
        /// Seeds that stand in more places of the book say nothing and are left out; rarity is
        /// judged in the book alone, so that a transcript may repeat itself.
        package var maximumPostings: Int
        /// From this length on an anchor casts a shadow on what begins behind its first word and does
        /// not reach beyond its last one: the same words stand there in a longer row.
        package var long: Int
        /// What is shorter than this and in a shadow says nothing and is left out; where the longer
        /// row is not the place after all, so small a piece is found again when gaps are closed.
        package var short: Int

        /// Anchors of seeds that are rare enough, without small ones in a shadow.
        package init(maximumPostings: Int, long: Int, short: Int) {
            self.maximumPostings = maximumPostings
            self.long = long
            self.short = short
        }
    }

    /// Finds the maximal stretches of at least ``length`` words that are equal on both sides, but
    /// small ones in the shadow of a long one.
    ///
    /// Not every seed in a shadow is looked up: an anchor that reaches out of one is found by the seeds
    /// that do so, too, if these are rare enough.
    ///
    /// - Parameters:
    ///   - transcript: the ids of one track's words.
    ///   - book: the ids that this index was made of.
    ///   - demand: which anchors are wanted.
    ///   - checkpoint: called every some thousand words; what it throws ends the work.
    /// - Throws: What `checkpoint` throws.
    /// - Returns: anchors ordered by transcript position (query), then book position (target).
    /// - Complexity: O(transcript words · maximum postings).
    package func anchors<Failure: Error>(
        transcript: [UInt64], book: [UInt64], _ demand: Demand,
        checkpoint: () throws(Failure) -> Void
    ) throws(Failure) -> [Anchor] {
        var anchors: [Anchor] = []
        // Anchors that may reach beyond the current position: at most one on a diagonal.
        var open: [(diagonal: Int, end: Int)] = []
        var shadowEnd = 0
        // Whatever is not short has a seed at one of so many positions in a row.
        let stride = max(1, demand.short - Self.length + 1)
        var nextCheckpoint = 0
        var position = 0
        while position <= transcript.count - Self.length {
            if position >= nextCheckpoint {
                try checkpoint()
                nextCheckpoint = position + 8192
            }
            let hash = Self.hash(transcript, at: position)
            let fingerprint = UInt32(truncatingIfNeeded: hash)
            let bucket = Int(hash >> UInt64(64 - bits))
            let bucketEntries = Int(bucketStarts[bucket])..<Int(bucketStarts[bucket + 1])
            var matching = 0
            for entry in bucketEntries where entries[entry].fingerprint == fingerprint {
                matching += 1
                if matching > demand.maximumPostings { break }
            }
            if matching > 0, matching <= demand.maximumPostings {
                open.removeAll { $0.end <= position }
                for entry in bucketEntries where entries[entry].fingerprint == fingerprint {
                    let target = Int(entries[entry].position)
                    let diagonal = target - position
                    if open.contains(where: { $0.diagonal == diagonal }) { continue }
                    guard let anchor = maximalAnchor(transcript, position, book, target) else {
                        continue
                    }
                    anchors.append(anchor)
                    open.append((diagonal, anchor.queryStart + anchor.length))
                    if anchor.length >= demand.long {
                        shadowEnd = max(shadowEnd, anchor.queryStart + anchor.length)
                    }
                }
            }
            // The next seed that can lead to what is wanted: in a shadow one of a stride, or the first
            // that reaches out of it.
            position = max(position + 1, min(position + stride, shadowEnd - Self.length + 1))
        }
        anchors.sort { ($0.queryStart, $0.targetStart) < ($1.queryStart, $1.targetStart) }
        return Self.outOfShadow(anchors, demand)
    }

    /// - Complexity: O(anchors).
    private static func outOfShadow(_ anchors: [Anchor], _ demand: Demand) -> [Anchor] {
        var kept: [Anchor] = []
        kept.reserveCapacity(anchors.count)
        // The shadow of those that begin before the current query position, and at it.
        var shadowEnd = 0
        var nextShadowEnd = 0
        var start = -1
        for anchor in anchors {
            if anchor.queryStart > start {
                shadowEnd = nextShadowEnd
                start = anchor.queryStart
            }
            let end = anchor.queryStart + anchor.length
            if end <= shadowEnd, anchor.length < demand.short { continue }
            if anchor.length >= demand.long { nextShadowEnd = max(nextShadowEnd, end) }
            kept.append(anchor)
        }
        return kept
    }

    private func maximalAnchor(
        _ transcript: [UInt64], _ position: Int, _ book: [UInt64], _ target: Int
    ) -> Anchor? {
        // Backwards, too: the first seeds of the stretch may have been too common.
        var start = 0
        while position + start > 0, target + start > 0,
            transcript[position + start - 1] == book[target + start - 1]
        { start -= 1 }
        var end = 0
        while position + end < transcript.count, target + end < book.count,
            transcript[position + end] == book[target + end]
        { end += 1 }
        guard end - start >= Self.length else { return nil }
        return Anchor(
            queryStart: position + start, targetStart: target + start, length: end - start)
    }

    @inline(__always)
    private static func hash(_ ids: [UInt64], at position: Int) -> UInt64 {
        var hash = ids[position] &* 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ (hash >> 32) ^ ids[position + 1]) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ (hash >> 32) ^ ids[position + 2]) &* 0x94D0_49BB_1331_11EB
        return hash ^ (hash >> 29)
    }
}

package import PageMatchCore

/// Where each seed of three words stands in a book; made anew for each alignment, never stored.
///
/// Entries are sorted by bucket, and carry 32 more bits of the seed's hash, so that a bucket's
/// strangers are told apart without looking into the book.
package struct WordSeeds: Sendable {
    /// Words in a seed.
    package static let length = 3

    private let bits: Int
    private let bucketStarts: [UInt32]
    private let positions: [UInt32]
    private let fingerprints: [UInt32]

    /// Indexes the book's words, by counting sort.
    ///
    /// - Parameter ids: the ids of the book's words, in order.
    /// - Complexity: O(words) time and memory.
    package init(book ids: [UInt64]) {
        let count = max(0, ids.count - Self.length + 1)
        let bits = max(8, Int.bitWidth - max(1, count).leadingZeroBitCount)
        var starts = [UInt32](repeating: 0, count: 1 << bits + 1)
        var hashes = [UInt64](repeating: 0, count: count)
        for position in 0..<count {
            let hash = Self.hash(ids, at: position)
            hashes[position] = hash
            starts[Int(hash >> UInt64(64 - bits)) + 1] += 1
        }
        for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
        var next = starts
        var positions = [UInt32](repeating: 0, count: count)
        var fingerprints = positions
        for position in 0..<count {
            let bucket = Int(hashes[position] >> UInt64(64 - bits))
            let index = Int(next[bucket])
            positions[index] = UInt32(position)
            fingerprints[index] = UInt32(truncatingIfNeeded: hashes[position])
            next[bucket] += 1
        }
        self.bits = bits
        self.bucketStarts = starts
        self.positions = positions
        self.fingerprints = fingerprints
    }

    /// Finds the maximal stretches of at least ``length`` words that are equal on both sides.
    ///
    /// - Parameters:
    ///   - transcript: the ids of one track's words.
    ///   - book: the ids that this index was made of.
    ///   - maximumPostings: seeds that stand in more places of the book say nothing and are left
    ///     out; rarity is judged in the book alone, so that a transcript may repeat itself.
    ///   - checkpoint: called every some thousand words; what it throws ends the work.
    /// - Throws: What `checkpoint` throws.
    /// - Returns: anchors ordered by transcript position (query), then book position (target).
    /// - Complexity: O(transcript words · `maximumPostings`).
    package func anchors<Failure: Error>(
        transcript: [UInt64], book: [UInt64], maximumPostings: Int,
        checkpoint: () throws(Failure) -> Void
    ) throws(Failure) -> [Anchor] {
        var anchors: [Anchor] = []
        // Anchors that reach beyond the current position: at most one on a diagonal.
        var open: [Anchor] = []
        for position in 0..<max(0, transcript.count - Self.length + 1) {
            if position % 8192 == 0 { try checkpoint() }
            open.removeAll { $0.queryEnd <= position }
            let hash = Self.hash(transcript, at: position)
            let fingerprint = UInt32(truncatingIfNeeded: hash)
            let bucket = Int(hash >> UInt64(64 - bits))
            let entries = Int(bucketStarts[bucket])..<Int(bucketStarts[bucket + 1])
            var matching = 0
            for entry in entries where fingerprints[entry] == fingerprint {
                matching += 1
                if matching > maximumPostings { break }
            }
            if matching == 0 || matching > maximumPostings { continue }
            for entry in entries where fingerprints[entry] == fingerprint {
                let target = Int(positions[entry])
                if open.contains(where: { $0.diagonal == target - position }) { continue }
                guard let anchor = maximalAnchor(transcript, position, book, target) else {
                    continue
                }
                anchors.append(anchor)
                open.append(anchor)
            }
        }
        anchors.sort { ($0.queryStart, $0.targetStart) < ($1.queryStart, $1.targetStart) }
        return anchors
    }

    /// Leaves out the short anchors in the shadow of a long one: where a dozen words in a row are
    /// equal, three of them that stand elsewhere, too, say nothing.
    ///
    /// - Parameters:
    ///   - anchors: ordered by query position.
    ///   - long: from this length on an anchor casts a shadow …
    ///   - short: … on those below this length that lie wholly in its query range.
    /// - Returns: the other anchors, in their order.
    /// - Complexity: O(anchors).
    package static func withoutShadowed(
        _ anchors: [Anchor], long: Int, short: Int
    ) -> [Anchor] {
        var shadowEnd = 0
        var kept: [Anchor] = []
        for anchor in anchors {
            // An anchor that begins before the long one is kept: its first words are its own.
            if anchor.length < short, anchor.queryEnd <= shadowEnd { continue }
            if anchor.length >= long { shadowEnd = max(shadowEnd, anchor.queryEnd) }
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

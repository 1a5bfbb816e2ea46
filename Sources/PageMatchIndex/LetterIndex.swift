/// Where each seed of letters stands in a book: postings sorted by bucket, ready to be mapped.
///
///     bucketStarts   0   2   2   5 …          2^bits + 1 of them
///     postings       17 4031  9 880 12007 …   letter positions, ascending within a bucket
///
/// A seed is ``seedLength`` consecutive letters; its bucket is a hash of them, so that other seeds
/// may share it: whoever reads a posting compares the letters.
package struct LetterIndex: Sendable {
    /// Letters in a seed.
    package let seedLength: Int
    /// For each bucket the index of its first posting, and at the end the number of postings.
    package let bucketStarts: [UInt32]
    /// Positions of seeds in the letters.
    package let postings: [UInt32]

    /// Indexes every position of `letters`, by counting sort.
    ///
    /// - Complexity: O(letters + buckets) time and memory; there are half as many buckets as letters, or up
    ///   to as many.
    package init(letters: [UInt8], seedLength: Int) {
        let bits = Self.bucketBits(letterCount: letters.count)
        var starts = [UInt32](repeating: 0, count: 1 << bits + 1)
        let count = max(0, letters.count - seedLength + 1)
        var buckets = [UInt32](repeating: 0, count: count)
        Self.hash(letters.span, seedLength, bits: bits, into: &buckets)
        Self.count(buckets.span, into: &starts)
        var next = starts
        var postings = [UInt32](repeating: 0, count: count)
        Self.sort(buckets.span, by: &next, into: &postings)
        self.seedLength = seedLength
        self.bucketStarts = starts
        self.postings = postings
    }

    /// The bucket of the seed at each position.
    private static func hash(
        _ letters: Span<UInt8>, _ seedLength: Int, bits: Int, into buckets: inout [UInt32]
    ) {
        var buckets = buckets.mutableSpan
        let mask: UInt64 = seedLength < 8 ? 1 << UInt64(8 * seedLength) - 1 : .max
        let shift = UInt64(64 - bits)
        var seed: UInt64 = 0
        for index in letters.indices {
            seed = (seed << 8 | UInt64(letters[index])) & mask
            let position = index - seedLength + 1
            if position >= 0 {
                buckets[position] = UInt32(truncatingIfNeeded: (seed &* multiplier) >> shift)
            }
        }
    }

    /// Where each bucket begins, by how many seeds those before it have.
    private static func count(_ buckets: Span<UInt32>, into starts: inout [UInt32]) {
        var starts = starts.mutableSpan
        for position in buckets.indices { starts[Int(buckets[position]) + 1] += 1 }
        var sum: UInt32 = 0
        for bucket in starts.indices {
            sum += starts[bucket]
            starts[bucket] = sum
        }
    }

    /// Writes each position where its bucket's next one belongs.
    private static func sort(
        _ buckets: Span<UInt32>, by next: inout [UInt32], into postings: inout [UInt32]
    ) {
        var next = next.mutableSpan
        var postings = postings.mutableSpan
        for position in buckets.indices {
            let bucket = Int(buckets[position])
            postings[Int(next[bucket])] = UInt32(truncatingIfNeeded: position)
            next[bucket] += 1
        }
    }

    /// A seed is its letters' codes, the first highest, times this; its bucket is the highest bits.
    package static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// Base 2 logarithm of the number of buckets for a book of so many letters.
    package static func bucketBits(letterCount: Int) -> Int {
        let half = max(1, letterCount / 2)
        return min(24, max(8, Int.bitWidth - half.leadingZeroBitCount))
    }

    /// The bucket of the seed that begins at `position`, which has `seedLength` letters behind it.
    @inline(__always)
    package static func bucket(
        at position: Int, of letters: Span<UInt8>, _ seedLength: Int, bits: Int
    ) -> Int {
        var seed: UInt64 = 0
        for offset in 0..<seedLength { seed = seed << 8 | UInt64(letters[position + offset]) }
        return Int(truncatingIfNeeded: (seed &* multiplier) >> UInt64(64 - bits))
    }
}

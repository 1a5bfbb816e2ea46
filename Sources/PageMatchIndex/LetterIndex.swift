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
    /// - Complexity: O(letters + buckets) time and memory; there are about half as many buckets as
    ///   letters.
    package init(letters: [UInt8], seedLength: Int) {
        let bits = Self.bucketBits(letterCount: letters.count)
        var starts = [UInt32](repeating: 0, count: 1 << bits + 1)
        let count = max(0, letters.count - seedLength + 1)
        var buckets = [UInt32](repeating: 0, count: count)
        for position in 0..<count {
            let bucket = Self.bucket(at: position, of: letters.span, seedLength, bits: bits)
            buckets[position] = UInt32(bucket)
            starts[bucket + 1] += 1
        }
        for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
        var next = starts
        var postings = [UInt32](repeating: 0, count: count)
        for position in 0..<count {
            let bucket = Int(buckets[position])
            postings[Int(next[bucket])] = UInt32(position)
            next[bucket] += 1
        }
        self.seedLength = seedLength
        self.bucketStarts = starts
        self.postings = postings
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

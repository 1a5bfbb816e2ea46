/// A stretch that is equal in the query and in the target.
///
/// Positions count words or letters from 0, as the two streams do; ranges are half-open.
package struct Anchor: Hashable, Sendable {
    /// Position in the query of the first equal word or letter.
    package var queryStart: Int
    /// Position in the target of the same.
    package var targetStart: Int
    /// How many are equal; at least 1.
    package var length: Int

    /// `length` equal words or letters from these positions.
    package init(queryStart: Int, targetStart: Int, length: Int) {
        self.queryStart = queryStart
        self.targetStart = targetStart
        self.length = length
    }

    /// One past the last equal position in the query.
    package var queryEnd: Int { queryStart + length }
    /// One past the last equal position in the target.
    package var targetEnd: Int { targetStart + length }
    /// Target position minus query position: equal for anchors with nothing lost between them.
    package var diagonal: Int { targetStart - queryStart }
}

/// Two positions that an alignment pairs.
package struct AlignedPair: Hashable, Sendable {
    /// Position in the query.
    package var query: Int
    /// Position in the target.
    package var target: Int

    /// A pair of positions.
    package init(query: Int, target: Int) {
        self.query = query
        self.target = target
    }
}

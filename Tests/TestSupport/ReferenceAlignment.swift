/// An exact alignment of what was said with a whole book, to compare others with: a longest common
/// subsequence of their words.
///
/// Slow, and simple on purpose: it knows nothing of places, gaps, likeness or time, and shares no code
/// with the engine. For each word said a row is kept with a bit for each word of the book:
///
///     book            b  a  c  a  b
///     nothing said    1  1  1  1  1
///     a               1  0  1  1  1      a 0: from here on the subsequence is longer by one
///     c               1  0  0  1  1
///     b               0  1  0  1  0
///
/// A row is made from the one before by an addition, 64 words of the book at once, and only where the
/// word said stands in the book.
///
/// - Source: M. Crochemore, C. Iliopoulos, Y. Pinzon, J. Reid, *Inf. Process. Lett.* 80(6), 2001 (the
///   rows). https://doi.org/10.1016/S0020-0190(01)00182-X
public struct ReferenceAlignment: Sendable {
    /// A word said and the same word in the book.
    public struct Pair: Hashable, Sendable {
        /// Position in the transcript.
        public var said: Int
        /// Position in the book.
        public var book: Int

        /// A word said beside a word of the book.
        public init(said: Int, book: Int) {
            self.said = said
            self.book = book
        }
    }

    /// Where a word stands in 64 words of the book.
    private struct Block {
        var index: Int
        var bits: UInt64
    }

    /// Fewer words in a row may be equal by chance.
    private static let shortestRun = 5

    private let count: Int
    /// For each word the blocks in which it stands, ascending.
    private let blocks: [UInt64: [Block]]

    /// Prepares a book for tracks to be aligned with it.
    ///
    /// - Complexity: O(words).
    public init(book: [UInt64]) {
        count = book.count
        var blocks: [UInt64: [Block]] = [:]
        for (position, word) in book.enumerated() {
            let bit: UInt64 = 1 << UInt64(position % 64)
            let last = blocks[word, default: []].count - 1
            if last >= 0, blocks[word, default: []][last].index == position / 64 {
                blocks[word, default: []][last].bits |= bit
            } else {
                blocks[word, default: []].append(Block(index: position / 64, bits: bit))
            }
        }
        self.blocks = blocks
    }

    /// The pairs that stand in rows of five and more, without a gap on either side.
    ///
    /// - Complexity: as ``pairs(with:)``.
    public func words(with said: [UInt64]) -> [Pair] {
        var kept: [Pair] = []
        var run: [Pair] = []
        for pair in pairs(with: said) {
            if let last = run.last, pair != Pair(said: last.said + 1, book: last.book + 1) {
                if run.count >= Self.shortestRun { kept += run }
                run = []
            }
            run.append(pair)
        }
        return run.count >= Self.shortestRun ? kept + run : kept
    }

    /// As many pairs of equal words as there can be, ascending on both sides; of words of the book
    /// that serve as well the earliest.
    ///
    /// - Complexity: O(words said · words of the book) time and bits of memory.
    public func pairs(with said: [UInt64]) -> [Pair] {
        let width = (count + 63) / 64
        let rows = rows(of: said, width: width)
        func isLonger(_ row: Int, _ column: Int) -> Bool {
            rows[row * width + column / 64] >> UInt64(column % 64) & 1 == 0
        }
        var pairs: [Pair] = []
        var row = said.count - 1
        var column = count - 1
        while row >= 0, column >= 0 {
            if !isLonger(row, column) {
                column -= 1
            } else if row > 0, isLonger(row - 1, column) {
                row -= 1
            } else {
                pairs.append(Pair(said: row, book: column))
                row -= 1
                column -= 1
            }
        }
        return pairs.reversed()
    }

    /// A row for each word said, one after the other.
    private func rows(of said: [UInt64], width: Int) -> [UInt64] {
        var rows: [UInt64] = []
        rows.reserveCapacity(said.count * width)
        var row = [UInt64](repeating: .max, count: width)
        for word in said {
            advance(&row, blocks[word, default: []])
            rows += row
        }
        return rows
    }

    /// Makes the next row of a row.
    private func advance(_ row: inout [UInt64], _ blocks: [Block]) {
        var carry: UInt64 = 0
        var next = 0
        for block in blocks {
            // A sum goes on through blocks in which the word does not stand.
            while carry > 0, next < block.index {
                carry = Self.add(0, carry, to: &row[next])
                next += 1
            }
            carry = Self.add(block.bits, carry, to: &row[block.index])
            next = block.index + 1
        }
        while carry > 0, next < row.count {
            carry = Self.add(0, carry, to: &row[next])
            next += 1
        }
    }

    /// V + (V & M) | V & ~M with the carry of the block before; returns the carry of this one.
    private static func add(_ match: UInt64, _ carry: UInt64, to block: inout UInt64) -> UInt64 {
        let first = block.addingReportingOverflow(block & match)
        let second = first.partialValue.addingReportingOverflow(carry)
        block = second.partialValue | block & ~match
        return first.overflow || second.overflow ? 1 : 0
    }
}

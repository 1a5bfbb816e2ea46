internal import CAlignKernels
internal import PageMatchCore

/// Letters of a page beside as many of a book, one by one: nothing lies between them on either side.
///
/// An alignment of letters is its blocks, ascending; the letters of a block need not be equal.
package struct LetterBlock: Hashable, Sendable {
    /// Index of the first among the page's letters.
    package var query: Int32
    /// Index of the first among the book's letters.
    package var target: Int32
    /// How many; at least 1.
    package var count: Int32

    /// So many letters from these on.
    package init(query: Int32, target: Int32, count: Int32) {
        self.query = query
        self.target = target
        self.count = count
    }

    /// The page's letters, as indices.
    package var queryRange: Range<Int> { Int(query)..<Int(query + count) }
    /// The book's letters, as indices.
    package var targetRange: Range<Int> { Int(target)..<Int(target + count) }

    /// Whether a pair of letters goes on with the block.
    @inline(__always)
    func isFollowed(byQuery query: Int32, target: Int32) -> Bool {
        self.query + count == query && self.target + count == target
    }
}

extension Span<LetterBlock> {
    /// How many of the blocks' pairs are equal.
    ///
    /// - Complexity: O(letters / 16 + blocks).
    func equalLetters(_ query: Span<UInt8>, _ letters: Span<UInt8>) -> Int {
        var equal = 0
        for index in indices {
            let block = self[index]
            equal += query.extracting(block.queryRange).withUnsafeBufferPointer { left in
                letters.extracting(block.targetRange).withUnsafeBufferPointer { right in
                    pm_count_equal(left.baseAddress, right.baseAddress, left.count)
                }
            }
        }
        return equal
    }

    /// How many letters of each word of a page are equal to those they are paired with.
    ///
    /// - Parameters:
    ///   - query: the page's letters.
    ///   - letters: the book's.
    ///   - wordStarts: where each word's letters begin, and at the end their number.
    ///   - equal: takes the number of each word.
    /// - Complexity: O(letters of the page).
    package func countEqualLetters(
        _ query: Span<UInt8>, _ letters: Span<UInt8>, ofWordsFrom wordStarts: Span<UInt32>,
        into equal: inout [UInt16]
    ) {
        equal.removeAll(keepingCapacity: true)
        equal.append(contentsOf: repeatElement(0, count: Swift.max(0, wordStarts.count - 1)))
        guard let last = indices.last.map({ self[$0] }) else { return }
        precondition(last.queryRange.upperBound <= query.count)
        precondition(last.targetRange.upperBound <= letters.count)
        precondition(wordStarts[wordStarts.count - 1] >= last.queryRange.upperBound)
        withUnsafeBufferPointer { blocks in
            blocks.withMemoryRebound(to: pm_block.self) { blocks in
                query.withUnsafeBufferPointer { query in
                    letters.withUnsafeBufferPointer { letters in
                        wordStarts.withUnsafeBufferPointer { starts in
                            pm_count_equal_by_word(
                                query.baseAddress, letters.baseAddress, blocks.baseAddress,
                                blocks.count, starts.baseAddress, &equal)
                        }
                    }
                }
            }
        }
    }
}

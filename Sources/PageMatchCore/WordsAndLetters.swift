/// A text as words and letters: both views of one tokenisation.
///
///     text          "To-night,  Mr. Ishmael…"
///     words          0  1        2   3            word positions
///     wordStarts     0  3        11  15           UTF-8 offsets
///     letters        tonight     mr  ishmael      one byte each, nothing between
///     letterStarts   0  2        7   9        16  where each word's letters begin; one more at the end
package struct WordsAndLetters: Sendable {
    /// UTF-8 offset of each word's first byte, ascending.
    package var wordStarts: [UInt32] = []
    /// UTF-8 offset one past each word's last byte.
    package var wordEnds: [UInt32] = []
    /// The id of each word (see `WordID`).
    package var ids: [UInt64] = []
    /// The letters of all words (see `Letter`).
    package var letters: [UInt8] = []
    /// For each word the index of its first letter, and at the end the number of letters.
    package var letterStarts: [UInt32] = [0]

    /// No words.
    package init() {}

    /// Takes all words away and keeps the room for them.
    package mutating func removeAll() {
        wordStarts.removeAll(keepingCapacity: true)
        wordEnds.removeAll(keepingCapacity: true)
        ids.removeAll(keepingCapacity: true)
        letters.removeAll(keepingCapacity: true)
        letterStarts.removeAll(keepingCapacity: true)
        letterStarts.append(0)
    }

    /// The number of words.
    package var count: Int { ids.count }

    /// The letters of the word at `position`, as indices into ``letters``.
    package func letterRange(of position: Int) -> Range<Int> {
        Int(letterStarts[position])..<Int(letterStarts[position + 1])
    }

    /// The position of the word that the letter at `index` belongs to.
    ///
    /// - Complexity: O(log words).
    package func word(ofLetter index: Int) -> Int {
        letterStarts.span.lastIndex(atMost: UInt32(index), in: 0..<count) ?? 0
    }
}

extension Span where Element: Comparable {
    /// Finds the last element that is not greater than `value`.
    ///
    /// - Parameters:
    ///   - value: the most that the element may be.
    ///   - range: where the elements are ascending, and the answer is sought.
    /// - Returns: its index; `nil` when all are greater.
    /// - Complexity: O(log n).
    package func lastIndex(atMost value: Element, in range: Range<Int>) -> Int? {
        let end = range.partitionPoint { self[$0] <= value }
        return end > range.lowerBound ? end - 1 : nil
    }
}

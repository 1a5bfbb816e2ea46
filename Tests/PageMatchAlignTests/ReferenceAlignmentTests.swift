import TestSupport
import Testing

@Suite struct ReferenceAlignmentTests {
    /// The length of a longest common subsequence by the textbook's table.
    private func longest(_ left: [UInt64], _ right: [UInt64]) -> Int {
        var above = [Int](repeating: 0, count: right.count + 1)
        for word in left {
            var row = above
            for (column, other) in right.enumerated() {
                row[column + 1] =
                    word == other ? above[column] + 1 : max(above[column + 1], row[column])
            }
            above = row
        }
        return above[right.count]
    }

    private func words(
        _ count: Int, of vocabulary: UInt64, _ generator: inout SeededGenerator
    ) -> [UInt64] {
        (0..<count).map { _ in UInt64.random(in: 0..<vocabulary, using: &generator) }
    }

    /// A book, and what was said: other words, or the book's with errors.
    private func texts(_ seed: UInt64) -> (book: [UInt64], said: [UInt64]) {
        var generator = SeededGenerator(seed: seed)
        let odd = Int.random(in: 3...300, using: &generator)
        let sizes = [0, 1, 2, 63, 64, 65, 127, 128, 129, odd]
        let vocabulary: UInt64 = [1, 2, 3, 8, 40][Int(seed % 5)]
        let size = sizes[Int(seed / 5) % sizes.count]
        let book = words(size, of: vocabulary, &generator)
        let other = sizes.randomElement(using: &generator) ?? 0
        guard Bool.random(using: &generator) else {
            return (book, words(other, of: vocabulary, &generator))
        }
        let said = book.flatMap { word in
            Int.random(in: 0..<10, using: &generator) > 0
                ? [word] : words(Int.random(in: 0...2, using: &generator), of: 9, &generator)
        }
        return (book, said)
    }

    @Test("as many words are paired as the textbook's table can, and equal ones in order")
    func exact() {
        for seed in UInt64(0)..<400 {
            let (book, said) = texts(seed)
            let pairs = ReferenceAlignment(book: book).pairs(with: said)
            #expect(pairs.count == longest(book, said), "seed \(seed)")
            #expect(pairs.allSatisfy { book[$0.book] == said[$0.said] }, "seed \(seed)")
            for (pair, next) in zip(pairs, pairs.dropFirst()) {
                #expect(pair.book < next.book && pair.said < next.said, "seed \(seed)")
            }
        }
    }

    @Test("of the pairs those are kept that have five in a row on both sides")
    func rows() {
        for seed in UInt64(0)..<400 {
            let (book, said) = texts(seed)
            let reference = ReferenceAlignment(book: book)
            let pairs = Set(reference.pairs(with: said))
            let kept = pairs.filter { pair in
                (0..<5).contains { before in
                    (0..<5).allSatisfy { offset in
                        pairs.contains(
                            ReferenceAlignment.Pair(
                                said: pair.said - before + offset,
                                book: pair.book - before + offset))
                    }
                }
            }
            #expect(
                reference.words(with: said) == kept.sorted { $0.book < $1.book }, "seed \(seed)")
        }
    }

    @Test("a row of four is left out between rows of five, and a gap on one side ends a row")
    func shortRows() {
        let book: [UInt64] = [1, 2, 3, 4, 5, 90, 11, 12, 13, 14, 91, 21, 22, 23, 24, 25, 26]
        let said: [UInt64] = [1, 2, 3, 4, 5, 80, 11, 12, 13, 14, 81, 21, 22, 23, 24, 25, 82, 26]
        let kept = ReferenceAlignment(book: book).words(with: said)
        #expect(kept.map(\.book) == Array(0...4) + Array(11...15))
    }
}

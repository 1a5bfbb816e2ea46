import PageMatchCore
import PageMatchIndex
import TestSupport
import Testing

@Suite struct SeedTests {
    @Test("the letter index holds every position of every seed, and no other")
    func letters() {
        for seed in UInt64(0)..<40 {
            var generator = SeededGenerator(seed: seed)
            let count = Int.random(in: 0..<400, using: &generator)
            let letters = (0..<count).map { _ in UInt8.random(in: 1...4, using: &generator) }
            let index = LetterIndex(letters: letters, seedLength: 6)
            #expect(
                index.postings.sorted() == (0..<max(0, count - 5)).map(UInt32.init), "seed \(seed)")
            let bits = (index.bucketStarts.count - 1).trailingZeroBitCount
            for position in 0..<max(0, count - 5) {
                let bucket = LetterIndex.bucket(at: position, of: letters.span, 6, bits: bits)
                let postings = index.postings[
                    Int(index.bucketStarts[bucket])..<Int(index.bucketStarts[bucket + 1])]
                #expect(postings.contains(UInt32(position)), "seed \(seed)")
                #expect(postings.elementsEqual(postings.sorted()), "seed \(seed)")
            }
        }
    }

    /// All maximal equal stretches of three words and more, by comparing every pair of positions.
    private func naiveAnchors(_ transcript: [UInt64], _ book: [UInt64]) -> Set<Anchor> {
        var anchors: Set<Anchor> = []
        for query in transcript.indices {
            for target in book.indices where transcript[query] == book[target] {
                if query > 0, target > 0, transcript[query - 1] == book[target - 1] { continue }
                var length = 0
                while query + length < transcript.count, target + length < book.count,
                    transcript[query + length] == book[target + length]
                { length += 1 }
                if length >= WordSeeds.length {
                    anchors.insert(
                        Anchor(queryStart: query, targetStart: target, length: length))
                }
            }
        }
        return anchors
    }

    /// Those that are not small and in the shadow of a long one that begins before them, in order.
    private func wanted(_ anchors: Set<Anchor>, _ demand: WordSeeds.Demand) -> [Anchor] {
        anchors.filter { anchor in
            anchor.length >= demand.short
                || !anchors.contains {
                    $0.length >= demand.long && $0.queryStart < anchor.queryStart
                        && $0.queryEnd >= anchor.queryEnd
                }
        }.sorted { ($0.queryStart, $0.targetStart) < ($1.queryStart, $1.targetStart) }
    }

    /// A book, and stretches of it with chance between them, so that long anchors and copies of their
    /// parts occur.
    private func texts(_ generator: inout SeededGenerator) -> (book: [UInt64], said: [UInt64]) {
        let book = (0..<Int.random(in: 0..<80, using: &generator)).map { _ in
            UInt64.random(in: 0..<6, using: &generator)
        }
        var said: [UInt64] = []
        for _ in 0..<Int.random(in: 0..<4, using: &generator) {
            let start = Int.random(in: 0...book.count, using: &generator)
            said += book[start...].prefix(Int.random(in: 0..<40, using: &generator))
            said += (0..<Int.random(in: 0..<12, using: &generator)).map { _ in
                UInt64.random(in: 0..<6, using: &generator)
            }
        }
        return (book, said)
    }

    @Test("anchors are all maximal stretches of three equal words and more out of the shadow")
    func words() {
        for seed in UInt64(0)..<300 {
            var generator = SeededGenerator(seed: seed)
            let (book, said) = texts(&generator)
            let demand = WordSeeds.Demand(
                maximumPostings: .max - 1, long: Int.random(in: 6...30, using: &generator),
                short: Int.random(in: 3...30, using: &generator))
            let anchors = WordSeeds(book: book).anchors(
                transcript: said, book: book, demand, checkpoint: {})
            #expect(anchors == wanted(naiveAnchors(said, book), demand), "seed \(seed)")
        }
    }

    @Test("common seeds find nothing, and hide nothing that rare ones find")
    func rarity() {
        var withCommon = 0
        for seed in UInt64(0)..<300 {
            var generator = SeededGenerator(seed: seed)
            let (book, said) = texts(&generator)
            let demand = WordSeeds.Demand(
                maximumPostings: Int.random(in: 1...3, using: &generator), long: 8, short: 16)
            let anchors = WordSeeds(book: book).anchors(
                transcript: said, book: book, demand, checkpoint: {})
            var counts: [[UInt64]: Int] = [:]
            for start in 0..<max(0, book.count - 2) {
                counts[Array(book[start..<start + 3]), default: 0] += 1
            }
            /// For each seed of an anchor whether it is rare enough.
            func rare(_ anchor: Anchor) -> [Bool] {
                (anchor.queryStart...anchor.queryEnd - 3).map {
                    counts[Array(said[$0..<$0 + 3]), default: 0] <= demand.maximumPostings
                }
            }
            let all = naiveAnchors(said, book)
            #expect(all.isSuperset(of: anchors), "seed \(seed)")
            #expect(anchors.allSatisfy { rare($0).contains(true) }, "seed \(seed)")
            let sure = all.filter { rare($0).allSatisfy(\.self) }
            #expect(
                Set(anchors).isSuperset(of: wanted(all, demand).filter(sure.contains)),
                "seed \(seed)")
            if anchors.count < all.count { withCommon += 1 }
        }
        #expect(withCommon > 100)
    }
}

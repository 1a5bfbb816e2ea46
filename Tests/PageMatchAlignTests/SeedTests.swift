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

    /// Those that are not in the shadow of a long one that begins before them, in order.
    private func outOfShadow(_ anchors: Set<Anchor>, long: Int) -> [Anchor] {
        anchors.filter { anchor in
            !anchors.contains {
                $0.length >= long && $0.queryStart < anchor.queryStart
                    && $0.queryEnd >= anchor.queryEnd
            }
        }.sorted { ($0.queryStart, $0.targetStart) < ($1.queryStart, $1.targetStart) }
    }

    @Test("anchors are all maximal stretches of three equal words and more out of the shadow")
    func words() {
        for seed in UInt64(0)..<300 {
            var generator = SeededGenerator(seed: seed)
            let book = (0..<Int.random(in: 0..<80, using: &generator)).map { _ in
                UInt64.random(in: 0..<6, using: &generator)
            }
            // Stretches of the book, so that long anchors and copies of their parts occur.
            var transcript: [UInt64] = []
            for _ in 0..<Int.random(in: 0..<4, using: &generator) {
                let start = Int.random(in: 0...book.count, using: &generator)
                transcript += book[start...].prefix(Int.random(in: 0..<40, using: &generator))
                transcript += (0..<Int.random(in: 0..<12, using: &generator)).map { _ in
                    UInt64.random(in: 0..<6, using: &generator)
                }
            }
            let long = Int.random(in: 6...30, using: &generator)
            let demand = WordSeeds.Demand(maximumPostings: .max - 1, long: long)
            let anchors = WordSeeds(book: book).anchors(
                transcript: transcript, book: book, demand, checkpoint: {})
            #expect(
                anchors == outOfShadow(naiveAnchors(transcript, book), long: long), "seed \(seed)")
        }
    }
}

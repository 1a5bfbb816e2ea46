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

    @Test("anchors are all maximal stretches of three equal words and more")
    func words() {
        for seed in UInt64(0)..<200 {
            var generator = SeededGenerator(seed: seed)
            let book = (0..<Int.random(in: 0..<80, using: &generator)).map { _ in
                UInt64.random(in: 0..<6, using: &generator)
            }
            let transcript = (0..<Int.random(in: 0..<60, using: &generator)).map { _ in
                UInt64.random(in: 0..<6, using: &generator)
            }
            let anchors = WordSeeds(book: book).anchors(
                transcript: transcript, book: book, maximumPostings: .max - 1, checkpoint: {})
            #expect(Set(anchors) == naiveAnchors(transcript, book), "seed \(seed)")
            #expect(Set(anchors).count == anchors.count, "seed \(seed)")
            let starts = anchors.map(\.queryStart)
            #expect(starts == starts.sorted(), "seed \(seed)")
        }
    }
}

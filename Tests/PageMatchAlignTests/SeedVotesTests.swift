import CAlignKernels
import PageMatchIndex
import TestSupport
import Testing

@testable import PageMatchAlign

@Suite struct SeedVotesTests {
    private static func letters(
        _ count: Int, of kinds: UInt8, _ generator: inout SeededGenerator
    ) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 1...kinds, using: &generator) }
    }

    @Test("a window's seeds vote as if each were looked for in all of the book")
    func naive() {
        for seed in UInt64(0)..<60 {
            var generator = SeededGenerator(seed: seed)
            let book = Self.letters(4_000, of: seed % 2 == 0 ? 4 : 20, &generator)
            let seedLength = [3, 6, 8][Int(seed % 3)]
            let index = LetterIndex(letters: book, seedLength: seedLength)
            let start = Int.random(in: 0..<3_500, using: &generator)
            var page = Array(book[start..<start + 400])
            for _ in 0..<40 { page[Int.random(in: 0..<400, using: &generator)] = 1 }
            let most = [1, 16, 2_000][Int(seed / 3 % 3)]
            let windows = [0..<70, 70..<300, 300..<400 - seedLength + 1]
            // Each window's seeds by their buckets, as the index divides them.
            let bits = (index.bucketStarts.count - 1).trailingZeroBitCount
            var wanted = [Int](repeating: 0, count: 4_400 / 64 + 2)
            for position in windows.joined() {
                let bucket = LetterIndex.bucket(at: position, of: page.span, seedLength, bits: bits)
                let list = index.bucketStarts[bucket]..<index.bucketStarts[bucket + 1]
                guard list.count <= most else { continue }
                for entry in list {
                    wanted[(Int(index.postings[Int(entry)]) - position + 400) / 64] += 1
                }
            }
            var votes = SeedVotes()
            votes.begin(queryCount: 400, targetCount: book.count)
            for window in windows {
                votes.vote(
                    window, of: page.span, bucketStarts: index.bucketStarts.span,
                    postings: index.postings.span, seedLength: seedLength, most: most)
            }
            let sums = wanted.indices.map {
                wanted[$0] + ($0 + 1 < wanted.count ? wanted[$0 + 1] : 0)
            }
            // A place without votes of its own begins no peak.
            let peaks = sums.indices.filter { wanted[$0] > 0 }.map { sums[$0] }
            let (best, top) = (votes.best(), votes.peaks(3))
            #expect(best?.peak.votes ?? 0 == peaks.max() ?? 0, "seed \(seed)")
            #expect(top.first?.votes ?? 0 == peaks.max() ?? 0, "seed \(seed)")
            if let best, top.count > 1 { #expect(best.next >= top[1].votes, "seed \(seed)") }
            // What is counted is gone with the next page.
            votes.begin(queryCount: 10, targetCount: 100)
            #expect(votes.best() == nil)
        }
    }

    @Test("tables that contradict each other make no vote outside the counters")
    func damaged() {
        for seed in UInt64(0)..<200 {
            var generator = SeededGenerator(seed: seed)
            let page = Self.letters(64, of: 20, &generator)
            var starts = (0...256).map { _ in UInt32.random(in: 0...200, using: &generator) }
            if seed % 2 == 0 { starts[Int(seed) % 256] = .max }
            let postings = (0..<100).map { _ in UInt32.random(in: 0 ... .max, using: &generator) }
            var lists = [pm_seed_list](repeating: pm_seed_list(), count: page.count)
            // More counters than are told of: those behind must stay as they are.
            var counters = [UInt16](repeating: 0, count: 40)
            var touched = [UInt32](repeating: .max, count: 40)
            var common: Int32 = 0
            let (listCount, touchedCount) = starts.withUnsafeBufferPointer { starts in
                postings.withUnsafeBufferPointer { postings in
                    counters.withUnsafeMutableBufferPointer { counters in
                        touched.withUnsafeMutableBufferPointer { touched in
                            var index = pm_letter_index(
                                starts: starts.baseAddress, postings: postings.baseAddress,
                                posting_count: UInt32(postings.count), bits: 8, seed_length: 6,
                                multiplier: LetterIndex.multiplier)
                            let count = pm_seed_lists(&index, page, 0, 59, 50, &lists, &common)
                            var votes = pm_votes(
                                counters: counters.baseAddress, counter_count: 20,
                                touched: touched.baseAddress, touched_count: 0, shift: 6, raise: 64)
                            let cast = pm_vote(&index, lists, count, &votes)
                            let counts = lists.prefix(Int(count)).map { UInt64($0.count) }
                            #expect(cast == counts.reduce(0, +))
                            return (Int(count), Int(votes.touched_count))
                        }
                    }
                }
            }
            #expect(
                lists.prefix(listCount).allSatisfy {
                    1...50 ~= $0.count && $0.first + $0.count <= 100
                })
            #expect(touchedCount <= 20 && counters[20...].allSatisfy { $0 == 0 }, "seed \(seed)")
            #expect(touched[21...].allSatisfy { $0 == .max }, "seed \(seed)")
            let counted = counters.reduce(0) { $0 + Int($1) }
            #expect(
                counted == lists.prefix(listCount).reduce(0) { $0 + Int($1.count) }, "seed \(seed)")
        }
    }

    @Test("the diagonal of a place is the one that most seeds speak for, if they speak for one")
    func diagonal() throws {
        var generator = SeededGenerator(seed: 5)
        var book = Self.letters(20_000, of: 20, &generator)
        let page = Array(book[7_000..<7_150])
        func found(ratio: Int?) -> Int? {
            let index = LetterIndex(letters: book, seedLength: 6)
            var votes = SeedVotes()
            votes.begin(queryCount: page.count, targetCount: book.count)
            votes.vote(
                0..<page.count - 5, of: page.span, bucketStarts: index.bucketStarts.span,
                postings: index.postings.span, seedLength: 6, most: 16)
            return votes.best().flatMap {
                votes.diagonal(of: $0.peak, ratio: ratio, postings: index.postings.span)
            }
        }
        #expect(found(ratio: 3) == 7_000)
        // The same words again, right behind.
        book.replaceSubrange(7_150..<7_300, with: page)
        #expect(found(ratio: 3) == nil)
        #expect([7_000, 7_150].contains(found(ratio: nil)))
    }
}

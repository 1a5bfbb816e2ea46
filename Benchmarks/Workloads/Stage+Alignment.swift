internal import CAlignKernels
internal import PageMatch
internal import PageMatchAlign
internal import PageMatchCore
internal import PageMatchIndex
internal import PageMatchText
internal import Synchronization

extension Stage {
    private static let wanted = WordSeeds.Demand(maximumPostings: 8, long: 8, short: 16)

    /// From seeds to anchors, chains, gaps and a sync map.
    static let alignment = [
        Stage("seeds: anchors of a transcript", unit: "words") { work in
            let (book, track) = try work.words()
            let (ids, heard) = (book.words.ids, track.words.ids)
            let seeds = WordSeeds(book: ids)
            let anchors = seeds.anchors(transcript: heard, book: ids, wanted) {}
            // The same words stand elsewhere, too: which place is right is what chains are for.
            let isRight = pairs(of: anchors, work.noise).right * 10 >= heard.count * 6
            return Round(heard.count) {
                isRight && seeds.anchors(transcript: heard, book: ids, wanted) {} == anchors
            }
        },
        Stage("seeds: votes of a page's letters", unit: "letters") { work in
            let letters = [UInt8](work.printed.letters)
            let index = LetterIndex(letters: letters, seedLength: 6)
            let start = letters.count / 3
            let page = Array(letters[start..<start + 1200])
            let votes = Mutex(PageVotes(letters.count))
            return Round(page.count) {
                // A diagonal is raised by the page's length; sixty-four share a counter.
                votes.withLock { $0.best(page, index) } == (start + page.count) / 64
            }
        },
        Stage("chains: of a transcript's anchors", unit: "anchors") { work in
            let (book, track) = try work.words()
            let ids = book.words.ids
            let anchors = WordSeeds(book: ids).anchors(
                transcript: track.words.ids, book: ids, wanted
            ) {}
            let costs = ChainCosts(perDiagonal: 0.1, maximum: 12, maximumPredecessors: 96)
            let chain = bestChain(through: anchors, costs: costs)
            let (all, right) = pairs(of: chain?.anchors ?? [], work.noise)
            let isRight = right * 10 >= track.words.count * 6 && right * 100 >= all * 99
            return Round(anchors.count) {
                isRight && bestChain(through: anchors, costs: costs) == chain
            }
        },
        Stage("gaps: twenty words beside twenty", unit: "cells") { work in
            let ids = Array(try work.words().book.words.ids.prefix(20))
            var heard = ids
            heard[7] = 0
            heard[12] = 1
            let said = heard
            let gaps = Mutex(GapAligner(open: -4, extend: -1))
            return Round(ids.count * ids.count) {
                gaps.withLock { gaps in
                    gaps.align(rows: said.count, columns: ids.count, end: .fixed) {
                        said[$0] == ids[$1] ? 4 : -3
                    }.score == 18 * 4 - 2 * 3
                }
            }
        },
        Stage("alignment: from word ids to a sync map", unit: "words") { work in
            let (book, track) = try work.words()
            let right =
                BookAlignment(
                    book: book.words, bookForms: book.forms, sections: book.firstWords,
                    tracks: [track]
                ) { _ in }.syncMap
            let score = AlignmentScore(right, work.noise)
            let isRight = score.percent(score.exact) >= 99 && score.inUnread * 100 <= score.known
            return Round(book.words.count) {
                isRight
                    && BookAlignment(
                        book: book.words, bookForms: book.forms, sections: book.firstWords,
                        tracks: [track]
                    ) { _ in }.syncMap == right
            }
        },
    ]

    /// How many words anchors pair, and how many of them are the ones that were said for each other.
    private static func pairs(
        of anchors: [Anchor], _ noise: SpeechNoise
    ) -> (all: Int, right: Int) {
        var (all, right) = (0, 0)
        for anchor in anchors {
            for offset in 0..<anchor.length {
                all += 1
                if noise.truth[anchor.queryStart + offset] == anchor.targetStart + offset {
                    right += 1
                }
            }
        }
        return (all, right)
    }
}

/// Memory for the votes of a page, as the engine keeps it from page to page.
private struct PageVotes: ~Copyable {
    private var counters: [UInt16]
    private var touched: [UInt32]
    private var lists: [pm_seed_list] = []

    init(_ letters: Int) {
        counters = [UInt16](repeating: 0, count: letters / 64 + 64)
        touched = [UInt32](repeating: 0, count: counters.count + 1)
    }

    /// The counter with the most votes.
    mutating func best(_ page: [UInt8], _ index: LetterIndex) -> Int {
        let seeds = page.count - 5
        if lists.count < seeds { lists = .init(repeating: pm_seed_list(), count: seeds) }
        var common: Int32 = 0
        let count = counters.count
        let voted = index.bucketStarts.withUnsafeBufferPointer { starts in
            index.postings.withUnsafeBufferPointer { postings in
                counters.withUnsafeMutableBufferPointer { counters in
                    touched.withUnsafeMutableBufferPointer { touched in
                        var index = pm_letter_index(
                            starts: starts.baseAddress, postings: postings.baseAddress,
                            posting_count: UInt32(postings.count),
                            bits: Int32((starts.count - 1).trailingZeroBitCount), seed_length: 6,
                            multiplier: LetterIndex.multiplier)
                        let found = pm_seed_lists(
                            &index, page, 0, Int32(seeds), 16, &lists, &common)
                        var votes = pm_votes(
                            counters: counters.baseAddress, counter_count: UInt32(count),
                            touched: touched.baseAddress, touched_count: 0, shift: 6,
                            raise: UInt32(page.count))
                        _ = pm_vote(&index, lists, found, &votes)
                        return Int(votes.touched_count)
                    }
                }
            }
        }
        var best = (place: 0, votes: 0)
        for place in touched.prefix(voted) {
            if Int(counters[Int(place)]) > best.votes {
                best = (Int(place), Int(counters[Int(place)]))
            }
            counters[Int(place)] = 0
        }
        return best.place
    }
}

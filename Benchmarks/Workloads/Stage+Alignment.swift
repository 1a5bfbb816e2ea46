internal import PageMatch
internal import PageMatchAlign
internal import PageMatchCore
internal import PageMatchIndex

extension Stage {
    private static let wanted = WordSeeds.Demand(maximumPostings: 8, long: 8, short: 16)

    /// From seeds to anchors, chains, gaps and a sync map.
    static let alignment = [
        Stage("seeds: anchors of a transcript", unit: "words") { work in
            let (book, track) = try work.words()
            let (ids, heard) = (book.words.ids, track.words.ids)
            let seeds = WordSeeds(book: ids)
            let count = seeds.anchors(transcript: heard, book: ids, wanted) {}.count
            return Round(heard.count) {
                seeds.anchors(transcript: heard, book: ids, wanted) {}.count == count
            }
        },
        Stage("chains: of a transcript's anchors", unit: "anchors") { work in
            let (book, track) = try work.words()
            let ids = book.words.ids
            let anchors = WordSeeds(book: ids).anchors(
                transcript: track.words.ids, book: ids, wanted
            ) {}
            let costs = ChainCosts(perDiagonal: 0.1, maximum: 12, maximumPredecessors: 96)
            let least = work.printed.wordCount * 9 / 10
            return Round(anchors.count) {
                guard let chain = bestChain(through: anchors, costs: costs) else { return false }
                return chain.targetRange.count >= least
            }
        },
        Stage("gaps: twenty words beside twenty", unit: "cells") { work in
            let ids = Array(try work.words().book.words.ids.prefix(20))
            var heard = ids
            heard[7] = 0
            heard[12] = 1
            let said = heard
            return Round(ids.count * ids.count) {
                var gaps = GapAligner(open: -4, extend: -1)
                let result = gaps.align(rows: said.count, columns: ids.count, end: .fixed) {
                    said[$0] == ids[$1] ? 4 : -3
                }
                return result.score == 18 * 4 - 2 * 3
            }
        },
        Stage("alignment: from word ids to a sync map", unit: "words") { work in
            let (book, track) = try work.words()
            let noise = work.noise
            return Round(book.words.count) {
                let alignment = BookAlignment(
                    book: book.words, bookForms: book.forms, sections: book.firstWords,
                    tracks: [track]
                ) { _ in }
                return alignment.syncMap.runs.reduce(0) { $0 + $1.words.count }
                    >= noise.said.count * 95 / 100
            }
        },
    ]
}

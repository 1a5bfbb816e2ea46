import TestSupport
import Testing

@testable import PageMatchAlign

/// What stands between the kernels and the engine: ranges, directions and the book's ends.
@Suite struct LetterAlignerTests {
    private static func letters(_ count: Int, _ generator: inout SeededGenerator) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 1...20, using: &generator) }
    }

    @Test("an alignment from the ends is one from the beginnings of what is turned round")
    func backward() {
        var aligner = LetterGapAligner(PlacementCosts.letters)
        for seed in UInt64(0)..<200 {
            var generator = SeededGenerator(seed: seed)
            let page = Self.letters(90, &generator)
            var book = Self.letters(40, &generator)
            book += page.filter { _ in Int.random(in: 0..<9, using: &generator) > 0 }
            let rows = Int.random(in: 0...30, using: &generator)..<90
            let columns = Int.random(in: 0...40, using: &generator)..<book.count
            var blocks: [LetterBlock] = []
            let reach = aligner.align(
                page.span, rows, book.span, columns, end: .free(drop: 80), isBackward: true,
                into: &blocks)
            let (turnedPage, turnedBook) = (
                Array(page[rows].reversed()), Array(book[columns].reversed())
            )
            var turned: [LetterBlock] = []
            let turnedReach = aligner.align(
                turnedPage.span, 0..<rows.count, turnedBook.span, 0..<columns.count,
                end: .free(drop: 80), into: &turned)
            #expect(reach == turnedReach, "seed \(seed)")
            let back = turned.reversed().map {
                LetterBlock(
                    query: Int32(rows.upperBound) - $0.query - $0.count,
                    target: Int32(columns.upperBound) - $0.target - $0.count, count: $0.count)
            }
            #expect(blocks == back, "seed \(seed)")
        }
    }

    @Test("a page is laid beside the book's first letters and its last, as beside any")
    func ends() throws {
        var generator = SeededGenerator(seed: 3)
        let book = Self.letters(1000, &generator)
        var aligner = BandAligner()
        for (start, shift) in [(0, 0), (0, 20), (5, -20), (400, 0), (800, 0), (800, 30)] {
            let page = Array(book[start..<start + 200])
            aligner.set(page.span)
            var blocks: [LetterBlock] = []
            let edits = aligner.align(
                around: start + shift, book.span, most: 20, permille: 100, into: &blocks)
            // Beyond the book's end the band has no column for the page's last letters.
            guard start + shift + 200 <= book.count + BandAligner.reach else { continue }
            #expect(edits == 0, "\(start) + \(shift)")
            #expect(
                blocks == [LetterBlock(query: 0, target: Int32(start), count: 200)],
                "\(start) + \(shift)")
        }
    }

    @Test("a page that hangs over the book's end, or stands beside it, is not aligned")
    func beyond() {
        let book = [UInt8](repeating: 1, count: 100)
        let page = [UInt8](repeating: 1, count: 50)
        var aligner = BandAligner()
        aligner.set(page.span)
        var blocks: [LetterBlock] = []
        for diagonal in [-1000, -100, 90, 99, 100, 5000] {
            let edits = aligner.align(
                around: diagonal, book.span, most: 1000, permille: 1000, into: &blocks)
            #expect(edits == nil || (diagonal == 90 && (edits ?? 0) >= 0), "\(diagonal)")
        }
        aligner.set([UInt8]().span)
        #expect(
            aligner.align(around: 0, book.span, most: 9, permille: 9, into: &blocks) == nil)
    }
}

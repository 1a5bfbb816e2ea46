import PageMatchIndex
import TestSupport
import Testing

@testable import PageMatchAlign

@Suite struct LetterConfusionTests {
    /// What the careful way finds: the other one counts no divisions.
    private static func placements(
        of page: [UInt8], in target: LetterBook, _ confusions: LetterConfusions
    ) -> [PagePlacement] {
        var placer = PagePlacer(confusions: confusions)
        return placer.placements(of: page, in: target, isCareful: true)
    }

    @Test("of two places the one wins whose letters are easily read for those of the page")
    func confusion() {
        var generator = SeededGenerator(seed: 4)
        let page = (0..<80).map { _ in UInt8.random(in: 1...20, using: &generator) }
        // The same stretch twice, each with one other letter in place of the page's.
        var (near, far) = (page, page)
        (near[40], far[40]) = (30, 31)
        let filler = (0..<400).map { _ in UInt8.random(in: 1...20, using: &generator) }
        let target = LetterBook(far + filler + near)
        let confusions = LetterConfusions([[page[40], 30]])
        let best = Self.placements(of: page, in: target, confusions)
        #expect(best.first?.targetRange == 480..<560)
        #expect(best.map(\.score) == [157, 156])
        #expect(best.map(\.equal) == [79, 79])
        #expect(Self.placements(of: page, in: target, .none).map(\.score) == [156, 156])
    }

    @Test("one letter read for two, and two for one, cost no more than one read wrong")
    func divisions() {
        var generator = SeededGenerator(seed: 6)
        let (m, r, n): (UInt8, UInt8, UInt8) = (40, 41, 42)
        let left = (0..<60).map { _ in UInt8.random(in: 1...20, using: &generator) }
        let right = (0..<60).map { _ in UInt8.random(in: 1...20, using: &generator) }
        let one = left + [m] + right
        let two = left + [r, n] + right
        let confusions = LetterConfusions([], divisions: [(m, r, n)])
        for (page, book) in [(one, two), (two, one)] {
            let plain = Self.placements(of: page, in: LetterBook(book), .none)
            let found = Self.placements(of: page, in: LetterBook(book), confusions)
            #expect(found.first?.targetRange == 0..<book.count)
            #expect(found.first?.equal == 120)
            #expect(found.first?.score == 2 * 120 - 1)
            #expect(plain.first?.score == 2 * 120 - 5)
        }
    }

    @Test("letters are confused within a group, and no others")
    func groups() {
        let confusions = LetterConfusions([[1, 2, 3], [3, 255]] + (0..<40).map { _ in [7, 8] })
        #expect(confusions.contains(1, 3) && confusions.contains(255, 3))
        #expect(!confusions.contains(1, 255) && !confusions.contains(0, 0))
        #expect(confusions.contains(7, 8))
        #expect(!LetterConfusions.none.contains(1, 2))
    }
}

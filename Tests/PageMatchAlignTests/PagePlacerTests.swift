import TestSupport
import Testing

@testable import PageMatchAlign

/// The two ways to a page's place beside each other, on letters of made words.
@Suite struct PagePlacerTests {
    /// Letters of words, some of which are far more frequent than others, as in texts.
    private static func text(_ count: Int, _ generator: inout SeededGenerator) -> [UInt8] {
        let words = (0..<1500).map { index in
            (0..<Int.random(in: index < 60 ? 1...4 : 3...9, using: &generator)).map { _ in
                UInt8.random(in: 97...116, using: &generator)
            }
        }
        var letters: [UInt8] = []
        while letters.count < count {
            let isFrequent = Bool.random(using: &generator)
            letters += words[Int.random(in: 0..<(isFrequent ? 60 : 1500), using: &generator)]
        }
        return letters
    }

    /// Letters with a share of them others, left out or put in.
    private static func misread(
        _ letters: some Sequence<UInt8>, _ share: Double, _ generator: inout SeededGenerator
    ) -> [UInt8] {
        letters.flatMap { letter -> [UInt8] in
            guard Double.random(in: 0..<1, using: &generator) < share else { return [letter] }
            let other = UInt8.random(in: 97...122, using: &generator)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: return []
            case 1: return [letter, other]
            default: return [other]
            }
        }
    }

    @Test("a place that is clear is the careful way's, from the first letter to the last")
    func differential() throws {
        var generator = SeededGenerator(seed: 11)
        let letters = Self.text(120_000, &generator)
        let book = LetterBook(letters)
        var careful = PagePlacer()
        var quick = PagePlacer()
        var clear = 0
        for seed in UInt64(0)..<300 {
            var generator = SeededGenerator(seed: seed)
            let count = Int.random(in: seed % 3 == 0 ? 60...150 : 400...1500, using: &generator)
            // At the book's edges, too.
            let start = [
                0, letters.count - count,
                Int.random(in: 0..<letters.count - count, using: &generator),
            ][seed % 10 < 2 ? Int(seed % 10) : 2]
            var printed = Array(letters[start..<start + count])
            if seed % 4 == 1, count > 400 {
                // A lost line.
                let line = Int.random(in: 0..<count - 60, using: &generator)
                printed.removeSubrange(line..<line + 55)
            }
            var page = Self.misread(printed, [0, 0.05, 0.15, 0.25][Int(seed % 4)], &generator)
            if seed % 2 == 0, count > 400 {
                // A running head, and a foot.
                page = Self.text(20, &generator) + page + Self.text(6, &generator)
            }
            let found = try #require(quick.placements(of: page, in: book).first, "seed \(seed)")
            let wanted = try #require(
                careful.placements(of: page, in: book, isCareful: true).first, "seed \(seed)")
            clear += quick.isClear ? 1 : 0
            let (ends, wantedEnds) = (found.targetRange, wanted.targetRange)
            // Ends differ where chance pairs a letter or two, or where the quick way found more.
            if found.score <= wanted.score {
                #expect(abs(ends.lowerBound - wantedEnds.lowerBound) <= 6, "seed \(seed)")
                #expect(abs(ends.upperBound - wantedEnds.upperBound) <= 6, "seed \(seed)")
                #expect(Double(found.equal) >= 0.98 * Double(wanted.equal) - 2, "seed \(seed)")
            }
            #expect(Double(found.score) >= 0.95 * Double(wanted.score) - 10, "seed \(seed)")
        }
        #expect(clear > 200)
    }

    @Test("a page that stands twice has both places; one of another text none that scores")
    func repeated() {
        var generator = SeededGenerator(seed: 12)
        var letters = Self.text(60_000, &generator)
        let again = letters.count + 200
        letters += letters[10_000..<11_000] + Self.text(5_000, &generator)
        let book = LetterBook(letters)
        var placer = PagePlacer()
        let twice = placer.placements(of: Array(letters[10_200..<10_900]), in: book)
        #expect(
            Set(twice.prefix(2).map(\.targetRange)) == [10_200..<10_900, again..<again + 700])
        #expect(twice.prefix(2).map(\.score) == [1400, 1400])
        let foreign = Self.text(1_000, &generator)
        let none = placer.placements(of: foreign, in: book)
        #expect((none.first?.score ?? 0) < 100)
        #expect(placer.placements(of: [], in: book).isEmpty)
        #expect(placer.placements(of: [97], in: book).isEmpty)
        #expect(placer.placements(of: foreign, in: LetterBook([])).isEmpty)
    }

    @Test("a long passage that stands in many places has them all, as far as they are told")
    func refrain() {
        var generator = SeededGenerator(seed: 13)
        let refrain = Self.text(600, &generator)
        var letters: [UInt8] = []
        for _ in 0..<25 { letters += Self.text(3_000, &generator) + refrain }
        var placer = PagePlacer()
        let found = placer.placements(of: refrain, in: LetterBook(letters))
        #expect(found.count >= 8)
        #expect(found.allSatisfy { $0.score == 2 * refrain.count })
    }

    @Test("a page that can hardly be read and stands twice has both places")
    func repeatedAndMisread() {
        var generator = SeededGenerator(seed: 15)
        var letters = Self.text(40_000, &generator)
        let again = letters.count + 300
        letters += letters[10_000..<11_300] + Self.text(5_000, &generator)
        var both = 0
        for seed in UInt64(0)..<20 {
            var generator = SeededGenerator(seed: seed)
            let page = Self.misread(letters[10_300..<11_200], 0.45, &generator)
            var placer = PagePlacer()
            let found = placer.placements(of: page, in: LetterBook(letters)).prefix(2)
            let isFirst = found.contains { $0.targetRange.overlaps(10_300..<11_200) }
            let isSecond = found.contains { $0.targetRange.overlaps(again..<again + 900) }
            both += isFirst && isSecond ? 1 : 0
        }
        #expect(both >= 18)
    }

    /// Every fifth letter another one: no seed of six is left.
    private static func withoutSeeds(_ letters: some Sequence<UInt8>) -> [UInt8] {
        letters.enumerated().map { $0 % 5 == 3 ? ($1 == 122 ? 121 : 122) : $1 }
    }

    @Test(
        "a phrase that no seed is left of is found by a search through the book",
        arguments: [40, 63, 64, 65, 127, 128, 129, 257, 400])
    func probed(count: Int) throws {
        var generator = SeededGenerator(seed: 16)
        let letters = Self.text(30_000, &generator)
        let book = LetterBook(letters)
        var placer = PagePlacer()
        for start in [0, 1, 9_999, 20_000, letters.count - count - 1, letters.count - count] {
            let page = Self.withoutSeeds(letters[start..<start + count])
            let probes = PagePlacer.probes(
                letters: count, bookLetters: letters.count, within: PagePlacer.probedLetters)
            #expect((1...4).contains(probes))
            let found = placer.probedPlacements(of: page, in: book, probes: probes)
            let best = try #require(found.first, "\(start)")
            #expect(abs(best.targetRange.lowerBound - start) <= 4, "\(start)")
            #expect(abs(best.targetRange.upperBound - start - count) <= 4, "\(start)")
            let isClear = placer.isClear
            #expect(!isClear)
        }
    }

    @Test("a search through the book finds nothing of other texts, and is made for phrases alone")
    func unprobed() {
        var generator = SeededGenerator(seed: 17)
        let letters = Self.text(30_000, &generator)
        var placer = PagePlacer()
        for count in [40, 64, 110, 300] {
            let foreign = (0..<count).map { _ in UInt8.random(in: 97...122, using: &generator) }
            let found = placer.probedPlacements(of: foreign, in: LetterBook(letters), probes: 4)
            #expect(found.isEmpty, "\(count)")
            // A book that is shorter than the phrase, or has nothing.
            for short in [0, 1, 20, count - 1] {
                let book = LetterBook(Array(letters.prefix(short)))
                _ = placer.probedPlacements(of: foreign, in: book, probes: 4)
            }
        }
        let asked = [39, 40, 400, 401].map { PagePlacer.isProbed(mostEqual: 0, letters: $0) }
        #expect(asked == [false, true, true, false])
        #expect(PagePlacer.isProbed(mostEqual: 49, letters: 100))
        #expect(!PagePlacer.isProbed(mostEqual: 50, letters: 100))
        #expect(PagePlacer.probes(letters: 400, bookLetters: 3_000_000, within: 2_400_000) == 0)
    }

    @Test(
        "a place whose seeds are all common counts beside one that has rare ones by a misread letter"
    )
    func common() {
        var generator = SeededGenerator(seed: 18)
        let phrase = Self.text(30, &generator)
        var page = phrase
        page[12] = page[12] == 102 ? 103 : 102
        // Twenty times with another letter there, and once with the one that was misread.
        var letters: [UInt8] = []
        for _ in 0..<20 { letters += Self.text(700, &generator) + phrase }
        let place = letters.count
        var other = page
        other[25] = other[25] == 104 ? 105 : 104
        other[4] = other[4] == 104 ? 105 : 104
        letters += other + Self.text(700, &generator)
        var placer = PagePlacer()
        let found = placer.placements(of: page, in: LetterBook(letters))
        // One letter is other than in the twenty places, two than in the one.
        #expect(found.first?.equal == page.count - 1)
        #expect(found.first?.targetRange.lowerBound != place)
    }

    @Test("words that a phrase shares with another place by chance are not its place")
    func chance() {
        var generator = SeededGenerator(seed: 14)
        var letters = Self.text(60_000, &generator)
        // The phrase, badly misread but for what stands elsewhere, too.
        let phrase = Array(letters[20_000..<20_100])
        letters.replaceSubrange(50_000..<50_015, with: phrase[40..<55])
        var page = phrase
        for index in stride(from: 0, to: 40, by: 4) { page[index] = 122 }
        for index in stride(from: 57, to: 100, by: 4) { page[index] = 122 }
        var placer = PagePlacer()
        let found = placer.placements(of: page, in: LetterBook(letters))
        #expect(found.first?.targetRange.overlaps(20_000..<20_100) == true)
    }
}

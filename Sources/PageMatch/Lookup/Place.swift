internal import PageMatchAlign

/// A place of the book where a page may stand, with the readings of it.
struct Place: Sendable {
    let placement: PagePlacement
    /// The book's words that the page holds.
    let words: Range<Int>
    /// The share of the page's words that are explained.
    let agreement: Double
    /// Of a picture where in the page's text those words begin, as UTF-8 bytes, ascending.
    let explained: [Int]
    /// The readings of those words, longest first.
    let readings: [Reading]

    /// So small a share of a place read aloud is no reading of it.
    private static let readShare = 0.25
    /// So few words are none, either.
    private static let fewestRead = 3

    /// Whether the page is read aloud here.
    var isRead: Bool {
        guard let reading = readings.first else { return false }
        return reading.words >= min(Self.fewestRead, words.count)
            && Double(reading.words) >= Self.readShare * Double(words.count)
    }

    /// The readings that hold about as much as the longest: a chapter that was read twice.
    var equalReadings: ArraySlice<Reading> {
        guard isRead, let longest = readings.first else { return [] }
        // Readings of different words of the page (it straddles two tracks) are no repetition.
        return readings.prefix { $0.words * 10 >= longest.words * 8 && $0.words * 2 > words.count }
    }
}

extension BookImage {
    /// The place that a placement stands for.
    func place(_ placement: PagePlacement, _ query: inout PageQuery) -> Place {
        letters.withSpan { letters in
            let words = self.words(of: placement, query.words.letters.span, letters)
            let explanation = query.explanation(by: placement, letters: letters)
            return Place(
                placement: placement, words: words, agreement: explanation.agreement,
                explained: explanation.wordStarts, readings: readings(of: words))
        }
    }

    /// From the first word of the book half of whose letters are found to the last.
    ///
    /// A letter or two at the edges may be equal by chance; a word is not.
    private func words(
        of placement: PagePlacement, _ page: Span<UInt8>, _ letters: Span<UInt8>
    ) -> Range<Int> {
        let target = placement.targetRange
        guard !target.isEmpty else { return 0..<0 }
        let blocks = placement.blocks
        var first = wordMap.word(ofLetter: target.lowerBound)
        var last = wordMap.word(ofLetter: target.upperBound - 1)
        var next = 0
        while first < last {
            let range = wordMap[first].letters
            while next < blocks.count, blocks[next].targetRange.upperBound <= range.lowerBound {
                next += 1
            }
            if blocks[next...].lettersEqual(in: range, page, letters) * 2 >= range.count { break }
            first += 1
        }
        next = blocks.count
        while last > first {
            let range = wordMap[last].letters
            while next > 0, blocks[next - 1].targetRange.lowerBound >= range.upperBound {
                next -= 1
            }
            let equal = blocks[..<next].reversed().lettersEqual(in: range, page, letters)
            if equal * 2 >= range.count { break }
            last -= 1
        }
        return first..<last + 1
    }
}

extension Sequence<LetterBlock> {
    /// How many letters of a word of the book are equal, by blocks that follow each other from its
    /// first letters on, or back from its last.
    fileprivate func lettersEqual(
        in word: Range<Int>, _ page: Span<UInt8>, _ letters: Span<UInt8>
    ) -> Int {
        var equal = 0
        for block in self {
            let common = block.targetRange.clamped(to: word)
            if common.isEmpty { break }
            let shift = Int(block.target - block.query)
            for letter in common where page[letter - shift] == letters[letter] { equal += 1 }
        }
        return equal
    }
}

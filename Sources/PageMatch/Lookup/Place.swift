internal import PageMatchAlign

/// A place of the book where a page may stand, with the readings of it.
struct Place: Sendable {
    let placement: PagePlacement
    /// The book's words that the page holds.
    let words: Range<Int>
    /// The share of the page's words that are explained.
    let agreement: Double
    /// Where in the page's text those words begin, as UTF-8 bytes, ascending.
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
    func place(_ placement: PagePlacement, _ query: PageQuery) -> Place {
        let (words, explained) = letters.withSpan { letters in
            (
                self.words(of: placement, query, letters),
                query.explained(by: placement, letters: letters)
            )
        }
        return Place(
            placement: placement, words: words,
            agreement: query.agreement(explained: explained),
            explained: explained.map { Int(query.words.wordStarts[$0]) },
            readings: readings(of: words))
    }

    /// From the first word of the book half of whose letters are found to the last.
    ///
    /// A letter or two at the edges may be equal by chance; a word is not.
    private func words(
        of placement: PagePlacement, _ query: PageQuery, _ letters: Span<UInt8>
    ) -> Range<Int> {
        let target = placement.targetRange
        guard !target.isEmpty else { return 0..<0 }
        let pairs = placement.pairs
        let page = query.words.letters.span
        func isEqual(_ pair: LetterPair) -> Bool {
            page[Int(pair.query)] == letters[Int(pair.target)]
        }
        var first = wordMap.word(ofLetter: target.lowerBound)
        var last = wordMap.word(ofLetter: target.upperBound - 1)
        var next = 0
        while first < last {
            let range = wordMap[first].letters
            var equal = 0
            while next < pairs.count, pairs[next].target < range.upperBound {
                equal += isEqual(pairs[next]) ? 1 : 0
                next += 1
            }
            if equal * 2 >= range.count { break }
            first += 1
        }
        next = pairs.count - 1
        while last > first {
            let range = wordMap[last].letters
            var equal = 0
            while next >= 0, pairs[next].target >= range.lowerBound {
                equal += isEqual(pairs[next]) ? 1 : 0
                next -= 1
            }
            if equal * 2 >= range.count { break }
            last -= 1
        }
        return first..<last + 1
    }
}

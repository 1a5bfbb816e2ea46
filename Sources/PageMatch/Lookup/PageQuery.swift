internal import PageMatchAlign
internal import PageMatchText

/// A page brought to the normal form: what is looked up.
struct PageQuery: Sendable {
    let words: WordsAndLetters
    let text: String
    /// Where its words stand in a picture, if they were read from one.
    let scan: Scan?
    /// What stands there beside the running text: the printed number, running heads, notes.
    let facts: PageFacts
    /// For each word whether it is certainly no running text.
    private let isFurniture: [Bool]
    /// The letters of the running text.
    let runningLetters: Int

    /// More of a page is not looked at: no page of a book is that long.
    private static let maximumBytes = 200_000

    /// The page's words and letters in the order of reading.
    ///
    /// All of them: what looks like a running head may be a title, and the book knows. Only what the
    /// book does not explain of it is not held against a place (``agreement(explained:)``).
    init(_ page: Page) throws(PageMatchError) {
        var text = page.text
        if text.utf8.count > Self.maximumBytes {
            text = String(decoding: text.utf8.prefix(Self.maximumBytes), as: UTF8.self)
        }
        let order = ColumnOrder(Page(text, scan: page.scan))
        self.text = order.page.text
        scan = order.page.scan
        facts = PageFacts(of: order.page, sheets: order.sheets)
        var words = WordsAndLetters()
        do throws(NormalFormError) {
            var tokenizer = try Tokenizer()
            try tokenizer.append(self.text, to: &words)
        } catch {
            throw PageMatchError(error)
        }
        self.words = words
        let isFurniture = Self.furniture(facts, words)
        let furniture = isFurniture.indices.filter { isFurniture[$0] }
        let letters = furniture.reduce(0) { $0 + words.letterRange(of: $1).count }
        self.isFurniture = isFurniture
        runningLetters = words.letters.count - letters
    }

    /// For each word whether it lies in a part that is certainly no running text.
    private static func furniture(_ facts: PageFacts, _ words: WordsAndLetters) -> [Bool] {
        var isFurniture = [Bool](repeating: false, count: words.count)
        for part in facts.parts where part.isCertain {
            var word = words.wordStarts.indices.partitionPoint {
                Int(words.wordStarts[$0]) < part.bytes.lowerBound
            }
            while word < words.count, Int(words.wordEnds[word]) <= part.bytes.upperBound {
                isFurniture[word] = true
                word += 1
            }
        }
        return isFurniture
    }

    /// The share of the page's words that a place explains, by the positions of those words.
    ///
    /// Furniture that it does not explain does not count.
    func agreement(explained: [Int]) -> Double {
        let furniture = explained.reduce(isFurniture.count(where: \.self)) { count, word in
            count - (isFurniture[word] ? 1 : 0)
        }
        return Double(explained.count) / Double(max(1, words.count - furniture))
    }

    /// The positions of the page's words most of whose letters a placement finds equal, ascending.
    func explained(by placement: PagePlacement, letters: Span<UInt8>) -> [Int] {
        var equal = [Int](repeating: 0, count: words.count)
        var word = 0
        let page = words.letters.span
        let starts = words.letterStarts.span
        for pair in placement.pairs where page[Int(pair.query)] == letters[Int(pair.target)] {
            while starts[word + 1] <= pair.query { word += 1 }
            equal[word] += 1
        }
        return equal.indices.filter {
            equal[$0] * 3 >= Int(starts[$0 + 1] - starts[$0]) * 2 && equal[$0] > 0
        }
    }

    /// The line of the page's text, from 1, that holds the letter at an index; blank lines, which
    /// a printed page does not show, do not count.
    func line(ofLetter letter: Int) -> Int {
        let word = words.word(ofLetter: letter)
        let start = Int(words.wordStarts[word])
        let before = text.utf8.prefix(start).split(separator: UInt8(ascii: "\n"))
        let full = before.count { line in line.contains { $0 > UInt8(ascii: " ") } }
        // The line that the word begins is not full yet.
        let begun = before.last.map { text.utf8[$0.startIndex..<$0.endIndex] }
        let isInside = begun.map {
            $0.endIndex == text.utf8.index(text.startIndex, offsetBy: start)
        }
        return isInside == true && begun?.contains { $0 > UInt8(ascii: " ") } == true
            ? full : full + 1
    }
}

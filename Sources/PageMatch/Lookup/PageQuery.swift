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

    /// More of a page is not looked at: no page of a book is that long.
    private static let maximumBytes = 200_000

    /// The page's words and letters in the order of reading, without what is no running text.
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
            let utf8 = self.text.utf8
            for bytes in facts.runningText(of: utf8.count) {
                let start = utf8.index(utf8.startIndex, offsetBy: bytes.lowerBound)
                let end = utf8.index(start, offsetBy: bytes.count)
                try tokenizer.append(
                    String(self.text[start..<end]), at: UInt32(bytes.lowerBound), to: &words)
            }
        } catch {
            throw PageMatchError(error)
        }
        self.words = words
    }

    /// The positions of the page's words most of whose letters a placement finds equal, ascending.
    func explained(by placement: PagePlacement, letters: (Int) -> UInt8) -> [Int] {
        var equal = [Int](repeating: 0, count: words.count)
        var word = 0
        for pair in placement.pairs where words.letters[pair.query] == letters(pair.target) {
            while Int(words.letterStarts[word + 1]) <= pair.query { word += 1 }
            equal[word] += 1
        }
        return equal.indices.filter {
            equal[$0] * 3 >= words.letterRange(of: $0).count * 2 && equal[$0] > 0
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

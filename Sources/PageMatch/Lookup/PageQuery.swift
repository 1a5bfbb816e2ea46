internal import PageMatchAlign
internal import PageMatchText

/// A page brought to the normal form: what is looked up.
///
/// Owns its memory, which one page after the other uses.
struct PageQuery: ~Copyable {
    private(set) var words = WordsAndLetters()
    private(set) var text = ""
    /// Where its words stand in a picture, if they were read from one.
    private(set) var scan: Scan?
    /// What stands there beside the running text: the printed number, running heads, notes.
    private(set) var facts = PageFacts()
    /// The letters of the running text.
    private(set) var runningLetters = 0
    private var tokenizer: Tokenizer
    /// For each word whether it is certainly no running text.
    private var isFurniture: [Bool] = []
    /// How many words that is.
    private var furnitureCount = 0

    /// More of a page is not looked at: no page of a book is that long.
    private static let maximumBytes = 200_000

    /// An empty page.
    ///
    /// - Throws: `internal` when the Unicode library fails.
    init() throws(PageMatchError) {
        tokenizer = try Self.newTokenizer()
    }

    private static func newTokenizer() throws(PageMatchError) -> Tokenizer {
        do throws(NormalFormError) {
            return try Tokenizer()
        } catch {
            throw PageMatchError(error)
        }
    }

    /// Reads a page's words and letters in the order of reading, in place of the page before.
    ///
    /// All of them: what looks like a running head may be a title, and the book knows. Only what the
    /// book does not explain of it is not held against a place (``explanation(by:letters:)``).
    ///
    /// - Throws: `internal` when the Unicode library fails.
    mutating func read(_ page: Page) throws(PageMatchError) {
        var text = page.text
        if text.utf8.count > Self.maximumBytes {
            text = String(decoding: text.utf8.prefix(Self.maximumBytes), as: UTF8.self)
        }
        let order = ColumnOrder(Page(text, scan: page.scan))
        self.text = order.page.text
        scan = order.page.scan
        words.removeAll()
        do throws(NormalFormError) {
            try tokenizer.append(self.text, to: &words)
        } catch {
            throw PageMatchError(error)
        }
        facts = PageFacts(of: order.page, sheets: order.sheets)
        markFurniture()
    }

    /// Marks the words that lie in a part that is certainly no running text.
    private mutating func markFurniture() {
        isFurniture.removeAll(keepingCapacity: true)
        isFurniture.append(contentsOf: repeatElement(false, count: words.count))
        furnitureCount = 0
        runningLetters = words.letters.count
        for part in facts.parts where part.isCertain {
            var word = words.wordStarts.indices.partitionPoint {
                Int(words.wordStarts[$0]) < part.bytes.lowerBound
            }
            while word < words.count, Int(words.wordEnds[word]) <= part.bytes.upperBound {
                if !isFurniture[word] {
                    isFurniture[word] = true
                    furnitureCount += 1
                    runningLetters -= words.letterRange(of: word).count
                }
                word += 1
            }
        }
    }

    /// What a placement explains of the page: words two thirds of whose letters it finds equal.
    struct Explanation {
        /// The share of the page's words; furniture that is not explained does not count.
        var agreement: Double
        /// Of words in a picture where they begin in the page's text, in UTF-8 bytes, ascending.
        var wordStarts: [Int] = []
    }

    /// What a placement explains of the page.
    ///
    /// - Complexity: O(letters of the page).
    func explanation(by placement: PagePlacement, letters: Span<UInt8>) -> Explanation {
        let page = words.letters.span
        let starts = words.letterStarts.span
        var wordStarts: [Int] = []
        var (count, furniture) = (0, 0)
        var (word, equal) = (0, 0)
        for index in placement.blocks.indices {
            let block = placement.blocks[index]
            let left = page.extracting(block.queryRange)
            let right = letters.extracting(block.targetRange)
            let next =
                index + 1 < placement.blocks.count
                ? Int(placement.blocks[index + 1].query) : words.letters.count
            var offset = 0
            while Int(starts[word + 1]) <= block.queryRange.lowerBound { word += 1 }
            while offset < left.count {
                let wordEnd = Int(starts[word + 1])
                let end = min(left.count, wordEnd - Int(block.query))
                while offset < end {
                    equal += left[offset] == right[offset] ? 1 : 0
                    offset += 1
                }
                // The next block may have the rest of the word.
                if wordEnd > block.queryRange.upperBound, wordEnd > next { break }
                if equal > 0, equal * 3 >= (wordEnd - Int(starts[word])) * 2 {
                    count += 1
                    furniture += isFurniture[word] ? 1 : 0
                    if scan != nil { wordStarts.append(Int(words.wordStarts[word])) }
                }
                equal = 0
                word += 1
                if word == words.count { break }
            }
        }
        let running = words.count - furnitureCount + furniture
        return Explanation(
            agreement: Double(count) / Double(max(1, running)), wordStarts: wordStarts)
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

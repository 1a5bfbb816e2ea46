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
    /// Letters that are not certainly furniture.
    private(set) var runningLetters = 0
    private var tokenizer: Tokenizer
    /// For each word how much it counts when no place explains it: 0…1.
    private var weights: [Double] = []
    /// Of all words.
    private var totalWeight = 0.0
    /// For each word how many of its letters the last place has.
    private var equalLetters: [UInt16] = []

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
        weigh()
    }

    /// Lets go of the page: its memory is kept, but nothing of what it says.
    mutating func forget() {
        (text, scan, facts) = ("", nil, PageFacts())
        words.removeAll()
    }

    /// Weighs the words: what is certainly no running text counts nothing, what could hardly be read less
    /// than a word.
    private mutating func weigh() {
        weights.removeAll(keepingCapacity: true)
        weights.append(contentsOf: repeatElement(1, count: words.count))
        if let scan { weighDoubts(scan) }
        for part in facts.parts where part.isCertain {
            var word = words.wordStarts.indices.partitionPoint {
                Int(words.wordStarts[$0]) < part.bytes.lowerBound
            }
            while word < words.count, Int(words.wordEnds[word]) <= part.bytes.upperBound {
                weights[word] = 0
                word += 1
            }
        }
        var (sum, letters) = (0.0, 0)
        for word in 0..<words.count {
            sum += weights[word]
            letters += weights[word] > 0 ? words.letterRange(of: word).count : 0
        }
        totalWeight = sum
        runningLetters = letters
    }

    private mutating func countEqualLetters(at placement: PagePlacement, _ letters: Span<UInt8>) {
        var counts: [UInt16] = []
        swap(&counts, &equalLetters)
        placement.blocks.span.countEqualLetters(
            words.letters.span, letters, ofWordsFrom: words.letterStarts.span, into: &counts)
        equalLetters = counts
    }

    /// Words of which their reader is less than half sure count by how sure it is, one half at least.
    ///
    /// They do in the agreement. How probable a place is depends on all letters as before: where little of a
    /// picture can be read, a few words that fit by chance are not to be more.
    private mutating func weighDoubts(_ scan: Scan) {
        for seen in scan.words {
            guard let confidence = seen.confidence, confidence < Self.readable else { continue }
            // In whole hundredths, as the roughest of formats tells them: the same page has the same answer.
            let sureness = (confidence * 100 + 1e-9).rounded(.down) / 100
            let weight = max(Self.leastWeight, sureness / Self.readable)
            var word = words.wordStarts.indices.partitionPoint {
                Int(words.wordStarts[$0]) < seen.bytes.lowerBound
            }
            while word < words.count, Int(words.wordStarts[word]) < seen.bytes.upperBound {
                weights[word] = weight
                word += 1
            }
        }
    }

    /// How sure a reader is of a word that counts whole, and how little one counts that is not furniture.
    private static let readable = 0.5
    private static let leastWeight = 0.5

    /// What a placement explains of the page: words two thirds of whose letters it finds equal.
    struct Explanation {
        /// The share of the page's words; furniture that is not explained does not count, and what could
        /// hardly be read less than others.
        var agreement: Double
        /// Of words in a picture where they begin in the page's text, in UTF-8 bytes, ascending.
        var wordStarts: [Int] = []
    }

    /// What a placement explains of the page.
    ///
    /// - Complexity: O(letters of the page).
    mutating func explanation(by placement: PagePlacement, letters: Span<UInt8>) -> Explanation {
        countEqualLetters(at: placement, letters)
        var wordStarts: [Int] = []
        var (count, weight) = (0, 0.0)
        let equal = equalLetters.span
        let starts = words.letterStarts.span
        let weights = weights.span
        for word in equal.indices
        where equal[word] > 0 && UInt32(equal[word]) * 3 >= (starts[word + 1] - starts[word]) * 2 {
            count += 1
            weight += weights[word]
            if scan != nil { wordStarts.append(Int(words.wordStarts[word])) }
        }
        let running = Double(count) + max(0, totalWeight - weight)
        return Explanation(
            agreement: Double(count) / max(1, running), wordStarts: wordStarts)
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

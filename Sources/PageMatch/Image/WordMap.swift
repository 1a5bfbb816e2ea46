/// Where each word stands in the text and in the letters: letter → word → byte, in 4 bytes a word.
///
/// Words go in groups of sixteen. A checkpoint tells where a group begins; of each of its words three
/// sizes are kept, a byte each:
///
///     text         …, and  the boat …
///     gap             2    2   1         bytes from the end of the word before to its beginning
///     bytes           3    3   4         its bytes in the text
///     letters         3    3   4         its letters
///
/// In the last group the sizes of words that are not there are 0. A group with a size of more than a
/// byte has all its sizes in the table of wide ones instead; such groups are rare, so nothing is
/// searched for them.
struct WordMap: Sendable {
    /// Words in a group.
    static let groupSize = 16

    /// Where a word stands.
    struct WordPlace: Hashable, Sendable {
        /// UTF-8 offsets in the text of the whole book.
        var text: Range<Int>
        /// Indices into the letters.
        var letters: Range<Int>
    }

    /// The number of words.
    let count: Int
    private let checkpoints: Column<WordCheckpoint>
    private let sizes: Column<WordSizes>
    private let wideSizes: Column<WideWordSizes>

    /// A map over the tables of an image.
    ///
    /// - Throws: `imageDamaged` when the tables contradict each other, or the text and the letters.
    /// - Complexity: O(words): every group is walked through once.
    init(
        count: Int, checkpoints: Column<WordCheckpoint>, sizes: Column<WordSizes>,
        wideSizes: Column<WideWordSizes>, textCount: Int, letterCount: Int
    ) throws(PageMatchError) {
        self.count = count
        self.checkpoints = checkpoints
        self.sizes = sizes
        self.wideSizes = wideSizes
        let groups = checkpoints.count
        guard (count + Self.groupSize - 1) / Self.groupSize == groups,
            sizes.count == groups * Self.groupSize, wideSizes.count % Self.groupSize == 0
        else { throw damaged("the words' places contradict the rest") }
        var place = WordPlace(text: 0..<0, letters: 0..<0)
        var isGood = true
        for group in 0..<groups {
            let checkpoint = checkpoints[group]
            isGood =
                isGood && Int(checkpoint.text) == place.text.upperBound
                && Int(checkpoint.letters) == place.letters.upperBound
                && (checkpoint.wide == WordCheckpoint.none
                    || Int(checkpoint.wide) + Self.groupSize <= wideSizes.count)
            guard isGood else { break }
            for index in 0..<Self.groupSize { advance(&place, to: index, of: group) }
        }
        guard isGood, place.text.upperBound <= textCount, place.letters.upperBound == letterCount
        else { throw damaged("the words' places contradict the rest") }
    }

    /// Where the word at a position stands.
    ///
    /// - Complexity: O(1): at most sixteen words are passed.
    subscript(word: Int) -> WordPlace {
        precondition(word >= 0 && word < count)
        let group = word / Self.groupSize
        var place = start(of: group)
        for index in 0...word % Self.groupSize { advance(&place, to: index, of: group) }
        return place
    }

    /// The word that the letter at an index belongs to.
    ///
    /// - Complexity: O(log words).
    func word(ofLetter letter: Int) -> Int {
        let group = group(ofLetter: letter)
        var place = start(of: group)
        var word = group * Self.groupSize
        for index in 0..<Self.groupSize {
            advance(&place, to: index, of: group)
            if letter < place.letters.upperBound { break }
            word += 1
        }
        return max(0, min(word, count - 1))
    }

    /// The last group that begins at a letter or before it.
    ///
    /// Words are of about the same length everywhere: the search begins where the group would be then,
    /// and goes to either side in steps that double.
    private func group(ofLetter letter: Int) -> Int {
        guard let last = checkpoints.count > 0 ? checkpoints.count - 1 : nil else { return 0 }
        let total = Int(checkpoints[last].letters) + 1
        let guess = min(last, max(0, letter) * last / total)
        var (low, high, step) = (guess, guess + 1, 4)
        while low > 0, Int(checkpoints[low].letters) > letter {
            (low, high) = (max(0, low - step), low)
            step *= 2
        }
        while high <= last, Int(checkpoints[high].letters) <= letter {
            (low, high) = (high, min(last + 1, high + step))
            step *= 2
        }
        let end = (low + 1..<max(low + 1, high)).partitionPoint {
            Int(checkpoints[$0].letters) <= letter
        }
        return end - 1
    }

    private func start(of group: Int) -> WordPlace {
        let text = Int(checkpoints[group].text)
        let letters = Int(checkpoints[group].letters)
        return WordPlace(text: text..<text, letters: letters..<letters)
    }

    /// From a word, or the beginning of its group, to the next.
    @inline(__always)
    private func advance(_ place: inout WordPlace, to index: Int, of group: Int) {
        let wide = checkpoints[group].wide
        let size =
            wide == WordCheckpoint.none
            ? WideWordSizes(sizes[group * Self.groupSize + index]) : wideSizes[Int(wide) + index]
        let start = place.text.upperBound + Int(size.gap)
        place.text = start..<start + Int(size.bytes)
        place.letters = place.letters.upperBound..<place.letters.upperBound + Int(size.letters)
    }
}

/// Where a group of sixteen words begins.
struct WordCheckpoint: BitwiseCopyable, Sendable {
    static let none = UInt32.max
    /// UTF-8 offset in the text at which the word before ends.
    var text: UInt32
    /// Index of its first letter.
    var letters: UInt32
    /// Index of its first entry among the wide sizes; ``none`` where bytes are enough.
    var wide: UInt32
}

/// See ``WordMap``.
struct WordSizes: BitwiseCopyable, Sendable {
    var gap: UInt8 = 0
    var bytes: UInt8 = 0
    var letters: UInt8 = 0
}

/// See ``WordMap``.
struct WideWordSizes: BitwiseCopyable, Sendable {
    var gap: UInt32
    var bytes: UInt32
    var letters: UInt32

    init(gap: UInt32, bytes: UInt32, letters: UInt32) {
        self.gap = gap
        self.bytes = bytes
        self.letters = letters
    }

    @inline(__always)
    init(_ sizes: WordSizes) {
        self.init(
            gap: UInt32(sizes.gap), bytes: UInt32(sizes.bytes), letters: UInt32(sizes.letters))
    }

    /// In bytes; `nil` when one is too large.
    var narrow: WordSizes? {
        guard max(gap, bytes, letters) <= UInt8.max else { return nil }
        return WordSizes(gap: UInt8(gap), bytes: UInt8(bytes), letters: UInt8(letters))
    }
}

extension WordMap {
    /// The tables of a map in the making.
    struct Tables {
        private(set) var checkpoints: [WordCheckpoint] = []
        private(set) var sizes: [WordSizes] = []
        private(set) var wideSizes: [WideWordSizes] = []

        /// The tables of these words.
        ///
        /// - Complexity: O(words).
        init(_ words: WordsAndLetters) {
            var textEnd: UInt32 = 0
            for first in stride(from: 0, to: words.count, by: WordMap.groupSize) {
                var group: [WideWordSizes] = []
                var checkpoint = WordCheckpoint(
                    text: textEnd, letters: words.letterStarts[first], wide: WordCheckpoint.none)
                for word in first..<min(first + WordMap.groupSize, words.count) {
                    group.append(
                        WideWordSizes(
                            gap: words.wordStarts[word] - textEnd,
                            bytes: words.wordEnds[word] - words.wordStarts[word],
                            letters: words.letterStarts[word + 1] - words.letterStarts[word]))
                    textEnd = words.wordEnds[word]
                }
                let rest = WordMap.groupSize - group.count
                let narrow = group.compactMap(\.narrow)
                if narrow.count == group.count {
                    sizes += narrow + Array(repeating: WordSizes(), count: rest)
                } else {
                    checkpoint.wide = UInt32(wideSizes.count)
                    let none = WideWordSizes(WordSizes())
                    wideSizes += group + Array(repeating: none, count: rest)
                    sizes += Array(repeating: WordSizes(), count: WordMap.groupSize)
                }
                checkpoints.append(checkpoint)
            }
        }
    }
}

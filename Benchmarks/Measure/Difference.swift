internal import PageMatchCore

/// How what was written down differs from what is printed.
enum DifferenceKind: String, CaseIterable {
    /// One word for one, at most two edits in five letters.
    case near
    /// One word for one, not near.
    case other
    /// Printed words with nothing opposite.
    case missing
    /// As many or fewer words with the same letters.
    case joined
    /// Words of the transcript with nothing opposite.
    case inserted
    /// Digits or a Roman numeral on one side.
    case digits
    /// A short form on one side.
    case abbreviation
    /// Two words for one that leaves out some of their letters: do not, don't.
    case contraction
}

/// Words that stand opposite each other and differ.
struct Difference {
    var kind: DifferenceKind
    /// Positions in the book, adjacent.
    var printed: [Int]
    /// Positions in the transcript.
    var said: [Int]
}

/// Words with their folded and their written form.
struct Words {
    let ids: [UInt64]
    private let words: WordsAndLetters
    private let bytes: [UInt8]

    init(_ words: WordsAndLetters, text: String) {
        self.words = words
        ids = words.ids
        bytes = Array(text.utf8)
    }

    /// The letters of one word.
    func letters(of position: Int) -> ArraySlice<UInt8> {
        words.letters[words.letterRange(of: position)]
    }

    /// A word as it is written.
    func written(_ position: Int) -> ArraySlice<UInt8> {
        bytes[Int(words.wordStarts[position])..<Int(words.wordEnds[position])]
    }

    /// Words as they are written, a space between.
    func text(of positions: [Int]) -> String {
        positions.map { String(decoding: written($0), as: UTF8.self) }.joined(separator: " ")
    }

    /// Whether a word has a digit, or is a Roman numeral of two capitals or more.
    func isNumeral(_ position: Int) -> Bool {
        let word = written(position)
        if word.contains(where: { (0x30...0x39).contains($0) }) { return true }
        return word.count > 1 && word.allSatisfy { "IVXLCDM".utf8.contains($0) }
    }
}

/// Where two stretches differ: between the words that are equal in both, in order, the fewest
/// differences are found, and their kinds.
///
/// - Source: E. Myers, *Algorithmica* 1, 1986 (the standard library's `difference(from:)`).
///   https://doi.org/10.1007/BF01840446
func differences(
    _ printed: Words, _ printedPositions: [Int], _ said: Words, _ saidPositions: [Int]
) -> [Difference] {
    let changes = saidPositions.map { said.ids[$0] }
        .difference(from: printedPositions.map { printed.ids[$0] })
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in changes {
        switch change {
        case .remove(let offset, _, _): removed.insert(offset)
        case .insert(let offset, _, _): inserted.insert(offset)
        }
    }
    var found: [Difference] = []
    var row = 0
    var column = 0
    while row < printedPositions.count || column < saidPositions.count {
        var left: [Int] = []
        var right: [Int] = []
        while removed.contains(row) {
            left.append(printedPositions[row])
            row += 1
        }
        while inserted.contains(column) {
            right.append(saidPositions[column])
            column += 1
        }
        if !left.isEmpty || !right.isEmpty {
            found += DifferenceSorter(printed: printed, said: said).sorted(left, right)
        }
        row += 1
        column += 1
    }
    return found
}

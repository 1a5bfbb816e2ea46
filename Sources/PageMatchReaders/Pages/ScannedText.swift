import PageMatchCore

/// A page in the making: words with their boxes, in lines, paragraphs and blocks.
///
/// What every reader of an OCR format fills; the text that comes of it has a line for each line of
/// the picture, and an empty line between paragraphs.
struct ScannedText {
    /// More words are on no page; what follows is not read.
    static let maximumWords = 30_000

    /// Of the picture.
    var size = Scan.Size(width: 0, height: 0)

    /// What stands between a word and the one before it in its block.
    private enum Separator {
        case space, line, paragraph
    }

    private struct Word {
        /// In ``bytes``.
        var text: Range<Int>
        var box: Scan.Box?
        var confidence: Double?
        var separator: Separator
    }

    /// Words that stand together, whatever comes before them in the end.
    private struct Block {
        var rank: Int
        var firstWord: Int
    }

    private var bytes: [UInt8] = []
    private var words: [Word] = []
    private var blocks: [Block] = []
    private var next = Separator.paragraph

    /// Whether there are so many words that no more are taken.
    var isFull: Bool { words.count >= Self.maximumWords }

    /// The box of the last word, if it has one.
    var lastBox: Scan.Box? { words.last?.box }

    /// Begins a block, which will stand behind those of lower rank and those of the same before it.
    mutating func beginBlock(rank: Int = 0) {
        next = .paragraph
        if blocks.last?.firstWord == words.count { blocks.removeLast() }
        blocks.append(Block(rank: rank, firstWord: words.count))
    }

    /// Begins a paragraph with the next word.
    mutating func beginParagraph() {
        next = .paragraph
    }

    /// Begins a line with the next word.
    mutating func beginLine() {
        if next == .space { next = .line }
    }

    /// Appends a word; a blank one, as which frames and pictures are told of, is left out.
    mutating func append(
        _ word: some Sequence<UInt8>, box: Scan.Box?, confidence: Double? = nil
    ) {
        guard !isFull else { return }
        if blocks.isEmpty { beginBlock() }
        let start = bytes.count
        bytes += word.drop(while: isBlank)
        while bytes.count > start, let last = bytes.last, isBlank(last) { bytes.removeLast() }
        guard bytes.count > start else { return }
        words.append(
            Word(
                text: start..<bytes.count, box: box, confidence: confidence, separator: next))
        next = .space
    }

    /// Appends to the last word what belongs to it; what begins a line is a word of its own.
    mutating func extend(with text: some Sequence<UInt8>, box: Scan.Box?) {
        guard next == .space, var last = words.popLast() else {
            append(text, box: box)
            return
        }
        bytes += text
        last.text = last.text.lowerBound..<bytes.count
        if let old = last.box, let box { last.box = old.union(box) }
        words.append(last)
    }

    /// Appends the words of a line that has one box for all of them: each gets its share of it, by
    /// the number of its characters.
    mutating func append(line: [UInt8], box: Scan.Box?, confidence: Double? = nil) {
        beginLine()
        let total = max(1, Self.characters(line[...]))
        var done = 0
        for word in line.split(omittingEmptySubsequences: false, whereSeparator: isBlank) {
            let count = Self.characters(word)
            let share = box.map { Self.part($0, from: done, to: done + count, of: total) }
            append(word, box: share, confidence: confidence)
            done += count + 1
        }
    }

    /// The number of characters, each of which begins with a byte that continues none.
    private static func characters(_ text: ArraySlice<UInt8>) -> Int {
        text.count { $0 & 0xC0 != 0x80 }
    }

    /// A part of a box, along its longer side.
    private static func part(_ box: Scan.Box, from: Int, to end: Int, of total: Int) -> Scan.Box {
        var part = box
        if box.width >= box.height {
            part.x = box.x + box.width * from / total
            part.width = box.width * (end - from) / total
        } else {
            part.y = box.y + box.height * from / total
            part.height = box.height * (end - from) / total
        }
        return part
    }

    /// The page: the blocks in the order of their ranks.
    ///
    /// - Complexity: O(*bytes* + *blocks* log *blocks*).
    var page: Page {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + words.count)
        var places: [Scan.Word] = []
        places.reserveCapacity(words.count)
        var line = -1
        let order = blocks.indices.sorted { (blocks[$0].rank, $0) < (blocks[$1].rank, $1) }
        for block in order {
            let end = block + 1 < blocks.count ? blocks[block + 1].firstWord : words.count
            for word in words[blocks[block].firstWord..<end] {
                switch word.separator {
                case .space: text.append(UInt8(ascii: " "))
                case .line: text.append(UInt8(ascii: "\n"))
                case .paragraph: if !text.isEmpty { text += "\n\n".utf8 }
                }
                if word.separator != .space { line += 1 }
                let start = text.count
                text += bytes[word.text]
                guard let box = word.box else { continue }
                places.append(
                    Scan.Word(
                        bytes: start..<text.count, box: box, line: line,
                        confidence: word.confidence))
            }
        }
        return Page(String(decoding: text, as: UTF8.self), scan: scan(of: places))
    }

    /// The picture, unless nothing is known of where its words stand.
    private func scan(of places: [Scan.Word]) -> Scan? {
        places.isEmpty && !words.isEmpty ? nil : Scan(size: size, words: places)
    }
}

extension Scan.Box {
    /// The rectangle between two corners, in any order; what lies outside of all pictures is moved
    /// to their edge.
    ///
    /// - Returns: `nil` for what is no number.
    init?(left: Double, top: Double, right: Double, bottom: Double) {
        let numbers = [left, top, right, bottom]
        guard numbers.allSatisfy(\.isFinite) else { return nil }
        let edges = numbers.map { Int(min(max($0, 0), Self.farthest).rounded()) }
        let (x, y) = (min(edges[0], edges[2]), min(edges[1], edges[3]))
        self.init(
            x: x, y: y, width: max(edges[0], edges[2]) - x, height: max(edges[1], edges[3]) - y)
    }

    /// No picture has more pixels in a row.
    private static let farthest = 999_999.0
}

extension Scan.Size {
    /// A size of numbers that a picture can have; `nil` for others.
    init?(width: Double?, height: Double?) {
        guard let width, let height,
            let box = Scan.Box(left: 0, top: 0, right: width, bottom: height)
        else { return nil }
        self.init(width: box.width, height: box.height)
    }
}

/// The number that a short stretch of ASCII is: digits, a sign, a point and an exponent; `nil` for
/// anything else, `nan`, `inf` and hexadecimal digits among it, and for what is beyond all numbers.
func decimal(_ text: ArraySlice<UInt8>) -> Double? {
    guard 1...32 ~= text.count, text.allSatisfy(isDecimal),
        let number = Double(String(decoding: text, as: UTF8.self)), number.isFinite
    else { return nil }
    return number
}

private func isDecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
        true
    default: false
    }
}

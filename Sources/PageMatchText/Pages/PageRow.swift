internal import CTextKernels
import PageMatchCore

/// All that stands at one height of a page: a line of text, or two that a wide space divides.
struct PageRow {
    /// What white space divides.
    struct Piece {
        /// UTF-8 bytes of the page's text.
        var bytes: Range<Int>
        var box: Scan.Box?
    }

    /// The lines of the text that the row is made of, in UTF-8 bytes.
    var lines: [Range<Int>]
    /// From left to right.
    var pieces: [Piece]
    /// The box around all pieces, where boxes are known.
    var box: Scan.Box?
    /// Whether there is an empty line before it in the text.
    var followsBlank: Bool
    /// Whether something that can't be read was left out between it and the row before it: the two
    /// then say nothing of each other.
    var followsDebris = false
    /// How far the line is indented, in columns of white space.
    var indent: Int

    /// The page's text, in which the pieces lie.
    private let source: [UInt8]

    /// What the pieces say.
    ///
    /// - Complexity: O(bytes): strings are made each time, so that most rows need none.
    var texts: [String] { pieces.map { text(of: $0) } }

    /// What a piece says.
    func text(of piece: Piece) -> String { String(decoding: source[piece.bytes], as: UTF8.self) }

    /// Whether a piece is not certainly something else than a number.
    func mayBeNumber(_ piece: Piece) -> Bool { PrintedNumber.mayBeNumber(utf8(of: piece)) }

    /// Whether there is a letter or a digit in a piece.
    func isFilled(_ piece: Piece) -> Bool {
        var isASCII = true
        for byte in source[piece.bytes] {
            if (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 { return true }
            isASCII = isASCII && byte < 0x80
        }
        return !isASCII
            && text(of: piece).unicodeScalars.contains { $0.isAlphabetic || $0.isNumeric }
    }

    /// The number that a piece is.
    func number(_ piece: Piece) -> PrintedNumber? {
        mayBeNumber(piece) ? PrintedNumber(text(of: piece)) : nil
    }

    /// Whether there is a digit of ASCII in it.
    var hasDigit: Bool {
        pieces.contains { source[$0.bytes].contains { $0 &- 0x30 < 10 } }
    }

    /// The UTF-8 bytes of a piece.
    func utf8(of piece: Piece) -> ArraySlice<UInt8> { source[piece.bytes] }

    /// What a piece begins with.
    func firstByte(of piece: Piece) -> UInt8 { source[piece.bytes.lowerBound] }

    /// Characters in its pieces, with a space between one and the next.
    private(set) var characters = 0

    /// Whether any of its letters is a small one.
    var hasSmallLetters: Bool {
        pieces.contains { text(of: $0).unicodeScalars.contains(where: \.isLowercase) }
    }

    /// Whether it goes on with a sentence: its first letter is a small one.
    var goesOn: Bool {
        for piece in pieces {
            if let letter = text(of: piece).unicodeScalars.first(where: \.isAlphabetic) {
                return letter.isLowercase
            }
            // A number or a sign says nothing.
        }
        return false
    }

    /// The rows of a part of a picture that hold something readable, from top to bottom.
    ///
    /// - Complexity: O(bytes + words · log words).
    static func rows(of scan: Scan, _ bytes: [UInt8], in sheet: Range<Int>) -> [PageRow] {
        var rows: [PageRow] = []
        var words = scan.words[...]
        var isBlank = true
        var isDebris = false
        var start = sheet.lowerBound
        while start < sheet.upperBound {
            let end = bytes[start..<sheet.upperBound].firstIndex(of: 0x0A) ?? sheet.upperBound
            var row = PageRow(start..<end, bytes, &words, followsBlank: isBlank)
            isBlank = row.pieces.isEmpty
            if !row.pieces.isEmpty {
                row.followsDebris = isDebris
                isDebris = row.isDebris
                if !isDebris { rows.append(row) }
            }
            start = end + 1
        }
        guard rows.allSatisfy({ $0.box != nil }) else { return rows }
        return joined(rows)
    }

    /// The row that a line of mere text is.
    init(_ line: Range<Int>, _ bytes: [UInt8], followsBlank: Bool) {
        var words = ArraySlice<Scan.Word>()
        self.init(line, bytes, &words, followsBlank: followsBlank)
    }

    private init(
        _ line: Range<Int>, _ bytes: [UInt8], _ words: inout ArraySlice<Scan.Word>,
        followsBlank: Bool
    ) {
        lines = [line]
        source = bytes
        self.followsBlank = followsBlank
        pieces = []
        indent = 0
        var at = line.lowerBound
        while at < line.upperBound, bytes[at] <= 0x20 {
            indent += bytes[at] == 0x09 ? 8 : 1
            at += 1
        }
        pieces.reserveCapacity(line.count / 5)
        while at < line.upperBound {
            let start = at
            var continuing = 0
            while at < line.upperBound, bytes[at] > 0x20 {
                continuing += bytes[at] & 0xC0 == 0x80 ? 1 : 0
                at += 1
            }
            characters += at - start - continuing + (pieces.isEmpty ? 0 : 1)
            while let word = words.first, word.bytes.upperBound <= start { words.removeFirst() }
            let box = words.first.flatMap { $0.bytes.lowerBound < at ? $0.box : nil }
            pieces.append(Piece(bytes: start..<at, box: box))
            if let box { self.box = self.box?.union(box) ?? box }
            while at < line.upperBound, bytes[at] <= 0x20 { at += 1 }
        }
    }

    /// Whether hardly anything in it can be read, as where a shadow or an edge was taken for letters:
    /// signs, letters over and over, capitals inside words.
    var isDebris: Bool {
        var readable = 0
        for piece in pieces where isWord(piece) {
            readable += 1
            if readable * 2 >= pieces.count { return false }
        }
        readable += pieces.count { number($0) != nil }
        guard readable * 2 < pieces.count, ReaderStatus(self) == nil else { return false }
        // A number between ornaments is one.
        return EdgeLine(self).place != .alone
    }

    /// Whether a piece can be a word, however short: in one case but for its first letter, not one
    /// letter over and over, and with no sign that words don't have.
    private func isWord(_ piece: Piece) -> Bool {
        var first: UInt8 = 0
        var (letters, capitals) = (0, 0)
        var isMixed = false
        var at = piece.bytes.lowerBound
        while at < piece.bytes.upperBound {
            let byte = source[at]
            at += 1
            if byte >= 0x80 {
                // Quotes and dashes are no letters, and the most of what is not of ASCII.
                guard byte == 0xE2, source[at] == 0x80 else {
                    return isForeignWord(text(of: piece))
                }
                at += 2
                continue
            }
            let letter = byte | 0x20
            guard letter >= 0x61, letter <= 0x7A else {
                if pm_is_strange(byte) != 0 { return false }
                continue
            }
            if letters == 0 {
                first = byte
            } else {
                isMixed = isMixed || byte != first
                capitals += byte < 0x61 ? 1 : 0
            }
            letters += 1
        }
        return letters >= 1 && (isMixed || letters == 1)
            && (capitals == 0 || capitals == letters - 1)
    }

    /// The same for what is not all ASCII; scripts without cases have no such signs.
    private func isForeignWord(_ text: String) -> Bool {
        let letters = text.unicodeScalars.filter(\.isAlphabetic)
        guard let first = letters.first else { return false }
        guard letters.allSatisfy({ $0.isLowercase || $0.isUppercase }) else {
            return true
        }
        let capitals = letters.dropFirst().count { $0.isUppercase }
        return (letters.count == 1 || letters.contains { $0 != first })
            && (capitals == 0 || capitals == letters.count - 1)
    }

    /// Rows from top to bottom, those side by side made one.
    ///
    /// - Complexity: O(rows · log rows + pieces): what stands at one height is put together once.
    private static func joined(_ rows: [PageRow]) -> [PageRow] {
        let order = rows.indices.sorted {
            (rows[$0].middle, $0) < (rows[$1].middle, $1)
        }
        var joined: [PageRow] = []
        var beside: [Int] = []
        var box: Scan.Box?
        for index in order {
            if let around = box, let next = rows[index].box, around.isBeside(next) {
                beside.append(index)
                box = around.union(next)
            } else {
                if !beside.isEmpty { joined.append(PageRow(joining: beside.map { rows[$0] })) }
                beside = [index]
                box = rows[index].box
            }
        }
        if !beside.isEmpty { joined.append(PageRow(joining: beside.map { rows[$0] })) }
        return joined
    }

    private var middle: Int { box?.doubleMiddle ?? 0 }

    /// The row that rows side by side are, from the highest to the lowest of them.
    private init(joining rows: [PageRow]) {
        self = rows[0]
        guard rows.count > 1 else { return }
        let order = rows.indices.sorted { (rows[$0].box?.x ?? 0, $0) < (rows[$1].box?.x ?? 0, $1) }
        pieces = order.flatMap { rows[$0].pieces }
        lines = rows.flatMap(\.lines)
        characters = rows.reduce(rows.count - 1) { $0 + $1.characters }
        box = rows.compactMap(\.box).reduce(box) { $0?.union($1) ?? $1 }
        followsBlank = rows.allSatisfy(\.followsBlank)
        followsDebris = rows.contains(where: \.followsDebris)
    }
}

extension Scan.Box {
    /// Twice the height at which its middle lies.
    fileprivate var doubleMiddle: Int { 2 * y + height }

    /// Whether another box stands at the same height, to the left or to the right.
    fileprivate func isBeside(_ other: Scan.Box) -> Bool {
        let isApart = x + width <= other.x || other.x + other.width <= x
        return isApart && abs(doubleMiddle - other.doubleMiddle) < min(height, other.height)
    }
}

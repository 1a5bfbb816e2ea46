import PageMatchCore

/// All that stands at one height of a page: a line of text, or two that a wide space divides.
struct PageRow {
    /// What white space divides.
    struct Token {
        /// UTF-8 bytes of the page's text.
        var bytes: Range<Int>
        var text: String
        var box: Scan.Box?
    }

    /// The lines of the text that the row is made of, in UTF-8 bytes.
    var lines: [Range<Int>]
    /// From left to right.
    var tokens: [Token]
    /// The box around all tokens, where boxes are known.
    var box: Scan.Box?
    /// Whether there is an empty line before it in the text.
    var followsBlank: Bool
    /// How far the line is indented, in columns of white space.
    var indent: Int

    /// Characters in its tokens, with a space between one and the next.
    private(set) var characters = 0

    /// Whether it goes on with a sentence: its first letter is a small one.
    var goesOn: Bool {
        for token in tokens {
            if let letter = token.text.unicodeScalars.first(where: \.properties.isAlphabetic) {
                return letter.properties.isLowercase
            }
            // A number or a sign says nothing.
        }
        return false
    }

    /// The rows of a part of a page that hold something readable, from top to bottom.
    ///
    /// Where boxes are known they give the order; a picture's edge that was taken for letters is
    /// left out either way.
    ///
    /// - Complexity: O(bytes + words · log words).
    static func rows(of page: Page, _ bytes: [UInt8], in sheet: Range<Int>) -> [PageRow] {
        var rows: [PageRow] = []
        var words = (page.layout?.words ?? [])[...]
        var isBlank = true
        var start = sheet.lowerBound
        while start < sheet.upperBound {
            let end = bytes[start..<sheet.upperBound].firstIndex(of: 0x0A) ?? sheet.upperBound
            let row = PageRow(start..<end, bytes, &words, followsBlank: isBlank)
            isBlank = row.tokens.isEmpty
            if !row.tokens.isEmpty, !row.isDebris { rows.append(row) }
            start = end + 1
        }
        guard rows.allSatisfy({ $0.box != nil }) else { return rows }
        return joined(rows)
    }

    private init(
        _ line: Range<Int>, _ bytes: [UInt8], _ words: inout ArraySlice<Scan.Word>,
        followsBlank: Bool
    ) {
        lines = [line]
        self.followsBlank = followsBlank
        tokens = []
        indent = bytes[line].prefix { $0 == 0x20 || $0 == 0x09 }.reduce(0) {
            $0 + ($1 == 0x09 ? 8 : 1)
        }
        var start = line.lowerBound
        while start < line.upperBound {
            let end =
                bytes[start..<line.upperBound].firstIndex(where: Self.isSpace) ?? line.upperBound
            if end > start {
                while let word = words.first, word.bytes.upperBound <= start { words.removeFirst() }
                var box: Scan.Box?
                if let word = words.first, word.bytes.lowerBound < end { box = word.box }
                let text = String(decoding: bytes[start..<end], as: UTF8.self)
                tokens.append(Token(bytes: start..<end, text: text, box: box))
                characters +=
                    bytes[start..<end].count { $0 & 0xC0 != 0x80 } + (characters > 0 ? 1 : 0)
                if let box { self.box = self.box?.union(box) ?? box }
            }
            start = end + 1
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }

    /// Whether hardly anything in it is a word, as where a shadow or an edge was read.
    private var isDebris: Bool {
        let words = tokens.count { Self.isReadable($0.text) }
        guard words * 2 < tokens.count, ReaderStatus(self) == nil else { return false }
        // A number between ornaments is one.
        return EdgeLine(self).place != .alone
    }

    /// Whether a token can be a word or a number: letters in one case, not one letter all over.
    private static func isReadable(_ text: String) -> Bool {
        isWord(text) || PrintedNumber(text) != nil
    }

    private static func isWord(_ text: String) -> Bool {
        var first: Unicode.Scalar?
        var (letters, capitals) = (0, 0)
        var isMixed = false
        for scalar in text.unicodeScalars {
            // Most are of ASCII, where no table is needed.
            let isCapital =
                scalar.isASCII ? ("A"..."Z").contains(scalar) : scalar.properties.isUppercase
            let isSmall =
                scalar.isASCII ? ("a"..."z").contains(scalar) : scalar.properties.isLowercase
            guard isCapital || isSmall else {
                // Scripts without cases have no such signs.
                if !scalar.isASCII, scalar.properties.isAlphabetic { return true }
                continue
            }
            if let first {
                isMixed = isMixed || scalar != first
                capitals += isCapital ? 1 : 0
            } else {
                first = scalar
            }
            letters += 1
        }
        return letters >= 3 && isMixed && (capitals == 0 || capitals == letters - 1)
    }

    /// Rows from top to bottom, those side by side made one.
    private static func joined(_ rows: [PageRow]) -> [PageRow] {
        let order = rows.indices.sorted {
            (rows[$0].middle, $0) < (rows[$1].middle, $1)
        }
        var joined: [PageRow] = []
        for index in order {
            let row = rows[index]
            if let last = joined.last, last.isBeside(row) {
                joined[joined.count - 1] = last.joined(with: row)
            } else {
                joined.append(row)
            }
        }
        return joined
    }

    private var middle: Int { box.map { 2 * $0.y + $0.height } ?? 0 }

    /// Whether another row stands at the same height, to the left or to the right.
    private func isBeside(_ other: PageRow) -> Bool {
        guard let box, let next = other.box else { return false }
        let isApart = box.x + box.width <= next.x || next.x + next.width <= box.x
        return isApart && abs(middle - other.middle) < min(box.height, next.height)
    }

    private func joined(with other: PageRow) -> PageRow {
        var row = self
        let isLeft = (box?.x ?? 0) <= (other.box?.x ?? 0)
        row.tokens = isLeft ? tokens + other.tokens : other.tokens + tokens
        row.lines += other.lines
        row.characters += other.characters + 1
        if let box, let next = other.box { row.box = box.union(next) }
        row.followsBlank = followsBlank && other.followsBlank
        return row
    }
}

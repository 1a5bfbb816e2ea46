import PageMatchCore

/// All that stands at one height of a page: a line of text, or two that a wide space divides.
struct PageRow {
    /// What white space divides.
    struct Token {
        /// UTF-8 bytes of the page's text.
        var bytes: Range<Int>
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

    /// The page's text, in which the tokens lie.
    private let source: [UInt8]

    /// What the tokens say.
    ///
    /// - Complexity: O(bytes): strings are made each time, so that most rows need none.
    var texts: [String] { tokens.map { text(of: $0) } }

    /// What a token says.
    func text(of token: Token) -> String { String(decoding: source[token.bytes], as: UTF8.self) }

    /// Characters in its tokens, with a space between one and the next.
    private(set) var characters = 0

    /// Whether it goes on with a sentence: its first letter is a small one.
    var goesOn: Bool {
        for token in tokens {
            if let letter = text(of: token).unicodeScalars.first(where: \.properties.isAlphabetic) {
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
        source = bytes
        self.followsBlank = followsBlank
        tokens = []
        indent = 0
        var at = line.lowerBound
        while at < line.upperBound, bytes[at] <= 0x20 {
            indent += bytes[at] == 0x09 ? 8 : 1
            at += 1
        }
        tokens.reserveCapacity(line.count / 5)
        while at < line.upperBound {
            let start = at
            var continuing = 0
            while at < line.upperBound, bytes[at] > 0x20 {
                continuing += bytes[at] & 0xC0 == 0x80 ? 1 : 0
                at += 1
            }
            characters += at - start - continuing + (tokens.isEmpty ? 0 : 1)
            while let word = words.first, word.bytes.upperBound <= start { words.removeFirst() }
            let box = words.first.flatMap { $0.bytes.lowerBound < at ? $0.box : nil }
            tokens.append(Token(bytes: start..<at, box: box))
            if let box { self.box = self.box?.union(box) ?? box }
            while at < line.upperBound, bytes[at] <= 0x20 { at += 1 }
        }
    }

    /// Whether hardly anything in it is a word, as where a shadow or an edge was read.
    private var isDebris: Bool {
        var words = 0
        for token in tokens where isWord(token) {
            words += 1
            if words * 2 >= tokens.count { return false }
        }
        let texts = texts
        guard (texts.count { PrintedNumber($0) != nil } + words) * 2 < texts.count,
            ReaderStatus(self) == nil
        else { return false }
        // A number between ornaments is one.
        return EdgeLine(self).place != .alone
    }

    /// Whether a token can be a word: three letters in one case, not one letter all over.
    private func isWord(_ token: Token) -> Bool {
        var first: UInt8 = 0
        var (letters, capitals) = (0, 0)
        var isMixed = false
        var at = token.bytes.lowerBound
        while at < token.bytes.upperBound {
            let byte = source[at]
            at += 1
            if byte >= 0x80 {
                // Quotes and dashes are no letters, and the most of what is not of ASCII.
                guard byte == 0xE2, source[at] == 0x80 else {
                    return isForeignWord(text(of: token))
                }
                at += 2
                continue
            }
            let letter = byte | 0x20
            guard letter >= 0x61, letter <= 0x7A else { continue }
            if letters == 0 {
                first = byte
            } else {
                isMixed = isMixed || byte != first
                capitals += byte < 0x61 ? 1 : 0
            }
            letters += 1
        }
        return letters >= 3 && isMixed && (capitals == 0 || capitals == letters - 1)
    }

    /// The same for what is not all ASCII; scripts without cases have no such signs.
    private func isForeignWord(_ text: String) -> Bool {
        let letters = text.unicodeScalars.filter(\.properties.isAlphabetic)
        guard let first = letters.first else { return false }
        guard letters.allSatisfy({ $0.properties.isLowercase || $0.properties.isUppercase }) else {
            return true
        }
        let capitals = letters.dropFirst().count { $0.properties.isUppercase }
        return letters.count >= 3 && letters.contains { $0 != first }
            && (capitals == 0 || capitals == letters.count - 1)
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

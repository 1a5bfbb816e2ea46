import PageMatchCore

/// Footnotes: their marks in a page's text, and where they begin.
struct PageNotes {
    private(set) var parts: [PageFacts.Part] = []

    /// A mark: where it stands and what it is, in plain digits or as a sign.
    private struct Mark {
        let bytes: Range<Int>
        let label: String
        /// Whether nothing else looks like it.
        let isSure: Bool
    }

    /// - Parameters:
    ///   - rows: a page's rows.
    ///   - body: those without head and foot.
    ///   - bytes: of the page's text.
    init(_ rows: PageRows, _ body: Range<Int>, _ bytes: [UInt8]) {
        guard rows.isScanned || Self.mayHaveMarks(rows, body, bytes) else { return }
        let rows = rows[body][...]
        let start = Self.firstNote(of: rows)
        let note = start.flatMap { Self.label(of: rows[$0]) }
        var marks: [Mark] = []
        for row in rows[..<(start ?? rows.endIndex)] {
            for (index, piece) in row.pieces.enumerated() where index > 0 || piece.bytes.count > 3 {
                let end = bytes[piece.bytes.upperBound - 1]
                // Plain digits are marks of notes that are there.
                if note == nil, (0x30...0x39).contains(end) { continue }
                if let mark = Self.mark(at: piece, of: row, end) { marks.append(mark) }
            }
        }
        let isSingle = marks.count { $0.label == note } == 1
        let emphases = marks.isEmpty ? [] : Self.emphases(in: rows[..<(start ?? rows.endIndex)])
        for mark in marks where mark.isSure || mark.label == note && isSingle {
            let isCertain = mark.label.unicodeScalars.first.map { !emphases.contains($0) } ?? true
            parts.append(PageFacts.Part(kind: .noteMark, bytes: mark.bytes, isCertain: isCertain))
        }
        if let start, let bytes = Self.bytes(of: rows[start...]) {
            // Of columns side by side, one may go on beside the other's notes.
            let isBelowAll = !rows[..<start].contains { row in
                row.lines.contains { $0.upperBound > bytes.lowerBound }
            }
            let isShort = (rows.endIndex - start) * 3 <= rows.count || rows[start].box != nil
            parts.append(
                PageFacts.Part(
                    kind: .footnotes, bytes: bytes,
                    isCertain: note != nil && isSingle && isBelowAll && isShort))
        }
    }

    /// Whether there is anything that a mark may be: a digit, a sign, a bracket, a raised digit.
    ///
    /// Most pages have none, and without marks only the size of letters tells notes. What is only a digit
    /// is a mark where a note begins with one.
    private static func mayHaveMarks(
        _ rows: PageRows, _ body: Range<Int>, _ bytes: [UInt8]
    ) -> Bool {
        let mayHaveNote = body.suffix(lowest).contains { rows.followsBlank($0) }
        if mayHaveNote, rows.hasDigit(body) { return true }
        return rows.linesWithSigns(body).contains { line in
            line.contains { index in
                switch bytes[index] {
                case 0x2A, 0x5D, 0xC2: true
                // Quotation marks and dashes are the most of what begins so.
                case 0xE2:
                    index + 2 >= bytes.count
                        || bytes[index + 1] != 0x80 || bytes[index + 2] >= 0xA0
                case 0x80...: bytes[index] > 0xE2
                default: false
                }
            }
        }
    }

    /// From the first byte of some rows to the last.
    private static func bytes(of rows: ArraySlice<PageRow>) -> Range<Int>? {
        let lines = rows.lazy.flatMap(\.lines)
        guard let start = lines.map(\.lowerBound).min(), let end = lines.map(\.upperBound).max()
        else { return nil }
        return start..<end
    }

    /// The signs that begin a word somewhere, and so may end one that is printed with stress.
    private static func emphases(in rows: ArraySlice<PageRow>) -> Set<Unicode.Scalar> {
        var emphases: Set<Unicode.Scalar> = []
        for row in rows {
            for piece in row.pieces where row.mayBeginWithSign(piece) {
                let scalars = row.text(of: piece).unicodeScalars.drop {
                    ["“", "\"", "‘", "'", "("].contains($0)
                }
                guard let sign = scalars.first, signs.contains(sign),
                    scalars.drop(while: { $0 == sign }).first?.isAlphabetic == true
                else { continue }
                emphases.insert(sign)
            }
        }
        return emphases
    }

    // MARK: Marks

    private static let raised: [Unicode.Scalar: Character] = [
        "¹": "1", "²": "2", "³": "3", "⁰": "0", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
        "⁹": "9",
    ]
    private static let signs: Set<Unicode.Scalar> = ["*", "†", "‡", "§"]

    /// The mark at the end of a piece, behind at least two letters or a sentence's mark.
    ///
    /// Raised digits, signs and digits in square brackets are marks; plain digits at a word's end,
    /// as OCR programs read raised ones, are if a footnote has that number.
    private static func mark(at piece: PageRow.Piece, of row: PageRow, _ end: UInt8) -> Mark? {
        // Nearly all pieces end otherwise.
        guard end >= 0x80 || end == 0x5D || end == 0x2A || (0x30...0x39).contains(end) else {
            return nil
        }
        let scalars = Array(row.text(of: piece).unicodeScalars)
        var count = 0
        var label = ""
        var isSure = true
        if scalars.last == "]", let open = scalars.lastIndex(of: "[") {
            let inside = scalars[(open + 1)..<(scalars.count - 1)]
            guard (1...3).contains(inside.count), inside.allSatisfy(isDigit) else { return nil }
            (count, label) = (scalars.count - open, String(String.UnicodeScalarView(inside)))
            guard open > 0 else { return Mark(bytes: piece.bytes, label: label, isSure: true) }
        } else if let last = scalars.last, raised[last] != nil {
            let digits = scalars.reversed().prefix { raised[$0] != nil }
            (count, label) = (digits.count, String(digits.reversed().compactMap { raised[$0] }))
        } else if let last = scalars.last, signs.contains(last) {
            let same = scalars.reversed().prefix { $0 == last }
            (count, label) = (same.count, String(repeating: Character(last), count: same.count))
        } else if let last = scalars.last, isDigit(last) {
            let digits = scalars.reversed().prefix(while: isDigit)
            (count, label, isSure) = (
                digits.count, String(String.UnicodeScalarView(digits.reversed())), false
            )
        } else {
            return nil
        }
        let word = scalars.dropLast(count)
        let letters = word.reversed().drop { !$0.isAlphabetic }
            .prefix { $0.isAlphabetic }
        guard letters.count >= 2, count <= 3 else { return nil }
        let length = scalars.suffix(count).reduce(0) { $0 + UTF8.width($1) }
        return Mark(
            bytes: (piece.bytes.upperBound - length)..<piece.bytes.upperBound, label: label,
            isSure: isSure)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    // MARK: Notes

    /// Without boxes, notes begin in one of so many rows at the foot.
    private static let lowest = 12

    /// The row that begins the footnotes: those from it on stand at the foot in smaller type, and it
    /// has a mark or stands apart; without boxes, it has a mark and follows an empty line.
    private static func firstNote(of rows: ArraySlice<PageRow>) -> Int? {
        guard rows.count >= 3 else { return nil }
        guard rows.contains(where: { $0.characterWidth != nil }) else {
            return rows.indices.suffix(lowest).dropFirst(rows.count <= lowest ? 1 : 0).last {
                rows[$0].followsBlank && label(of: rows[$0]) != nil
            }
        }
        // A title page has lines of all sizes.
        guard rows.count >= 6 else { return nil }
        let widths = rows.map(\.characterWidth)
        let known = widths.compactMap(\.self).sorted()
        let usual = known[known.count / 2]
        // The last line of a note may be a word or two, of which no width is told.
        func width(_ index: Int) -> Double? { widths[index - rows.startIndex] }
        func isSmall(_ index: Int) -> Bool { width(index).map { $0 < 0.92 * usual } ?? true }
        var start = rows.endIndex
        while start > rows.startIndex + 1, isSmall(start - 1) { start -= 1 }
        guard (start..<rows.endIndex).contains(where: { width($0) != nil }) else { return nil }
        return (start..<rows.endIndex).first { label(of: rows[$0]) != nil }
            ?? (start..<rows.endIndex).first { rows[$0].isApart(from: rows[$0 - 1]) }
    }

    /// The mark that a note begins with.
    private static func label(of row: PageRow) -> String? {
        guard let first = row.pieces.first.map(row.text(of:))?.unicodeScalars else { return nil }
        let digits = first.prefix { raised[$0] != nil }.compactMap { raised[$0] }
        if !digits.isEmpty { return String(digits) }
        if let sign = first.first, signs.contains(sign) {
            // `*on*` is a word with stress.
            guard first.last != sign || first.allSatisfy({ $0 == sign }) else { return nil }
            return String(repeating: Character(sign), count: first.prefix { $0 == sign }.count)
        }
        let plain = first.drop { $0 == "[" || $0 == "(" }.prefix(while: isDigit)
        let rest = first.drop { $0 == "[" || $0 == "(" }.dropFirst(plain.count)
        let isMark =
            rest.allSatisfy { $0 == "]" || $0 == ")" || $0 == "." }
            || rest.first?.isAlphabetic == true
        return (1...3).contains(plain.count) && isMark ? String(plain) : nil
    }
}

extension PageRow {
    /// Whether a piece does not begin with a letter or digit of ASCII, as nearly all do.
    fileprivate func mayBeginWithSign(_ piece: Piece) -> Bool {
        let byte = firstByte(of: piece)
        return byte >= 0x80 || byte < 0x30
    }

    /// Whether there is room for more than a line between this row and the one above.
    fileprivate func isApart(from above: PageRow) -> Bool {
        guard let box, let other = above.box else { return false }
        return box.y - other.y - other.height > max(box.height, other.height)
    }

    /// How wide a character is in the middle, in pixels; `nil` for few characters.
    fileprivate var characterWidth: Double? {
        let printed = characters - pieces.count + 1
        guard box != nil, printed >= 10, pieces.allSatisfy({ $0.box != nil }) else { return nil }
        return Double(pieces.reduce(0) { $0 + ($1.box?.width ?? 0) }) / Double(printed)
    }
}

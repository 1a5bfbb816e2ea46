import PageMatchCore

/// The rows of a part of a page that hold something readable, from top to bottom.
///
/// Most of a page's rows are only counted; what their pieces say is asked of those at its edges alone.
/// So a row of text without boxes is but its line's bounds here, and is taken apart when it is asked
/// for. Rows of a picture are kept whole: boxes put them in order, and side by side.
struct PageRows {
    private struct Line {
        /// UTF-8 bytes of the page's text.
        var bytes: Range<Int>
        var pieces: Int
        var characters: Int
        var followsBlank: Bool
        var followsDebris: Bool
        var hasDigit: Bool
        var hasSign: Bool
    }

    private let source: [UInt8]
    private var lines: [Line] = []
    /// Rows of a picture; then there are no lines.
    private var rows: [PageRow] = []
    /// Characters of the longest row.
    let longest: Int
    /// The number of rows.
    let count: Int
    /// Whether the rows are those of a picture that may tell where they stand.
    let isScanned: Bool

    /// The rows of a part of a page.
    ///
    /// Where boxes are known they give the order; a picture's edge that was taken for letters is left out
    /// either way.
    ///
    /// - Complexity: O(bytes); of a picture O(bytes + words · log words).
    init(of page: Page, _ bytes: [UInt8], in sheet: Range<Int>) {
        source = bytes
        if let layout = page.layout {
            rows = PageRow.rows(of: layout, bytes, in: sheet)
            count = rows.count
            longest = rows.map(\.characters).max() ?? 0
            isScanned = true
            return
        }
        let classes = LineCount.classes
        lines.reserveCapacity(40)
        var isBlank = true
        var isDebris = false
        var longest = 0
        var start = sheet.lowerBound
        while start < sheet.upperBound {
            let end = bytes[start..<sheet.upperBound].firstIndex(of: 0x0A) ?? sheet.upperBound
            let counted = LineCount(bytes.span.extracting(start..<end), classes.span)
            if counted.pieces > 0 {
                let line = Line(
                    bytes: start..<end, pieces: counted.pieces, characters: counted.characters,
                    followsBlank: isBlank, followsDebris: isDebris, hasDigit: counted.hasDigit,
                    hasSign: counted.hasSign)
                // Where most pieces can be words it is none, and nothing else is to be asked.
                isDebris =
                    counted.words * 2 < counted.pieces
                    && PageRow(line.bytes, bytes, followsBlank: isBlank).isDebris
                if !isDebris {
                    lines.append(line)
                    longest = max(longest, line.characters)
                }
            }
            isBlank = counted.pieces == 0
            start = end + 1
        }
        self.longest = longest
        count = lines.count
        isScanned = false
    }

    /// The row at an index.
    ///
    /// - Complexity: O(bytes of the row).
    subscript(index: Int) -> PageRow {
        guard rows.isEmpty else { return rows[index] }
        var row = PageRow(lines[index].bytes, source, followsBlank: lines[index].followsBlank)
        row.followsDebris = lines[index].followsDebris
        return row
    }

    /// Some of the rows.
    ///
    /// - Complexity: O(their bytes).
    subscript(range: Range<Int>) -> [PageRow] { range.map { self[$0] } }

    /// Whether there is an empty line before a row.
    func followsBlank(_ index: Int) -> Bool {
        rows.isEmpty ? lines[index].followsBlank : rows[index].followsBlank
    }

    /// Whether there is a digit of ASCII in some rows of mere text.
    func hasDigit(_ range: Range<Int>) -> Bool { range.contains { lines[$0].hasDigit } }

    /// The bytes of those rows of mere text in which a sign or a raised digit may be a note's mark.
    func linesWithSigns(_ range: Range<Int>) -> [Range<Int>] {
        range.filter { lines[$0].hasSign }.map { lines[$0].bytes }
    }

    /// Whether a row is as long as most, of several pieces and without digits: nothing but text can look so.
    func isPlain(_ index: Int) -> Bool {
        guard rows.isEmpty else { return false }
        let line = lines[index]
        return line.pieces >= 4 && !line.hasDigit && line.characters * 4 > longest * 3
    }

    /// Whether a row has several pieces, the last of which is not certainly something else than a number.
    func mayEndInNumber(_ index: Int) -> Bool {
        guard rows.isEmpty else { return true }
        let bytes = source[lines[index].bytes]
        guard let end = bytes.lastIndex(where: { $0 > 0x20 }) else { return false }
        let start = bytes[...end].lastIndex { $0 <= 0x20 } ?? bytes.startIndex - 1
        return start > bytes.startIndex && PrintedNumber.mayBeNumber(bytes[(start + 1)...end])
    }

    /// The boxes of the rows with more than half as many characters as the longest.
    var boxesOfLongRows: [Scan.Box] {
        rows.filter { $0.characters * 2 > longest }.compactMap(\.box)
    }
}

/// What a line of text holds: its pieces, and those that are certainly words.
///
/// Nothing here depends on a byte but what is counted: where words end nobody can foresee.
private struct LineCount {
    private(set) var pieces = 0
    /// Pieces of ASCII with two different small letters side by side, and no capital behind the first byte:
    /// words, whatever else may be one.
    private(set) var words = 0
    /// Characters of the pieces, with a space between one and the next.
    private(set) var characters = 0
    /// Whether there is a digit of ASCII.
    private(set) var hasDigit = false
    /// Whether there is a byte that a note's mark may begin with, digits aside.
    private(set) var hasSign = false

    /// What a byte is, as bits.
    private enum Class {
        static let space: UInt8 = 1
        static let small: UInt8 = 2
        static let capital: UInt8 = 4
        /// What words are not certainly made of.
        static let strange: UInt8 = 8
        static let continuing: UInt8 = 16
        static let digit: UInt8 = 32
        static let sign: UInt8 = 64
    }

    /// The class of each byte.
    static let classes: [UInt8] = (0...255).map { (value: Int) in
        let byte = UInt8(value)
        if byte <= 0x20 { return Class.space }
        var bits: UInt8 = 0
        if byte &- 0x61 < 26 { bits |= Class.small }
        if byte &- 0x41 < 26 { bits |= Class.capital }
        if byte >= 0x80 || PageRow.isStrange(byte) { bits |= Class.strange }
        if byte & 0xC0 == 0x80 { bits |= Class.continuing }
        if byte &- 0x30 < 10 { bits |= Class.digit }
        if byte == 0x2A || byte == 0x5D || byte == 0xC2 || byte >= 0xE2 { bits |= Class.sign }
        return bits
    }

    init(_ line: Span<UInt8>, _ classes: Span<UInt8>) {
        var (before, byteBefore) = (Class.space, UInt8(0))
        var (flags, isGood, isBad) = (UInt8(0), UInt8(0), UInt8(0))
        for index in line.indices {
            let byte = line[index]
            let bits = classes[Int(byte)]
            let begins = before & ~bits & 1
            let ends = bits & ~before & 1
            let isOther: UInt8 = byte == byteBefore ? 0 : 1
            words += Int(ends & isGood & ~isBad)
            isGood = isGood & ~begins | bits >> 1 & before >> 1 & isOther & 1
            isBad = isBad & ~begins | bits >> 3 & 1 | bits >> 2 & ~begins & 1
            pieces += Int(begins)
            characters += Int(~(bits | bits >> 4) & 1)
            flags |= bits
            (before, byteBefore) = (bits, byte)
        }
        words += Int(~before & isGood & ~isBad & 1)
        characters += max(0, pieces - 1)
        hasDigit = flags & Class.digit != 0
        hasSign = flags & Class.sign != 0
    }
}

internal import CTextKernels
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

    /// How many bytes must be readable behind a page.
    static let padding = 64

    /// The rows of a part of a page.
    ///
    /// Where boxes are known they give the order; a picture's edge that was taken for letters is left out
    /// either way.
    ///
    /// - Parameters:
    ///   - page: the page.
    ///   - bytes: of its text, and ``padding`` more.
    ///   - sheet: the part.
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
        lines.reserveCapacity(40)
        var isBlank = true
        var isDebris = false
        var longest = 0
        var start = sheet.lowerBound
        let isScalar = pm_text_kernels_are_scalar() != 0
        while start < sheet.upperBound {
            let (end, counted) = bytes.withUnsafeBufferPointer { bytes in
                let rest = pm_line_length(
                    bytes.baseAddress.map { $0 + start }, sheet.upperBound - start)
                let end = start + rest
                return (end, LineCount(bytes, start..<end, isScalar: isScalar))
            }
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

    /// Whether the text goes on with a row, as ``PageRow/goesOn`` says.
    func goesOn(_ index: Int) -> Bool {
        guard rows.isEmpty else { return rows[index].goesOn && !rows[index].followsDebris }
        if lines[index].followsDebris { return false }
        for byte in source[lines[index].bytes] {
            if (byte | 0x20) &- 0x61 < 26 { return byte >= 0x61 }
            if byte >= 0x80 { return self[index].goesOn }
        }
        return false
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
        guard lines[index].pieces > 1 else { return false }
        let bytes = source[lines[index].bytes]
        guard let end = bytes.lastIndex(where: { $0 > 0x20 }),
            let space = bytes[..<end].lastIndex(where: { $0 <= 0x20 })
        else { return false }
        return PrintedNumber.mayBeNumber(bytes[(space + 1)...end])
    }

    /// The boxes of the rows with more than half as many characters as the longest.
    var boxesOfLongRows: [Scan.Box] {
        rows.filter { $0.characters * 2 > longest }.compactMap(\.box)
    }
}

/// What a line of text holds: its pieces, and those that are certainly words.
///
/// Sixty-four bytes at a time, by bits: where words end nobody can foresee.
private struct LineCount {
    private(set) var pieces = 0
    /// Pieces of ASCII with two different small letters side by side, no capital behind the first byte and
    /// no strange sign: words, whatever else may be one.
    private(set) var words = 0
    /// Characters of the pieces, with a space between one and the next.
    private(set) var characters = 0
    /// Whether there is a digit of ASCII.
    private(set) var hasDigit = false
    /// Whether there is a byte that a note's mark may begin with, digits aside.
    private(set) var hasSign = false

    /// - Parameters:
    ///   - bytes: of the page, with ``PageRows/padding`` more behind the last.
    ///   - line: the line's, as indices.
    ///   - isScalar: whether the kernel is the slow, obvious one.
    init(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, isScalar: Bool) {
        guard let base = bytes.baseAddress else { return }
        // Of a piece that goes on from the block before: that it does, and what was seen of it.
        var (goesOn, wasGood, wasBad, wasSmall) = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
        var start = line.lowerBound
        while start < line.upperBound {
            let place = base + start
            let masks = isScalar ? pm_page_masks_scalar(place) : pm_page_masks_sse2(place)
            let count = line.upperBound - start
            let valid: UInt64 = count >= 64 ? .max : 1 << UInt64(count) - 1
            let inside = valid & ~masks.spaces
            let begins = inside & ~(inside << 1 | goesOn)
            let small = masks.small & valid
            let repeated =
                masks.repeated | (start > line.lowerBound && place[0] == place[-1] ? 1 : 0)
            let good = small & (small << 1 | wasSmall) & ~repeated | inside & wasGood
            let bad =
                inside & (masks.high | masks.strange | masks.capitals & ~begins) | inside & wasBad
            let (seenGood, seenBad) = (Self.flood(good, inside), Self.flood(bad, inside))
            // What reaches the block's end ends in the next one, or with the line.
            let ends = inside & ~(inside >> 1) & (count > 64 ? .max >> 1 : .max)
            // A piece of the block before that ended with it.
            words += Int(goesOn & ~inside & wasGood & ~wasBad & 1)
            words += (ends & seenGood & ~seenBad).nonzeroBitCount
            pieces += begins.nonzeroBitCount
            characters += (inside & ~masks.continuing).nonzeroBitCount
            hasDigit = hasDigit || masks.digits & valid != 0
            hasSign = hasSign || masks.signs & valid != 0
            goesOn = inside >> 63
            (wasGood, wasBad, wasSmall) = (seenGood >> 63, seenBad >> 63, small >> 63)
            start += 64
        }
        characters += max(0, pieces - 1)
    }

    /// Each of some bits and all that follow on it within its run of `inside`.
    @inline(__always)
    private static func flood(_ bits: UInt64, _ inside: UInt64) -> UInt64 {
        var (bits, inside) = (bits, inside)
        bits |= inside & bits << 1
        inside &= inside << 1
        bits |= inside & bits << 2
        inside &= inside << 2
        bits |= inside & bits << 4
        inside &= inside << 4
        bits |= inside & bits << 8
        inside &= inside << 8
        bits |= inside & bits << 16
        inside &= inside << 16
        bits |= inside & bits << 32
        return bits
    }
}

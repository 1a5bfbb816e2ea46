package import PageMatchCore

/// The order in which the words of a picture are read: columns and facing pages.
///
/// A recursive XY-cut: where a gutter free of words goes through a region from top to bottom, with
/// as much text on both sides, the columns beside it are read one after the other; else the region
/// is cut at its widest free height, and both halves are looked at again, so that a title over two
/// columns comes first.
///
///     ┌────────────┐     a region without gutter, however it is cut, keeps the order that the
///     │   1        │     OCR program found: nothing is moved on a page of one column
///     ├─────┬──────┤
///     │ 2   │ 3    │
///     └─────┴──────┘
///
/// Hebrew and Arabic are read from the right column to the left. Vertical Japanese and Chinese are
/// looked at turned by a quarter: their tiers are columns then, and facing pages stand one above the
/// other, the right one first.
/// - Source: G. Nagy, S. Seth, "Hierarchical representation of optically scanned documents", Proc.
///   7th International Conference on Pattern Recognition, Montreal 1984, p. 347–349.
package struct ColumnOrder {
    /// The page, its words in the order of reading.
    package private(set) var page: Page
    /// The pages that the picture shows, in UTF-8 bytes of the text: one, or two that face each other.
    package private(set) var sheets: [Range<Int>]

    /// Puts the words of a page in order; a page without boxes stays as it is.
    ///
    /// - Complexity: O(words · log words · columns).
    package init(_ page: Page) {
        self.page = page
        sheets = [0..<page.text.utf8.count]
        guard let scan = page.layout, scan.words.count >= 2 * WordLayout.fewestLines else { return }
        let layout = WordLayout(scan, of: page.text)
        let regions = layout.regions()
        guard regions.count > 1, let first = regions.first else { return }
        let second = layout.facingPages.flatMap { pages in
            regions.dropFirst().first { $0.contains { pages.second.contains($0) } }
        }
        let isInOrder = zip(regions, regions.dropFirst()).allSatisfy {
            ($0.last ?? 0) < ($1.first ?? 0)
        }
        var starts: [Int: Int] = [:]
        if !isInOrder {
            guard let mended = ScanText(page, scan).page(of: regions) else { return }
            self.page = mended.page
            starts = mended.starts
        }
        guard let second, let word = second.first, first.first != word else { return }
        let start = isInOrder ? scan.words[word].bytes.lowerBound : starts[word] ?? 0
        sheets = [0..<start, start..<self.page.text.utf8.count]
    }
}

extension Page {
    /// The picture as far as it can be one: words in the order of the text, and boxes of numbers that
    /// pictures have; `nil` for another.
    ///
    /// - Complexity: O(words).
    var layout: Scan? {
        guard var scan else { return nil }
        let numbers = -1_000_000...1_000_000
        var end = 0
        for word in scan.words {
            let box = word.box
            guard word.bytes.lowerBound >= end, numbers.contains(box.x), numbers.contains(box.y),
                box.width >= 0, numbers.contains(box.width), box.height >= 0,
                numbers.contains(box.height)
            else { return nil }
            end = word.bytes.upperBound
        }
        let length = text.utf8.count
        // Of a text that was cut off, the rest is left out.
        if end > length { scan.words.removeAll { $0.bytes.upperBound > length } }
        return scan
    }
}

/// The words of a picture as rectangles that are read from left to right and from top to bottom.
private struct WordLayout {
    /// So many lines on either side make a gutter: in fewer, spaces between words meet by chance.
    static let fewestLines = 6
    /// How wide a gutter is at least, in heights of a word.
    private static let narrowestGutter = 0.8
    /// What stands on either side of it has this share of the letters and of the width at least: the
    /// names of speakers and the numbers of verses are no column.
    private static let smallestShare = 0.2
    /// Cuts within cuts.
    private static let deepest = 24

    private struct Word {
        var left: Int
        var right: Int
        var top: Int
        var bottom: Int
        var letters: Int
        var line: Int
        /// Whether a letter or two are all of its line, as a shadow in the fold is read.
        var isNoise = false
    }

    private let words: [Word]
    /// Of a word in the middle.
    private let height: Int
    private let isVertical: Bool
    private let isRightToLeft: Bool
    /// The words of two facing pages, in the order of reading.
    private(set) var facingPages: (first: Set<Int>, second: Set<Int>)?

    init(_ scan: Scan, of text: String) {
        let bytes = Array(text.utf8)
        isVertical = Self.isVertical(scan)
        isRightToLeft = !isVertical && Self.isRightToLeft(text)
        let isVertical = isVertical
        let width = scan.words.map { $0.box.x + $0.box.width }.max() ?? 0
        var words = scan.words.map { word in
            let box = word.box
            let letters = bytes[word.bytes].count { $0 & 0xC0 != 0x80 }
            guard isVertical else {
                return Word(
                    left: box.x, right: box.x + box.width, top: box.y, bottom: box.y + box.height,
                    letters: letters, line: word.line)
            }
            return Word(
                left: box.y, right: box.y + box.height, top: width - box.x - box.width,
                bottom: width - box.x, letters: letters, line: word.line)
        }
        var letters: [Int: Int] = [:]
        for word in words { letters[word.line, default: 0] += word.letters }
        for index in words.indices {
            words[index].isNoise = letters[words[index].line, default: 0] <= 3
        }
        let heights = words.map { $0.bottom - $0.top }.sorted()
        height = max(1, heights.isEmpty ? 1 : heights[heights.count / 2])
        self.words = words
        facingPages = facing()
    }

    /// Whether most lines of several characters are far higher than wide.
    private static func isVertical(_ scan: Scan) -> Bool {
        var lines: [Int: (box: Scan.Box, bytes: Int)] = [:]
        for word in scan.words {
            let line = lines[word.line]
            lines[word.line] = (
                line?.box.union(word.box) ?? word.box, (line?.bytes ?? 0) + word.bytes.count
            )
        }
        // Four characters of these scripts.
        let long = lines.values.filter { $0.bytes >= 12 }
        return long.count { $0.box.height > 2 * $0.box.width } * 2 > long.count
    }

    /// Whether most letters are Hebrew or Arabic.
    private static func isRightToLeft(_ text: String) -> Bool {
        var balance = 0
        for scalar in text.unicodeScalars where scalar.isAlphabetic {
            let isRightToLeft =
                (0x0590...0x08FF).contains(scalar.value)
                || (0xFB1D...0xFEFC).contains(scalar.value)
            balance += isRightToLeft ? 1 : -1
        }
        return balance > 0
    }

    // MARK: Facing pages

    /// Two pages that face each other: the picture's text is wider than high, and a gutter wider than
    /// those between columns divides it about in the middle.
    private func facing() -> (first: Set<Int>, second: Set<Int>)? {
        guard let left = words.map(\.left).min(), let right = words.map(\.right).max(),
            let top = words.map(\.top).min(), let bottom = words.map(\.bottom).max()
        else { return nil }
        let (across, down) = (right - left, bottom - top)
        let isWide = isVertical ? down * 10 >= across * 11 : across * 10 >= down * 11
        guard isWide else { return nil }
        let (start, length) = isVertical ? (top, down) : (left, across)
        let axis: (Word) -> (Int, Int) =
            isVertical ? { ($0.top, $0.bottom) } : { ($0.left, $0.right) }
        let gutter = gaps(of: Array(words.indices), along: axis).filter { gap in
            let middle = (gap.start + gap.end) / 2 - start
            return middle * 20 > length * 7 && middle * 20 < length * 13
        }.max { $0.end - $0.start < $1.end - $1.start }
        guard let gutter, (gutter.end - gutter.start) * 16 >= max(length, 32 * height) else {
            return nil
        }
        let sides = divided(Array(words.indices), at: gutter, along: axis)
        guard isColumn(sides.0, beside: sides.1), isColumn(sides.1, beside: sides.0),
            !isList(sides.0, sides.1)
        else { return nil }
        return isRightToLeft ? (Set(sides.1), Set(sides.0)) : (Set(sides.0), Set(sides.1))
    }

    // MARK: Cuts

    /// Where no word of a region stands along an axis, between the first and the last.
    private func gaps(
        of region: [Int], along axis: (Word) -> (Int, Int)
    ) -> [(start: Int, end: Int)] {
        var gaps: [(start: Int, end: Int)] = []
        var reached: Int?
        let spans = region.filter { !words[$0].isNoise }.map { axis(words[$0]) }
        for (start, end) in spans.sorted(by: { $0.0 < $1.0 }) {
            if let reached, start > reached { gaps.append((reached, start)) }
            reached = max(reached ?? end, end)
        }
        return gaps
    }

    /// The words of a region before a gap and behind it.
    private func divided(
        _ region: [Int], at gap: (start: Int, end: Int), along axis: (Word) -> (Int, Int)
    ) -> ([Int], [Int]) {
        var sides: ([Int], [Int]) = ([], [])
        for index in region {
            let (start, end) = axis(words[index])
            if start + end < gap.start + gap.end {
                sides.0.append(index)
            } else {
                sides.1.append(index)
            }
        }
        return sides
    }

    /// The regions in the order of reading, each with its words in the order of the text.
    func regions() -> [[Int]] {
        if let pages = facingPages {
            let first = regions(of: words.indices.filter(pages.first.contains), depth: 0)
            return first + regions(of: words.indices.filter(pages.second.contains), depth: 0)
        }
        return regions(of: Array(words.indices), depth: 0)
    }

    private func regions(of region: [Int], depth: Int) -> [[Int]] {
        guard depth < Self.deepest, region.count >= 2 * Self.fewestLines else { return [region] }
        if let (left, right) = columns(of: region) {
            let parts = isRightToLeft ? [right, left] : [left, right]
            return parts.flatMap { regions(of: $0, depth: depth + 1) }
        }
        let axis: (Word) -> (Int, Int) = { ($0.top, $0.bottom) }
        let gaps = gaps(of: region, along: axis)
        guard let gap = gaps.max(by: { $0.end - $0.start < $1.end - $1.start }) else {
            return [region]
        }
        let (upper, lower) = divided(region, at: gap, along: axis)
        let parts = [upper, lower].map { regions(of: $0, depth: depth + 1) }
        // No gutter in either: there was no need to cut.
        return parts.allSatisfy { $0.count == 1 } ? [region] : parts.flatMap(\.self)
    }

    /// The columns beside the widest gutter of a region; `nil` if there is none.
    private func columns(of region: [Int]) -> (left: [Int], right: [Int])? {
        let axis: (Word) -> (Int, Int) = { ($0.left, $0.right) }
        let narrowest = Int(Self.narrowestGutter * Double(height))
        let gaps = gaps(of: region, along: axis).filter { $0.end - $0.start >= narrowest }
        for gap in gaps.sorted(by: { $0.end - $0.start > $1.end - $1.start }).prefix(3) {
            let (left, right) = divided(region, at: gap, along: axis)
            if isColumn(left, beside: right), isColumn(right, beside: left), !isList(left, right) {
                return (left, right)
            }
        }
        return nil
    }

    /// Whether two sides are a list of names and what is told of each, as of a play's persons: nearly
    /// all lines go on across the gutter, and a name or two are all that stands before it.
    private func isList(_ left: [Int], _ right: [Int]) -> Bool {
        // Of vertical lines, and in scripts without spaces, all that stands there is one word.
        guard !isVertical else { return false }
        let (names, texts) = isRightToLeft ? (right, left) : (left, right)
        var counts: [Int: (words: Int, letters: Int)] = [:]
        for name in names where !words[name].isNoise {
            let count = counts[words[name].line] ?? (0, 0)
            counts[words[name].line] = (count.words + 1, count.letters + words[name].letters)
        }
        let lines = Set(texts.filter { !words[$0].isNoise }.map { words[$0].line })
        let across = counts.filter { lines.contains($0.key) }
        let short = across.values.count { $0.words <= 2 && $0.letters <= Self.longestName }
        return across.count * 10 >= lines.union(counts.keys).count * 9
            && short * 10 >= across.count * 9
    }

    /// Letters of two words of some length.
    private static let longestName = 24

    private func isColumn(_ words: [Int], beside other: [Int]) -> Bool {
        func letters(_ words: [Int]) -> Int { words.reduce(0) { $0 + self.words[$1].letters } }
        func width(_ words: [Int]) -> Int {
            (words.map { self.words[$0].right }.max() ?? 0)
                - (words.map { self.words[$0].left }.min() ?? 0)
        }
        func share(_ measure: ([Int]) -> Int) -> Double {
            Double(measure(words)) / Double(max(1, measure(words) + measure(other)))
        }
        return Set(words.map { self.words[$0].line }).count >= Self.fewestLines
            && share(letters) >= Self.smallestShare && share(width) >= Self.smallestShare
    }
}

/// The text of a scanned page, to be put together in another order.
private struct ScanText {
    private let bytes: [UInt8]
    private let scan: Scan

    init(_ page: Page, _ scan: Scan) {
        bytes = Array(page.text.utf8)
        self.scan = scan
    }

    /// The page with its words in another order, and where each first word of a region stands in it.
    ///
    /// - Returns: `nil` if the text holds words of which the picture says nothing: none may be lost.
    func page(of regions: [[Int]]) -> (page: Page, starts: [Int: Int])? {
        guard isComplete else { return nil }
        var text: [UInt8] = []
        var words: [Scan.Word] = []
        var starts: [Int: Int] = [:]
        var line = -1
        for region in regions {
            var previous: Int?
            for index in region {
                var word = scan.words[index]
                let follows = previous.map { $0 + 1 == index } ?? false
                let isSameLine = follows && previous.map { scan.words[$0].line } == word.line
                if let previous, follows {
                    text += bytes[scan.words[previous].bytes.upperBound..<word.bytes.lowerBound]
                } else if !text.isEmpty {
                    text += (previous == nil ? "\n\n" : "\n").utf8
                }
                if !isSameLine { line += 1 }
                if previous == nil { starts[index] = text.count }
                let start = text.count
                text += bytes[word.bytes]
                word.bytes = start..<text.count
                word.line = line
                words.append(word)
                previous = index
            }
        }
        let page = Page(
            String(decoding: text, as: UTF8.self), scan: Scan(size: scan.size, words: words))
        return (page, starts)
    }

    /// Whether the words are in the order of the text and nothing but white space lies between them.
    private var isComplete: Bool {
        var end = 0
        for word in scan.words {
            guard word.bytes.lowerBound >= end, word.bytes.upperBound <= bytes.count,
                bytes[end..<word.bytes.lowerBound].allSatisfy({ $0 <= 0x20 })
            else { return false }
            end = word.bytes.upperBound
        }
        return bytes[end...].allSatisfy { $0 <= 0x20 }
    }
}

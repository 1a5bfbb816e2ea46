internal import Foundation
internal import PageMatch

extension Page {
    /// The page with its lines in the order in which they stand, one below the other.
    ///
    /// A drop capital or a blot can make Tesseract divide the lines beside it into blocks that lie
    /// within each other: it reads all their words, and tells the right halves of some lines before
    /// or after the left ones. Parts of one line are put together again, and a line that stands
    /// above others, in the same column, comes before them. Columns and facing pages stay as they
    /// are, since nothing there is above anything of the other.
    ///
    /// - Returns: the page itself if its lines are in order, or are too many for one of a book.
    /// - Complexity: O(*lines*² × *words of a line*), of at most ``ReadingLines/most`` lines.
    func inReadingOrder() -> Page {
        guard let scan, let lines = ReadingLines(scan) else { return self }
        let order = lines.ordered()
        guard order.flatMap(\.self) != Array(scan.words.indices) else { return self }
        let bytes = Array(text.utf8)
        var text: [UInt8] = []
        var words: [Scan.Word] = []
        for (number, line) in order.enumerated() {
            for (place, index) in line.enumerated() {
                var word = scan.words[index]
                if place > 0 {
                    text.append(UInt8(ascii: " "))
                } else if number > 0 {
                    let isParagraph = bytes[..<word.bytes.lowerBound].hasSuffix("\n\n".utf8)
                    text += Array((isParagraph ? "\n\n" : "\n").utf8)
                }
                let start = text.count
                text += bytes[word.bytes]
                word.bytes = start..<text.count
                word.line = number
                words.append(word)
            }
        }
        return Page(
            String(decoding: text, as: UTF8.self), scan: Scan(size: scan.size, words: words))
    }
}

/// The lines of a picture as their words lie along and across the direction of reading.
private struct ReadingLines {
    /// More are not on two pages of a book.
    static let most = 400

    /// A word's place: `along` the line from `start` to `end`, and how far `down` its middle is.
    private struct Word {
        var index: Int
        var start, end, down, height: Double
    }

    private typealias Line = [Word]

    private var lines: [Line]
    /// Of a word, in the median.
    private let height: Double

    /// The lines of a scan; `nil` if they are too many, or if nothing tells in which direction they
    /// run.
    init?(_ scan: Scan) {
        var ranges: [Range<Int>] = []
        var first = scan.words.startIndex
        while first < scan.words.endIndex {
            let line = scan.words[first...].prefix { $0.line == scan.words[first].line }
            ranges.append(line.indices)
            first = line.endIndex
        }
        guard ranges.count <= Self.most, let angle = Self.direction(of: ranges, in: scan) else {
            return nil
        }
        let (across, down) = (cos(angle), sin(angle))
        lines = ranges.map { range in
            range.map { index in
                let box = scan.words[index].box
                let (x, y) = (box.middle.x, box.middle.y)
                let (width, height) = (Double(box.width) / 2, Double(box.height) / 2)
                let length = abs(width * across) + abs(height * down)
                let middle = x * across + y * down
                return Word(
                    index: index, start: middle - length, end: middle + length,
                    down: y * across - x * down, height: 2 * min(width, height))
            }
        }
        let heights = lines.flatMap(\.self).map(\.height).sorted()
        height = heights[heights.count / 2]
    }

    /// The angle at which most lines of some words run; π for a picture that is upside down.
    private static func direction(of lines: [Range<Int>], in scan: Scan) -> Double? {
        var (across, down) = (0.0, 0.0)
        for line in lines where line.count > 1 {
            let (first, last) = (
                scan.words[line.lowerBound].box, scan.words[line.upperBound - 1].box
            )
            across += last.middle.x - first.middle.x
            down += last.middle.y - first.middle.y
        }
        return across == 0 && down == 0 ? nil : atan2(down, across)
    }

    /// The words' indices, line by line.
    func ordered() -> [[Int]] {
        var result: [Line] = []
        for line in joined() {
            let place = result.firstIndex { isAbove(line, $0) }
            result.insert(line, at: place ?? result.endIndex)
        }
        return result.map { $0.map(\.index) }
    }

    /// The lines, each put together from its parts, where the first of these was told.
    private func joined() -> [Line] {
        var result: [Line] = []
        for line in lines {
            guard
                let whole = result.firstIndex(where: { continues($0, line) || continues(line, $0) })
            else {
                result.append(line)
                continue
            }
            result[whole] = (result[whole] + line).sorted { $0.start < $1.start }
        }
        return result
    }

    /// Whether a line goes on in another: on one level, a word's space apart.
    private func continues(_ line: Line, _ next: Line) -> Bool {
        guard let last = line.last, let first = next.first else { return false }
        return (-height / 2...height).contains(first.start - last.end)
            && abs(first.down - last.down) < height / 2
    }

    /// Whether a line stands above another where both have words.
    private func isAbove(_ line: Line, _ other: Line) -> Bool {
        guard let first = line.first, let last = line.last, let otherFirst = other.first,
            let otherLast = other.last
        else { return false }
        let (start, end) = (max(first.start, otherFirst.start), min(last.end, otherLast.end))
        guard end - start > height else { return false }
        // Lines of a curved page go up and down: they are compared at one place.
        let middle = (start + end) / 2
        return Self.down(of: line, at: middle) + height / 2 < Self.down(of: other, at: middle)
    }

    /// How far down a line is at a place: as its nearest word.
    private static func down(of line: Line, at place: Double) -> Double {
        func distance(_ word: Word) -> Double {
            max(word.start - place, place - word.end, 0)
        }
        return line.min { distance($0) < distance($1) }?.down ?? 0
    }
}

extension Scan.Box {
    fileprivate var middle: (x: Double, y: Double) {
        (Double(x) + Double(width) / 2, Double(y) + Double(height) / 2)
    }
}

extension ArraySlice<UInt8> {
    fileprivate func hasSuffix(_ suffix: some BidirectionalCollection<UInt8>) -> Bool {
        self.suffix(suffix.count).elementsEqual(suffix)
    }
}

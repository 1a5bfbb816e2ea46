import PageMatchCore

/// The furniture at the upper and lower edge of a page.
///
/// What speaks for it, beside its form: the text goes on under it in the middle of a sentence; the
/// number stands far from the words, or at the edge of the text; an empty line or a wide space
/// parts it from the text. Form alone makes a fact that is not certain.
struct PageEdges {
    private(set) var parts: [PageFacts.Part] = []
    /// The number of the page.
    private(set) var number: PageFacts.Number?
    /// The rows that are neither head nor foot for certain.
    private(set) var body: Range<Int>

    private let rows: [PageRow]
    /// Characters of the longest row.
    private let longest: Int
    /// The edges of the text in the picture, and how high its rows are.
    private let column: Column?

    private struct Column {
        let left: Int
        let right: Int
        let height: Int
    }

    init(_ rows: [PageRow]) {
        self.rows = rows
        body = rows.indices
        longest = rows.map(\.characters).max() ?? 0
        column = Self.column(of: rows, longest)
        findFoot()
        findHead()
    }

    /// Where most of the text stands.
    private static func column(of rows: [PageRow], _ longest: Int) -> Column? {
        let boxes = rows.filter { $0.characters * 2 > longest }.compactMap(\.box)
        guard boxes.count >= 3 else { return nil }
        return Column(
            left: boxes.map(\.x).sorted()[boxes.count / 2],
            right: boxes.map { $0.x + $0.width }.sorted()[boxes.count / 2],
            height: boxes.map(\.height).sorted()[boxes.count / 2])
    }

    // MARK: Head

    private mutating func findHead() {
        // A page of a line or two may be all there is.
        guard body.count >= 3 else { return }
        let first = EdgeLine(rows[body.lowerBound])
        if ReaderStatus(first.row) != nil { return take(status: body.lowerBound) }
        let second = EdgeLine(rows[body.lowerBound + 1])
        if isHead(first), isLoneNumber(second, isTop: true) {
            return takeHead(first, second, number: second)
        }
        if isLoneNumber(first, isTop: true), isHead(second) {
            return takeHead(first, second, number: first)
        }
        let next = rows[body.lowerBound + 1]
        guard first.isShort(beside: longest) else { return }
        switch first.place {
        case .alone?:
            guard isLoneNumber(first, isTop: true) else { return }
            // A small Roman numeral is no chapter's.
            add(
                .pageNumber, first, number: first.number,
                isCertain: next.goesOn || isAtEdge(first.row) || first.number?.isRoman == true)
        case .first?, .last?:
            guard first.isCapital || first.isTitle else { return }
            add(
                .runningHead, first, number: first.number,
                isCertain: next.goesOn || first.isNumberApart)
        case nil:
            guard first.isCapital else { return }
            add(.runningHead, first, number: nil, isCertain: next.goesOn)
        }
        if parts.last?.isCertain == true { body.removeFirst() }
    }

    /// Whether it may be a running head without number.
    private func isHead(_ line: EdgeLine) -> Bool {
        line.place == nil && line.isShort(beside: longest) && (line.isCapital || line.isTitle)
    }

    /// Whether it is a number alone that may be a page's.
    private func isLoneNumber(_ line: EdgeLine, isTop: Bool) -> Bool {
        guard line.place == .alone, let number = line.number else { return false }
        return !number.endsSentence
    }

    /// Takes a head of two rows, one of which is the number.
    private mutating func takeHead(_ first: EdgeLine, _ second: EdgeLine, number: EdgeLine) {
        let isCertain = rows[body.lowerBound + 2].goesOn || isAtEdge(number.row)
        for line in [first, second] {
            add(
                line.place == .alone ? .pageNumber : .runningHead, line, number: line.number,
                isCertain: isCertain)
        }
        if isCertain { body = (body.lowerBound + 2)..<body.upperBound }
    }

    /// Whether a row stands at the left or right edge of the text, as numbers of chapters do not.
    private func isAtEdge(_ row: PageRow) -> Bool {
        guard let box = row.box, let column else { return false }
        let middle = (column.left + column.right) / 2
        let isCentred = abs(box.x + box.width / 2 - middle) < 4 * column.height
        let (left, right) = (abs(box.x - column.left), abs(box.x + box.width - column.right))
        return !isCentred && min(left, right) < 2 * column.height
    }

    // MARK: Foot

    private mutating func findFoot() {
        // The number, the sheet's mark and the catch-word may all be there.
        for _ in 0..<3 {
            guard body.count >= 3, takeFoot() else { return }
            body.removeLast()
        }
    }

    /// Takes the lowest row, if it is no text.
    private mutating func takeFoot() -> Bool {
        let index = body.upperBound - 1
        let row = rows[index]
        if ReaderStatus(row) != nil {
            take(status: index)
            return true
        }
        let line = EdgeLine(row)
        let before = rows[index - 1]
        if isCatchWord(row, after: before) {
            add(.catchWord, line, number: nil, isCertain: true)
            return true
        }
        guard line.isShort(beside: longest) else { return false }
        let count = parts.count
        if line.isSignature {
            add(
                .signature, line, number: nil,
                isCertain: row.followsBlank || isLow(row, below: before))
        } else if isLoneNumber(line, isTop: false), let number = line.number {
            let stands = row.followsBlank || isLow(row, below: before)
            // Years, and letters that are words or bits of some, stand in texts, too.
            let isPlain =
                column == nil
                && (number.isRoman ? number.label.utf8.count > 1 : number.value < 1000)
            add(.pageNumber, line, number: number, isCertain: stands || isPlain)
        } else if line.place == .first || line.place == .last, line.isCapital || line.isTitle {
            add(.runningHead, line, number: line.number, isCertain: line.isNumberApart)
        }
        return parts.count > count && parts.last?.isCertain == true
    }

    /// Whether a row stands clearly lower than the next line would.
    private func isLow(_ row: PageRow, below other: PageRow) -> Bool {
        guard let box = row.box, let above = other.box, let column else { return false }
        let distance = box.y - above.y - above.height
        return distance * 2 > column.height
            || box.x > column.left + 2 * column.height && distance * 4 > column.height
    }

    /// Whether a row is one word at the right edge under a full line that ends no sentence.
    private func isCatchWord(_ row: PageRow, after before: PageRow) -> Bool {
        guard row.tokens.count == 1, let token = row.tokens.first,
            let last = before.texts.last?.last,
            last.isLetter || last == "-" || last == ",", before.characters * 4 > longest * 3,
            row.text(of: token).unicodeScalars.contains(where: \.properties.isAlphabetic)
        else { return false }
        guard let box = row.box, let column else {
            return row.indent * 2 > longest && row.indent > 20
        }
        return box.x > column.left + (column.right - column.left) * 6 / 10
            && box.x + box.width <= column.right + column.height
    }

    // MARK: Parts

    private mutating func take(status index: Int) {
        let line = EdgeLine(rows[index])
        add(.status, line, number: ReaderStatus(rows[index])?.number, isCertain: true)
        if index == body.lowerBound { body.removeFirst() }
    }

    private mutating func add(
        _ kind: PageFacts.Kind, _ line: EdgeLine, number: PrintedNumber?, isCertain: Bool
    ) {
        for bytes in line.row.lines {
            parts.append(PageFacts.Part(kind: kind, bytes: bytes, isCertain: isCertain))
        }
        guard let number else { return }
        // What is certain counts, else what stands lower: it was met first.
        if self.number == nil || isCertain && self.number?.isCertain == false {
            self.number = number.number(isCertain: isCertain)
        }
    }
}

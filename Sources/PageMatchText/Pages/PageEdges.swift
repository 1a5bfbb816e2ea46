import PageMatchCore

/// The furniture at the upper and lower edge of a page.
///
/// What speaks for it, beside its form: the text goes on under it in the middle of a sentence; the
/// number stands far from the words, at the edge of the text, or in an ornament; an empty line or a
/// wide space parts it from the text. Form alone makes a fact that is not certain, and that the
/// text goes on makes none certain alone: it does under inscriptions, too, and under titles where
/// the large first letter of a chapter was not read. What can't be read between two rows parts them.
struct PageEdges {
    private(set) var parts: [PageFacts.Part] = []
    /// The number of the page.
    private(set) var number: PageFacts.Number?
    /// The rows that are neither head nor foot for certain.
    private(set) var body: Range<Int>

    private let rows: PageRows
    /// Characters of the longest row.
    private let longest: Int
    /// The edges of the text in the picture, and how high its rows are.
    private let column: Column?

    private struct Column {
        let left: Int
        let right: Int
        let height: Int
    }

    init(_ rows: PageRows) {
        self.rows = rows
        body = 0..<rows.count
        longest = rows.longest
        column = Self.column(of: rows)
        findFoot()
        findHead()
    }

    /// Where most of the text stands.
    private static func column(of rows: PageRows) -> Column? {
        guard rows.isScanned else { return nil }
        let boxes = rows.boxesOfLongRows
        guard boxes.count >= 3 else { return nil }
        return Column(
            left: boxes.map(\.x).sorted()[boxes.count / 2],
            right: boxes.map { $0.x + $0.width }.sorted()[boxes.count / 2],
            height: boxes.map(\.height).sorted()[boxes.count / 2])
    }

    // MARK: Head

    private mutating func findHead() {
        // A page of a line or two may be all there is.
        guard body.count >= 3, !rows.isPlain(body.lowerBound) else { return }
        let first = EdgeLine(rows[body.lowerBound])
        if ReaderStatus(first.row) != nil { return take(status: body.lowerBound) }
        let (isFirstHead, isFirstNumber) = (isHead(first), isLoneNumber(first, isTop: true))
        if isFirstHead || isFirstNumber {
            let second = EdgeLine(rows[body.lowerBound + 1])
            if isFirstHead, isLoneNumber(second, isTop: true) {
                return takeHead(first, second, number: second)
            }
            if isFirstNumber, isHead(second) {
                return takeHead(first, second, number: first)
            }
        }
        guard first.isShort(beside: longest) else { return }
        let below = body.lowerBound + 1
        switch first.place {
        case .alone?:
            guard isLoneNumber(first, isTop: true), let number = first.number else { return }
            // A small Roman numeral is no chapter's.
            let isPages = goesOn(below) || number.isRoman
            add(
                .pageNumber, first, number: number,
                isCertain: number.value < Self.years
                    && (isAtEdge(first.row)
                        || isPages && (first.isInOrnament || isParted(below)))
            )
        case .first?, .last?:
            guard first.isCapital || first.isTitle else { return }
            add(
                .runningHead, first, number: first.number,
                isCertain: (goesOn(below) || first.isNumberApart) && isPageNumber(of: first))
        case nil:
            guard first.isCapital else { return }
            add(.runningHead, first, number: nil, isCertain: false)
        }
        if parts.last?.isCertain == true { body.removeFirst() }
    }

    /// Numbers from here on may be years.
    private static let years = 1000

    /// Whether the text goes on with a row, as far as is known.
    private func goesOn(_ index: Int) -> Bool { rows.goesOn(index) }

    /// Whether an empty line or as much space parts a row from the one above it.
    private func isParted(_ index: Int) -> Bool {
        let row = rows[index]
        guard !row.followsDebris else { return false }
        return row.followsBlank || isLow(row, below: rows[index - 1])
    }

    /// Whether the number beside a title can only be the page's: no year, no sentence's end, and not
    /// one of several at the ends of lines, as in contents and verses.
    private func isPageNumber(of line: EdgeLine) -> Bool {
        guard let number = line.number, number.value < Self.years, !number.endsSentence else {
            return false
        }
        guard line.place == .last else { return true }
        return !(0..<rows.count).contains { index in
            guard rows.mayEndInNumber(index) else { return false }
            let row = rows[index]
            guard row.pieces.count > 1, row.lines != line.row.lines,
                let last = row.pieces.last, row.number(last) != nil
            else { return false }
            return ReaderStatus(row) == nil && EdgeLine(row).place == .last
        }
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
        let below = body.lowerBound + 2
        let isSet = number.isInOrnament || isParted(below)
        let isCertain =
            (number.number?.value ?? 0) < Self.years
            && (isAtEdge(number.row) || goesOn(below) && isSet)
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
        if rows.isPlain(index) { return false }
        let row = rows[index]
        if ReaderStatus(row) != nil {
            take(status: index)
            return true
        }
        if !row.followsDebris, row.pieces.count == 1, isCatchWord(row, after: rows[index - 1]) {
            add(.catchWord, EdgeLine(row), number: nil, isCertain: true)
            return true
        }
        let line = EdgeLine(row)
        guard line.isShort(beside: longest) else { return false }
        let count = parts.count
        if line.isSignature {
            add(
                .signature, line, number: nil,
                isCertain: isParted(index))
        } else if isLoneNumber(line, isTop: false), let number = line.number {
            // Years, and letters that are words or bits of some, stand in texts, too.
            add(
                .pageNumber, line, number: number,
                isCertain: number.value < Self.years && (isParted(index) || line.isInOrnament))
        } else if line.place == .first || line.place == .last, line.isCapital || line.isTitle {
            add(
                .runningHead, line, number: line.number,
                isCertain: line.isNumberApart && isPageNumber(of: line))
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

    /// Whether a row is one word at the right edge under a full line that ends no sentence: none in
    /// brackets, none that ends one, and none in capitals under small letters, as signatures are.
    private func isCatchWord(_ row: PageRow, after before: PageRow) -> Bool {
        guard row.pieces.count == 1, let piece = row.pieces.first,
            let last = before.texts.last?.last,
            last.isLetter || last == "-", before.characters * 4 > longest * 3
        else { return false }
        let word = row.text(of: piece)
        let letters = word.unicodeScalars.filter(\.isAlphabetic)
        guard !letters.isEmpty, !word.contains(where: { "()[]{}".contains($0) }),
            let end = word.last(where: { !"\"'”’»".contains($0) }), !".!?:;".contains(end)
        else { return false }
        let isCapital = letters.count > 1 && letters.allSatisfy(\.isUppercase)
        guard !isCapital || !before.hasSmallLetters else { return false }
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

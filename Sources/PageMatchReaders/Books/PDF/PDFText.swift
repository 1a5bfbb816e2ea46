/// Puts the lines of a PDF's pages together to paragraphs.
struct PDFText {
    /// A paragraph, maybe across pages.
    struct Paragraph {
        /// Its text on one line, UTF-8.
        var text: [UInt8] = []
        /// Height of its first line in points.
        var lineHeight: Double
        /// How many lines it has.
        var lines = 0
        /// Pages that begin in it: index and offset in ``text``.
        var pages: [(page: Int, offset: Int)] = []
    }

    /// All paragraphs in order.
    private(set) var paragraphs: [Paragraph] = []

    /// Words as they stand in the middle of lines, to tell what a hyphen at a line's end means.
    private var words: Set<Substring> = []
    private var previous: PDFLayout.Line?
    /// The height that most lines have, in points.
    let usualHeight: Double
    /// Edges of the blocks.
    private var edges: [Int: (left: Double, right: Double)] = [:]

    /// Puts pages together.
    ///
    /// - Parameters:
    ///   - pages: The pages.
    ///   - textLines: For each page the indices of the lines that count, in reading order.
    /// - Complexity: O(*n*).
    init(_ pages: [PDFLayout.Page], textLines: [[Int]]) {
        var heights: [Int: Int] = [:]
        for (page, indices) in zip(pages, textLines) {
            for index in indices {
                heights[Int((page.lines[index].box.height * 2).rounded()), default: 0] += 1
            }
        }
        let most = heights.max { ($0.value, $1.key) < ($1.value, $0.key) }
        usualHeight = Double(most?.key ?? 0) / 2
        for (page, indices) in zip(pages, textLines) {
            for index in indices { survey(page.lines[index]) }
        }
        for (number, (page, indices)) in zip(pages, textLines).enumerated() {
            for (order, index) in indices.enumerated() {
                append(page.lines[index], beginsPage: order == 0 ? number : nil)
            }
        }
    }

    private mutating func survey(_ line: PDFLayout.Line) {
        let edge = edges[line.block] ?? (line.box.left, line.box.right)
        edges[line.block] = (min(edge.left, line.box.left), max(edge.right, line.box.right))
        for word in line.words.dropLast() { words.insert(Self.core(word[...])) }
    }

    // MARK: Lines

    private mutating func append(_ line: PDFLayout.Line, beginsPage page: Int?) {
        if paragraphs.isEmpty || beginsParagraph(line) {
            paragraphs.append(Paragraph(lineHeight: line.box.height))
        }
        let last = paragraphs.count - 1
        let text = line.words.joined(separator: " ")
        let joins = joinsWord(paragraphs[last].text, text)
        switch joins {
        case .no: if !paragraphs[last].text.isEmpty { paragraphs[last].text.append(0x20) }
        case .withHyphen: break
        case let .dropping(length): paragraphs[last].text.removeLast(length)
        }
        if let page { paragraphs[last].pages.append((page, paragraphs[last].text.count)) }
        paragraphs[last].text.append(contentsOf: text.utf8)
        paragraphs[last].lines += 1
        previous = line
    }

    /// Whether a line begins a paragraph, by its indent, its block, and how the last one ended.
    private func beginsParagraph(_ line: PDFLayout.Line) -> Bool {
        guard let previous else { return true }
        let height = max(1, line.box.height)
        // Headings are set larger than text.
        guard abs(previous.box.height - line.box.height) < 0.2 * height else { return true }
        let ended = Self.endsSentence(previous.words.last ?? "")
        let goesOn = line.words.first?.first?.isLowercase ?? false
        let gap = line.box.top - previous.box.bottom
        // The lines of a heading are blocks of their own.
        if height > 1.25 * usualHeight { return gap > height || gap < -height }
        guard previous.block == line.block else { return ended || !goesOn }
        let edge = edges[line.block] ?? (line.box.left, line.box.right)
        let indent = line.box.left - edge.left
        let lastIndent = previous.box.left - edge.left
        if (0.7 * height...6 * height).contains(indent), lastIndent < 0.5 * height { return true }
        if gap > 0.8 * height { return true }
        return ended && !goesOn && hasRoom(previous, for: line, until: edge.right)
    }

    /// Whether the first word of a line would have found room in the one before.
    private func hasRoom(
        _ line: PDFLayout.Line, for next: PDFLayout.Line, until edge: Double
    ) -> Bool {
        let letters = next.words.reduce(next.words.count - 1) { $0 + $1.count }
        let width = (next.box.right - next.box.left) / Double(max(1, letters))
        let needed = Double((next.words.first?.count ?? 0) + 1) * width
        return edge - line.box.right > needed
    }

    private static func endsSentence(_ word: String) -> Bool {
        word.last.map { ".!?:…\"”’'»)—".contains($0) } ?? true
    }

    // MARK: Hyphens

    private enum Join {
        /// A space stands between the two.
        case no
        /// The hyphen is part of the word.
        case withHyphen
        /// The hyphen, so many bytes, only divides.
        case dropping(Int)
    }

    private func joinsWord(_ text: [UInt8], _ next: String) -> Join {
        guard let first = next.unicodeScalars.first, first.properties.isLowercase else {
            return .no
        }
        for (hyphen, isSoft) in [("-", false), ("\u{2010}", false), ("\u{AD}", true)] {
            let mark = Array(hyphen.utf8)
            guard text.count > mark.count, text.suffix(mark.count).elementsEqual(mark) else {
                continue
            }
            if isSoft { return .dropping(mark.count) }
            let head = text.dropLast(mark.count).suffix(100)
            let start = head.lastIndex(of: 0x20).map { $0 + 1 } ?? head.startIndex
            let left = String(decoding: head[start...], as: UTF8.self)
            guard left.last?.isLetter == true else { return .no }
            let right = next.prefix { $0 != " " }
            let joined = Self.core((left + right)[...])
            let divided = Self.core((left + "-" + right)[...])
            return words.contains(divided) && !words.contains(joined)
                ? .withHyphen : .dropping(mark.count)
        }
        return .no
    }

    /// A word in lower case without the marks around it.
    private static func core(_ word: Substring) -> Substring {
        let text = word.lowercased()
        guard let start = text.firstIndex(where: \.isLetter),
            let end = text.lastIndex(where: \.isLetter)
        else { return "" }
        return text[start...end]
    }
}

/// Divides Markdown into blocks: headings and paragraphs, with the marks at their lines' starts
/// taken off.
struct MarkdownBlocks {
    /// A heading or a paragraph.
    struct Block: Hashable {
        /// 1…6 for a heading; `nil` for a paragraph.
        var headingLevel: Int?
        /// Whether it is the text of a footnote.
        var isNote = false
        /// Whether it is code: its characters are all meant.
        var isLiteral = false
        /// Its lines, ranges of the file without line ends and without marks.
        var lines: [Range<Int>]

        /// From its first line's start to its last line's end.
        var range: Range<Int> {
            (lines.first?.lowerBound ?? 0)..<(lines.last?.upperBound ?? 0)
        }
    }

    private let text: [UInt8]
    private var blocks: [Block] = []
    /// The lines of the paragraph that is not ended.
    private var pending = Block(lines: [])
    /// The mark that ends the code block being read.
    private var fence: (mark: UInt8, length: Int)?
    private var isInComment = false

    /// The blocks of a text.
    ///
    /// - Parameters:
    ///   - text: The file, UTF-8.
    ///   - start: Where to begin, behind the front matter.
    /// - Returns: The blocks in order; none is empty.
    /// - Complexity: O(*n*).
    static func blocks(of text: [UInt8], from start: Int) -> [Block] {
        var reader = MarkdownBlocks(text: text)
        var position = start
        while position < text.count {
            let end = text[position...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count
            reader.read(position..<end)
            let isPair = end + 1 < text.count && text[end] == 0x0D && text[end + 1] == 0x0A
            position = end + (isPair ? 2 : 1)
        }
        reader.endParagraph()
        return reader.blocks
    }

    private init(text: [UInt8]) { self.text = text }

    // MARK: Lines

    private mutating func read(_ line: Range<Int>) {
        if let open = fence {
            let content = trimmed(line)
            if isRun(of: open.mark, atLeast: open.length, in: content) {
                fence = nil
            } else if !content.isEmpty {
                blocks.append(Block(isLiteral: true, lines: [content]))
            }
            return
        }
        if isInComment { return readComment(line) }
        let (content, isNewBlock) = withoutMarks(trimmed(line), of: line)
        if isNewBlock { endParagraph() }
        guard !content.isEmpty else { return endParagraph() }
        if text[content].starts(with: "<!--".utf8) { return readComment(content) }
        if readHeading(content) || readRule(content) || readFence(content) { return }
        if pending.lines.isEmpty, readDefinition(content) { return }
        // The white space at the line's end tells a hard break, so it stays.
        pending.lines.append(content.lowerBound..<line.upperBound)
    }

    private mutating func endParagraph() {
        if !pending.lines.isEmpty { blocks.append(pending) }
        pending = Block(lines: [])
    }

    /// `content` without block quote marks and a list's bullet, and whether a block begins with it.
    private func withoutMarks(_ content: Range<Int>, of line: Range<Int>) -> (Range<Int>, Bool) {
        var start = content.lowerBound
        while start < content.upperBound, text[start] == 0x3E {
            start += 1
            while start < content.upperBound, text[start].isASCIISpace { start += 1 }
        }
        let rest = start..<content.upperBound
        guard rest.count >= 2, [0x2D, 0x2A, 0x2B].contains(text[start]),
            text[start + 1].isASCIISpace,
            !isRule(rest)
        else { return (rest, false) }
        let item = trimmed((start + 1)..<content.upperBound)
        return (item, true)
    }

    /// `# Heading #`.
    private mutating func readHeading(_ content: Range<Int>) -> Bool {
        if readUnderline(content) { return true }
        let level = text[content].prefix(7).prefix { $0 == 0x23 }.count
        guard (1...6).contains(level) else { return false }
        let rest = (content.lowerBound + level)..<content.upperBound
        guard rest.isEmpty || text[rest.lowerBound].isASCIISpace else { return false }
        var title = trimmed(rest)
        let withoutHashes = text[title].lastIndex { $0 != 0x23 }.map { title.lowerBound..<($0 + 1) }
        if let withoutHashes, withoutHashes != title,
            text[withoutHashes.upperBound - 1].isASCIISpace
        {
            title = trimmed(withoutHashes)
        }
        endParagraph()
        if !title.isEmpty { blocks.append(Block(headingLevel: level, lines: [title])) }
        return true
    }

    /// Longest paragraph that a row of dashes makes a heading, in bytes: a rule right below a
    /// paragraph is more likely than a longer heading.
    private static let longestUnderlined = 200

    /// `===` or `---` below a line.
    private mutating func readUnderline(_ content: Range<Int>) -> Bool {
        guard !pending.lines.isEmpty, !pending.isNote,
            pending.range.count <= Self.longestUnderlined,
            pending.lines.count <= 2
        else { return false }
        let isFirst = isRun(of: 0x3D, atLeast: 2, in: content)
        guard isFirst || isRun(of: 0x2D, atLeast: 2, in: content) else { return false }
        pending.headingLevel = isFirst ? 1 : 2
        endParagraph()
        return true
    }

    private mutating func readRule(_ content: Range<Int>) -> Bool {
        guard isRule(content) || isTableRule(content) else { return false }
        endParagraph()
        return true
    }

    /// `***`, `- - -`, `___`.
    private func isRule(_ content: Range<Int>) -> Bool {
        let mark = text[content.lowerBound]
        guard mark == 0x2A || mark == 0x2D || mark == 0x5F,
            text[content].allSatisfy({ $0 == mark || $0.isASCIISpace })
        else { return false }
        return text[content].prefix(200).count { $0 == mark } >= 3
    }

    /// `|---|:---:|`.
    private func isTableRule(_ content: Range<Int>) -> Bool {
        text[content].first == 0x7C
            && text[content].allSatisfy {
                $0 == 0x7C || $0 == 0x2D || $0 == 0x3A || $0.isASCIISpace
            }
    }

    /// Three or more backticks or tildes.
    private mutating func readFence(_ content: Range<Int>) -> Bool {
        let mark = text[content.lowerBound]
        guard mark == 0x60 || mark == 0x7E else { return false }
        let length = text[content].prefix { $0 == mark }.count
        let label = text[content].dropFirst(length)
        guard length >= 3, !label.contains(0x60) else { return false }
        endParagraph()
        fence = (mark, length)
        return true
    }

    /// `[name]: https://…` is dropped, `[^name]: text` begins a note.
    private mutating func readDefinition(_ content: Range<Int>) -> Bool {
        guard text[content].first == 0x5B else { return false }
        let head = text[content].prefix(200)
        guard let close = head.firstIndex(of: 0x5D), close + 1 < content.upperBound,
            text[close + 1] == 0x3A
        else { return false }
        guard head.dropFirst().first == 0x5E else {
            // Behind the name stands one word, maybe a title in quotes; else it is a sentence.
            let rest = trimmed((close + 2)..<content.upperBound)
            let words = text[rest].prefix(1000).split(maxSplits: 1, whereSeparator: \.isASCIISpace)
            return words.count == 1
                || (words.count == 2 && [0x22, 0x27, 0x28].contains(words[1].first ?? 0))
        }
        pending.isNote = true
        pending.lines = [trimmed((close + 2)..<content.upperBound)]
        return true
    }

    /// Skips a comment; what follows its end on the line is read.
    private mutating func readComment(_ line: Range<Int>) {
        isInComment = true
        guard let end = text[line].firstOffset(of: Array("-->".utf8)) else { return }
        isInComment = false
        let rest = trimmed((end + 3)..<line.upperBound)
        if !rest.isEmpty { pending.lines.append(rest) }
    }

    // MARK: Small parts

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        guard let first = text[range].firstIndex(where: { !$0.isASCIISpace }),
            let last = text[range].lastIndex(where: { !$0.isASCIISpace })
        else { return range.lowerBound..<range.lowerBound }
        return first..<(last + 1)
    }

    private func isRun(of mark: UInt8, atLeast length: Int, in range: Range<Int>) -> Bool {
        range.count >= length && text[range].allSatisfy { $0 == mark }
    }
}

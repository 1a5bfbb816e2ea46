/// Finds the marks within one block of Markdown.
///
/// Follows CommonMark where books use it; where text is ambiguous, characters stay.
struct MarkdownScanner {
    /// What was found.
    private(set) var marks: MarkdownMarks
    /// Names of characters that were looked up.
    private(set) var references: CharacterReferences

    private let content: [UInt8]
    /// Opening brackets not yet closed: index of the bracket, whether of an image.
    private var brackets: [(index: Int, isImage: Bool)] = []
    /// Emphasis not yet closed, by mark, latest last.
    private var openers: [UInt8: [Opener]] = [:]
    /// Where runs of backticks of each length begin, last first; made when first needed.
    private var codeRuns: [Int: [Int]]?
    private var hasNoCommentEnd = false

    /// Prepares to scan a block.
    ///
    /// - Parameters:
    ///   - content: Its lines without marks at their starts, each with a line feed.
    ///   - references: Names of characters that were looked up before.
    init(_ content: [UInt8], references: CharacterReferences) {
        self.content = content
        self.references = references
        marks = MarkdownMarks(count: content.count)
    }

    /// Scans the block.
    ///
    /// - Complexity: O(*n*).
    mutating func scan() {
        var index = 0
        while index < content.count {
            switch content[index] {
            case 0x5C: index = escape(at: index)
            case 0x60: index = code(at: index)
            case 0x3C: index = angle(at: index)
            case 0x26: index = reference(at: index)
            case 0x5B: index = openBracket(at: index)
            case 0x5D: index = closeBracket(at: index)
            case 0x2A, 0x5F, 0x7E: index = emphasis(at: index)
            default: index += 1
            }
        }
    }

    // MARK: Constructs; each returns the index to go on at

    private mutating func escape(at index: Int) -> Int {
        guard index + 1 < content.count else { return index + 1 }
        let next = content[index + 1]
        if next == 0x0A {
            // A line feed that is left out tells the writer of a hard break.
            marks.leaveOut(index..<(index + 2))
            return index + 2
        }
        guard next > 0x20, next < 0x7F, !next.isASCIILetter, !next.isASCIIDigit else {
            return index + 1
        }
        marks.leaveOut(index..<(index + 1))
        return index + 2
    }

    private mutating func code(at index: Int) -> Int {
        let length = content[index...].prefix { $0 == 0x60 }.count
        var runs = codeRuns ?? Self.runs(ofBackticksIn: content)
        codeRuns = nil
        while let last = runs[length]?.last, last <= index { runs[length]?.removeLast() }
        let close = runs[length]?.last
        codeRuns = runs
        guard let close else { return index + length }
        marks.leaveOut(index..<(index + length))
        marks.leaveOut(close..<(close + length))
        return close + length
    }

    private static func runs(ofBackticksIn content: [UInt8]) -> [Int: [Int]] {
        var runs: [Int: [Int]] = [:]
        var index = 0
        while index < content.count {
            let length = content[index...].prefix { $0 == 0x60 }.count
            if length > 0 { runs[length, default: []].append(index) }
            index += max(1, length)
        }
        return runs.mapValues { $0.reversed() }
    }

    /// A tag, a comment or an address in angle brackets.
    private mutating func angle(at index: Int) -> Int {
        let rest = content[(index + 1)...]
        guard let first = rest.first else { return index + 1 }
        if rest.starts(with: "!--".utf8) {
            if !hasNoCommentEnd, let end = rest.firstOffset(of: Array("-->".utf8)) {
                marks.leaveOut(index..<(end + 3))
                return end + 3
            }
            hasNoCommentEnd = true
            return index + 1
        }
        guard first.isASCIILetter || first == 0x2F else { return index + 1 }
        // Up to the next bracket of either kind: no byte is passed twice.
        guard let end = rest.firstIndex(where: { $0 == 0x3C || $0 == 0x3E }), content[end] == 0x3E
        else { return index + 1 }
        let inner = content[(index + 1)..<end]
        let name = inner.prefix { $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2F }
        let after = inner.dropFirst(name.count).first
        if after == 0x3A || after == 0x40 {
            marks.leaveOut(index..<(index + 1))
            marks.leaveOut(end..<(end + 1))
        } else if after == nil || after?.isASCIISpace == true || after == 0x2D {
            let isBreak = name.map(\.lowercasedASCII).starts(with: "br".utf8) && name.count <= 3
            // White space where the line breaks: the words on both sides must not join.
            if isBreak {
                marks.replace(index..<(end + 1), by: [0x20])
            } else {
                marks.leaveOut(index..<(end + 1))
            }
        } else {
            return index + 1
        }
        return end + 1
    }

    private mutating func reference(at index: Int) -> Int {
        let head = content[index..<min(index + 16, content.count)]
        guard let found = references.read(head, semicolonIsOptional: false) else {
            return index + 1
        }
        var character: [UInt8] = []
        character.append(utf8Of: found.codePoint)
        marks.replace(index..<(index + found.length), by: character)
        return index + found.length
    }

    // MARK: Links

    private mutating func openBracket(at index: Int) -> Int {
        let head = content[index...].prefix(64)
        if head.dropFirst().first == 0x5E, let close = head.firstIndex(of: 0x5D), close > index + 2,
            !content[index..<close].contains(where: \.isASCIISpace)
        {
            marks.leaveOut(index..<(close + 1))
            return close + 1
        }
        let isImage = index > 0 && content[index - 1] == 0x21
        brackets.append((index, isImage))
        return index + 1
    }

    private mutating func closeBracket(at index: Int) -> Int {
        guard let (open, isImage) = brackets.popLast() else { return index + 1 }
        guard let end = destinationEnd(after: index + 1) else { return index + 1 }
        if isImage {
            marks.leaveOut((open - 1)..<end)
        } else {
            marks.leaveOut(open..<(open + 1))
            marks.leaveOut(index..<end)
        }
        return end
    }

    /// Longest destination or name of a link, in bytes.
    private static let longestDestination = 2048
    /// Parentheses within a destination, nested: more would make the search for their ends slow.
    private static let deepestParentheses = 3

    /// Index behind `(address "title")` or `[name]` at `start`; `nil` if neither is there.
    private func destinationEnd(after start: Int) -> Int? {
        guard start < content.count else { return nil }
        let limit = min(start + Self.longestDestination, content.count)
        if content[start] == 0x5B {
            let close = content[(start + 1)..<limit].firstIndex { $0 == 0x5D || $0 == 0x5B }
            return close.flatMap { content[$0] == 0x5D ? $0 + 1 : nil }
        }
        guard content[start] == 0x28 else { return nil }
        var depth = 0
        var index = start
        while index < limit {
            switch content[index] {
            case 0x28:
                depth += 1
                if depth > Self.deepestParentheses { return nil }
            case 0x29:
                depth -= 1
                if depth == 0 { return index + 1 }
            case 0x5C: index += 1
            default: break
            }
            index += 1
        }
        return nil
    }

    // MARK: Emphasis

    /// A run of marks that may open emphasis.
    private struct Opener {
        /// Index behind the last of its marks that is left.
        var end: Int
        /// How many are left.
        var count: Int
        /// How many there were.
        let length: Int
        /// Whether it might close as well, standing within a word.
        let isAmbiguous: Bool
    }

    private mutating func emphasis(at index: Int) -> Int {
        let mark = content[index]
        let count = content[index...].prefix { $0 == mark }.count
        let end = index + count
        let before = kind(before: index)
        let after = kind(after: end)
        let isLeft = after != .space && (after != .mark || before != .letter)
        let isRight = before != .space && (before != .mark || after != .letter)
        var opens = isLeft
        var closes = isRight
        if mark == 0x5F {
            opens = isLeft && (!isRight || before == .mark)
            closes = isRight && (!isLeft || after == .mark)
        } else if mark == 0x7E, count != 2 {
            return end
        }
        var rest = count
        if closes { rest = close(mark, count: count, at: index, isAmbiguous: opens) }
        if opens, rest > 0 {
            openers[mark, default: []].append(
                Opener(end: end, count: rest, length: count, isAmbiguous: closes))
        }
        return end
    }

    /// Pairs a closing run with the latest opening ones; returns how many marks are left over.
    private mutating func close(
        _ mark: UInt8, count: Int, at index: Int, isAmbiguous: Bool
    ) -> Int {
        var rest = count
        while rest > 0, let last = openers[mark]?.indices.last, var opener = openers[mark]?[last] {
            // CommonMark's rule of three: it keeps `**bo*th***` nested.
            let isOdd =
                (opener.length + count) % 3 == 0 && !(opener.length % 3 == 0 && count % 3 == 0)
            if isOdd, isAmbiguous || opener.isAmbiguous { break }
            let paired = min(rest, opener.count)
            marks.leaveOut((opener.end - paired)..<opener.end)
            let start = index + count - rest
            marks.leaveOut(start..<(start + paired))
            rest -= paired
            opener.end -= paired
            opener.count -= paired
            if opener.count == 0 {
                openers[mark]?.removeLast()
            } else {
                openers[mark]?[last] = opener
            }
        }
        return rest
    }

    private enum Neighbour { case space, mark, letter }

    private func kind(before index: Int) -> Neighbour {
        guard index > 0 else { return .space }
        var start = index - 1
        while start > 0, index - start < 4, content[start] & 0xC0 == 0x80 { start -= 1 }
        return kind(content[start..<index])
    }

    private func kind(after index: Int) -> Neighbour {
        guard index < content.count else { return .space }
        let rest = content[index...].prefix(4)
        return kind(rest.prefix(1) + rest.dropFirst().prefix { $0 & 0xC0 == 0x80 })
    }

    private func kind(_ character: ArraySlice<UInt8>) -> Neighbour {
        guard let first = character.first else { return .space }
        if first < 0x80 {
            return first.isASCIISpace
                ? .space : first.isASCIILetter || first.isASCIIDigit ? .letter : .mark
        }
        guard let scalar = String(decoding: character, as: UTF8.self).unicodeScalars.first else {
            return .letter
        }
        if scalar.properties.isWhitespace { return .space }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            ? .letter : .mark
    }
}

/// Takes the marks within a block of Markdown out: emphasis, links, code, HTML.
///
/// One pass finds what to leave out; every search is bounded or remembers that it failed, so that
/// the time is linear for any text.
struct MarkdownInline {
    private let text: [UInt8]
    private var references = CharacterReferences()

    /// Works on the blocks of `text`, the file as UTF-8.
    init(_ text: [UInt8]) { self.text = text }

    /// Appends the text of a block, and ends it.
    ///
    /// - Parameters:
    ///   - block: A block of the file.
    ///   - builder: What to append to; its offsets count bytes of the file.
    /// - Complexity: O(length of the block).
    mutating func append(_ block: MarkdownBlocks.Block, to builder: inout SectionTextBuilder) {
        let lines = block.lines
        var content: [UInt8] = []
        content.reserveCapacity(block.range.count + 1)
        for line in lines {
            content.append(contentsOf: text[line])
            content.append(0x0A)
        }
        var marks = MarkdownMarks(count: content.count)
        if !block.isLiteral {
            var scanner = MarkdownScanner(content, references: references)
            scanner.scan()
            references = scanner.references
            marks = scanner.marks
        }
        let left = marks.leftOut()
        var start = 0
        for line in lines {
            write(
                start..<(start + line.count), of: content, at: line.lowerBound, left, marks,
                &builder)
            let end = start + line.count
            if Self.endsHard(
                content[start..<end], left: left[end] > 0, isHeading: block.headingLevel != nil)
            {
                builder.endBlock()
            } else {
                builder.append([0x0A], at: place(line.upperBound))
            }
            start = end + 1
        }
        builder.endBlock()
    }

    /// Writes what is kept of a line that begins at `source` in the file.
    private func write(
        _ line: Range<Int>, of content: [UInt8], at source: Int, _ left: [Int32],
        _ marks: MarkdownMarks, _ builder: inout SectionTextBuilder
    ) {
        var index = line.lowerBound
        while index < line.upperBound {
            if left[index] == 1, let replacement = marks.replacements[index] {
                let place = place(source + index - line.lowerBound)
                if replacement.allSatisfy(\.isASCIISpace) {
                    builder.append(replacement[...], at: place)
                } else {
                    builder.append(replacement: replacement, at: place)
                }
            }
            guard left[index] == 0 else {
                index += 1
                continue
            }
            let start = index
            while index < line.upperBound, left[index] == 0 { index += 1 }
            builder.append(content[start..<index], at: place(source + start - line.lowerBound))
        }
    }

    private func place(_ offset: Int) -> SectionTextBuilder.Place {
        SectionTextBuilder.Place(element: nil, childrenBefore: 0, offset: offset)
    }

    /// Whether a line ends in two spaces, or in a backslash that was found to stand for a break.
    private static func endsHard(_ line: ArraySlice<UInt8>, left: Bool, isHeading: Bool) -> Bool {
        !isHeading && (left || line.suffix(2).elementsEqual([0x20, 0x20]))
    }
}

/// What is to be done to the bytes of a block.
struct MarkdownMarks {
    /// At each index, how many stretches that are left out begin there less how many end there.
    private var changes: [Int32]
    /// What to write in place of stretches that are left out, by their start.
    private(set) var replacements: [Int: [UInt8]] = [:]

    /// No marks in a block of `count` bytes.
    init(count: Int) { changes = Array(repeating: 0, count: count + 1) }

    /// Leaves a stretch out; stretches may overlap.
    mutating func leaveOut(_ range: Range<Int>) {
        changes[range.lowerBound] += 1
        changes[range.upperBound] -= 1
    }

    /// Writes `replacement` in place of a stretch.
    mutating func replace(_ range: Range<Int>, by replacement: [UInt8]) {
        leaveOut(range)
        replacements[range.lowerBound] = replacement
    }

    /// For each byte, how many stretches that are left out it lies in; what lies in more than one
    /// is not replaced.
    ///
    /// - Complexity: O(*n*).
    func leftOut() -> [Int32] {
        var depth: Int32 = 0
        return changes.map { change in
            depth += change
            return depth
        }
    }
}

import PageMatchCore

/// Writes the plain text of a section and keeps account of where each stretch was copied from.
///
/// Blocks end in one newline, white space within a block is single spaces, and neither stands at
/// the start of a block.
struct SectionTextBuilder {
    /// What a source offset counts.
    enum Unit {
        /// UTF-16 code units of a text node.
        case utf16
        /// UTF-8 bytes of a file.
        case utf8
    }

    /// A place in the source.
    struct Place {
        /// Index of the element that holds the text node; `nil` in a plain text file.
        var element: Int?
        /// How many child elements of that element stand before the text node.
        var childrenBefore: Int
        /// Units from the start of the text node or the file.
        var offset: Int
    }

    /// The text so far, UTF-8.
    private(set) var bytes: [UInt8] = []
    /// The runs so far.
    private(set) var runs: [SourceRun] = []

    private let unit: Unit
    /// The place of what would be appended next to ``bytes`` if the last run went on; `nil` right
    /// behind bytes that no source has.
    private var runEnd: Place?
    /// White space that was met but not written: it may stand at a block's end.
    private var pendingSpace: Place?
    /// Whether a space is due that no source has, between the cells of a table.
    private var separatorIsDue = false

    /// An empty text whose runs count in `unit`.
    init(unit: Unit) { self.unit = unit }

    /// Whether the next character would stand at the start of a block.
    var isAtBlockStart: Bool { bytes.isEmpty || bytes.last == 0x0A }

    /// Appends text with its white space collapsed.
    ///
    /// - Parameters:
    ///   - source: The text, UTF-8.
    ///   - place: Where its first byte stands.
    /// - Complexity: O(*n*).
    mutating func append(_ source: ArraySlice<UInt8>, at place: Place) {
        var place = place
        var index = source.startIndex
        while index < source.endIndex {
            if source[index].isASCIISpace {
                if pendingSpace == nil { pendingSpace = place }
                place.offset += 1
                index += 1
                continue
            }
            let (end, length) = stretch(of: source, from: index)
            writePendingSpace()
            write(source[index..<end], length: length, at: place)
            index = end
            place.offset += length
        }
    }

    /// How far text can be copied as it stands, words with single spaces between them, and how
    /// many units it has.
    private func stretch(
        of source: ArraySlice<UInt8>, from start: Int
    ) -> (end: Int, length: Int) {
        let text = source.span
        let offset = source.startIndex
        var index = start - offset
        var length = 0
        while index < text.count {
            let byte = text[index]
            if byte.isASCIISpace {
                let next = index + 1 < text.count ? text[index + 1] : 0x20
                guard byte == 0x20, !next.isASCIISpace else { break }
            }
            length += units(of: byte)
            index += 1
        }
        return (index + offset, length)
    }

    /// Appends characters that stand for others in the source, such as those of an entity.
    ///
    /// - Parameters:
    ///   - replacement: What to write; no white space.
    ///   - place: Where the source's characters begin.
    mutating func append(replacement: [UInt8], at place: Place) {
        guard !replacement.isEmpty else { return }
        writePendingSpace()
        write(replacement[...], length: 0, at: place)
        runEnd = nil
    }

    /// Ends the block, unless it is empty.
    mutating func endBlock() {
        pendingSpace = nil
        separatorIsDue = false
        guard !isAtBlockStart else { return }
        bytes.append(0x0A)
        runEnd = nil
    }

    /// Parts what follows from what was, within one block.
    mutating func separate() {
        if !isAtBlockStart { separatorIsDue = true }
    }

    /// The text and its runs; the last block is ended.
    mutating func finish() -> (text: String, runs: [SourceRun]) {
        endBlock()
        return (String(decoding: bytes, as: UTF8.self), runs)
    }

    private mutating func writePendingSpace() {
        defer {
            pendingSpace = nil
            separatorIsDue = false
        }
        guard !isAtBlockStart else { return }
        if let space = pendingSpace {
            write([0x20], length: 1, at: space)
        } else if separatorIsDue {
            bytes.append(0x20)
            runEnd = nil
        }
    }

    private mutating func write(_ source: ArraySlice<UInt8>, length: Int, at place: Place) {
        if !continuesRun(place) {
            runs.append(
                SourceRun(
                    textOffset: bytes.count, element: place.element,
                    childrenBefore: place.childrenBefore, sourceOffset: place.offset))
        }
        bytes.append(contentsOf: source)
        runEnd = place
        runEnd?.offset += length
    }

    private func continuesRun(_ place: Place) -> Bool {
        guard let runEnd else { return false }
        return runEnd.offset == place.offset && runEnd.element == place.element
            && runEnd.childrenBefore == place.childrenBefore
    }

    private func units(of byte: UInt8) -> Int {
        switch unit {
        case .utf8: 1
        // A continuation byte is part of its character; four bytes are a pair of surrogates.
        case .utf16: byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1
        }
    }
}

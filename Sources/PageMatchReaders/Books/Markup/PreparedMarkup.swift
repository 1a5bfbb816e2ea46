/// Markup made fit for libxml2: what it would stumble over, or could be attacked through, is gone.
///
/// - Document types and processing instructions are dropped: without them there is no entity to
///   expand or load, and no encoding that differs from the one decoded.
/// - Named references become their characters, a lone `&` or `<` becomes `&amp;` or `&lt;`.
/// - CDATA sections become text; what scripts and style sheets hold is dropped, the rules of the
///   latter kept apart.
///
/// Line ends become line feeds, as every reading system sees them, and stay where they are, so that
/// the parser's line numbers are those of the document.
struct PreparedMarkup {
    /// The markup, UTF-8.
    private(set) var bytes: [UInt8] = []
    /// What had to be repaired first: what, and on which line from 1.
    private(set) var breach: (message: String, line: Int)?
    /// Which elements the style sheets in it hide.
    private(set) var hiding = HidingRules()

    private let input: [UInt8]
    private let entry: String?
    /// Elements whose content is dropped.
    private let dropped: [String]
    /// A bit for each second letter of these names, to tell most others from them at a glance.
    private let droppedLetters: UInt32
    /// How far ``input`` is prepared.
    private var done = 0
    private var references = CharacterReferences()
    /// Searches that found nothing up to the end, so that each is made once and all stay linear.
    private var absent: Set<String> = []

    /// Prepares a document.
    ///
    /// - Parameters:
    ///   - input: The document, valid UTF-8.
    ///   - vocabulary: What its elements mean.
    ///   - entry: Name of the file in an archive, for errors.
    /// - Throws: ``ReaderError/malformed(format:what:entry:line:)`` for an element with more
    ///   attributes than ``BookLimits/attributes``.
    /// - Complexity: O(*n*).
    init(
        _ input: [UInt8], vocabulary: MarkupDocument.Vocabulary, entry: String?
    ) throws(ReaderError) {
        self.init(inPieces: input, vocabulary: vocabulary, entry: entry)
        bytes.reserveCapacity(input.count + input.count / 64)
        try prepare(.max)
    }

    /// Sets out to prepare a document piece by piece, for ``nextPiece(_:)``; the parameters are
    /// those of ``init(_:vocabulary:entry:)``.
    init(inPieces input: [UInt8], vocabulary: MarkupDocument.Vocabulary, entry: String?) {
        self.input = Self.withLineFeeds(input)
        self.entry = entry
        switch vocabulary {
        case .html: dropped = ["script", "style"]
        case .fictionBook: dropped = ["binary", "stylesheet"]
        case .wordprocessing: dropped = []
        }
        droppedLetters = dropped.reduce(0) { $0 | Self.bit(of: $1.utf8.dropFirst().first ?? 0) }
    }

    /// Puts the next piece of the document into ``bytes``, in place of the one before.
    ///
    /// - Parameter length: How many bytes it has at least, unless it is the last.
    /// - Returns: `false` at the end, when ``bytes`` is empty.
    /// - Throws: As ``init(_:vocabulary:entry:)``.
    mutating func nextPiece(_ length: Int) throws(ReaderError) -> Bool {
        bytes.removeAll(keepingCapacity: true)
        try prepare(length)
        return !bytes.isEmpty
    }

    /// Prepares more of the document, until ``bytes`` holds `length` or the end is reached.
    private mutating func prepare(_ length: Int) throws(ReaderError) {
        var index = done
        var copied = done
        while index < input.count, bytes.count + index - copied < length {
            let byte = input[index]
            guard byte == 0x3C || byte == 0x26 || byte == 0x0C || byte == 0xEF else {
                index += 1
                continue
            }
            if byte == 0x3C, let end = endOfPlainMarkup(at: index) {
                index = end
                continue
            }
            bytes.append(contentsOf: input[copied..<index])
            switch byte {
            case 0x3C: index = try markup(at: index)
            case 0x26: index = reference(at: index, inTag: false)
            case 0x0C:
                bytes.append(0x20)
                index += 1
            default: index = rarity(at: index)
            }
            copied = index
        }
        bytes.append(contentsOf: input[copied..<index])
        done = index
    }

    private static func withLineFeeds(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(0x0D) else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        for (index, byte) in text.enumerated() {
            if byte != 0x0D {
                result.append(byte)
            } else if index + 1 == text.count || text[index + 1] != 0x0A {
                result.append(0x0A)
            }
        }
        return result
    }

    // MARK: What stays as it is

    private static func bit(of letter: UInt8) -> UInt32 { 1 << UInt32(letter & 0x1F) }

    /// Longest tag that is looked through for something to repair, in bytes; one that is no longer
    /// has no room for too many attributes.
    private static let longestPlainTag = BookLimits.attributes

    /// Index behind a tag that can be copied as it is, as nearly all can; else `nil`.
    private func endOfPlainMarkup(at start: Int) -> Int? {
        let text = input.span
        guard start + 2 < text.count else { return nil }
        let isEnd = isEndTag(at: start)
        guard isEnd || text[start + 1].isASCIILetter,
            isEnd || droppedLetters & Self.bit(of: text[start + 2]) == 0
        else { return nil }
        let limit = min(text.count, start + Self.longestPlainTag)
        var index = start + 1
        while index < limit {
            switch text[index] {
            case 0x3E: return index + 1
            case 0x26, 0x0C, 0x3C: return nil
            case 0x22, 0x27:
                let quote = text[index]
                guard !isEnd, text[index - 1] == 0x3D else { return nil }
                index += 1
                while index < limit, text[index] != quote {
                    if text[index] == 0x26 || text[index] == 0x0C { return nil }
                    index += 1
                }
            default: break
            }
            index += 1
        }
        return nil
    }

    // MARK: Constructs; each writes its replacement and returns the index behind it

    private mutating func markup(at start: Int) throws(ReaderError) -> Int {
        let next = start + 1 < input.count ? input[start + 1] : 0x20
        if next.isASCIILetter || next == 0x5F || next >= 0x80 { return try tag(at: start) }
        if isEndTag(at: start) { return endTag(at: start) }
        if starts(with: "<!--", at: start) { return comment(at: start) }
        if starts(with: "<![CDATA[", at: start) { return characterData(at: start) }
        if next == 0x21 { return declaration(at: start) }
        if next == 0x3F { return instruction(at: start) }
        return escapedLess(at: start)
    }

    private mutating func escapedLess(at start: Int) -> Int {
        note("a < that begins no element", at: start)
        append("&lt;")
        return start + 1
    }

    /// A start tag: copied, with its references resolved and its attributes counted.
    private mutating func tag(at start: Int) throws(ReaderError) -> Int {
        var index = start
        var attributes = 0
        var previous: UInt8 = 0
        while index < input.count {
            let byte = input[index]
            if byte == 0x3E { break }
            if (byte == 0x22 || byte == 0x27) && previous == 0x3D,
                let close = search(byte == 0x22 ? "\"" : "'", from: index + 1)
            {
                copyValue(index...close)
                index = close + 1
                previous = byte
                continue
            }
            if byte == 0x3D || (byte.isASCIISpace && !previous.isASCIISpace) { attributes += 1 }
            if attributes > 2 * BookLimits.attributes {
                throw .malformed(
                    format: "HTML",
                    what: "an element with more than \(BookLimits.attributes) attributes",
                    entry: entry, line: line(of: start))
            }
            if byte == 0x26 {
                index = reference(at: index, inTag: true)
            } else {
                bytes.append(byte == 0x0C ? 0x20 : byte)
                index += 1
            }
            if !byte.isASCIISpace || previous != 0x3D { previous = byte }
        }
        guard index < input.count else { return index }
        bytes.append(0x3E)
        return contentStart(ofTagAt: start, closedAt: index)
    }

    /// Copies a quoted value with its references resolved.
    private mutating func copyValue(_ range: ClosedRange<Int>) {
        var index = range.lowerBound
        while index <= range.upperBound {
            if input[index] == 0x26 {
                index = min(reference(at: index, inTag: true), range.upperBound)
            } else {
                bytes.append(input[index] == 0x0C ? 0x20 : input[index])
                index += 1
            }
        }
    }

    /// Index behind a start tag, or behind the content that is dropped from scripts and styles.
    private mutating func contentStart(ofTagAt start: Int, closedAt close: Int) -> Int {
        if input[close - 1] == 0x2F { return close + 1 }
        for name in dropped where isTag(name, at: start + 1) {
            guard let end = search("</" + name, from: close + 1) else { break }
            if name == "style" { hiding.add(input[(close + 1)..<end]) }
            appendLineFeeds(of: (close + 1)..<end)
            return end
        }
        return close + 1
    }

    private mutating func endTag(at start: Int) -> Int {
        var index = start
        var isPlain = true
        // A tag cut off by the next one is left to the parser.
        while index < input.count, input[index] != 0x3E, index == start || input[index] != 0x3C {
            if input[index] == 0x0C { isPlain = false }
            index += 1
        }
        let isWhole = index < input.count && input[index] == 0x3E
        let tag = input[start..<(isWhole ? index + 1 : index)]
        if isPlain {
            bytes.append(contentsOf: tag)
        } else {
            bytes.append(contentsOf: tag.map { $0 == 0x0C ? 0x20 : $0 })
        }
        return tag.endIndex
    }

    /// A comment: kept for its place between text nodes, emptied but for line feeds.
    private mutating func comment(at start: Int) -> Int {
        let end: Int
        if let close = search("-->", from: start + 2) {
            end = close + 3
        } else if let close = search(">", from: start + 4) {
            note("a comment without an end", at: start)
            end = close + 1
        } else {
            return escapedLess(at: start)
        }
        append("<!--")
        appendLineFeeds(of: start..<end)
        append("-->")
        return end
    }

    private mutating func characterData(at start: Int) -> Int {
        guard let close = search("]]>", from: start + 9) else { return escapedLess(at: start) }
        for byte in input[(start + 9)..<close] {
            switch byte {
            case 0x3C: append("&lt;")
            case 0x3E: append("&gt;")
            case 0x26: append("&amp;")
            default: bytes.append(byte)
            }
        }
        return close + 3
    }

    /// A document type, with its own declarations in brackets if it has them.
    private mutating func declaration(at start: Int) -> Int {
        guard var end = search(">", from: start) else { return escapedLess(at: start) }
        if isTag("doctype", at: start + 2), input[start..<end].contains(0x5B),
            let bracket = search("]", from: start), let close = search(">", from: bracket)
        {
            end = close
        }
        appendLineFeeds(of: start..<end)
        return end + 1
    }

    private mutating func instruction(at start: Int) -> Int {
        if let close = search("?>", from: start) {
            appendLineFeeds(of: start..<close)
            return close + 2
        }
        guard let close = search(">", from: start) else { return escapedLess(at: start) }
        appendLineFeeds(of: start..<close)
        return close + 1
    }

    private mutating func reference(at start: Int, inTag: Bool) -> Int {
        let rest = input[start..<min(start + 16, input.count)]
        guard let found = references.read(rest, semicolonIsOptional: false) else {
            let what =
                entityName(at: start + 1).map {
                    "&\($0); is no known character: entities of its own are not read"
                } ?? "an & that begins no character reference"
            note(what, at: start)
            append("&amp;")
            return start + 1
        }
        switch found.codePoint {
        case 0x22: append("&quot;")
        case 0x26: append("&amp;")
        case 0x27: append("&#39;")
        case 0x3C: append("&lt;")
        case 0x3E: append("&gt;")
        // Written white space must not be normalised as the document's own is.
        case 0x09, 0x0A, 0x0D: append(inTag ? " " : "&#\(found.codePoint);")
        default: bytes.append(utf8Of: found.codePoint)
        }
        return start + found.length
    }

    /// The name of an entity that the document may have declared itself, as in `&own;`.
    private func entityName(at start: Int) -> String? {
        // Only the first breach is told: later names are of no use.
        guard breach == nil else { return nil }
        let rest = input[start..<min(start + 64, input.count)]
        let name = rest.prefix {
            $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F
        }
        guard name.first?.isASCIILetter == true, name.endIndex < rest.endIndex,
            rest[name.endIndex] == 0x3B
        else { return nil }
        return String(decoding: name, as: UTF8.self)
    }

    /// U+FFFE and U+FFFF, which XML forbids; all else that begins with this byte is copied.
    private mutating func rarity(at start: Int) -> Int {
        if starts(with: [0xEF, 0xBF, 0xBE], at: start)
            || starts(with: [0xEF, 0xBF, 0xBF], at: start)
        {
            bytes.append(utf8Of: 0xFFFD)
            return start + 3
        }
        bytes.append(0xEF)
        return start + 1
    }

    // MARK: Small parts

    private func starts(with text: String, at index: Int) -> Bool {
        starts(with: Array(text.utf8), at: index)
    }

    private func starts(with text: [UInt8], at index: Int) -> Bool {
        input[index..<min(index + text.count, input.count)].elementsEqual(text)
    }

    private func isEndTag(at start: Int) -> Bool {
        start + 2 < input.count && input[start + 1] == 0x2F && input[start + 2] != 0x20
    }

    /// Whether the name at `index` is `name`, in either case.
    private func isTag(_ name: String, at index: Int) -> Bool {
        let end = index + name.utf8.count
        guard end <= input.count else { return false }
        return zip(input[index..<end], name.utf8).allSatisfy { $0.lowercasedASCII == $1 }
            && (end == input.count || !(input[end].isASCIILetter || input[end].isASCIIDigit))
    }

    private mutating func search(_ text: String, from index: Int) -> Int? {
        guard index < input.count, !absent.contains(text) else { return nil }
        if let found = input[index...].firstOffset(of: Array(text.utf8), ignoringCase: true) {
            return found
        }
        absent.insert(text)
        return nil
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func appendLineFeeds(of range: Range<Int>) {
        for byte in input[range] where byte == 0x0A { bytes.append(0x0A) }
    }

    private mutating func note(_ message: String, at index: Int) {
        if breach == nil { breach = (message, line(of: index)) }
    }

    private func line(of index: Int) -> Int {
        input[..<index].reduce(into: 1) { if $1 == 0x0A { $0 += 1 } }
    }
}

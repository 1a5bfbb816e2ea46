/// What Project Gutenberg puts around its books: a header with metadata, a licence behind.
struct GutenbergFrame {
    /// The book itself: a range of the bytes searched.
    let content: Range<Int>
    /// What the header says about the book.
    private(set) var title: String?
    /// Its authors, in the header's order.
    private(set) var authors: [String] = []
    /// Its language, a BCP 47 tag.
    private(set) var language: String?

    /// Finds the frame; `nil` if there is no mark of Project Gutenberg's.
    ///
    /// One of its two sides may be missing.
    ///
    /// - Parameter text: The text of a file, UTF-8.
    /// - Complexity: O(*n*).
    init?(in text: [UInt8]) {
        var start: Int?
        var end: Int?
        var position = 0
        var isNamed = false
        while let name = text[position...].firstOffset(of: Self.name, ignoringCase: true) {
            position = name + Self.name.count
            isNamed = true
            switch Self.mark(before: name, in: text) {
            case .start? where start == nil && end == nil:
                start = Self.end(ofMarkFrom: position, in: text)
            // Another work follows: better its header is read than that it is lost.
            case .start?: end = nil
            case let .end(line)? where end == nil: end = line
            default: break
            }
        }
        if start == nil, isNamed { start = Self.smallPrintEnd(in: text) }
        guard start != nil || end != nil else { return nil }
        let from = min(start ?? 0, end ?? text.count)
        content = Self.creditsEnd(in: text, from: from, to: end ?? text.count)..<(end ?? text.count)
        readHeader(text[..<from])
    }

    // MARK: Marks

    private static let name = Array("project gutenberg".utf8)

    private enum Mark {
        case start
        /// Index of the start of its line.
        case end(Int)
    }

    /// What the words before the name make of it: `*** START OF THE`, `End of`, or nothing.
    private static func mark(before name: Int, in text: [UInt8]) -> Mark? {
        let lead = text[max(0, name - 40)..<name]
        let words = String(decoding: lead, as: UTF8.self).lowercased()
        let tail = words.split(whereSeparator: { $0.isWhitespace || $0 == "*" }).suffix(3)
        guard let of = tail.lastIndex(of: "of"), of > tail.startIndex,
            tail[(of + 1)...].allSatisfy({ $0 == "the" || $0 == "this" })
        else { return nil }
        let verb = tail[of - 1]
        let starred = words.contains("***")
        if verb == "start", starred { return .start }
        guard verb == "end" else { return nil }
        // A line that began long before is a sentence.
        let near = text[max(0, name - 200)..<name]
        let newline = near.lastIndex(of: 0x0A).map { $0 + 1 }
        let line = newline ?? (near.startIndex == 0 ? 0 : name - 40)
        let before = text[line..<name].prefix { $0.isASCIISpace || $0 == 0x2A }
        // In a sentence it is no mark: only at the start of its line.
        let first = text[(line + before.count)...].prefix(3).map(\.lowercasedASCII)
        let opensLine = (newline != nil || line == 0) && first.elementsEqual("end".utf8)
        guard starred || opensLine else { return nil }
        return .end(opensLine ? line : max(line, name - 40))
    }

    /// Index behind the stars that close a mark, or behind its line.
    private static func end(ofMarkFrom index: Int, in text: [UInt8]) -> Int {
        let near = text[index..<min(index + 400, text.count)]
        if let stars = near.firstOffset(of: Array("***".utf8)) {
            return stars + near[stars...].prefix { $0 == 0x2A }.count
        }
        return near.firstIndex(of: 0x0A) ?? near.endIndex
    }

    /// Files from before 2003 end their header with a small print.
    private static func smallPrintEnd(in text: [UInt8]) -> Int? {
        for mark in ["*end*the small print", "*end the small print"] {
            if let found = text[...].firstOffset(of: Array(mark.utf8), ignoringCase: true) {
                return text[found...].firstIndex(of: 0x0A) ?? text.count
            }
        }
        return nil
    }

    /// Index behind the paragraph that names who made the file, if the text begins with one.
    private static func creditsEnd(in text: [UInt8], from start: Int, to end: Int) -> Int {
        let rest = text[start..<max(start, end)].drop(while: \.isASCIISpace)
        let opening = String(decoding: rest.prefix(24), as: UTF8.self).lowercased()
        let credits = [
            "produced by", "e-text prepared by", "etext prepared by", "transcribed from",
        ]
        guard credits.contains(where: { opening.hasPrefix($0) }) else { return start }
        var blank = true
        var index = rest.startIndex
        while index < rest.endIndex {
            if rest[index] == 0x0A {
                if blank, index > rest.startIndex { return index }
                blank = true
            } else if !rest[index].isASCIISpace {
                blank = false
            }
            // Credits are a few lines; a text without blank lines is not one.
            if index - rest.startIndex > 2000 { return start }
            index += 1
        }
        return start
    }

    // MARK: Header

    /// Lines of a header that are looked at.
    private static let headerLines = 400

    private mutating func readHeader(_ header: ArraySlice<UInt8>) {
        for line in header.split(separator: 0x0A).prefix(Self.headerLines) {
            let text = String(decoding: line.prefix(400), as: UTF8.self).trimmingASCIISpace
            guard let colon = text.firstIndex(of: ":") else { continue }
            let key = text[..<colon].lowercased().trimmingASCIISpace
            let value = String(text[text.index(after: colon)...]).trimmingASCIISpace
            guard !value.isEmpty else { continue }
            switch key {
            case "title": title = title ?? value
            case "author", "authors": authors.append(value)
            case "language": language = language ?? Self.languages[value.lowercased()]
            default: break
            }
        }
    }

    /// Tags for the names that headers use; an unknown one is left to be told from the text.
    private static let languages = [
        "english": "en", "spanish": "es", "french": "fr", "german": "de", "italian": "it",
        "portuguese": "pt", "dutch": "nl", "finnish": "fi", "swedish": "sv", "danish": "da",
        "norwegian": "no", "polish": "pl", "russian": "ru", "latin": "la", "greek": "el",
        "chinese": "zh", "japanese": "ja", "hungarian": "hu", "czech": "cs", "esperanto": "eo",
        "catalan": "ca", "tagalog": "tl", "welsh": "cy", "afrikaans": "af",
    ]
}

/// Text of any encoding as UTF-8 that every reader can rely on.
enum DecodedText {
    /// An encoding that is decoded here, without help of a library.
    enum Encoding: Hashable {
        case utf8
        case utf16(bigEndian: Bool)
        /// Also stands for ISO 8859-1 and US-ASCII, as it does in all browsers.
        case windows1252
        /// Any other encoding that a document declares, by its name in lower case.
        case named(String)
    }

    /// Decodes a whole file.
    ///
    /// A byte order mark decides; then UTF-16 without one, told by its zero bytes; then `declared`;
    /// then UTF-8 if the bytes are mostly that; else what ``EncodingDetector`` says, and if it says
    /// nothing Windows-1252.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - declared: The name of the encoding that the document states itself, if it does.
    /// - Returns: Valid UTF-8 without byte order mark and without control characters other than
    ///   tab, line feed, form feed and carriage return; bad sequences became U+FFFD.
    /// - Complexity: O(*n*); no copy of what is as it shall be already.
    static func decode(_ bytes: [UInt8], declared: String? = nil) -> [UInt8] {
        let (encoding, markLength) = encoding(of: bytes[...], declared: declared)
        if encoding == .utf8, markLength == 0, isValidUTF8(bytes) { return withoutControls(bytes) }
        let content = bytes.dropFirst(markLength)
        return withoutControls(decode(content, as: encoding))
    }

    /// Decodes the head of a file if it is text.
    ///
    /// - Parameter head: The first bytes of a file; may end within a character.
    /// - Returns: As ``decode(_:declared:)``; `nil` if more than one in fifty characters is a
    ///   control character, as in data that is not text.
    static func textHead(_ head: ArraySlice<UInt8>) -> [UInt8]? {
        // What a text is shows in its ASCII: the encoding of the rest need not be told for that.
        let (encoding, markLength) = encoding(of: head, declared: nil, detects: false)
        let decoded = decode(head.dropFirst(markLength), as: encoding)
        let clean = withoutControls(decoded)
        return (decoded.count - clean.count) * 50 > decoded.count ? nil : clean
    }

    /// Text that is not UTF-8 as UTF-8, and the name of the encoding that it seems to be in.
    ///
    /// - Returns: `nil` for what is UTF-8, but for some damage.
    /// - Complexity: O(*n*).
    static func fromAnotherEncoding(_ bytes: [UInt8]) -> (text: [UInt8], encoding: String)? {
        guard !UTF8Census(bytes[...]).isMostlyUTF8 else { return nil }
        if let name = EncodingDetector.detect(bytes[...]) {
            return (decode(bytes[...], as: .named(name)), name)
        }
        return (decodeWindows1252(bytes[...]), "Windows-1252")
    }

    /// The encoding of `bytes` and how many of them are a byte order mark.
    private static func encoding(
        of bytes: ArraySlice<UInt8>, declared: String?, detects: Bool = true
    ) -> (Encoding, markLength: Int) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return (.named("UTF-32LE"), 4) }
        if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return (.named("UTF-32BE"), 4) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16(bigEndian: false), 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16(bigEndian: true), 2) }
        if let bigEndian = unmarkedUTF16(bytes.prefix(4096)) {
            return (.utf16(bigEndian: bigEndian), 0)
        }
        let census = UTF8Census(bytes)
        let looksUTF8 = census.isMostlyUTF8
        switch declared.map(named) {
        case .utf8?, .utf16?, nil:
            if looksUTF8 { return (isJapaneseMail(bytes) ? .named("ISO-2022-JP") : .utf8, 0) }
            let detected = detects ? EncodingDetector.detect(bytes) : nil
            return (detected.map { .named($0) } ?? .windows1252, 0)
        // Files converted to UTF-8 often keep the old declaration.
        case .windows1252?: return (looksUTF8 ? .utf8 : .windows1252, 0)
        // No text in another encoding has many sequences of UTF-8, and nothing else.
        case let .named(name)?: return (census.isSurelyUTF8 ? .utf8 : .named(name), 0)
        }
    }

    /// Whether text shifts to Japanese characters by escapes, all in seven bits.
    private static func isJapaneseMail(_ bytes: ArraySlice<UInt8>) -> Bool {
        let head = bytes.prefix(4096)
        return head.contains(0x1B)
            && ["\u{1B}$B", "\u{1B}$@"].contains { head.firstOffset(of: Array($0.utf8)) != nil }
    }

    /// The encoding that a label of HTML or XML stands for.
    private static func named(_ label: String) -> Encoding {
        switch label.lowercased() {
        case "utf-8", "utf8", "unicode-1-1-utf-8": .utf8
        case "utf-16", "utf-16le": .utf16(bigEndian: false)
        case "utf-16be": .utf16(bigEndian: true)
        case "iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252",
            "cp1252", "x-cp1252":
            .windows1252
        case let other: .named(other)
        }
    }

    /// Whether text without a mark is UTF-16: every other byte of Western text is then zero.
    private static func unmarkedUTF16(_ head: ArraySlice<UInt8>) -> Bool? {
        var zeros = [0, 0]
        for (index, byte) in head.enumerated() where byte == 0 { zeros[index & 1] += 1 }
        let pairs = head.count / 2
        guard pairs >= 4 else { return nil }
        if zeros[1] * 2 > pairs, zeros[0] * 20 < pairs { return false }
        if zeros[0] * 2 > pairs, zeros[1] * 20 < pairs { return true }
        return nil
    }

    private static func isValidUTF8(_ bytes: [UInt8]) -> Bool {
        (try? UTF8Span(validating: bytes.span)) != nil
    }

    private static func decode(_ bytes: ArraySlice<UInt8>, as encoding: Encoding) -> [UInt8] {
        switch encoding {
        case .utf8:
            return Array(String(decoding: bytes, as: UTF8.self).utf8)
        case let .utf16(bigEndian):
            return decodeUTF16(bytes, bigEndian: bigEndian)
        case .windows1252:
            return decodeWindows1252(bytes)
        case let .named(name):
            return NamedEncoding.decode(bytes, from: name) ?? decodeWindows1252(bytes)
        }
    }

    private static func decodeUTF16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> [UInt8] {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(bigEndian ? first << 8 | second : second << 8 | first)
            index += 2
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// Text of Windows-1252 as UTF-8.
    static func decodeWindows1252(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 16)
        for byte in bytes {
            if byte < 0x80 {
                result.append(byte)
            } else {
                result.append(
                    utf8Of: byte < 0xA0 ? windows1252High[Int(byte) - 0x80] : UInt32(byte))
            }
        }
        return result
    }

    /// What Windows-1252 has at 0x80…0x9F, where Unicode has control characters.
    static let windows1252High: [UInt32] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
        0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
    ]

    /// `text` without the control characters that no reader wants to meet.
    private static func withoutControls(_ text: [UInt8]) -> [UInt8] {
        func isUnwanted(_ byte: UInt8) -> Bool {
            (byte < 0x20 && !byte.isASCIISpace) || byte == 0x7F
        }
        guard text.contains(where: isUnwanted) else { return text }
        return text.filter { !isUnwanted($0) }
    }
}

/// How far bytes are UTF-8.
private struct UTF8Census {
    /// Well-formed sequences of two to four bytes.
    private var sequences = 0
    /// Bytes that are part of no well-formed sequence.
    private var strays = 0

    /// Counts through `bytes`; a sequence cut off at the end counts as nothing.
    init(_ bytes: ArraySlice<UInt8>) {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte < 0x80 {
                index += 1
                continue
            }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            guard byte >= 0xC2, byte <= 0xF4 else {
                strays += 1
                index += 1
                continue
            }
            let rest = bytes[(index + 1)..<min(index + length, bytes.endIndex)]
            if rest.allSatisfy({ $0 & 0xC0 == 0x80 }) {
                if rest.count == length - 1 { sequences += 1 }
                index += rest.count + 1
            } else {
                strays += 1
                index += 1
            }
        }
    }

    /// Whether the text is better repaired as UTF-8 than read as something else.
    var isMostlyUTF8: Bool { strays == 0 || sequences > strays }

    /// Whether it can't be anything else.
    var isSurelyUTF8: Bool { strays == 0 && sequences >= 8 }
}

extension [UInt8] {
    /// Appends the UTF-8 form of a code point; of one that is none, U+FFFD.
    mutating func append(utf8Of codePoint: UInt32) {
        let scalar = Unicode.Scalar(codePoint) ?? "\u{FFFD}"
        append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}

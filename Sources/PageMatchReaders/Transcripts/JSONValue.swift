/// One value of a ``JSONDocument``.
struct JSONValue {
    /// What it is a value of; valid inside ``JSONDocument/withRoot(_:)``.
    let source: UnsafePointer<JSONSource>
    /// Where its first byte is, or ``JSONDocument/whole``.
    let offset: UInt32
    /// Which container it is, if it is one, else the first that begins after it.
    let container: UInt32

    private var first: UInt8 {
        offset == JSONDocument.whole ? UInt8(ascii: "[") : source.pointee.byte(Int(offset))
    }

    var isArray: Bool { first == UInt8(ascii: "[") }
    var isObject: Bool { first == UInt8(ascii: "{") }
    var isString: Bool { first == UInt8(ascii: "\"") }
    var isTrue: Bool { first == UInt8(ascii: "t") }
    /// The line of the text it begins in, from 1.
    ///
    /// - Complexity: O(*offset*).
    var line: Int {
        guard offset != JSONDocument.whole else { return 1 }
        return source.pointee.read { lineNumber(ofByte: Int(offset), in: $0) }
    }
    /// Whether it is a number without fraction or exponent.
    var isInteger: Bool {
        guard number != nil else { return false }
        return source.pointee.read { text in
            let start = Int(offset)
            for at in start..<JSONScanner.scalarEnd(text, start) where !isDigit(text[at]) {
                guard at == start, text[at] == UInt8(ascii: "-") else { return false }
            }
            return true
        }
    }

    /// The number, which may be NaN or infinite; `nil` for other kinds.
    ///
    /// Exact for up to 15 digits, otherwise within a unit in the last place or two.
    var number: Double? {
        switch first {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "t"),
            UInt8(ascii: "f"), UInt8(ascii: "n"):
            return nil
        default: return source.pointee.read { jsonNumber($0, Int(offset)) } ?? .nan
        }
    }

    /// A number, or a string that holds one and nothing else: some services quote their seconds.
    var seconds: Double? {
        guard isString else { return number }
        return source.pointee.read { text in
            let start = Int(offset) + 1
            let (end, isEscaped) = JSONScanner.stringEnd(text, start)
            guard !isEscaped, 1...32 ~= end - start else { return nil }
            return jsonNumber(text, start, until: end)
        }
    }

    /// The bytes of a string with escapes resolved; `nil` for other kinds.
    ///
    /// Not always UTF-8: a recogniser may have cut a character in two. Lone surrogates are U+FFFD.
    var utf8: ArraySlice<UInt8>? {
        guard isString else { return nil }
        var result: [UInt8] = []
        append(to: &result)
        return result[...]
    }

    /// A string, with what is not UTF-8 replaced by U+FFFD; `nil` for other kinds.
    var string: String? { utf8.map { String(decoding: $0, as: UTF8.self) } }

    /// Appends the bytes of a string to `text`, escapes resolved; nothing of other kinds.
    func append(to text: inout [UInt8]) {
        guard isString else { return }
        let (range, isEscaped) = stringSource
        source.pointee.read { bytes in
            if isEscaped {
                appendUnescapedJSON(bytes.extracting(range), to: &text)
            } else {
                bytes.extracting(range).withUnsafeBufferPointer { text.append(contentsOf: $0) }
            }
        }
    }

    /// Whether it is a string that says `text`.
    func isString(_ text: StaticString) -> Bool {
        guard isString else { return false }
        let (range, isEscaped) = stringSource
        if isEscaped {
            return utf8.map { $0.count == text.utf8CodeUnitCount && isEqual($0.span, 0, text) }
                ?? false
        }
        return range.count == text.utf8CodeUnitCount
            && source.pointee.read { isEqual($0, range.lowerBound, text) }
    }

    /// Whether it is a string that says the bytes of `text` at `range`.
    func isString(_ text: Span<UInt8>, at range: Range<Int>) -> Bool {
        guard isString else { return false }
        let (own, isEscaped) = stringSource
        if isEscaped {
            guard let bytes = utf8 else { return false }
            return isSame(bytes.span, 0..<bytes.count, text, range)
        }
        return source.pointee.read { isSame($0, own, text, range) }
    }

    /// Whether it is a string with a blank byte at an end; a blank that is escaped there counts.
    var hasBlankEdge: Bool {
        guard isString else { return false }
        let (range, isEscaped) = stringSource
        guard !range.isEmpty else { return false }
        if isEscaped, let bytes = utf8, let first = bytes.first, let last = bytes.last {
            return isBlank(first) || isBlank(last)
        }
        return isBlank(source.pointee.byte(range.lowerBound))
            || isBlank(source.pointee.byte(range.upperBound - 1))
    }

    /// Whether it is a string with at least one byte that is not blank.
    var isFilledString: Bool { utf8?.contains { !isBlank($0) } ?? false }

    /// What lies between the quotes of a string, and whether there is a backslash.
    @inline(__always)
    private var stringSource: (range: Range<Int>, isEscaped: Bool) {
        let start = Int(offset) + 1
        let (end, isEscaped) = source.pointee.read { JSONScanner.stringEnd($0, start) }
        return (start..<end, isEscaped)
    }
}

private func isSame(
    _ left: Span<UInt8>, _ leftRange: Range<Int>, _ right: Span<UInt8>, _ rightRange: Range<Int>
) -> Bool {
    guard leftRange.count == rightRange.count else { return false }
    for index in 0..<leftRange.count
    where left[leftRange.lowerBound + index] != right[rightRange.lowerBound + index] {
        return false
    }
    return true
}

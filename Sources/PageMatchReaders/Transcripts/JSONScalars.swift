/// The value of the JSON number, `NaN`, `Infinity` or `-Infinity` at an offset.
///
/// Nineteen digits are kept and scaled by one exact power of ten, which is right to a unit or two
/// in the last place of a `Double`: far below the millisecond that times are rounded to.
///
/// - Parameters:
///   - text: Where the number stands.
///   - start: The offset of its first byte.
///   - end: The offset after its last byte; without it, it ends where a number can't go on.
/// - Returns: `nil` for what is no number.
/// - Complexity: O(*digits*).
func jsonNumber(_ text: Span<UInt8>, _ start: Int, until end: Int? = nil) -> Double? {
    let limit = end ?? text.count
    var mantissa: UInt64 = 0
    var at = start
    let isNegative = at < limit && text[at] == UInt8(ascii: "-")
    if isNegative { at += 1 }
    let first = at
    var dot: Int?
    while at < limit {
        let digit = text[at] &- UInt8(ascii: "0")
        if digit < 10 {
            mantissa = mantissa &* 10 &+ UInt64(digit)
        } else if text[at] == UInt8(ascii: "."), dot == nil {
            dot = at
        } else {
            break
        }
        at += 1
    }
    let digits = at - first - (dot == nil ? 0 : 1)
    let isWhole = end.map { at == $0 } ?? !isLetterOrSign(text, at)
    guard isWhole, 1...19 ~= digits else { return rareNumber(text, start, end) }
    // Nineteen digits fit in 64 bits, and 10¹⁹ is a Double.
    let value = Double(mantissa) / powersOfTen[dot.map { at - $0 - 1 } ?? 0]
    return isNegative ? -value : value
}

/// Exponents, very long numbers and the words of Python.
private func rareNumber(_ text: Span<UInt8>, _ start: Int, _ end: Int?) -> Double? {
    let end = end ?? JSONScanner.scalarEnd(text, start)
    let bytes = (start..<min(end, start + 2_000)).map { text[$0] }
    return Double(String(decoding: bytes, as: UTF8.self))
}

private func isLetterOrSign(_ text: Span<UInt8>, _ at: Int) -> Bool {
    guard at < text.count else { return false }
    let byte = text[at]
    return byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
        || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
}

/// 10⁰ … 10¹⁹: all that a `Double` holds exactly and that digits of 64 bits need.
private let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19,
]

/// Appends the bytes that a JSON string stands for.
///
/// `source` is what lies between the quotes. A pair of `\u` surrogates is one character, a lone one
/// is U+FFFD, and a backslash before anything unknown is dropped.
///
/// - Complexity: O(*source*); no allocation but for the growth of `result`.
func appendUnescapedJSON(_ source: Span<UInt8>, to result: inout [UInt8]) {
    var at = 0
    while at < source.count {
        let byte = source[at]
        guard byte == UInt8(ascii: "\\"), at + 1 < source.count else {
            result.append(byte)
            at += 1
            continue
        }
        let escaped = source[at + 1]
        at += 2
        switch escaped {
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "u"): appendEscapedScalar(source, &at, to: &result)
        default: result.append(escaped)
        }
    }
}

/// Appends the character of a `\u` escape, or of two that are a surrogate pair.
///
/// `at` is past the `u` before, and past the digits after.
private func appendEscapedScalar(_ source: Span<UInt8>, _ at: inout Int, to result: inout [UInt8]) {
    guard let first = hexadecimal(source, at) else {
        result.append(contentsOf: "\u{FFFD}".utf8)
        return
    }
    at += 4
    var code = first
    if 0xD800..<0xDC00 ~= first, at + 1 < source.count, source[at] == UInt8(ascii: "\\"),
        source[at + 1] == UInt8(ascii: "u"), let second = hexadecimal(source, at + 2),
        0xDC00..<0xE000 ~= second
    {
        code = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        at += 6
    }
    appendUTF8(code, to: &result)
}

/// Appends a code point; a surrogate is U+FFFD.
private func appendUTF8(_ code: UInt32, to result: inout [UInt8]) {
    let continuation = { (shift: UInt32) in UInt8(0x80 | code >> shift & 0x3F) }
    switch code {
    case ..<0x80: result.append(UInt8(code))
    case ..<0x800:
        result.append(UInt8(0xC0 | code >> 6))
        result.append(continuation(0))
    case 0xD800..<0xE000: result.append(contentsOf: "\u{FFFD}".utf8)
    case ..<0x10000:
        result.append(UInt8(0xE0 | code >> 12))
        result.append(continuation(6))
        result.append(continuation(0))
    default:
        result.append(UInt8(0xF0 | code >> 18))
        result.append(continuation(12))
        result.append(continuation(6))
        result.append(continuation(0))
    }
}

/// The value of the four hexadecimal digits at `start`, or `nil`.
private func hexadecimal(_ source: Span<UInt8>, _ start: Int) -> UInt32? {
    guard start + 4 <= source.count else { return nil }
    var value: UInt32 = 0
    for at in start..<start + 4 {
        guard let digit = hexadecimalDigit(source[at]) else { return nil }
        value = value << 4 | digit
    }
    return value
}

/// The value of one hexadecimal digit, or `nil`.
func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
}

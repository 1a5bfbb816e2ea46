/// The value of a JSON number, `NaN`, `Infinity` or `-Infinity`; NaN for what is none of these.
///
/// Nineteen digits are kept and scaled by one exact power of ten, which is right to a unit or two
/// in the last place of a `Double`: far below the millisecond that times are rounded to.
func jsonNumber(_ source: ArraySlice<UInt8>) -> Double {
    var mantissa: UInt64 = 0
    var digits = 0
    var exponent = 0
    var isFraction = false
    var at = source.startIndex
    let isNegative = source.first == UInt8(ascii: "-")
    if isNegative { at += 1 }
    scan: while at < source.endIndex {
        let byte = source[at]
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            if digits < 19 {
                mantissa = mantissa * 10 + UInt64(byte - UInt8(ascii: "0"))
                if mantissa > 0 { digits += 1 }
                if isFraction { exponent -= 1 }
            } else if !isFraction {
                exponent += 1
            }
        case UInt8(ascii: ".") where !isFraction: isFraction = true
        default: break scan
        }
        at += 1
    }
    guard at == source.endIndex, -exponent < powersOfTen.count, exponent <= 0 else {
        // Exponents, very long numbers and the words of Python: rare.
        return Double(String(decoding: source, as: UTF8.self)) ?? .nan
    }
    let value = Double(mantissa) / powersOfTen[-exponent]
    return isNegative ? -value : value
}

/// 10⁰ … 10²²: those that a `Double` holds exactly.
private let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
]

/// The bytes that a JSON string stands for.
///
/// `source` is what lies between the quotes. A pair of `\u` surrogates is one character, a lone one
/// is U+FFFD, and a backslash before anything unknown is dropped.
func unescapedJSON(_ source: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(source.count)
    var at = source.startIndex
    while at < source.endIndex {
        let byte = source[at]
        guard byte == UInt8(ascii: "\\"), at + 1 < source.endIndex else {
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
    return result
}

/// Appends the character of a `\u` escape, or of two that are a surrogate pair.
///
/// `at` is past the `u` before, and past the digits after.
private func appendEscapedScalar(
    _ source: ArraySlice<UInt8>, _ at: inout Int, to result: inout [UInt8]
) {
    guard let first = hexadecimal(source, at) else {
        result.append(contentsOf: "\u{FFFD}".utf8)
        return
    }
    at += 4
    var code = first
    if 0xD800..<0xDC00 ~= first, at + 1 < source.endIndex, source[at] == UInt8(ascii: "\\"),
        source[at + 1] == UInt8(ascii: "u"), let second = hexadecimal(source, at + 2),
        0xDC00..<0xE000 ~= second
    {
        code = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        at += 6
    }
    result.append(contentsOf: String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
}

/// The value of the four hexadecimal digits at `start`, or `nil`.
private func hexadecimal(_ source: ArraySlice<UInt8>, _ start: Int) -> UInt32? {
    guard start + 4 <= source.endIndex else { return nil }
    var value: UInt32 = 0
    for byte in source[start..<start + 4] {
        guard let digit = hexadecimalDigit(byte) else { return nil }
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

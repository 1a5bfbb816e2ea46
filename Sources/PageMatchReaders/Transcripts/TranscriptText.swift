/// The bytes of a transcript file as UTF-8 without a byte order mark.
///
/// UTF-16 is told by its mark or by the zero bytes of its first two characters. Bytes that are not
/// UTF-8 are left in: a character that two words share is whole again once the words are joined.
///
/// - Complexity: O(*bytes*); no copy of UTF-8 without a mark.
func transcriptText(_ bytes: [UInt8]) -> [UInt8] {
    switch (bytes.first, bytes.dropFirst().first) {
    case (0xEF, 0xBB) where bytes.dropFirst(2).first == 0xBF: return Array(bytes.dropFirst(3))
    case (0xFF, 0xFE): return utf8(fromUTF16: bytes.dropFirst(2), isBigEndian: false)
    case (0xFE, 0xFF): return utf8(fromUTF16: bytes.dropFirst(2), isBigEndian: true)
    default: break
    }
    guard bytes.count >= 4 else { return bytes }
    switch (bytes[0] == 0, bytes[1] == 0, bytes[2] == 0, bytes[3] == 0) {
    case (false, true, false, true): return utf8(fromUTF16: bytes[...], isBigEndian: false)
    case (true, false, true, false): return utf8(fromUTF16: bytes[...], isBigEndian: true)
    default: return bytes
    }
}

private func utf8(fromUTF16 bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> [UInt8] {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var at = bytes.startIndex
    while at + 1 < bytes.endIndex {
        let (first, second) = (UInt16(bytes[at]), UInt16(bytes[at + 1]))
        units.append(isBigEndian ? first << 8 | second : second << 8 | first)
        at += 2
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
}

/// Whether a byte is ASCII white space or another control character: none of them is read aloud.
func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F }

/// Whether a byte is a digit of ASCII.
func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

/// `slice` without blank bytes at its ends.
func trimmed(_ slice: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var slice = slice
    while let first = slice.first, isBlank(first) { slice.removeFirst() }
    while let last = slice.last, isBlank(last) { slice.removeLast() }
    return slice
}

/// Whether two neighbouring characters belong to scripts that put no space between words, so that
/// joining two words or lines there needs none: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
///
/// Korean has spaces. `left` ends with the first character, `right` starts with the second; where
/// either is empty or cut inside a character the answer is no.
func joinWithoutSpace(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    endsWithSpacelessScript(left.span) && startsWithSpacelessScript(right.span)
}

/// Whether the last character is of a script without spaces between words, or its punctuation.
func endsWithSpacelessScript(_ text: Span<UInt8>) -> Bool {
    guard text.count > 0, text[text.count - 1] >= 0x80 else { return false }
    var start = text.count - 1
    while start > 0, text[start] & 0xC0 == 0x80, text.count - start < 4 { start -= 1 }
    return startsWithSpacelessScript(text.extracting(start..<text.count))
}

/// Whether the first character is of a script without spaces between words, or its punctuation.
func startsWithSpacelessScript(_ text: ArraySlice<UInt8>) -> Bool {
    startsWithSpacelessScript(text.span)
}

/// Whether the first character is of a script without spaces between words, or its punctuation.
func startsWithSpacelessScript(_ text: Span<UInt8>) -> Bool {
    guard text.count > 0, text[0] >= 0xE0 else { return false }
    let first = text[0]
    let length = first < 0xF0 ? 3 : 4
    guard text.count >= length else { return false }
    var code = UInt32(first) & (length == 3 ? 0x0F : 0x07)
    for index in 1..<length {
        guard text[index] & 0xC0 == 0x80 else { return false }
        code = code << 6 | UInt32(text[index] & 0x3F)
    }
    return spacelessScripts.contains { $0 ~= code }
}

/// Blocks of Unicode, in code points.
private let spacelessScripts: [ClosedRange<UInt32>] = [
    0x0E00...0x0EFF,  // Thai, Lao
    0x1000...0x109F,  // Myanmar
    0x1780...0x17FF,  // Khmer
    0x2E80...0x312F,  // CJK radicals, punctuation, kana, bopomofo
    0x31A0...0x9FFF,  // kana extensions, ideographs
    0xF900...0xFAFF,  // compatibility ideographs
    0xFF00...0xFFEF,  // full-width forms
    0x20000...0x3FFFF,  // ideographs of the further planes
]

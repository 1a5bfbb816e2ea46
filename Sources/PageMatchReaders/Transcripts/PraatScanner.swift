/// Reads Praat's text files as Praat does: free-standing numbers and strings count, flags in angle
/// brackets, comments and all other words are passed over.
struct PraatScanner {
    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The line reached, from 1.
    var line: Int { lineNumber(ofByte: at, in: bytes) }

    /// The next value if it is a number; a string in its place is left.
    ///
    /// What Praat or a program writes for a number that there is not is NaN.
    mutating func number() -> Double? {
        while let first = nextMark() {
            if first == UInt8(ascii: "\"") { return nil }
            let start = at
            while at < bytes.count, !isBlank(bytes[at]) { at += 1 }
            guard at - start <= 40 else { continue }
            if isUndefined(bytes[start..<at]) { return .nan }
            guard isDigit(first) || first == UInt8(ascii: "-") else { continue }
            if let number = Double(String(decoding: bytes[start..<at], as: UTF8.self)) {
                return number
            }
        }
        return nil
    }

    private func isUndefined(_ word: ArraySlice<UInt8>) -> Bool {
        ["nan", "NaN", "-nan", "--undefined--", "inf", "-inf"].contains {
            word.elementsEqual($0.utf8)
        }
    }

    /// The next string, passing over numbers; quotes in it are doubled.
    mutating func string() -> ArraySlice<UInt8>? {
        while let first = nextMark() {
            guard first == UInt8(ascii: "\"") else {
                while at < bytes.count, !isBlank(bytes[at]) { at += 1 }
                continue
            }
            return quoted()
        }
        return nil
    }

    private mutating func quoted() -> ArraySlice<UInt8>? {
        let start = at + 1
        var end = start
        var hasQuotes = false
        while end < bytes.count {
            guard bytes[end] == UInt8(ascii: "\"") else {
                end += 1
                continue
            }
            guard end + 1 < bytes.count, bytes[end + 1] == UInt8(ascii: "\"") else { break }
            hasQuotes = true
            end += 2
        }
        guard end < bytes.count else {
            at = bytes.count
            return nil
        }
        at = end + 1
        let text = bytes[start..<end]
        return hasQuotes ? withSingleQuotes(text) : text
    }

    /// Goes to the next byte that is neither blank nor in a comment or flag.
    private mutating func nextMark() -> UInt8? {
        while at < bytes.count {
            let byte = bytes[at]
            if isBlank(byte) {
                at += 1
            } else if byte == UInt8(ascii: "!") {
                at = lineRange(at, in: bytes).upperBound
            } else if byte == UInt8(ascii: "<") {
                while at < bytes.count, !isBlank(bytes[at]) { at += 1 }
            } else {
                return byte
            }
        }
        return nil
    }
}

/// A quoted string's content with `""` made `"`.
func withSingleQuotes(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var at = text.startIndex
    while at < text.endIndex {
        result.append(text[at])
        let isPair =
            text[at] == UInt8(ascii: "\"") && at + 1 < text.endIndex
            && text[at + 1] == UInt8(ascii: "\"")
        at += isPair ? 2 : 1
    }
    return result[...]
}

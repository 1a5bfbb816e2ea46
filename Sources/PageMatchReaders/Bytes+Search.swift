/// Searching and classing bytes of ASCII-compatible text.
extension ArraySlice<UInt8> {
    /// Where `needle` first occurs.
    ///
    /// - Parameters:
    ///   - needle: The bytes to find; must not be empty.
    ///   - ignoringCase: Whether ASCII letters of either case are equal; `needle` is then given in
    ///     lower case.
    /// - Returns: An index of this slice; `nil` if it does not occur.
    /// - Complexity: O(*n* · *m*) at worst for *m* bytes of needle, O(*n*) on text.
    func firstOffset(of needle: [UInt8], ignoringCase: Bool = false) -> Int? {
        guard let first = needle.first, count >= needle.count else { return nil }
        var start = startIndex
        let last = endIndex - needle.count
        while start <= last {
            let byte = ignoringCase ? self[start].lowercasedASCII : self[start]
            if byte == first {
                var matched = 1
                while matched < needle.count {
                    let other = self[start + matched]
                    guard needle[matched] == (ignoringCase ? other.lowercasedASCII : other) else {
                        break
                    }
                    matched += 1
                }
                if matched == needle.count { return start }
            }
            start += 1
        }
        return nil
    }
}

extension UInt8 {
    /// This byte with `A`–`Z` made `a`–`z`.
    var lowercasedASCII: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
    /// Whether it is one of `0`–`9`.
    var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }
    /// Whether it is one of `a`–`z`, `A`–`Z`.
    var isASCIILetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
    /// Whether it is white space to HTML: space, tab, line feed, form feed, carriage return.
    var isASCIISpace: Bool {
        self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 || self == 0x0C
    }
}

import CXML

/// Character references of HTML: `&mdash;`, `&#8212;`, `&#x2014;`.
struct CharacterReferences {
    /// A reference that was read.
    struct Reference: Hashable {
        /// The code point that it stands for; U+FFFD if it is none.
        let codePoint: UInt32
        /// Bytes from the ampersand to behind the semicolon.
        let length: Int
    }

    /// Longest name of HTML 4 is `thetasym`; names of HTML 5 that browsers know are left alone.
    private static let longestName = 10
    /// Names met before, so that the library's list is not searched for each; `nil` is no name.
    private var known: [ArraySlice<UInt8>: UInt32?] = [:]

    /// Reads the reference at the start of `text`.
    ///
    /// - Parameters:
    ///   - text: Text that begins with an ampersand.
    ///   - semicolonIsOptional: Whether a name may end without it, as browsers allow outside of
    ///     attributes.
    /// - Returns: `nil` if it is no reference; the ampersand then is one.
    /// - Complexity: O(1): a name is at most ten bytes, a number nine.
    mutating func read(_ text: ArraySlice<UInt8>, semicolonIsOptional: Bool) -> Reference? {
        let body = text.dropFirst()
        if body.first == 0x23 { return Self.number(body.dropFirst()) }
        let name = body.prefix(Self.longestName).prefix { $0.isASCIILetter || $0.isASCIIDigit }
        guard !name.isEmpty else { return nil }
        let ends = body.dropFirst(name.count).first == 0x3B
        guard ends || semicolonIsOptional, let codePoint = lookUp(name) else { return nil }
        return Reference(codePoint: codePoint, length: 1 + name.count + (ends ? 1 : 0))
    }

    private static func number(_ body: ArraySlice<UInt8>) -> Reference? {
        let isHex = body.first == 0x78 || body.first == 0x58
        let digits = body.dropFirst(isHex ? 1 : 0).prefix(8).prefix {
            $0.isASCIIDigit || (isHex && (0x61...0x66).contains($0 | 0x20))
        }
        let text = String(decoding: digits, as: UTF8.self)
        guard let value = UInt32(text, radix: isHex ? 16 : 10) else { return nil }
        let ends = body.dropFirst((isHex ? 1 : 0) + digits.count).first == 0x3B
        let length = 2 + (isHex ? 1 : 0) + digits.count + (ends ? 1 : 0)
        return Reference(codePoint: printable(value), length: length)
    }

    /// What browsers show for a number: those of Windows-1252's upper control range are meant as
    /// that; what no document may hold becomes U+FFFD.
    private static func printable(_ value: UInt32) -> UInt32 {
        switch value {
        case 0x80...0x9F: DecodedText.windows1252High[Int(value) - 0x80]
        case 0x09, 0x0A, 0x0D: value
        case 0..<0x20, 0x7F, 0xFFFE, 0xFFFF: 0xFFFD
        default: Unicode.Scalar(value) == nil ? 0xFFFD : value
        }
    }

    private mutating func lookUp(_ name: ArraySlice<UInt8>) -> UInt32? {
        if let known = known[name] { return known }
        let text = String(decoding: name, as: UTF8.self)
        let value = text == "apos" ? 0x27 : htmlEntityLookup(text)?.pointee.value
        // Names are the document's: remember no more than there can be.
        if known.count < 512 { known[name] = .some(value.map { UInt32($0) }) }
        return value.map { UInt32($0) }
    }
}

/// What characters are, without asking the Unicode tables for those of ASCII, which nearly all are.
extension Unicode.Scalar {
    /// Whether it is a letter (Alphabetic, UAX #44).
    @inline(__always)
    var isAlphabetic: Bool {
        value < 0x80 ? (value | 0x20) &- 0x61 < 26 : properties.isAlphabetic
    }

    /// Whether it is a capital (Uppercase, UAX #44).
    @inline(__always)
    var isUppercase: Bool { value < 0x80 ? value &- 0x41 < 26 : properties.isUppercase }

    /// Whether it is a small letter (Lowercase, UAX #44).
    @inline(__always)
    var isLowercase: Bool { value < 0x80 ? value &- 0x61 < 26 : properties.isLowercase }

    /// Whether it has a value as a number (Numeric_Type, UAX #44).
    @inline(__always)
    var isNumeric: Bool {
        value < 0x80 ? value &- 0x30 < 10 : properties.numericType != nil
    }
}

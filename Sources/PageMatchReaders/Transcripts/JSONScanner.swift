/// Finds where white space, strings and numbers of a JSON text end, eight bytes at a time.
///
/// The one place that looks at several bytes at once. It needs no pointer: `Span` checks that each
/// load lies inside the text, and the last bytes, fewer than a load, are looked at one by one.
///
///     "Call me", 1.5      lanes of a load, the first byte lowest
///     C a l l   m e "     0 0 0 0 0 0 0 80   the quote's lane, its number by trailing zero bits
///
/// - Source: S. E. Anderson, "Bit Twiddling Hacks", *Determine if a word has a zero byte*; only the
///   lowest marked lane of that test is certain, and only that one is used.
enum JSONScanner {
    /// The offset of the first byte at or after `start` that is not white space, or the end.
    @inline(__always)
    static func afterSpace(_ text: Span<UInt8>, _ start: Int) -> Int {
        guard start < text.count, text[start] <= 0x20 else { return start }
        return afterLongSpace(text, start)
    }

    /// As ``afterSpace(_:_:)``, for a text that is indented.
    private static func afterLongSpace(_ text: Span<UInt8>, _ start: Int) -> Int {
        var at = start
        while at < text.count, isSpace(text[at]) {
            at += 1
            while at + 8 <= text.count, word(text, at) == repeated(0x20) { at += 8 }
        }
        return at
    }

    /// Whether a byte is white space to JSON.
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// The offset of the first quote or backslash at or after `start`, or the end.
    @inline(__always)
    static func quoteOrBackslash(_ text: Span<UInt8>, _ start: Int) -> Int {
        var at = start
        while at + 8 <= text.count {
            let bytes = word(text, at)
            let found = zeroLanes(bytes ^ repeated(0x22)) | zeroLanes(bytes ^ repeated(0x5C))
            if found != 0 { return at + found.trailingZeroBitCount >> 3 }
            at += 8
        }
        while at < text.count, text[at] != 0x22, text[at] != 0x5C { at += 1 }
        return at
    }

    /// Where a string ends.
    ///
    /// - Parameters:
    ///   - text: A JSON text, or any bytes.
    ///   - start: The offset after the opening quote.
    /// - Returns: The offset of the closing quote, and whether there is a backslash before; beyond
    ///   the last byte if the string has no end.
    @inline(__always)
    static func stringEnd(_ text: Span<UInt8>, _ start: Int) -> (end: Int, isEscaped: Bool) {
        let at = quoteOrBackslash(text, start)
        guard at < text.count, text[at] == 0x5C else { return (at, false) }
        return (escapedStringEnd(text, at), true)
    }

    /// The closing quote of a string with a backslash at `start`, or beyond the last byte.
    private static func escapedStringEnd(_ text: Span<UInt8>, _ start: Int) -> Int {
        var at = start
        while at < text.count, text[at] == 0x5C { at = quoteOrBackslash(text, at + 2) }
        return at
    }

    /// The offset of the first byte at or after `start` that can't be part of a number, or the end.
    @inline(__always)
    static func numberEnd(_ text: Span<UInt8>, _ start: Int) -> Int {
        var at = start
        while at < text.count, isInNumber(text[at]) { at += 1 }
        return at
    }

    /// Whether a byte is a digit, a sign, a dot or the mark of an exponent.
    @inline(__always)
    private static func isInNumber(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || byte == 0x2E || byte == 0x2D || byte | 0x20 == 0x65 || byte == 0x2B
    }

    /// The offset after a value that is no string and no container, in a text that was checked.
    @inline(__always)
    static func scalarEnd(_ text: Span<UInt8>, _ start: Int) -> Int {
        var at = start
        while at < text.count, text[at] > 0x2C || text[at] == 0x2B, text[at] | 0x20 != 0x7D {
            at += 1
        }
        return at
    }

    /// Up to eight of the `count` bytes from `start` on, the first lowest, zeros after the last.
    @inline(__always)
    static func head(_ text: Span<UInt8>, _ start: Int, _ count: Int) -> UInt64 {
        guard start + 8 <= text.count else { return shortHead(text, start, count) }
        let bytes = word(text, start)
        return count >= 8 ? bytes : bytes & ((1 &<< UInt64(count &* 8)) &- 1)
    }

    private static func shortHead(_ text: Span<UInt8>, _ start: Int, _ count: Int) -> UInt64 {
        var head: UInt64 = 0
        for index in 0..<min(count, 8) { head |= UInt64(text[start + index]) << UInt64(index * 8) }
        return head
    }

    /// Eight bytes from `at` on, which must lie inside.
    @inline(__always)
    private static func word(_ text: Span<UInt8>, _ at: Int) -> UInt64 {
        UInt64(littleEndian: text.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self))
    }

    private static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// The top bit of each lane that is zero, and perhaps of some after the first of them.
    @inline(__always)
    private static func zeroLanes(_ word: UInt64) -> UInt64 {
        (word &- repeated(1)) & ~word & repeated(0x80)
    }
}

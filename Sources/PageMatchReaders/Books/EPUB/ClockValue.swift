import PageMatchCore

/// Times as SMIL writes them.
enum ClockValue {
    /// Reads a clock value.
    ///
    /// All forms of SMIL 3: `5:34:31.396`, `09:58`, `76.2s`, `7.75h`, `13min`, `2345ms`, `12.345`,
    /// and the `npt=` that older files have before it. The result is in whole milliseconds.
    ///
    /// - Parameter text: The attribute.
    /// - Returns: `nil` for anything else, negative times, and those beyond a year.
    /// - Complexity: O(length), bounded.
    static func time(_ text: ArraySlice<UInt8>) -> TrackTime? {
        guard text.count <= 40 else { return nil }
        let text = text.span
        var range = trimmed(text)
        if range.count > 4, has(text.extracting(range), name: (0x6E, 0x70, 0x74)),
            text[range.lowerBound + 3] == 0x3D
        {
            range = (range.lowerBound + 4)..<range.upperBound
        }
        let rest = text.extracting(range)
        let milliseconds = index(of: 0x3A, in: rest) < rest.count ? clock(rest) : count(rest)
        guard let milliseconds, milliseconds <= 366 * 86_400_000 else { return nil }
        return TrackTime(milliseconds: milliseconds)
    }

    /// `h:mm:ss.f` and `mm:ss.f`; hours, and minutes where there are none, of any size.
    private static func clock(_ text: Span<UInt8>) -> Int64? {
        var start = 0
        var minutes: Int64 = 0
        for _ in 0..<2 {
            let rest = text.extracting(start..<text.count)
            let colon = index(of: 0x3A, in: rest)
            guard colon < rest.count else { break }
            guard let value = digits(rest.extracting(0..<colon)) else { return nil }
            minutes = minutes * 60 + value
            start += colon + 1
        }
        guard let seconds = decimal(text.extracting(start..<text.count), unit: 1000),
            seconds < 61_000
        else { return nil }
        return minutes * 60_000 + seconds
    }

    /// A number with the name of its unit, seconds without one.
    private static func count(_ text: Span<UInt8>) -> Int64? {
        var end = 0
        while end < text.count, text[end].isASCIIDigit || text[end] == 0x2E { end += 1 }
        let rest = text.extracting(end..<text.count)
        guard let unit = milliseconds(ofUnit: rest.extracting(trimmed(rest))) else { return nil }
        return decimal(text.extracting(0..<end), unit: unit)
    }

    /// The length of a unit, `s` if it has no name.
    private static func milliseconds(ofUnit name: Span<UInt8>) -> Int64? {
        let first = name.isEmpty ? 0x73 : name[0].lowercasedASCII
        switch name.count {
        case 0, 1: return first == 0x73 ? 1000 : first == 0x68 ? 3_600_000 : nil
        case 2: return first == 0x6D && name[1].lowercasedASCII == 0x73 ? 1 : nil
        case 3: return has(name, name: (0x6D, 0x69, 0x6E)) ? 60_000 : nil
        default: return nil
        }
    }

    /// A decimal number times `unit`, rounded to a whole number.
    private static func decimal(_ text: Span<UInt8>, unit: Int64) -> Int64? {
        let point = index(of: 0x2E, in: text)
        guard let whole = digits(text.extracting(0..<point)) else { return nil }
        let fraction = text.extracting(min(point + 1, text.count)..<text.count)
        for index in fraction.indices where !fraction[index].isASCIIDigit { return nil }
        // Nine digits are enough for any clock.
        let used = fraction.extracting(0..<min(9, fraction.count))
        guard let value = digits(used) else { return whole * unit }
        var scale: Int64 = 1
        for _ in used.indices { scale *= 10 }
        return whole * unit + (value * unit + scale / 2) / scale
    }

    /// A whole number below 10⁹.
    private static func digits(_ text: Span<UInt8>) -> Int64? {
        guard !text.isEmpty, text.count <= 9 else { return nil }
        var value: Int64 = 0
        for index in text.indices {
            guard text[index].isASCIIDigit else { return nil }
            value = value * 10 + Int64(text[index] - 0x30)
        }
        return value
    }

    // MARK: Small parts

    /// The range of a text without ASCII white space at both ends.
    private static func trimmed(_ text: Span<UInt8>) -> Range<Int> {
        var (start, end) = (0, text.count)
        while start < end, text[start].isASCIISpace { start += 1 }
        while start < end, text[end - 1].isASCIISpace { end -= 1 }
        return start..<end
    }

    /// Where a byte first stands; the end if it does nowhere.
    private static func index(of byte: UInt8, in text: Span<UInt8>) -> Int {
        for index in text.indices where text[index] == byte { return index }
        return text.count
    }

    /// Whether a text begins with three letters, in either case.
    private static func has(_ text: Span<UInt8>, name: (UInt8, UInt8, UInt8)) -> Bool {
        text.count >= 3 && text[0].lowercasedASCII == name.0 && text[1].lowercasedASCII == name.1
            && text[2].lowercasedASCII == name.2
    }
}

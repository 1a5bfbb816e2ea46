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
    static func time(_ text: String) -> TrackTime? {
        guard text.utf8.count <= 40 else { return nil }
        var bytes = text.utf8.map(\.lowercasedASCII)[...].trimmed
        if bytes.starts(with: "npt=".utf8) { bytes = bytes.dropFirst(4) }
        let milliseconds = bytes.contains(0x3A) ? clock(bytes) : count(bytes)
        guard let milliseconds, milliseconds <= 366 * 86_400_000 else { return nil }
        return TrackTime(milliseconds: milliseconds)
    }

    /// `h:mm:ss.f` and `mm:ss.f`; hours, and minutes where there are none, of any size.
    private static func clock(_ text: ArraySlice<UInt8>) -> Int64? {
        var rest = text
        var minutes: Int64 = 0
        for _ in 0..<2 {
            guard let colon = rest.firstIndex(of: 0x3A) else { break }
            guard let value = digits(rest[..<colon]) else { return nil }
            minutes = minutes * 60 + value
            rest = rest[(colon + 1)...]
        }
        guard let seconds = decimal(rest, unit: 1000), seconds < 61_000 else { return nil }
        return minutes * 60_000 + seconds
    }

    /// Names of units and their lengths in milliseconds.
    private static let units: [(name: [UInt8], milliseconds: Int64)] = [
        (Array("ms".utf8), 1), (Array("min".utf8), 60_000), (Array("h".utf8), 3_600_000),
        (Array("s".utf8), 1000),
    ]

    /// A number with the name of its unit, seconds without one.
    private static func count(_ text: ArraySlice<UInt8>) -> Int64? {
        for unit in units where text.suffix(unit.name.count).elementsEqual(unit.name) {
            return decimal(text.dropLast(unit.name.count).trimmed, unit: unit.milliseconds)
        }
        return decimal(text, unit: 1000)
    }

    /// A decimal number times `unit`, rounded to a whole number.
    private static func decimal(_ text: ArraySlice<UInt8>, unit: Int64) -> Int64? {
        let point = text.firstIndex(of: 0x2E) ?? text.endIndex
        guard let whole = digits(text[..<point]) else { return nil }
        let fraction = text[point...].dropFirst()
        guard fraction.allSatisfy(\.isASCIIDigit) else { return nil }
        // Nine digits are enough for any clock.
        guard let value = digits(fraction.prefix(9)) else { return whole * unit }
        var scale: Int64 = 1
        for _ in fraction.prefix(9) { scale *= 10 }
        return whole * unit + (value * unit + scale / 2) / scale
    }

    /// A whole number below 10⁹.
    private static func digits(_ text: ArraySlice<UInt8>) -> Int64? {
        guard !text.isEmpty, text.count <= 9, text.allSatisfy(\.isASCIIDigit) else { return nil }
        return text.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }
}

extension ArraySlice<UInt8> {
    /// Without ASCII white space at both ends.
    fileprivate var trimmed: ArraySlice<UInt8> {
        let start = drop(while: \.isASCIISpace)
        let end = start.lastIndex { !$0.isASCIISpace }
        return end.map { start[...$0] } ?? []
    }
}

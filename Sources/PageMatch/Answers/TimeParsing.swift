extension AudioTime {
    /// Reads a time as people type it; `nil` for anything else.
    ///
    /// `862.5` and `862.5s` are seconds, `14:22` minutes and seconds, `3:14:22.5` hours, minutes
    /// and seconds. After a colon stand two digits below 60; the fraction is rounded to the
    /// millisecond. At most 10¹² seconds.
    public init?(parsing text: String) {
        guard let milliseconds = parsedMilliseconds(text[...]) else { return nil }
        self.init(milliseconds: milliseconds)
    }

    /// The time as a player shows it: `h:mm:ss`, whole seconds that have begun.
    public var clock: String { PageMatch.clock(milliseconds) }
}

extension TrackTime {
    /// The time as a player shows it: `h:mm:ss`, whole seconds that have begun.
    public var clock: String { PageMatch.clock(milliseconds) }
}

extension Moment {
    /// Reads a moment as people type it; `nil` for anything else.
    ///
    /// `TIME` counts from the start of the audiobook, `TRACK@TIME` from the start of a track, whose
    /// number counts from 1; ``AudioTime/init(parsing:)`` tells what a `TIME` is.
    public init?(parsing text: String) {
        guard let at = text.firstIndex(of: "@") else {
            guard let time = AudioTime(parsing: text) else { return nil }
            self = .audiobook(time)
            return
        }
        guard let number = whole(text[..<at]), number > 0,
            let milliseconds = parsedMilliseconds(text[text.index(after: at)...])
        else { return nil }
        self = .track(number: Int(number), TrackTime(milliseconds: milliseconds))
    }
}

private func parsedMilliseconds(_ text: Substring) -> Int64? {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    guard fields.count <= 3, var last = fields.last else { return nil }
    if fields.count == 1, last.last == "s" { last.removeLast() }
    var total: Int64 = 0
    for (index, field) in fields.dropLast().enumerated() {
        guard let value = whole(field), index == 0 || isSexagesimal(field, value) else {
            return nil
        }
        total = total * 60 + value
    }
    let parts = last.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let seconds = whole(first),
        fields.count == 1 || isSexagesimal(first, seconds)
    else { return nil }
    total = total * 60 + seconds
    // Beyond that a time is a slip, and sums of times could overflow.
    guard total < 1_000_000_000_000 else { return nil }
    guard parts.count == 2 else { return total * 1000 }
    return thousandths(parts[1]).map { total * 1000 + $0 }
}

/// Whether a field may stand after a colon.
private func isSexagesimal(_ field: Substring, _ value: Int64) -> Bool {
    field.utf8.count == 2 && value < 60
}

/// A number of one to twelve ASCII digits.
private func whole(_ text: Substring) -> Int64? {
    guard (1...12).contains(text.utf8.count), text.utf8.allSatisfy(isDigit) else { return nil }
    return Int64(text)
}

/// The digits after the point, rounded to thousandths.
private func thousandths(_ digits: Substring) -> Int64? {
    guard !digits.isEmpty, digits.utf8.allSatisfy(isDigit) else { return nil }
    let tenThousandths = Int64((digits.prefix(4) + "0000").prefix(4))
    return tenThousandths.map { ($0 + 5) / 10 }
}

private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

private func clock(_ milliseconds: Int64) -> String {
    let seconds = abs(milliseconds / 1000)
    func twoDigits(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let sign = milliseconds <= -1000 ? "-" : ""
    return "\(sign)\(seconds / 3600):\(twoDigits(seconds / 60 % 60)):\(twoDigits(seconds % 60))"
}

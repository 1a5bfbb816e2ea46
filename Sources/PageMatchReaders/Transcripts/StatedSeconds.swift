extension JSONValue {
    /// Seconds in any of the ways in which Google and Microsoft write a stretch of time.
    ///
    ///     "1.300s"    {"seconds": "1", "nanos": 300000000}    "PT1.3S"    1.3
    ///
    /// - Returns: `nil` for anything else.
    var statedSeconds: Double? {
        if isObject { return protobufSeconds }
        guard isString else { return number }
        guard let text = utf8, text.count <= 64 else { return nil }
        if text.first == UInt8(ascii: "P") { return isoSeconds(text) }
        guard text.last == UInt8(ascii: "s") else { return seconds }
        return seconds(in: text.dropLast())
    }

    /// What a client that does not know JSON's form makes of protobuf's `Duration`: parts that are
    /// zero are left out, whole seconds are quoted.
    private var protobufSeconds: Double? {
        let (whole, nanos) = (self["seconds"], self["nanos"])
        guard whole != nil || nanos != nil || members.isEmpty else { return nil }
        return (whole?.seconds ?? 0) + (nanos?.seconds ?? 0) / 1e9
    }

    private func seconds(in text: ArraySlice<UInt8>) -> Double? {
        text.isEmpty ? nil : jsonNumber(text.span, 0, until: text.count)
    }
}

extension JSONMembers {
    /// Whether there is no member left.
    var isEmpty: Bool {
        var rest = self
        return rest.next() == nil
    }
}

/// The seconds of a duration of ISO 8601 that has no years and months: `PT1H2M3.4S`, `P1DT2S`.
///
/// - Returns: `nil` for anything else.
func isoSeconds(_ text: ArraySlice<UInt8>) -> Double? {
    var total = 0.0
    var parts = 0
    var isTime = false
    var start = text.startIndex + 1
    for at in text.indices.dropFirst() {
        let byte = text[at]
        if byte == UInt8(ascii: "T"), !isTime, start == at {
            isTime = true
            start = at + 1
        } else if !isDigit(byte), byte != UInt8(ascii: ".") {
            guard let unit = isoUnit(byte, isTime), at > start,
                let number = jsonNumber(text[start..<at].span, 0, until: at - start)
            else { return nil }
            total += number * unit
            parts += 1
            start = at + 1
        }
    }
    return parts > 0 && start == text.endIndex ? total : nil
}

/// The seconds of one hour, minute, second or day.
private func isoUnit(_ letter: UInt8, _ isTime: Bool) -> Double? {
    switch letter {
    case UInt8(ascii: "H") where isTime: 3600
    case UInt8(ascii: "M") where isTime: 60
    case UInt8(ascii: "S") where isTime: 1
    case UInt8(ascii: "D") where !isTime: 86400
    default: nil
    }
}

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

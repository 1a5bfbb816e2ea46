/// Writes JSON (RFC 8259) value by value, for what is written thousands of times in a second.
///
/// Everything else goes through `Codable`, see ``Swift/Encodable/jsonText(pretty:)``; what is written is the
/// same. A value that is `nil` is left out with its key.
struct JSONWriter {
    /// What has been written, UTF-8.
    private(set) var bytes: [UInt8] = []
    /// Whether nothing stands in the object that is being written.
    private var isEmpty = true

    /// Writes an object, whose fields `body` writes.
    mutating func object(_ body: (inout JSONWriter) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        isEmpty = true
        body(&self)
        bytes.append(UInt8(ascii: "}"))
        isEmpty = false
    }

    /// Ends a line, for the next value.
    mutating func endLine() { bytes.append(UInt8(ascii: "\n")) }

    mutating func field(_ key: StaticString, _ value: String?) {
        field(key, value) { value, json in json.string(value) }
    }

    mutating func field(_ key: StaticString, _ value: Int?) {
        field(key, value) { value, json in json.bytes.append(contentsOf: String(value).utf8) }
    }

    mutating func field(_ key: StaticString, _ value: Bool?) {
        field(key, value) { value, json in
            json.bytes.append(contentsOf: (value ? "true" : "false").utf8)
        }
    }

    /// A number that JSON can't hold is null.
    mutating func field(_ key: StaticString, _ value: Double?) {
        field(key, value) { value, json in
            guard value.isFinite else { return json.bytes.append(contentsOf: "null".utf8) }
            // The fewest digits that tell it, without a fraction of nothing.
            let digits = value.description.utf8
            json.bytes.append(
                contentsOf: value == value.rounded() ? digits.withoutFraction : digits[...])
        }
    }

    /// A field whose value `write` writes.
    mutating func field<Value>(
        _ key: StaticString, _ value: Value?, _ write: (Value, inout JSONWriter) -> Void
    ) {
        guard let value else { return }
        name(key)
        write(value, &self)
    }

    /// A field whose value is an array.
    mutating func field<Value>(
        _ key: StaticString, _ values: [Value]?, each write: (Value, inout JSONWriter) -> Void
    ) {
        guard let values else { return }
        name(key)
        bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(value, &self)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// A field whose missing value is null.
    mutating func fieldOrNull<Value>(
        _ key: StaticString, _ value: Value?, _ write: (Value, inout JSONWriter) -> Void
    ) {
        name(key)
        if let value { write(value, &self) } else { bytes.append(contentsOf: "null".utf8) }
    }

    /// A key, which needs no escapes.
    private mutating func name(_ key: StaticString) {
        if !isEmpty { bytes.append(UInt8(ascii: ",")) }
        isEmpty = false
        bytes.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func string(_ value: String) {
        bytes.append(UInt8(ascii: "\""))
        var value = value
        value.withUTF8 { text in
            var start = 0
            for index in text.indices {
                let byte = text[index]
                guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
                    continue
                }
                bytes.append(contentsOf: text[start..<index])
                escape(byte)
                start = index + 1
            }
            bytes.append(contentsOf: text[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x20...: bytes.append(byte)
        default:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
    }
}

extension String.UTF8View {
    /// A number's digits without `.0` at their end.
    fileprivate var withoutFraction: Substring.UTF8View {
        let end = index(endIndex, offsetBy: -2, limitedBy: startIndex) ?? startIndex
        return self[end...].elementsEqual(".0".utf8) ? self[..<end] : self[...]
    }
}

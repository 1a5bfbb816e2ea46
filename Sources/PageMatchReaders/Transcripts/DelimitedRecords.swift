/// The records of a text of values with a separator: CSV as RFC 4180 has it, and as people write it.
///
/// A field in quotes may hold separators, line ends and, doubled, quotes. Quotes that are not
/// closed right before a separator or line end are text: a reader speaks `"Well," he said.` Between
/// tabs a quoted field does not go over lines, since writers of such files quote nothing.
struct DelimitedRecords: Sequence, IteratorProtocol {
    /// A line, or several where a field goes over their ends.
    struct Record {
        /// Offset of its first byte.
        var start: Int
        var fields: [ArraySlice<UInt8>]
    }

    /// Bytes of a field over several lines.
    private static let longestQuoted = 1 << 16
    /// Fields that were thought to be quoted and had no end: after so many, no more over lines.
    private static let maximumFailures = 64

    private let bytes: [UInt8]
    private let separator: UInt8
    private var at = 0
    private var failures = 0

    init(_ bytes: [UInt8], separator: UInt8) {
        self.bytes = bytes
        self.separator = separator
    }

    /// The next record that is not an empty line.
    mutating func next() -> Record? {
        while at < bytes.count {
            let start = at
            var fields = [field()]
            while at < bytes.count, bytes[at] == separator {
                at += 1
                fields.append(field())
            }
            at = Swift.min(afterLineEnd(at, in: bytes), bytes.count)
            if fields.count > 1 || !trimmed(fields[0]).isEmpty {
                return Record(start: start, fields: fields)
            }
        }
        return nil
    }

    /// The field at the current place, which is then at what ends it.
    private mutating func field() -> ArraySlice<UInt8> {
        var start = at
        while start < bytes.count, bytes[start] == 0x20 { start += 1 }
        if start < bytes.count, bytes[start] == UInt8(ascii: "\""),
            let close = closingQuote(from: start + 1)
        {
            at = afterSpaces(close + 1)
            return withSingleQuotes(bytes[(start + 1)..<close])
        }
        start = at
        while at < bytes.count, !isEnd(bytes[at]) { at += 1 }
        return bytes[start..<at]
    }

    private mutating func closingQuote(from start: Int) -> Int? {
        let mayGoOverLines = separator != 0x09 && failures < Self.maximumFailures
        let limit = Swift.min(bytes.count, start + Self.longestQuoted)
        var index = start
        while index < limit {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                if index + 1 < bytes.count, bytes[index + 1] == byte {
                    index += 2
                    continue
                }
                let next = afterSpaces(index + 1)
                return next >= bytes.count || isEnd(bytes[next]) ? index : nil
            }
            if !mayGoOverLines, byte == 0x0A || byte == 0x0D { return nil }
            index += 1
        }
        if mayGoOverLines { failures += 1 }
        return nil
    }

    private func afterSpaces(_ start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] == 0x20 { index += 1 }
        return index
    }

    private func isEnd(_ byte: UInt8) -> Bool {
        byte == separator || byte == 0x0A || byte == 0x0D
    }
}

/// Parses JSON text; see ``JSONDocument`` for what it accepts.
///
/// - Returns: The document; its strings and numbers are not decoded yet.
/// - Throws: `.malformed` with the line, `.tooLarge` beyond ``JSONParser/maximumValues``.
/// - Complexity: O(*bytes*) time, 12 bytes of memory a value, no recursion.
/// - Source: RFC 8259. https://www.rfc-editor.org/rfc/rfc8259
func parseJSON(_ bytes: [UInt8]) throws(ReaderError) -> JSONDocument {
    var parser = JSONParser(bytes: bytes)
    try parser.parse()
    return JSONDocument(bytes: bytes, nodes: parser.nodes)
}

/// The state of one pass over a JSON text.
struct JSONParser {
    /// Arrays and objects inside each other; transcripts have fewer than ten, and readers recurse.
    static let maximumDepth = 128
    /// Keys counted: 800 MB of nodes, some three days of words with all their tokens.
    static let maximumValues = 64_000_000

    let bytes: [UInt8]
    private(set) var nodes: [JSONDocument.Node] = []
    private var at = 0
    /// The nodes of the containers that are open, outermost first.
    private var open: [Int] = []

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func parse() throws(ReaderError) {
        skipSpace()
        try beginValue()
        while let container = open.last {
            skipSpace()
            guard at < bytes.count else { throw failure("ends in the middle") }
            let isObject = nodes[container].kind == .object
            if bytes[at] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                at += 1
                nodes[container].extent = UInt32(nodes.count - container)
                open.removeLast()
                continue
            }
            if nodes.count > container + 1 {
                try take(UInt8(ascii: ","), or: "a comma or the end of the list is missing")
            }
            if isObject { try beginMember() }
            try beginValue()
        }
        skipSpace()
        guard at == bytes.count else { throw failure("goes on after its end") }
    }

    private mutating func beginMember() throws(ReaderError) {
        guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
            throw failure("a member's name is missing")
        }
        try string()
        skipSpace()
        try take(UInt8(ascii: ":"), or: "a colon is missing")
    }

    private mutating func beginValue() throws(ReaderError) {
        guard at < bytes.count else { throw failure("ends in the middle") }
        switch bytes[at] {
        case UInt8(ascii: "{"): try begin(.object)
        case UInt8(ascii: "["): try begin(.array)
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try literal("true", .true)
        case UInt8(ascii: "f"): try literal("false", .false)
        case UInt8(ascii: "n"): try literal("null", .null)
        case UInt8(ascii: "N"): try literal("NaN", .number)
        case UInt8(ascii: "I"): try literal("Infinity", .number)
        default: try number()
        }
    }

    private mutating func begin(_ kind: JSONDocument.Kind) throws(ReaderError) {
        guard open.count < Self.maximumDepth else {
            throw failure("is nested more than \(Self.maximumDepth) levels deep")
        }
        open.append(nodes.count)
        try add(kind, from: at, count: 1)
        at += 1
    }

    private mutating func string() throws(ReaderError) {
        let start = at + 1
        var end = start
        var isEscaped = false
        while true {
            guard end < bytes.count else { throw failure("a string has no end") }
            let byte = bytes[end]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                isEscaped = true
                end += 1
            }
            end += 1
        }
        try add(isEscaped ? .escapedString : .string, from: start, count: end - start)
        at = end + 1
    }

    private mutating func number() throws(ReaderError) {
        let start = at
        var digits = 0
        if bytes[at] == UInt8(ascii: "-") {
            at += 1
            if at < bytes.count, bytes[at] == UInt8(ascii: "I") {
                return try literal("Infinity", .number, from: start)
            }
        }
        scan: while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"),
                UInt8(ascii: "-"):
                break
            default: break scan
            }
            at += 1
        }
        guard digits > 0 else { throw failure("a value is missing or is not JSON") }
        try add(.number, from: start, count: at - start)
    }

    private mutating func literal(
        _ word: StaticString, _ kind: JSONDocument.Kind, from start: Int? = nil
    ) throws(ReaderError) {
        let end = at + word.utf8CodeUnitCount
        guard end <= bytes.count, bytes[at..<end].elementsEqual(word.description.utf8) else {
            throw failure("a value is missing or is not JSON")
        }
        try add(kind, from: start ?? at, count: end - (start ?? at))
        at = end
    }

    private mutating func add(
        _ kind: JSONDocument.Kind, from offset: Int, count: Int
    ) throws(ReaderError) {
        guard nodes.count < Self.maximumValues else {
            throw .tooLarge(what: "JSON", limit: "\(Self.maximumValues / 1_000_000) million values")
        }
        nodes.append(
            JSONDocument.Node(offset: UInt32(offset), extent: UInt32(count), kind: kind))
    }

    private mutating func take(_ byte: UInt8, or what: String) throws(ReaderError) {
        guard at < bytes.count else { throw failure("ends in the middle") }
        guard bytes[at] == byte else { throw failure(what) }
        at += 1
        skipSpace()
    }

    private mutating func skipSpace() {
        while at < bytes.count {
            switch bytes[at] {
            case 0x20, 0x09, 0x0A, 0x0D: at += 1
            default: return
            }
        }
    }

    private func failure(_ what: String) -> ReaderError {
        .malformed(
            format: "JSON", what: what, entry: nil, line: lineNumber(ofByte: at, in: bytes))
    }
}

/// The line, from 1, of the byte at `offset`; `\r\n`, `\n` and `\r` each end one.
func lineNumber(ofByte offset: Int, in bytes: [UInt8]) -> Int {
    var line = 1
    for index in 0..<min(offset, bytes.count) {
        let isLineFeed = bytes[index] == 0x0A
        let isLoneReturn =
            bytes[index] == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)
        if isLineFeed || isLoneReturn { line += 1 }
    }
    return line
}

/// Checks a JSON text, or several one after the other; see ``JSONDocument`` for what it accepts.
///
/// - Returns: The document; nothing of it is decoded yet.
/// - Throws: `.malformed` with the line, `.tooLarge` beyond ``JSONParser/maximumContainers`` and
///   beyond 4 GiB.
/// - Complexity: O(*bytes*) time, 8 bytes of memory a list or object, no recursion.
/// - Source: RFC 8259. https://www.rfc-editor.org/rfc/rfc8259
func parseJSON(_ bytes: [UInt8]) throws(ReaderError) -> JSONDocument {
    guard bytes.count < Int(UInt32.max) else { throw .tooLarge(what: "JSON", limit: "4 GiB") }
    var parser = JSONParser(length: bytes.count)
    do throws(JSONParser.Failure) {
        try parser.parse(bytes.span)
    } catch {
        throw error.readerError(in: bytes)
    }
    return JSONDocument(bytes: bytes, containers: parser.containers, start: parser.start)
}

/// The state of one pass over a JSON text.
struct JSONParser {
    /// Arrays and objects inside each other; transcripts have fewer than ten, and readers recurse.
    static let maximumDepth = 128
    /// Lists and objects, 8 bytes each: a week of words with all their tokens.
    static let maximumContainers = 48_000_000

    /// Where the text breaks the rules.
    enum Failure: Error {
        case malformed(String, at: Int)
        case tooManyContainers

        /// This failure as the reader of `bytes` tells it.
        func readerError(in bytes: [UInt8]) -> ReaderError {
            switch self {
            case .malformed(let what, let offset):
                .malformed(
                    format: "JSON", what: what, entry: nil,
                    line: lineNumber(ofByte: offset, in: bytes))
            case .tooManyContainers:
                .tooLarge(
                    what: "JSON",
                    limit: "\(JSONParser.maximumContainers / 1_000_000) million lists and objects")
            }
        }
    }

    /// See ``JSONDocument/containers``; complete after ``parse(_:)``.
    private(set) var containers: [JSONDocument.Container] = []
    /// Where the only value begins; `nil` where there are several.
    private(set) var start: Int?
    /// The containers that are open, outermost first.
    private var open: [(index: Int, isObject: Bool)] = []

    /// - Parameter length: Bytes of the text, to guess how much memory its index needs.
    init(length: Int) {
        // A word with its times is seldom shorter; memory that is not used is never touched.
        containers.reserveCapacity(length / 64)
    }

    mutating func parse(_ text: Span<UInt8>) throws(Failure) {
        containers.append(JSONDocument.Container())
        var at = JSONScanner.afterSpace(text, JSONDocument.byteOrderMark(text))
        let first = at
        var values = 0
        while at < text.count || values == 0 {
            guard values == 0 || isContainer(text, first) && isContainer(text, at) else {
                throw .malformed("goes on after its end", at: at)
            }
            at = JSONScanner.afterSpace(text, try value(text, at))
            values += 1
        }
        start = values == 1 ? first : nil
        containers[0] = JSONDocument.Container(end: text.count, next: containers.count)
    }

    private func isContainer(_ text: Span<UInt8>, _ at: Int) -> Bool {
        text[at] == UInt8(ascii: "{") || text[at] == UInt8(ascii: "[")
    }

    /// Checks the value at `start` and returns the offset after it.
    private mutating func value(_ text: Span<UInt8>, _ start: Int) throws(Failure) -> Int {
        var at = start
        while true {
            guard at < text.count else { throw .malformed("ends in the middle", at: at) }
            let byte = text[at]
            if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                let isObject = byte == UInt8(ascii: "{")
                try begin(isObject, at)
                at = JSONScanner.afterSpace(text, at + 1)
                guard at < text.count else { throw .malformed("ends in the middle", at: at) }
                if text[at] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                    at += 1
                    end(at)
                } else {
                    if isObject { at = try afterName(text, at) }
                    continue
                }
            } else {
                at = try afterScalar(text, at, byte)
            }
            // After a value: as many containers end here as do.
            while let container = open.last {
                at = JSONScanner.afterSpace(text, at)
                guard at < text.count else { throw .malformed("ends in the middle", at: at) }
                let byte = text[at]
                if byte == UInt8(ascii: ",") {
                    at = JSONScanner.afterSpace(text, at + 1)
                    if container.isObject { at = try afterName(text, at) }
                    break
                }
                guard byte == (container.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                    throw .malformed("a comma or the end of the list is missing", at: at)
                }
                at += 1
                end(at)
            }
            if open.isEmpty { return at }
        }
    }

    private mutating func begin(_ isObject: Bool, _ at: Int) throws(Failure) {
        guard open.count < Self.maximumDepth else {
            throw .malformed("is nested more than \(Self.maximumDepth) levels deep", at: at)
        }
        guard containers.count < Self.maximumContainers else { throw .tooManyContainers }
        open.append((containers.count, isObject))
        containers.append(JSONDocument.Container())
    }

    private mutating func end(_ offset: Int) {
        guard let (index, _) = open.popLast() else { return }
        containers[index] = JSONDocument.Container(end: offset, next: containers.count)
    }

    /// The offset of the value whose name is at `start`.
    private func afterName(_ text: Span<UInt8>, _ start: Int) throws(Failure) -> Int {
        guard start < text.count, text[start] == UInt8(ascii: "\"") else {
            throw .malformed("a member's name is missing", at: start)
        }
        let at = JSONScanner.afterSpace(text, try afterString(text, start))
        guard at < text.count else { throw .malformed("ends in the middle", at: at) }
        guard text[at] == UInt8(ascii: ":") else { throw .malformed("a colon is missing", at: at) }
        return JSONScanner.afterSpace(text, at + 1)
    }

    private func afterString(_ text: Span<UInt8>, _ start: Int) throws(Failure) -> Int {
        let end = JSONScanner.stringEnd(text, start + 1).end
        guard end < text.count else { throw .malformed("a string has no end", at: start) }
        return end + 1
    }

    private func afterScalar(
        _ text: Span<UInt8>, _ start: Int, _ byte: UInt8
    ) throws(Failure) -> Int {
        switch byte {
        case UInt8(ascii: "\""): return try afterString(text, start)
        case UInt8(ascii: "t"): return try afterLiteral("true", text, start)
        case UInt8(ascii: "f"): return try afterLiteral("false", text, start)
        case UInt8(ascii: "n"): return try afterLiteral("null", text, start)
        case UInt8(ascii: "N"): return try afterLiteral("NaN", text, start)
        case UInt8(ascii: "I"): return try afterLiteral("Infinity", text, start)
        default:
            let digits = start + (byte == UInt8(ascii: "-") ? 1 : 0)
            if digits > start, digits < text.count, text[digits] == UInt8(ascii: "I") {
                return try afterLiteral("Infinity", text, digits)
            }
            let end = JSONScanner.numberEnd(text, start)
            guard isDigit(byte) || hasDigit(text, start, end) else {
                throw .malformed("a value is missing or is not JSON", at: start)
            }
            return end
        }
    }

    private func hasDigit(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        for at in start..<end where isDigit(text[at]) { return true }
        return false
    }

    private func afterLiteral(
        _ word: StaticString, _ text: Span<UInt8>, _ start: Int
    ) throws(Failure) -> Int {
        guard isEqual(text, start, word) else {
            throw .malformed("a value is missing or is not JSON", at: start)
        }
        return start + word.utf8CodeUnitCount
    }
}

/// Whether the bytes of `text` at `offset` are those of `word`; also where it ends before.
@inline(__always)
func isEqual(_ text: Span<UInt8>, _ offset: Int, _ word: StaticString) -> Bool {
    word.withUTF8Buffer { word in
        guard word.count <= text.count - offset else { return false }
        for index in word.indices where text[offset + index] != word[index] { return false }
        return true
    }
}

/// The line, from 1, of the byte at `offset`; `\r\n`, `\n` and `\r` each end one.
func lineNumber(ofByte offset: Int, in bytes: [UInt8]) -> Int {
    lineNumber(ofByte: offset, in: bytes.span)
}

/// The line, from 1, of the byte at `offset`; `\r\n`, `\n` and `\r` each end one.
func lineNumber(ofByte offset: Int, in bytes: Span<UInt8>) -> Int {
    var line = 1
    for index in 0..<min(offset, bytes.count) {
        let isLineFeed = bytes[index] == 0x0A
        let isLoneReturn =
            bytes[index] == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)
        if isLineFeed || isLoneReturn { line += 1 }
    }
    return line
}

extension TranscriptFormat {
    /// What Python prints of a recogniser's objects, which is refused in words.
    ///
    ///     Segment(id=1, seek=0, start=0.0, end=2.5, text=' Call me', …)
    ///     {'start': 0.0, 'end': 2.5, 'text': ' Call me'}
    ///
    /// It is no format: quotes and backslashes in it are Python's, arrays are cut short, and it
    /// changes with every version of the program.
    static let pythonPrint = TranscriptFormat(name: "Python objects", kinds: [], read: readPrint)
}

@Sendable
private func readPrint(_ content: TranscriptContent) throws(ReaderError) -> TranscriptBuilder? {
    let head = content.text.prefix(1 << 16).drop { byte in
        isBlank(byte) || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(")
            || byte == UInt8(ascii: "\"")
    }
    let isPrint =
        ["Segment(", "Word(", "TranscriptionSegment(", "TranscriptionResult("].contains {
            head.starts(with: $0.utf8)
        } || isPrintedDictionary(head)
    guard isPrint else { return nil }
    throw .malformed(
        format: "JSON",
        what: "these are Python objects as print() shows them; write the segments with json.dump "
            + "or as SRT instead",
        entry: nil, line: lineNumber(ofByte: head.startIndex, in: content.text))
}

/// Whether a text begins as a dictionary of Python with a name: `{'start': …`.
private func isPrintedDictionary(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.first == UInt8(ascii: "{") else { return false }
    let name = text.dropFirst().prefix(40)
    guard name.first == UInt8(ascii: "'"),
        let end = name.dropFirst().firstIndex(of: UInt8(ascii: "'"))
    else { return false }
    return name[(end + 1)...].first == UInt8(ascii: ":")
}

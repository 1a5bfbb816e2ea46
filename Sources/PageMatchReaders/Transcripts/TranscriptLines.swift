/// The lines of a text, each with its number from 1 and without what ends it.
struct TranscriptLines: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private var at = 0
    private var number = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func next() -> (number: Int, text: ArraySlice<UInt8>)? {
        guard at < bytes.count else { return nil }
        let line = lineRange(at, in: bytes)
        at = afterLineEnd(line.upperBound, in: bytes)
        number += 1
        return (number, bytes[line])
    }
}

extension TranscriptBuilder {
    /// The text of a file as UTF-8; if it is not, from the encoding that it seems to be in, which is
    /// told.
    ///
    /// Only for formats that leave the encoding open: subtitles of the nineties are of that kind.
    mutating func utf8(of content: TranscriptContent) -> [UInt8] {
        guard let decoded = DecodedText.fromAnotherEncoding(content.text) else {
            return content.text
        }
        oddities.notes.append("The file is not UTF-8: it was read as \(decoded.encoding).")
        return decoded.text
    }
}

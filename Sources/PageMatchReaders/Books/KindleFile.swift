/// Files of Kindle and Mobipocket, which are recognised and not read.
enum KindleFile {
    /// Why such a file can't be read: it is encrypted, or of a format to be converted first.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - kind: What its signature says.
    /// - Returns: `nil` for any other kind of file.
    /// - Complexity: O(1).
    static func refusal(of bytes: [UInt8], kind: ContentKind) -> ReaderError? {
        guard case let .other(format) = kind else { return nil }
        if format == "KFX", bytes.starts(with: [0xEA]) { return .encrypted(scheme: "Kindle") }
        guard format == "MOBI" else { return nil }
        // PalmDB: the place of the first record stands at 78; its header tells the encryption at
        // 12 and, of Mobipocket, the version of the format at 36.
        guard let record = number(at: 78, of: bytes, length: 4),
            let encryption = number(at: record + 12, of: bytes, length: 2)
        else { return nil }
        if encryption != 0 { return .encrypted(scheme: "Kindle") }
        let isAZW3 = number(at: record + 36, of: bytes, length: 4) == 8
        return .unexpectedKind(found: .other(format: isAZW3 ? "AZW3" : "MOBI"))
    }

    /// A number of `length` bytes, the highest first; `nil` beyond the end.
    private static func number(at offset: Int, of bytes: [UInt8], length: Int) -> Int? {
        guard offset >= 0, offset + length <= bytes.count else { return nil }
        return bytes[offset..<(offset + length)].reduce(0) { $0 << 8 | Int($1) }
    }
}

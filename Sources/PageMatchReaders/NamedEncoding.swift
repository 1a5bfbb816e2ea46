#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Encodings that a document names and ``DecodedText`` does not know, through the system's iconv.
enum NamedEncoding {
    /// Encodings that documents name and the wider ones that they are in, as all browsers know.
    private static let wider = [
        "gb2312": "GB18030", "gb_2312-80": "GB18030", "gbk": "GB18030", "x-gbk": "GB18030",
        "shift_jis": "CP932", "shift-jis": "CP932", "sjis": "CP932", "x-sjis": "CP932",
        "windows-31j": "CP932", "ms_kanji": "CP932", "euc-kr": "CP949",
        "ks_c_5601-1987": "CP949", "iso-8859-9": "CP1254", "tis-620": "CP874",
        "iso-8859-11": "CP874", "koi8-r": "KOI8-R", "x-mac-roman": "MACINTOSH",
    ]

    /// Decodes bytes of a named encoding.
    ///
    /// - Parameters:
    ///   - bytes: Text of that encoding.
    ///   - name: Its label: `shift_jis`, `koi8-r`.
    /// - Returns: UTF-8, bytes that are no character replaced by U+FFFD; `nil` if the system does
    ///   not know the encoding, or if the bytes are mostly not of it.
    /// - Complexity: O(*n*).
    static func decode(_ bytes: ArraySlice<UInt8>, from name: String) -> [UInt8]? {
        // The label is the document's: it must not reach iconv's options behind a slash.
        guard !name.isEmpty, name.utf8.count <= 40,
            name.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || "-_:.".utf8.contains($0) }
            ),
            let converter = iconv_open("UTF-8", wider[name.lowercased()] ?? name),
            Int(bitPattern: converter) != -1
        else { return nil }
        defer { iconv_close(converter) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 2)
        var source = Array(bytes)
        var position = 0
        var errors = 0
        while position < source.count {
            let (consumed, isStuck) = convert(&source, from: position, with: converter, to: &result)
            position += consumed
            if isStuck {
                // Text that is mostly no text of this encoding was labelled wrongly.
                errors += 1
                if errors > 64, errors * 4 > position { return nil }
                result.append(contentsOf: UTF8.encodedReplacementCharacter)
                position += 1
            } else if consumed == 0 {
                break
            }
        }
        return Array(String(decoding: result, as: UTF8.self).utf8)
    }

    /// Converts what fits into one piece of output.
    ///
    /// - Returns: How many bytes were consumed, and whether the next one is no character.
    private static func convert(
        _ source: inout [UInt8], from position: Int, with converter: iconv_t,
        to result: inout [UInt8]
    ) -> (consumed: Int, isStuck: Bool) {
        let capacity = 16 * 1024
        var left = source.count - position
        let length = left
        var isStuck = false
        let piece = [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
            source.withUnsafeMutableBytes { input in
                var next = input.baseAddress?.advanced(by: position)
                    .assumingMemoryBound(to: CChar.self)
                output.withMemoryRebound(to: CChar.self) { buffer in
                    var end = buffer.baseAddress
                    var room = capacity
                    let status = iconv(converter, &next, &left, &end, &room)
                    isStuck = status == -1 && errno != E2BIG
                    count = capacity - room
                }
            }
        }
        result.append(contentsOf: piece)
        return (length - left, isStuck)
    }
}

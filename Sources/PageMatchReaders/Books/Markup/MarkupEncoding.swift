/// The encoding that a document says it is in.
enum MarkupEncoding {
    /// How far into a document a declaration is looked for, in bytes; browsers stop at 1024.
    private static let headLength = 4096

    /// The label in the XML declaration, or in a `meta` element of HTML.
    ///
    /// - Parameter bytes: A document in an encoding that agrees with ASCII; of UTF-16 nothing is
    ///   found, and nothing needs to be.
    /// - Returns: The label as written; `nil` if there is none.
    static func declared(in bytes: [UInt8]) -> String? {
        let head = bytes.prefix(headLength)
        if let start = head.firstOffset(of: Array("<?xml".utf8)), start <= 8,
            let end = head[start...].firstOffset(of: Array("?>".utf8)),
            let label = label(after: "encoding", in: head[start..<end])
        {
            return label
        }
        return label(after: "charset", in: head)
    }

    /// The word behind `key`, an equals sign and a quote that may be missing.
    private static func label(after key: String, in head: ArraySlice<UInt8>) -> String? {
        guard let start = head.firstOffset(of: Array(key.utf8), ignoringCase: true) else {
            return nil
        }
        let rest = head[(start + key.utf8.count)...].drop(while: \.isASCIISpace)
        guard rest.first == 0x3D else { return nil }
        let value = rest.dropFirst().drop { $0.isASCIISpace || $0 == 0x22 || $0 == 0x27 }
        let label = value.prefix {
            $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2D || $0 == 0x5F || $0 == 0x3A
        }
        return label.isEmpty ? nil : String(decoding: label, as: UTF8.self)
    }
}

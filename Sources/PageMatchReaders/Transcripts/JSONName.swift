/// The name of a member, to be compared in a `switch`.
///
/// Of most names the first eight bytes are all there is: they are compared as one number, which for
/// a literal the compiler works out.
struct JSONName {
    /// What it is a name in; valid inside ``JSONDocument/withRoot(_:)``.
    let source: UnsafePointer<JSONSource>
    /// Where its bytes begin, after the quote.
    let start: Int
    /// How many there are.
    let count: Int
    /// Whether there is a backslash among them.
    let isEscaped: Bool
    /// The first eight bytes, the first lowest, zeros after the end.
    let head: UInt64

    /// Whether it says `text`.
    @inline(__always)
    func isEqual(to text: StaticString) -> Bool {
        if isEscaped { return isUnescapedEqual(to: text) }
        guard count == text.utf8CodeUnitCount, head == text.head else { return false }
        return count <= 8 || isTailEqual(to: text)
    }

    @inline(__always)
    static func ~= (text: StaticString, name: JSONName) -> Bool { name.isEqual(to: text) }

    private func isTailEqual(to text: StaticString) -> Bool {
        source.pointee.read { PageMatchReaders.isEqual($0, start, text) }
    }

    private func isUnescapedEqual(to text: StaticString) -> Bool {
        var bytes: [UInt8] = []
        source.pointee.read {
            appendUnescapedJSON($0.extracting(start..<start + count), to: &bytes)
        }
        return bytes.count == text.utf8CodeUnitCount
            && PageMatchReaders.isEqual(bytes.span, 0, text)
    }
}

extension StaticString {
    /// As ``JSONName/head``.
    @inline(__always)
    fileprivate var head: UInt64 {
        withUTF8Buffer { bytes in
            var head: UInt64 = 0
            for index in 0..<min(bytes.count, 8) {
                head |= UInt64(bytes[index]) &<< UInt64(index &* 8)
            }
            return head
        }
    }
}

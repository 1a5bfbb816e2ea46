/// Paths of entries in an EPUB and the references between them.
enum EPUBPath {
    /// A reference to an entry, or to a place in it.
    struct Target: Hashable {
        /// Path of the entry from the root of the archive.
        let path: String
        /// What follows the `#`; `nil` without one.
        let fragment: String?
    }

    /// Resolves a reference.
    ///
    /// - Parameters:
    ///   - href: The reference as written: relative, maybe percent-encoded, with a fragment or not.
    ///   - base: Path of the entry that it stands in.
    /// - Returns: What it points to; `nil` if that lies outside of the archive, as a web address.
    /// - Complexity: O(length).
    static func resolve(_ href: String, from base: String) -> Target? {
        let href = href.trimmingASCIISpace
        guard !isAbsolute(href) else { return nil }
        let halves = href.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let fragment = halves.count > 1 ? decodingPercents(String(halves[1])) : nil
        let reference = halves.first?.split(separator: "?", omittingEmptySubsequences: false).first
        guard let reference, !reference.isEmpty else {
            return Target(path: base, fragment: fragment)
        }
        let decoded = decodingPercents(String(reference))
        var steps: [Substring] =
            decoded.hasPrefix("/") ? [] : base.split(separator: "/").dropLast()
        for step in decoded.split(whereSeparator: { $0 == "/" || $0 == "\\" }) where step != "." {
            if step == ".." { _ = steps.popLast() } else { steps.append(step) }
        }
        return Target(path: steps.joined(separator: "/"), fragment: fragment)
    }

    /// Whether a reference begins with a scheme such as `https:`.
    private static func isAbsolute(_ href: String) -> Bool {
        if href.hasPrefix("//") { return true }
        guard let colon = href.utf8.firstIndex(of: 0x3A), colon > href.startIndex else {
            return false
        }
        return href[..<colon].utf8.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2B }
    }

    /// `text` with `%20` made a space, and so on; what is no such code stays.
    static func decodingPercents(_ text: String) -> String {
        guard text.utf8.contains(0x25) else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x25, index + 2 < bytes.count,
                let byte = UInt8(
                    String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            {
                result.append(byte)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

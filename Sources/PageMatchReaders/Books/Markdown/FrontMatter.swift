/// The metadata in front of a Markdown file: lines of YAML or TOML between `---` or `+++`.
///
/// Only plain values and flat lists are understood; all else is passed over.
struct FrontMatter {
    /// The title.
    private(set) var title: String?
    /// The authors.
    private(set) var authors: [String] = []
    /// The language.
    private(set) var language: String?
    /// Index of the first byte behind it; zero if there is none.
    private(set) var end = 0

    /// Longest front matter, in lines.
    private static let mostLines = 200

    /// Reads the front matter of a text.
    ///
    /// - Parameter text: The file, UTF-8.
    /// - Complexity: O(length of the front matter).
    init(of text: [UInt8]) {
        var lines: [String] = []
        var position = 0
        while position < text.count, lines.count <= Self.mostLines {
            let lineEnd = text[position...].firstIndex(of: 0x0A) ?? text.count
            let line = String(decoding: text[position..<lineEnd].prefix(2000), as: UTF8.self)
            position = min(lineEnd + 1, text.count)
            let trimmed = line.trimmingASCIISpace
            if lines.isEmpty {
                guard trimmed == "---" || trimmed == "+++" else { return }
            } else if trimmed == lines[0].trimmingASCIISpace || trimmed == "..." {
                // A first line that holds no key is a rule between blocks.
                guard lines.count > 1, Self.pair(lines[1]) != nil else { return }
                end = position
                read(lines.dropFirst())
                return
            }
            lines.append(line)
        }
    }

    private mutating func read(_ lines: ArraySlice<String>) {
        var key = ""
        for line in lines {
            if let pair = Self.pair(line) {
                key = pair.key
                for value in Self.values(pair.value) { set(key, value) }
            } else {
                let item = line.trimmingASCIISpace
                guard item.hasPrefix("- ") else { continue }
                set(key, Self.unquoted(String(item.dropFirst(2)).trimmingASCIISpace))
            }
        }
    }

    private mutating func set(_ key: String, _ value: String) {
        guard !value.isEmpty else { return }
        switch key {
        case "title": title = title ?? value
        case "author", "authors", "creator": authors.append(value)
        case "language", "lang": language = language ?? value
        default: break
        }
    }

    /// The key and value of a line that begins with a key.
    private static func pair(_ line: String) -> (key: String, value: String)? {
        guard let mark = line.firstIndex(where: { $0 == ":" || $0 == "=" }) else { return nil }
        let key = String(line[..<mark]).lowercased()
        let name = key.trimmingASCIISpace
        guard !name.isEmpty, key.first != " ", key.first != "\t",
            name.utf8.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x5F || $0 == 0x2D }
            )
        else { return nil }
        return (name, String(line[line.index(after: mark)...]).trimmingASCIISpace)
    }

    /// The values of `Jane Austen` or `[Jane Austen, "Another"]`.
    private static func values(_ text: String) -> [String] {
        guard text.hasPrefix("["), text.hasSuffix("]") else { return [unquoted(text)] }
        return text.dropFirst().dropLast().split(separator: ",").map {
            unquoted(String($0).trimmingASCIISpace)
        }
    }

    private static func unquoted(_ text: String) -> String {
        for quote in ["\"", "'"]
        where text.utf8.count >= 2 && text.hasPrefix(quote) && text.hasSuffix(quote) {
            return String(text.dropFirst().dropLast())
        }
        return text
    }
}

/// The rules of style sheets that hide elements by class or id: `.note { display: none }`.
///
/// Simple on purpose: a selector is a class or an id, alone or behind the name of an element. Rules
/// for other selectors and those in `@media` for anything but a screen are passed over, so that in
/// doubt text is kept. The last rule for a selector counts, and one for an id before all for
/// classes.
struct HidingRules: Hashable, Sendable {
    /// For `p.note`, `.note`, `p#note` or `#note`, whether it is hidden.
    private var isHidden: [String: Bool] = [:]

    /// No rules: nothing is hidden.
    init() {}

    /// Most selectors that are remembered.
    private static let mostSelectors = 10_000
    /// Longest style sheet that is looked at, in bytes.
    private static let longestSheet = 2 << 20

    /// Whether anything is hidden at all.
    private(set) var isEmpty = true

    /// Adds the rules of a style sheet behind those that are there.
    ///
    /// - Parameter sheet: The sheet, in any encoding that agrees with ASCII.
    /// - Complexity: O(*n*).
    mutating func add(_ sheet: some Collection<UInt8>) {
        let sheet = Array(sheet.prefix(Self.longestSheet))
        // Most sheets hide nothing: they are not worth a parse.
        guard sheet[...].firstOffset(of: Array("none".utf8), ignoringCase: true) != nil else {
            return
        }
        var scanner = Scanner(sheet)
        while let rule = scanner.next(), isHidden.count < Self.mostSelectors {
            guard let hides = Self.hides(rule.declarations) else { continue }
            for selector in rule.selectors.split(separator: 0x2C).prefix(100) {
                guard let key = Self.key(of: selector) else { continue }
                isHidden[key] = hides
                if hides { isEmpty = false }
            }
        }
    }

    /// Adds rules behind those that are there.
    mutating func add(_ other: HidingRules) {
        guard !other.isHidden.isEmpty else { return }
        isHidden.merge(other.isHidden) { $1 }
        isEmpty = isEmpty && other.isEmpty
    }

    /// Whether an element called `name` is hidden that has the attributes `id` and `class`.
    func hide(_ name: String, id: String?, classes: String?) -> Bool {
        if let id, let byID = isHidden["\(name)#\(id)"] ?? isHidden["#\(id)"] { return byID }
        return (classes ?? "").split(whereSeparator: \.isWhitespace).contains { word in
            isHidden["\(name).\(word)"] ?? isHidden[".\(word)"] ?? false
        }
    }

    /// What the declarations say of `display`: whether it is `none`; `nil` if they say nothing.
    private static func hides(_ declarations: ArraySlice<UInt8>) -> Bool? {
        var result: Bool?
        for declaration in declarations.split(separator: 0x3B) {
            let sides = declaration.split(separator: 0x3A, maxSplits: 1)
            guard sides.count == 2, word(sides[0]) == "display" else { continue }
            result = word(sides[1].prefix { $0 != 0x21 }) == "none"
        }
        return result
    }

    /// The key of a selector that is a class or an id, with or without an element's name.
    private static func key(of selector: ArraySlice<UInt8>) -> String? {
        let text = word(selector, lowercased: false)
        guard let mark = text.firstIndex(where: { $0 == "." || $0 == "#" }) else { return nil }
        let name = text[..<mark].lowercased()
        let style = text[text.index(after: mark)...]
        guard !style.isEmpty, style.utf8.allSatisfy(isIdentifier),
            name.utf8.allSatisfy(isIdentifier) || name == "*"
        else { return nil }
        return (name == "*" ? "" : name) + text[mark...]
    }

    private static func isIdentifier(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte == 0x2D || byte == 0x5F || byte >= 0x80
    }

    private static func word(_ bytes: ArraySlice<UInt8>, lowercased: Bool = true) -> String {
        let text = String(decoding: bytes.prefix(200), as: UTF8.self).trimmingASCIISpace
        return lowercased ? text.lowercased() : text
    }

    /// Goes through a style sheet rule by rule.
    private struct Scanner {
        struct Rule {
            let selectors: ArraySlice<UInt8>
            let declarations: ArraySlice<UInt8>
        }

        private let sheet: [UInt8]
        private var index = 0

        init(_ sheet: [UInt8]) {
            var text: [UInt8] = []
            text.reserveCapacity(sheet.count)
            var index = 0
            while index < sheet.count {
                if sheet[index] == 0x2F, index + 1 < sheet.count, sheet[index + 1] == 0x2A {
                    let end = sheet[(index + 2)...].firstOffset(of: [0x2A, 0x2F])
                    index = end.map { $0 + 2 } ?? sheet.count
                } else {
                    text.append(sheet[index])
                    index += 1
                }
            }
            self.sheet = text
        }

        /// The next rule outside of an at-rule; `nil` at the end.
        mutating func next() -> Rule? {
            while index < sheet.count {
                let start = index
                guard let mark = sheet[start...].firstIndex(where: { Self.ends($0) }) else {
                    return nil
                }
                index = mark + 1
                // A statement such as `@import`, or the end of an entered `@media`.
                if sheet[mark] != 0x7B { continue }
                let prelude = sheet[start..<mark].drop { $0.isASCIISpace }
                if prelude.first == 0x40 {
                    if !Self.isForScreens(prelude) { skipBlock() }
                    continue
                }
                let end = sheet[index...].firstIndex(of: 0x7D) ?? sheet.count
                defer { index = end + 1 }
                return Rule(
                    selectors: withoutCommentMarks(prelude), declarations: sheet[index..<end])
            }
            return nil
        }

        private static func ends(_ byte: UInt8) -> Bool {
            byte == 0x7B || byte == 0x7D || byte == 0x3B
        }

        private static func isForScreens(_ prelude: ArraySlice<UInt8>) -> Bool {
            let words = word(prelude).split(whereSeparator: \.isWhitespace)
            return words.first == "@media" && words.count == 2
                && (words[1] == "all" || words[1] == "screen")
        }

        /// Goes behind a block whose opening brace was passed.
        private mutating func skipBlock() {
            var depth = 1
            while index < sheet.count, depth > 0 {
                if sheet[index] == 0x7B { depth += 1 }
                if sheet[index] == 0x7D { depth -= 1 }
                index += 1
            }
        }

        /// `selectors` without the `<!--` that old documents open a style with.
        private func withoutCommentMarks(_ selectors: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
            selectors.starts(with: "<!--".utf8) ? selectors.dropFirst(4) : selectors
        }
    }
}

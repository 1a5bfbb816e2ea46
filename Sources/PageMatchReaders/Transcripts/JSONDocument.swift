/// A JSON text, parsed once into a flat list of nodes that point back into its bytes.
///
/// Why not Foundation's parser: recognisers are Python and C++ programs whose "JSON" holds `NaN`,
/// half UTF-8 characters and lone surrogates, all of which Foundation refuses for the whole file;
/// it names no line; and it builds a dictionary for every token of every word, where a reader
/// looks at three members in ten. Here nothing but nodes of 12 bytes is built, strings and numbers
/// are decoded when asked for, and nesting costs no stack.
///
///     {"text": " Call", "start": 2.5}
///     nodes:  object(5 nodes)  key "text"  string  key "start"  number
///
/// Strictness: RFC 8259, but for `NaN`, `Infinity` and `-Infinity`, any UTF-8 inside strings, and
/// control characters inside strings.
struct JSONDocument: Sendable {
    enum Kind: UInt8, Sendable {
        case null
        case `true`
        case `false`
        case number
        /// A string whose bytes are its value.
        case string
        /// A string with at least one backslash.
        case escapedString
        case array
        case object
    }

    struct Node: Sendable {
        /// Offset of the first byte; of strings, the one after the quote.
        var offset: UInt32
        /// Bytes of a scalar; nodes of a container, itself counted.
        var extent: UInt32
        var kind: Kind
    }

    /// The whole text; at most 2³² − 1 bytes.
    let bytes: [UInt8]
    /// In document order, never empty; an object's are key, value, key, value and so on.
    let nodes: [Node]

    /// The outermost value.
    var root: JSONValue { JSONValue(document: self, index: 0) }

    /// The node after the value that starts at node `index`.
    fileprivate func node(after index: Int) -> Int {
        let node = nodes[index]
        return index + (node.kind == .array || node.kind == .object ? Int(node.extent) : 1)
    }
}

/// One value of a ``JSONDocument``.
struct JSONValue: Sendable {
    let document: JSONDocument
    /// Which node of the document.
    let index: Int

    private var node: JSONDocument.Node { document.nodes[index] }

    var isArray: Bool { node.kind == .array }
    var isObject: Bool { node.kind == .object }
    var isString: Bool { node.kind == .string || node.kind == .escapedString }

    /// The number, which may be NaN or infinite; `nil` for other kinds.
    ///
    /// Exact for up to 15 digits, otherwise within a unit in the last place or two.
    var number: Double? {
        node.kind == .number ? jsonNumber(document.bytes[sourceRange]) : nil
    }

    /// A number, or a string that holds one and nothing else: some services quote their seconds.
    var seconds: Double? {
        if let number { return number }
        guard let text = utf8, !text.isEmpty, text.count <= 32 else { return nil }
        return Double(String(decoding: text, as: UTF8.self))
    }

    /// The bytes of a string with escapes resolved; `nil` for other kinds.
    ///
    /// Not always UTF-8: a recogniser may have cut a character in two. Lone surrogates are U+FFFD.
    var utf8: ArraySlice<UInt8>? {
        switch node.kind {
        case .string: document.bytes[sourceRange]
        case .escapedString: unescapedJSON(document.bytes[sourceRange])[...]
        default: nil
        }
    }

    /// A string, with what is not UTF-8 replaced by U+FFFD; `nil` for other kinds.
    var string: String? { utf8.map { String(decoding: $0, as: UTF8.self) } }

    /// The elements of an array; empty for other kinds.
    var elements: JSONElements {
        guard isArray else { return JSONElements(document: document, index: 0, end: 0) }
        return JSONElements(document: document, index: index + 1, end: index + Int(node.extent))
    }

    /// The member of an object, the first of several; `nil` when there is none, or when it is
    /// `null`, or for other kinds.
    ///
    /// - Complexity: O(*members*).
    subscript(key: String) -> JSONValue? {
        guard isObject else { return nil }
        let end = index + Int(node.extent)
        var member = index + 1
        while member < end {
            let value = member + 1
            if JSONValue(document: document, index: member).isEqual(to: key) {
                let isNull = document.nodes[value].kind == .null
                return isNull ? nil : JSONValue(document: document, index: value)
            }
            member = document.node(after: value)
        }
        return nil
    }

    /// The first member that is there among `keys`, for formats whose writers differ.
    func first(of keys: String...) -> JSONValue? {
        for key in keys {
            if let value = self[key] { return value }
        }
        return nil
    }

    private var sourceRange: Range<Int> {
        Int(node.offset)..<Int(node.offset) + Int(node.extent)
    }

    private func isEqual(to key: String) -> Bool {
        let node = node
        guard node.kind == .string else {
            return utf8.map { $0.elementsEqual(key.utf8) } ?? false
        }
        guard Int(node.extent) == key.utf8.count else { return false }
        var offset = Int(node.offset)
        for byte in key.utf8 {
            guard document.bytes[offset] == byte else { return false }
            offset += 1
        }
        return true
    }
}

/// The elements of an array, in order.
struct JSONElements: Sequence, IteratorProtocol {
    fileprivate let document: JSONDocument
    fileprivate var index: Int
    fileprivate let end: Int

    /// Whether no element is left.
    var isEmpty: Bool { index >= end }
    /// The next element, without taking it.
    var first: JSONValue? { isEmpty ? nil : JSONValue(document: document, index: index) }

    mutating func next() -> JSONValue? {
        guard index < end else { return nil }
        defer { index = document.node(after: index) }
        return JSONValue(document: document, index: index)
    }
}

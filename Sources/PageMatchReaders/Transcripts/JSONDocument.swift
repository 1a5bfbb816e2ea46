/// A JSON text that was checked once and is read where it lies.
///
/// Why not Foundation's parser: recognisers are Python and C++ programs whose "JSON" holds `NaN`,
/// half UTF-8 characters and lone surrogates, all of which Foundation refuses for the whole file;
/// it names no line; and it builds a dictionary for every token of every word, where a reader
/// looks at three members in ten. Here nothing is built but where each list and object ends, so
/// that what is of no interest can be passed over; the rest is read from the bytes when asked for.
///
///     {"text": " Call", "words": [{"start": 2.5}, {"start": 3}], "id": 7}
///                                └2───────────────────────────┘
///     └1────────────────────────────────────────────────────────────────┘
///     containers: 0 the whole text, 1, 2 (end: 57, next: 5), 3 and 4 the two words
///
/// Several texts one after the other, a line each or not, are one list (JSON Lines).
///
/// Strictness: RFC 8259, but for `NaN`, `Infinity` and `-Infinity`, zeros before a number and other
/// slips inside one (it is then NaN), a byte order mark, any UTF-8 inside strings, and control
/// characters inside strings.
///
/// Values don't hold the document: counting the references of millions of them took three fifths
/// of the time. They are for use inside ``withRoot(_:)`` only, which is the one place where this has
/// to be seen to; each look at the bytes is checked to be inside them.
struct JSONDocument: Sendable {
    /// Where a list or object ends.
    struct Container: Sendable {
        /// Offset in the bytes after its last one.
        let end: UInt32
        /// Which container is the first that begins after its end.
        let next: UInt32

        init(end: Int = 0, next: Int = 0) {
            self.end = UInt32(truncatingIfNeeded: end)
            self.next = UInt32(truncatingIfNeeded: next)
        }
    }

    /// The whole text; fewer than 2³² bytes.
    let bytes: [UInt8]
    /// In the order they begin in; the first stands for the whole text.
    let containers: [Container]
    /// The offset of the only value; `nil` if there are several.
    let start: Int?

    /// Calls `body` with the outermost value; with a list of them if there are several.
    ///
    /// No value may be used after `body` has returned.
    func withRoot<Result, Failure: Error>(
        _ body: (JSONValue) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try bytes.withUnsafeBufferPointer { bytes throws(Failure) in
            try containers.withUnsafeBufferPointer { containers throws(Failure) in
                let bare = JSONSource(bytes: bytes, containers: containers)
                return try withUnsafePointer(to: bare) { bare throws(Failure) in
                    let members = Array(root(of: bare).members.prefix(Self.keptMembers + 1))
                    guard members.count <= Self.keptMembers else {
                        return try body(root(of: bare))
                    }
                    let source = JSONSource(
                        bytes: bytes, containers: containers, rootOffset: root(of: bare).offset,
                        rootMembers: members)
                    return try withUnsafePointer(to: source) { source throws(Failure) in
                        try body(root(of: source))
                    }
                }
            }
        }
    }

    /// Members of the outermost object that are looked for once, and not by each format again past
    /// a text of megabytes.
    private static let keptMembers = 64

    private func root(of source: UnsafePointer<JSONSource>) -> JSONValue {
        JSONValue(
            source: source, offset: start.map { UInt32($0) } ?? Self.whole,
            container: start == nil ? 0 : 1)
    }

    /// Stands for the offset of the list that a text of several values is.
    static let whole = UInt32.max

    /// Bytes of a byte order mark at the start of a text: three or none.
    static func byteOrderMark(_ text: Span<UInt8>) -> Int {
        text.count >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF ? 3 : 0
    }
}

/// A document while its values are in use.
struct JSONSource {
    /// The whole text.
    let bytes: UnsafeBufferPointer<UInt8>
    /// As ``JSONDocument/containers``.
    let containers: UnsafeBufferPointer<JSONDocument.Container>
    /// Where the outermost value is, if ``rootMembers`` are its members.
    var rootOffset: UInt32?
    var rootMembers: [(name: JSONName, value: JSONValue)] = []

    /// Calls `body` with the text.
    @inline(__always)
    func read<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        body(Span(_unsafeElements: bytes))
    }

    /// The container `index`.
    @inline(__always)
    func container(_ index: Int) -> JSONDocument.Container {
        Span(_unsafeElements: containers)[index]
    }

    /// The byte at `offset`.
    @inline(__always)
    func byte(_ offset: Int) -> UInt8 {
        Span(_unsafeElements: bytes)[offset]
    }
}

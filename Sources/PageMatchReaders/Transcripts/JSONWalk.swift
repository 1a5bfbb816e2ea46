extension JSONValue {
    /// The elements of an array; empty for other kinds.
    var elements: JSONElements {
        JSONElements(walk: isArray ? walk : JSONWalk(source: source))
    }

    /// This value as the only element of a list.
    var alone: JSONElements {
        var walk = JSONWalk(source: source)
        guard isObject else { return JSONElements(walk: walk) }
        walk.at = Int(offset)
        walk.end = Int(source.pointee.container(Int(container)).end)
        walk.container = Int(container)
        return JSONElements(walk: walk)
    }

    /// Bytes of an object or array; none of other kinds.
    var length: Int {
        guard isObject || isArray else { return 0 }
        let start = offset == JSONDocument.whole ? 0 : Int(offset)
        return Int(source.pointee.container(Int(container)).end) - start
    }

    /// The members of an object, also those that are `null`; empty for other kinds.
    var members: JSONMembers {
        JSONMembers(walk: isObject ? walk : JSONWalk(source: source))
    }

    /// The member of an object, the first of several; `nil` when there is none, or when it is
    /// `null`, or for other kinds.
    ///
    /// - Complexity: O(*bytes of the members before it*), those inside them not counted.
    subscript(key: StaticString) -> JSONValue? {
        if offset == source.pointee.rootOffset {
            for (name, value) in source.pointee.rootMembers where name.isEqual(to: key) {
                return value.orNilIfNull
            }
        } else {
            for (name, value) in members where name.isEqual(to: key) { return value.orNilIfNull }
        }
        return nil
    }

    /// The first member that is there among `keys`, for formats whose writers differ.
    func first(of keys: StaticString...) -> JSONValue? {
        for key in keys {
            if let value = self[key] { return value }
        }
        return nil
    }

    private var orNilIfNull: JSONValue? {
        source.pointee.byte(Int(offset)) == UInt8(ascii: "n") ? nil : self
    }

    private var walk: JSONWalk {
        let end = Int(source.pointee.container(Int(container)).end)
        let isWhole = offset == JSONDocument.whole
        return JSONWalk(
            source: source,
            at: isWhole ? source.pointee.read(JSONDocument.byteOrderMark) : Int(offset) + 1,
            end: isWhole ? end : end - 1, container: Int(container) + 1)
    }
}

/// A place among the children of a container.
///
/// The text was checked: what stands between them is white space, a comma and a colon.
struct JSONWalk {
    fileprivate let source: UnsafePointer<JSONSource>
    fileprivate var at = 0
    fileprivate var end = 0
    /// The first container that begins at or after ``at``.
    fileprivate var container = 0

    /// Whether nothing is left; passes over what separates children.
    @inline(__always)
    fileprivate mutating func isAtEnd() -> Bool {
        at = source.pointee.read { text in
            var at = at
            while at < end, JSONScanner.isSpace(text[at]) || text[at] == 0x2C || text[at] == 0x3A {
                at = JSONScanner.afterSpace(text, at + 1)
            }
            return at
        }
        return at >= end
    }

    /// The string at ``at``, which is a name and is passed over.
    @inline(__always)
    fileprivate mutating func takeName() -> JSONName {
        let start = at + 1
        return source.pointee.read { text in
            let (end, isEscaped) = JSONScanner.stringEnd(text, start)
            at = end + 1
            return JSONName(
                source: source, start: start, count: end - start, isEscaped: isEscaped,
                head: JSONScanner.head(text, start, end - start))
        }
    }

    /// The value at ``at``, which is passed over.
    @inline(__always)
    fileprivate mutating func takeValue() -> JSONValue {
        let value = JSONValue(
            source: source, offset: UInt32(truncatingIfNeeded: at),
            container: UInt32(truncatingIfNeeded: container))
        switch source.pointee.byte(at) {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            let place = source.pointee.container(container)
            at = Int(place.end)
            container = Int(place.next)
        case UInt8(ascii: "\""):
            at = source.pointee.read { JSONScanner.stringEnd($0, at + 1).end + 1 }
        default:
            at = source.pointee.read { JSONScanner.scalarEnd($0, at) }
        }
        return value
    }
}

/// The elements of an array, in order.
struct JSONElements: Sequence, IteratorProtocol {
    fileprivate var walk: JSONWalk

    /// Whether no element is left.
    var isEmpty: Bool { first == nil }

    /// The next element, without taking it.
    var first: JSONValue? {
        var rest = self
        return rest.next()
    }

    @inline(__always)
    mutating func next() -> JSONValue? {
        walk.isAtEnd() ? nil : walk.takeValue()
    }
}

/// The members of an object, in order.
struct JSONMembers: Sequence, IteratorProtocol {
    fileprivate var walk: JSONWalk

    @inline(__always)
    mutating func next() -> (name: JSONName, value: JSONValue)? {
        guard !walk.isAtEnd() else { return nil }
        let name = walk.takeName()
        return walk.isAtEnd() ? nil : (name, walk.takeValue())
    }
}

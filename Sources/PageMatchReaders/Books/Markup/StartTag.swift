/// A start tag as a parser reports it.
///
/// One value serves all tags of a document: its buffers are filled anew for each, so that a tag
/// costs no memory of its own.
struct StartTag {
    /// Local name in lower case.
    private(set) var name = ""

    /// Names of the attributes, with their prefix (`epub:type`) and in lower case.
    private var attributeNames: [String] = []
    /// The values of all attributes, end to end.
    private var bytes: [UInt8] = []
    /// Where each value ends in ``bytes``.
    private var ends: [Int] = []

    /// Begins another tag, without attributes so far.
    mutating func begin(_ name: String) {
        self.name = name
        attributeNames.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// Adds an attribute.
    mutating func append(_ name: String, value: UnsafeBufferPointer<UInt8>) {
        attributeNames.append(name)
        bytes.append(contentsOf: value)
        ends.append(bytes.count)
    }

    /// The value of an attribute, UTF-8; the first, should it be there twice.
    subscript(name: String) -> ArraySlice<UInt8>? {
        attributeNames.firstIndex(of: name).map { bytes[range(ofValueAt: $0)] }
    }

    /// Adds the attributes to a list.
    func append(to list: inout [MarkupDocument.Attribute]) {
        for (index, name) in attributeNames.enumerated() {
            let value = String(decoding: bytes[range(ofValueAt: index)], as: UTF8.self)
            list.append(MarkupDocument.Attribute(name: name, value: value))
        }
    }

    private func range(ofValueAt index: Int) -> Range<Int> {
        (index == 0 ? 0 : ends[index - 1])..<ends[index]
    }
}

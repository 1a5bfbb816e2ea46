/// An XML or HTML document as flat lists: elements, character data, and the order they come in.
///
///     <p>Call <em>me</em>!</p>      events    open 0, text 0, open 1, text 1, close 1, text 2, close 0
///                                   data      "Call me!"
///
/// Comments, declarations and processing instructions are gone; text nodes that only they divided
/// are one. Walking the events needs no recursion, whatever the nesting.
struct MarkupDocument: Sendable {
    /// One element.
    struct Element: Sendable {
        /// Local name in lower case.
        let name: String
        /// Index of the parent; `nil` for a root.
        let parent: Int?
        /// Ordinal among the sibling elements, from 1.
        let ordinal: Int
        /// Where its attributes are in ``MarkupDocument/attributes``.
        let attributes: Range<Int>
        /// The events from its opening to its closing, both included.
        var events: Range<Int>
        /// Its descendants' indices, without itself.
        var descendants: Range<Int>
        /// The character data in it and in its descendants: a range of ``MarkupDocument/data``.
        var data: Range<Int>
    }

    /// One attribute; names keep their prefix (`epub:type`) and are in lower case.
    struct Attribute: Sendable {
        let name: String
        let value: String
    }

    /// A text node.
    struct Text: Sendable {
        /// Index of the element that holds it.
        let element: Int
        /// How many child elements of that element stand before it.
        let childrenBefore: Int
        /// Its characters: a range of ``MarkupDocument/data``.
        var data: Range<Int>
    }

    /// The meaning of elements' names.
    enum Vocabulary: Sendable {
        case html
        /// FictionBook 2.
        case fictionBook
        /// WordprocessingML, the text of DOCX.
        case wordprocessing
    }

    /// A step through the document; each names an index into its list.
    enum Event: Sendable {
        case open(Int)
        case text(Int)
        case close(Int)
    }

    /// All elements in document order.
    var elements: [Element] = []
    /// The attributes of all elements, in the elements' order.
    var attributes: [Attribute] = []
    /// All text nodes in document order.
    var texts: [Text] = []
    /// The characters of all text nodes, UTF-8.
    var data: [UInt8] = []
    /// The document in order.
    var events: [Event] = []
    /// The element that holds the text: the body, or the root of a document that has none.
    var body: Int?
    /// Whether lenient rules made the tree, after a first parse failed or because it is HTML.
    var isLenient = false
    /// What the names of its elements mean.
    var vocabulary = Vocabulary.html
    /// Which elements its style sheets hide.
    var hiding = HidingRules()

    /// The value of an element's attribute; the first, should it be there twice.
    func attribute(_ name: String, of element: Int) -> String? {
        for index in elements[element].attributes where attributes[index].name == name {
            return attributes[index].value
        }
        return nil
    }

    /// Whether an attribute that is a list of words holds one of `words`.
    func attribute(_ name: String, of element: Int, holds words: Set<String>) -> Bool {
        guard let value = attribute(name, of: element) else { return false }
        // Most values are one word in lower case.
        if value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 == $0.lowercasedASCII }) {
            return words.contains(value)
        }
        return value.utf8.split(whereSeparator: \.isASCIISpace).contains {
            words.contains(String(Substring($0)).lowercased())
        }
    }

    /// The first element of a name, among the descendants of `ancestor` or in the whole document.
    func first(_ name: String, in ancestor: Int? = nil) -> Int? {
        range(of: ancestor).first { elements[$0].name == name }
    }

    /// All elements of a name, in document order, among the descendants of `ancestor`.
    func all(_ name: String, in ancestor: Int? = nil) -> [Int] {
        range(of: ancestor).filter { elements[$0].name == name }
    }

    /// Longest plain text that is asked for, in bytes: titles and labels, never running text.
    private static let longestPlainText = 4096

    /// The characters in an element and its descendants, white space collapsed and trimmed.
    ///
    /// - Returns: The text; of a longer one the first 4096 bytes.
    /// - Complexity: O(1), bounded by that length.
    func plainText(of element: Int) -> String {
        let whole = data[elements[element].data]
        var head = whole.prefix(Self.longestPlainText)
        if head.count < whole.count {
            // Not to end within a character.
            while let last = head.last, last & 0x80 != 0 { head.removeLast() }
        }
        let words = head.split(whereSeparator: \.isASCIISpace)
        return String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
    }

    private func range(of ancestor: Int?) -> Range<Int> {
        ancestor.map { elements[$0].descendants } ?? elements.indices
    }
}

/// Foot- and endnotes and the marks that refer to them.
extension ElementRole {
    private static let referenceTypes: Set<String> = ["noteref", "annoref", "backlink"]
    private static let referenceRoles: Set<String> = ["doc-noteref", "doc-backlink"]
    private static let referenceClasses: Set<String> = [
        "fnanchor", "noteref", "footnote-ref", "footnoteref", "fnref", "footnote-reference",
        "footnote-back", "footnote-backref",
    ]
    private static let noteTypes: Set<String> = [
        "footnote", "endnote", "rearnote", "note", "footnotes", "endnotes", "rearnotes",
    ]
    private static let noteRoles: Set<String> = ["doc-footnote", "doc-endnote", "doc-endnotes"]
    private static let noteClasses: Set<String> = [
        "footnote", "endnote", "rearnote", "footnotes", "endnotes", "rearnotes",
    ]
    /// What marks of notes are made of, and the arrows that lead back.
    private static let symbols = Set("*†‡§¶⁎∗↩↑←^()\u{FE0E}\u{FE0F}".unicodeScalars)
    private static let groupTypes: Set<String> = ["endnotes", "rearnotes"]

    /// The role that an element has as a note or as the mark of one; `nil` if it is neither.
    static func noteRole(_ element: Int, _ document: MarkupDocument) -> ElementRole? {
        if document.attribute("epub:type", of: element, holds: referenceTypes)
            || document.attribute("role", of: element, holds: referenceRoles)
            || document.attribute("class", of: element, holds: referenceClasses)
                && mark(element, document) != nil
        {
            return .omitted
        }
        let name = document.elements[element].name
        // A document that is notes from end to end is told by its body; it is read in its order.
        guard name != "body", name != "html" else { return nil }
        if document.attribute("epub:type", of: element, holds: noteTypes)
            || document.attribute("role", of: element, holds: noteRoles)
        {
            return .note
        }
        if document.attribute("class", of: element, holds: noteClasses) {
            if named(name, in: .html) == .block { return .note }
            return isNoteMark(mark(element, document)) ? .omitted : name == "span" ? .note : nil
        }
        return name == "a" && refersToNote(element, document) ? .omitted : nil
    }

    /// Whether an element holds all endnotes of a book, so that it is a chapter of its own.
    static func holdsEndnotes(_ element: Int, in document: MarkupDocument) -> Bool {
        document.attribute("epub:type", of: element, holds: groupTypes)
            || document.attribute("role", of: element, holds: ["doc-endnotes"])
    }

    /// Longest text that is taken for a page number or the mark of a note, in bytes.
    static let longestMark = 24

    /// The text of an element that is short enough for a mark, else `nil`.
    static func mark(_ element: Int, _ document: MarkupDocument) -> String? {
        guard document.elements[element].data.count <= 2 * longestMark else { return nil }
        let text = document.plainText(of: element)
        return text.utf8.count <= longestMark ? text : nil
    }

    /// Whether a superscript is a link whose text is a number or a symbol.
    static func isNoteReference(_ element: Int, _ document: MarkupDocument) -> Bool {
        guard isNoteMark(mark(element, document)) else { return false }
        let parent = document.elements[element].parent
        let near = document.elements[element].descendants.prefix(16)
        return near.contains { document.elements[$0].name == "a" }
            || parent.map { document.elements[$0].name == "a" } == true
    }

    private static func isNoteMark(_ text: String?) -> Bool {
        guard let text, !text.isEmpty else { return false }
        return text.allSatisfy { !$0.isLetter && !$0.isWhitespace }
    }

    /// Whether a plain link leads to a note or back from one: `[12]`, `*`, or `12` to `#fn12`.
    private static func refersToNote(_ element: Int, _ document: MarkupDocument) -> Bool {
        guard let href = document.attribute("href", of: element),
            let hash = href.lastIndex(of: "#"), let text = mark(element, document),
            isNoteMark(text)
        else { return false }
        if text.hasPrefix("["), text.hasSuffix("]") { return true }
        if text.unicodeScalars.allSatisfy(symbols.contains) { return true }
        let target = href[href.index(after: hash)...].lowercased()
        return ["fn", "footnote", "endnote", "note", "ftn", "_ftn", "_edn"].contains {
            target.hasPrefix($0)
        }
    }
}

/// Elements of FictionBook 2.
extension ElementRole {
    private static let fictionBookBlocks: Set<String> = [
        "annotation", "body", "cite", "date", "empty-line", "epigraph", "fictionbook", "p", "poem",
        "section", "stanza", "subtitle", "table", "text-author", "title", "tr", "v",
    ]

    /// Tells the role of an element of FictionBook.
    init(ofFictionBook element: Int, in document: MarkupDocument) {
        let name = document.elements[element].name
        let isReference = name == "a" && document.attribute("type", of: element) == "note"
        self = isReference ? .omitted : Self.fictionBookNamed(name)
    }

    /// The role that a name of FictionBook alone gives.
    static func fictionBookNamed(_ name: String) -> ElementRole {
        if fictionBookBlocks.contains(name) { return .block }
        switch name {
        case "td", "th": return .cell
        case "binary", "description", "stylesheet": return .omitted
        default: return .inline
        }
    }
}

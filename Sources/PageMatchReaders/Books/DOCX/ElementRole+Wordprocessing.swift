/// Elements of WordprocessingML. Only what stands in a `w:t` is text.
extension ElementRole {
    private static let wordprocessingOmitted: Set<String> = [
        // What was deleted or moved away, the codes of fields, and the marks of notes.
        "del", "movefrom", "instrtext", "deltext", "delinstrtext", "footnotereference",
        "endnotereference", "commentreference", "footnoteref", "endnoteref", "annotationref",
        // Properties hold no text, but tab stops that are called as tabs are.
        "ppr", "rpr", "sectpr", "tblpr", "tcpr", "trpr", "sdtpr", "tblgrid",
        // The older copy of what newer programs show, and the reading of ruby.
        "fallback", "rt",
    ]

    /// Tells the role of an element of WordprocessingML.
    init(ofWordprocessing element: Int, in document: MarkupDocument) {
        let name = document.elements[element].name
        switch name {
        case "nobreakhyphen": self = .replaced(text: "\u{2011}")
        case "softhyphen": self = .replaced(text: "\u{AD}")
        case "r" where Self.isVanished(element, document): self = .omitted
        default:
            self =
                Self.wordprocessingOmitted.contains(name)
                ? .omitted : Self.wordprocessingNamed(name)
        }
    }

    /// The role that a name of WordprocessingML alone gives.
    static func wordprocessingNamed(_ name: String) -> ElementRole {
        switch name {
        case "p", "tbl", "tr", "footnote", "endnote", "body": .block
        case "tc", "tab", "ptab": .cell
        case "br", "cr": .lineBreak
        default: .inline
        }
    }

    /// Whether a run is formatted as hidden.
    private static func isVanished(_ element: Int, _ document: MarkupDocument) -> Bool {
        let near = document.elements[element].descendants.prefix(12)
        return near.contains { index in
            document.elements[index].name == "vanish"
                && !["0", "false", "off"].contains(document.attribute("w:val", of: index) ?? "")
        }
    }
}

/// What an element of a book means for the text that is read aloud.
enum ElementRole: Hashable {
    /// Part of a line: leaves no trace.
    case inline
    /// Stands on lines of its own.
    case block
    /// A cell of a table: parted from its neighbours by a space.
    case cell
    /// The end of a line.
    case lineBreak
    /// Not part of the text, with all that it holds.
    case omitted
    /// A foot- or endnote: moved behind the section's running text.
    case note
    /// Where a page of the printed edition begins, with the number printed on it.
    case pageBreak(label: String)

    /// Tells the role of an element.
    ///
    /// - Complexity: O(its attributes); O(its text) for one that may be a page number or a
    ///   reference to a note, bounded by ``longestMark``.
    init(of element: Int, in document: MarkupDocument) {
        let name = document.elements[element].name
        if Self.omittedNames.contains(name) {
            self = .omitted
        } else if document.elements[element].attributes.isEmpty {
            self = Self.role(ofName: name, element, document)
        } else if Self.isHidden(element, document) {
            self = .omitted
        } else if let label = Self.pageLabel(element, document) {
            self = .pageBreak(label: label)
        } else if document.attribute("epub:type", of: element, holds: Self.referenceTypes)
            || document.attribute("role", of: element, holds: ["doc-noteref"])
            || document.attribute("class", of: element, holds: Self.referenceClasses)
                && Self.mark(element, document) != nil
        {
            self = .omitted
        } else if document.attribute("epub:type", of: element, holds: Self.noteTypes)
            || document.attribute("role", of: element, holds: Self.noteRoles)
        {
            self = .note
        } else {
            self = Self.role(ofName: name, element, document)
        }
    }

    // MARK: By name

    /// Elements that hold no running text of the book.
    private static let omittedNames: Set<String> = [
        "script", "style", "head", "template", "title", "meta", "link", "rt", "rp", "rtc", "svg",
        "iframe", "audio", "video", "canvas", "object", "noscript", "annotation",
        "annotation-xml", "select", "textarea", "button",
    ]

    private static let blockNames: Set<String> = [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li",
        "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section",
        "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
    ]

    /// The role that an element's name alone gives it.
    static func named(_ name: String) -> ElementRole {
        if blockNames.contains(name) { return .block }
        if name == "td" || name == "th" { return .cell }
        return name == "br" ? .lineBreak : .inline
    }

    private static func role(
        ofName name: String, _ element: Int, _ document: MarkupDocument
    ) -> ElementRole {
        name == "sup" && isNoteReference(element, document) ? .omitted : named(name)
    }

    // MARK: What is not shown

    /// Class and id of what Project Gutenberg adds around a book.
    private static let boilerplate: Set<String> = [
        "pg-boilerplate", "pg-header", "pg-footer", "pgheader", "pgfooter",
    ]
    private static let hiddenNavigation: Set<String> = ["page-list", "landmarks"]

    private static func isHidden(_ element: Int, _ document: MarkupDocument) -> Bool {
        if document.attribute("hidden", of: element) != nil { return true }
        if let style = document.attribute("style", of: element), style.contains("none") {
            let compact = style.lowercased().filter { !$0.isWhitespace }
            if compact.contains("display:none") { return true }
        }
        return document.attribute("class", of: element, holds: boilerplate)
            || document.attribute("id", of: element, holds: boilerplate)
            || document.attribute("epub:type", of: element, holds: hiddenNavigation)
    }

    // MARK: Notes

    private static let referenceTypes: Set<String> = ["noteref", "annoref"]
    private static let referenceClasses: Set<String> = [
        "fnanchor", "noteref", "footnote-ref", "footnoteref", "fnref", "footnote-reference",
    ]
    private static let noteTypes: Set<String> = ["footnote", "endnote", "rearnote", "note"]
    private static let noteRoles: Set<String> = ["doc-footnote", "doc-endnote"]

    /// Longest text that is taken for a page number or the mark of a note, in bytes.
    static let longestMark = 24

    /// The text of an element that is short enough for a mark, else `nil`.
    private static func mark(_ element: Int, _ document: MarkupDocument) -> String? {
        guard document.elements[element].data.count <= 2 * longestMark else { return nil }
        let text = document.plainText(of: element)
        return text.utf8.count <= longestMark ? text : nil
    }

    /// Whether a superscript is a link whose text is a number or a symbol.
    private static func isNoteReference(_ element: Int, _ document: MarkupDocument) -> Bool {
        guard let text = mark(element, document), !text.isEmpty,
            text.utf8.allSatisfy({ $0.isASCIIDigit || !($0.isASCIILetter || $0.isASCIISpace) })
        else { return false }
        let parent = document.elements[element].parent
        return document.first("a", in: element) != nil
            || parent.map { document.elements[$0].name == "a" } == true
    }

    // MARK: Pages

    /// Classes of elements that hold the number of a page.
    private static let numberClasses: Set<String> = ["pagenum", "pageno", "pagenumber"]
    /// Elements that mark a place.
    private static let anchorNames: Set<String> = ["a", "span", "div"]

    /// The label of a page break, empty if none is told; `nil` if the element is none.
    private static func pageLabel(_ element: Int, _ document: MarkupDocument) -> String? {
        let isDeclared =
            document.attribute("epub:type", of: element, holds: ["pagebreak"])
            || document.attribute("role", of: element, holds: ["doc-pagebreak"])
        if isDeclared { return declaredLabel(element, document) }
        if document.attribute("class", of: element, holds: numberClasses) {
            guard let text = mark(element, document) else { return nil }
            // By its style alone, only what is empty or a number is a page break.
            return pageNumber(in: text) ?? numberOfIDs(in: element, document)
                ?? (text.isEmpty ? "" : nil)
        }
        let name = document.elements[element].name
        guard anchorNames.contains(name), document.elements[element].data.isEmpty else {
            return nil
        }
        let ids = ["id", "name"].lazy.compactMap { document.attribute($0, of: element) }
        return ids.filter { $0.lowercased().hasPrefix("pag") || $0.lowercased().hasPrefix("pg") }
            .compactMap(pageNumber(inID:)).first
    }

    private static func declaredLabel(_ element: Int, _ document: MarkupDocument) -> String? {
        // Whoever marks a whole page as its break still wants its text read.
        guard let text = mark(element, document) else { return nil }
        for name in ["aria-label", "title"] {
            if let label = document.attribute(name, of: element), !label.isEmpty {
                return pageNumber(in: label) ?? label
            }
        }
        return pageNumber(in: text) ?? numberOfIDs(in: element, document) ?? text
    }

    private static func numberOfIDs(in element: Int, _ document: MarkupDocument) -> String? {
        let near = [element] + Array(document.elements[element].descendants.prefix(4))
        return near.lazy.compactMap { document.attribute("id", of: $0) }
            .compactMap(pageNumber(inID:)).first
    }

    /// The number in `[Pg 12]`, `p. 12`, `{xiv}`, `12`; `nil` if there is not just one.
    static func pageNumber(in text: String) -> String? {
        let words = text.split { !($0.isLetter || $0.isNumber) }.map(String.init)
        let numbers = words.filter {
            !["p", "pg", "page", "pag", "seite", "s"].contains($0.lowercased())
        }
        guard numbers.count == 1, let number = numbers.first else { return nil }
        let isRoman = number.utf8.allSatisfy { "ivxlcdm".utf8.contains($0 | 0x20) }
        return isRoman || number.contains(where: \.isNumber) ? number : nil
    }

    /// The number at the end of an id such as `Page_12` or `pg12`.
    static func pageNumber(inID id: String) -> String? {
        let lower = id.lowercased()
        let prefix = ["page_", "page-", "page", "pg_", "pg", "p_", "p"].first {
            lower.hasPrefix($0)
        }
        guard let prefix else { return nil }
        let rest = String(id.dropFirst(prefix.count))
        guard !rest.isEmpty, pageNumber(in: rest) == rest else { return nil }
        return rest
    }
}

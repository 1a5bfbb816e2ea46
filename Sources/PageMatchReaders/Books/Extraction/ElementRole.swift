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
    /// Stands for text that is no text node: a picture of an initial, a hyphen.
    case replaced(text: String)

    /// Tells the role of an element.
    ///
    /// - Complexity: O(its attributes); O(its text) for one that may be a page number or a
    ///   reference to a note, bounded by ``longestMark``.
    init(of element: Int, in document: MarkupDocument) {
        switch document.vocabulary {
        case .html: self.init(ofHTML: element, in: document)
        case .fictionBook: self.init(ofFictionBook: element, in: document)
        case .wordprocessing: self.init(ofWordprocessing: element, in: document)
        }
    }

    /// The role that an element's name alone gives it.
    static func named(_ name: String, in vocabulary: MarkupDocument.Vocabulary) -> ElementRole {
        switch vocabulary {
        case .html: htmlNamed(name)
        case .fictionBook: fictionBookNamed(name)
        case .wordprocessing: wordprocessingNamed(name)
        }
    }

    private init(ofHTML element: Int, in document: MarkupDocument) {
        let name = document.elements[element].name
        if Self.omittedNames.contains(name) {
            self = .omitted
        } else if document.elements[element].attributes.isEmpty {
            self = Self.role(ofName: name, element, document)
        } else if let label = Self.pageLabel(element, document) {
            // Also one that is not shown: numbers in the margin often are hidden.
            self = .pageBreak(label: label)
        } else if Self.isHidden(element, document) {
            self = .omitted
        } else if let role = Self.noteRole(element, document) {
            self = role
        } else if name == "img", let initial = Self.initial(element, document) {
            self = .replaced(text: initial)
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

    private static func htmlNamed(_ name: String) -> ElementRole {
        if blockNames.contains(name) { return .block }
        if name == "td" || name == "th" { return .cell }
        return name == "br" ? .lineBreak : .inline
    }

    private static func role(
        ofName name: String, _ element: Int, _ document: MarkupDocument
    ) -> ElementRole {
        name == "sup" && isNoteReference(element, document) ? .omitted : htmlNamed(name)
    }

    // MARK: What is not shown

    /// Class and id of what Project Gutenberg adds around a book.
    private static let boilerplate: Set<String> = [
        "pg-boilerplate", "pg-header", "pg-footer", "pgheader", "pgfooter",
    ]
    private static let hiddenNavigation: Set<String> = ["page-list", "landmarks"]

    private static func isHidden(_ element: Int, _ document: MarkupDocument) -> Bool {
        if document.attribute("hidden", of: element) != nil { return true }
        if let style = document.attribute("style", of: element) {
            let compact = style.lowercased().filter { !$0.isWhitespace }
            if compact.contains("display:none") { return true }
        }
        if !document.hiding.isEmpty,
            document.hiding.hide(
                document.elements[element].name, id: document.attribute("id", of: element),
                classes: document.attribute("class", of: element))
        {
            return true
        }
        return document.attribute("class", of: element, holds: boilerplate)
            || document.attribute("id", of: element, holds: boilerplate)
            || document.attribute("epub:type", of: element, holds: hiddenNavigation)
    }

    // MARK: Pictures

    /// The letter that a picture of an initial stands for: `<img alt="C"/>all me Ishmael`.
    private static func initial(_ element: Int, _ document: MarkupDocument) -> String? {
        guard let alternative = document.attribute("alt", of: element),
            alternative.utf8.count <= 8
        else { return nil }
        let text = alternative.trimmingASCIISpace
        guard text.last?.isLetter == true, text.count <= 2,
            text.dropLast().allSatisfy(\.isPunctuation)
        else {
            return nil
        }
        // The rest of the word follows at once, maybe behind the end of the picture's own span.
        for event in document.events[document.elements[element].events.upperBound...].prefix(4) {
            switch event {
            case .open: return nil
            case let .close(closed):
                guard htmlNamed(document.elements[closed].name) == .inline else { return nil }
            case let .text(index):
                let first = document.data[document.texts[index].data].first ?? 0x20
                return first.isASCIILetter || first >= 0xC3 ? text : nil
            }
        }
        return nil
    }
}

/// Where the pages of the printed edition begin.
extension ElementRole {
    /// Classes of elements that hold the number of a page.
    private static let numberClasses: Set<String> = ["pagenum", "pageno", "pagenumber"]
    /// Elements that mark a place.
    private static let anchorNames: Set<String> = ["a", "span", "div"]

    /// The label of a page break, empty if none is told; `nil` if the element is none.
    static func pageLabel(_ element: Int, _ document: MarkupDocument) -> String? {
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
        guard document.elements[element].data.isEmpty, anchorNames.contains(name) else {
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

/// Tables of contents and lists of printed pages, in the three forms that EPUBs have them.
struct EPUBNavigation {
    /// A label and where it points.
    struct Entry: Hashable {
        /// What a reader sees: a chapter's title, a page's number.
        let label: String
        /// Where it points.
        let target: EPUBPath.Target

        /// The same with the number alone of a label such as `Page 12` or `[xiv]`.
        fileprivate var asPage: Entry {
            Entry(label: ElementRole.pageNumber(in: label) ?? label, target: target)
        }
    }

    /// The table of contents, flattened in its order.
    private(set) var contents: [Entry] = []
    /// The printed pages, in the list's order.
    private(set) var pages: [Entry] = []

    /// Takes over the lists of `other` that are still missing here.
    mutating func fill(from other: EPUBNavigation) {
        if contents.isEmpty { contents = other.contents }
        if pages.isEmpty { pages = other.pages }
    }

    /// No lists.
    init() {}

    // MARK: EPUB 3

    /// Reads the navigation document of EPUB 3.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - path: Its path, which references are relative to.
    init(navigationDocument document: MarkupDocument, path: String) {
        for nav in document.all("nav") {
            if document.attribute("epub:type", of: nav, holds: ["toc"]) {
                if contents.isEmpty { contents = Self.links(in: nav, of: document, path: path) }
            } else if pages.isEmpty, Self.listsPages(nav, document) {
                pages = Self.links(in: nav, of: document, path: path).map(\.asPage)
            }
        }
    }

    /// Whether a list is one of pages; Project Gutenberg's are typed as landmarks.
    private static func listsPages(_ nav: Int, _ document: MarkupDocument) -> Bool {
        if document.attribute("epub:type", of: nav, holds: ["page-list"]) { return true }
        if document.attribute("role", of: nav, holds: ["doc-pagelist"]) { return true }
        guard document.attribute("epub:type", of: nav, holds: ["landmarks"]) else { return false }
        let words: Set = ["pages", "pagelist", "page-list"]
        return ([nav] + document.all("ol", in: nav).prefix(1)).contains { element in
            document.attribute("id", of: element, holds: words)
                || document.attribute("class", of: element, holds: words)
                || document.attribute("aria-label", of: element)?.lowercased() == "page list"
        }
    }

    private static func links(
        in element: Int, of document: MarkupDocument, path: String
    ) -> [Entry] {
        document.all("a", in: element).prefix(BookLimits.listItems).compactMap { link in
            let label = document.plainText(of: link)
            guard !label.isEmpty, let href = document.attribute("href", of: link),
                let target = EPUBPath.resolve(href, from: path)
            else { return nil }
            return Entry(label: label, target: target)
        }
    }

    // MARK: EPUB 2

    /// Reads the NCX of EPUB 2.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - path: Its path, which references are relative to.
    init(ncx document: MarkupDocument, path: String) {
        contents = Self.points("navpoint", in: document, path: path)
        pages = Self.points("pagetarget", in: document, path: path).map(\.asPage)
    }

    /// The elements of a name, each with the label and the target that come first in it.
    private static func points(
        _ name: String, in document: MarkupDocument, path: String
    ) -> [Entry] {
        document.all(name).prefix(BookLimits.listItems).compactMap { point in
            // Label and target come before nested points: a short look ahead finds them.
            let near = document.elements[point].descendants.prefix(8)
            let content = near.first { document.elements[$0].name == "content" }
            let label =
                near.first { document.elements[$0].name == "navlabel" }
                .map { document.plainText(of: $0) } ?? ""
            let shown = label.isEmpty ? document.attribute("value", of: point) ?? "" : label
            guard !shown.isEmpty, let content, let source = document.attribute("src", of: content),
                let target = EPUBPath.resolve(source, from: path)
            else { return nil }
            return Entry(label: shown, target: target)
        }
    }

    /// Reads Adobe's list of pages.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - path: Its path, which references are relative to.
    init(pageMap document: MarkupDocument, path: String) {
        pages = document.all("page").prefix(BookLimits.listItems).compactMap { page in
            guard let label = document.attribute("name", of: page), !label.isEmpty,
                let href = document.attribute("href", of: page),
                let target = EPUBPath.resolve(href, from: path)
            else { return nil }
            return Entry(label: label, target: target).asPage
        }
    }
}

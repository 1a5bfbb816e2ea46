/// The package document of an EPUB: what the book is called and which files it is made of.
struct EPUBPackage {
    /// A file that the manifest lists.
    struct Item: Hashable {
        /// Path from the root of the archive.
        let path: String
        /// Its media type in lower case.
        let mediaType: String
        /// Its `properties`, such as `nav`.
        let properties: Set<String>
        /// The id of the item that says when its text is read.
        let overlay: String?

        fileprivate var isOverlay: Bool {
            mediaType == "application/smil+xml" || path.lowercased().hasSuffix(".smil")
        }
    }

    /// The main title.
    private(set) var title: String?
    /// Who wrote it, in the order given.
    private(set) var authors: [String] = []
    /// The first language stated.
    private(set) var language: String?
    /// The files to read in their order; an entry is `nil` where the manifest lacks the item.
    private(set) var spine: [Item?] = []
    /// For each entry of ``spine`` whether it is in the running order; `linear="no"` is not.
    private(set) var isLinear: [Bool] = []
    /// The navigation document of EPUB 3.
    private(set) var navigation: Item?
    /// The table of contents of EPUB 2.
    private(set) var ncx: Item?
    /// Adobe's list of pages.
    private(set) var pageMap: Item?
    /// Paths of the media overlays, those of the spine's items first and in its order.
    private(set) var overlays: [String] = []

    /// Reads a package document.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - path: Its path, which references are relative to.
    /// - Throws: ``ReaderError/malformed(format:what:entry:line:)`` without a spine,
    ///   ``ReaderError/tooLarge(what:limit:)`` for a spine beyond ``BookLimits/listItems``.
    init(_ document: MarkupDocument, path: String) throws(ReaderError) {
        readMetadata(document)
        let items = Self.manifest(of: document, path: path)
        let references = document.first("spine").map { document.all("itemref", in: $0) } ?? []
        guard !references.isEmpty else {
            throw .malformed(
                format: "EPUB", what: "the package lists nothing to read", entry: path, line: nil)
        }
        guard references.count <= BookLimits.listItems else {
            throw .tooLarge(what: path, limit: "\(BookLimits.listItems) spine items")
        }
        spine = references.map { reference in
            document.attribute("idref", of: reference).flatMap { items.byID[$0] }
        }
        isLinear = references.map { !document.attribute("linear", of: $0, holds: ["no"]) }
        navigation = items.inOrder.first { $0.properties.contains("nav") }
        let spineElement = document.first("spine")
        func item(named attribute: String) -> Item? {
            spineElement.flatMap { document.attribute(attribute, of: $0) }.flatMap {
                items.byID[$0]
            }
        }
        ncx =
            item(named: "toc") ?? items.inOrder.first { $0.mediaType == "application/x-dtbncx+xml" }
        pageMap =
            item(named: "page-map")
            ?? items.inOrder.first { $0.mediaType == "application/oebps-page-map+xml" }
        var seen: Set<String> = []
        let named = spine.compactMap { $0?.overlay.flatMap { items.byID[$0] } }
        overlays = (named + items.inOrder.filter(\.isOverlay)).map(\.path)
            .filter { seen.insert($0).inserted }
    }

    private static func manifest(
        of document: MarkupDocument, path: String
    ) -> (inOrder: [Item], byID: [String: Item]) {
        var inOrder: [Item] = []
        var byID: [String: Item] = [:]
        guard let manifest = document.first("manifest") else { return ([], [:]) }
        for element in document.all("item", in: manifest) {
            guard let href = document.attribute("href", of: element),
                let target = EPUBPath.resolve(href, from: path)
            else { continue }
            let properties = document.attribute("properties", of: element) ?? ""
            let item = Item(
                path: target.path,
                mediaType: (document.attribute("media-type", of: element) ?? "").lowercased(),
                properties: Set(properties.split(separator: " ").map(String.init)),
                overlay: document.attribute("media-overlay", of: element))
            inOrder.append(item)
            if let id = document.attribute("id", of: element), byID[id] == nil { byID[id] = item }
        }
        return (inOrder, byID)
    }

    // MARK: Metadata

    private mutating func readMetadata(_ document: MarkupDocument) {
        guard let metadata = document.first("metadata") else { return }
        let refinements = Self.refinements(in: metadata, of: document)
        func texts(_ name: String) -> [(text: String, element: Int)] {
            document.all(name, in: metadata).map { (document.plainText(of: $0), $0) }
                .filter { !$0.0.isEmpty }
        }
        func refinement(_ property: String, of element: Int) -> String? {
            document.attribute("id", of: element).flatMap { refinements["\(property)#\($0)"] }
        }
        let titles = texts("title")
        title =
            (titles.first { refinement("title-type", of: $0.element) == "main" } ?? titles.first)?
            .text
        let creators = texts("creator").map { creator in
            (
                creator.text,
                document.attribute("opf:role", of: creator.element)
                    ?? refinement("role", of: creator.element)
            )
        }
        let writers = creators.filter { $0.1 == nil || $0.1 == "aut" }
        authors = (writers.isEmpty ? creators : writers).map(\.0)
        language = texts("language").first?.text
    }

    /// What `meta` elements say of others, by property and the other's id.
    private static func refinements(
        in metadata: Int, of document: MarkupDocument
    ) -> [String: String] {
        var refinements: [String: String] = [:]
        for element in document.all("meta", in: metadata) {
            guard let property = document.attribute("property", of: element),
                let target = document.attribute("refines", of: element), target.hasPrefix("#")
            else { continue }
            refinements[property + target] = document.plainText(of: element)
        }
        return refinements
    }
}

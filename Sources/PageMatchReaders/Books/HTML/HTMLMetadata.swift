/// What a document of HTML says about the book that it is.
struct HTMLMetadata {
    /// The title.
    private(set) var title: String?
    /// The authors.
    private(set) var authors: [String] = []
    /// The language, as the document writes it.
    private(set) var language: String?

    /// Collects what the head of a document and the header of Project Gutenberg say.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - frame: The frame of Project Gutenberg, if there is one.
    /// - Complexity: O(elements).
    init(_ document: MarkupDocument, frame: GutenbergFrame?) {
        let metas = document.all("meta").prefix(1000)
        func contents(_ names: Set<String>) -> [String] {
            metas.filter {
                document.attribute("name", of: $0, holds: names)
                    || document.attribute("property", of: $0, holds: names)
            }
            .compactMap { document.attribute("content", of: $0)?.trimmingASCIISpace }
            .filter { !$0.isEmpty }
        }
        let head = document.first("head").flatMap { document.first("title", in: $0) }
        title =
            contents(["dc.title", "dcterms.title"]).first ?? frame?.title
            ?? head.map { Self.withoutDistributor(document.plainText(of: $0)) }
            .flatMap { $0.isEmpty ? nil : $0 } ?? contents(["og:title"]).first
        let named = contents(["author", "dc.creator", "dcterms.creator"])
        authors = frame.map(\.authors).flatMap { $0.isEmpty ? nil : $0 } ?? Array(named.prefix(20))
        let root = document.elements.indices.first
        let attributes = ["lang", "xml:lang"].compactMap { name in
            root.flatMap { document.attribute(name, of: $0) }
        }
        language =
            attributes.first { !$0.isEmpty } ?? contents(["dc.language", "dcterms.language"]).first
            ?? frame?.language
    }

    /// `Moby Dick` of `The Project Gutenberg eBook of Moby Dick, by Herman Melville`.
    private static func withoutDistributor(_ title: String) -> String {
        let lower = title.lowercased()
        let prefixes = ["the project gutenberg ebook of ", "the project gutenberg e-text of "]
        if let prefix = prefixes.first(where: { lower.hasPrefix($0) }) {
            let rest = title.dropFirst(prefix.count)
            let words = rest.components(before: ", by ")
            return words.trimmingASCIISpace
        }
        let suffix = " | project gutenberg"
        return lower.hasSuffix(suffix) ? String(title.dropLast(suffix.count)) : title
    }
}

extension Substring {
    /// What stands before the last occurrence of `mark`; all of it if there is none.
    fileprivate func components(before mark: String) -> String {
        let bytes = Array(utf8)
        let needle = Array(mark.utf8)
        var found: Int?
        var from = 0
        while let next = bytes[from...].firstOffset(of: needle) {
            found = next
            from = next + 1
        }
        return String(decoding: bytes[..<(found ?? bytes.count)], as: UTF8.self)
    }
}

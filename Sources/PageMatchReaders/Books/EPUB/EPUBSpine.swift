import PageMatchCore

/// The documents that an EPUB is read from, in their order.
enum EPUBSpine {
    private static let nothing = ExtractedText(
        text: "", source: SourceMap(), heading: nil, pages: [], anchors: [])

    /// The text of every spine item, in order.
    ///
    /// - Returns: As many texts as the spine has items; empty ones for what has no text.
    /// - Throws: ``ReaderError``: encrypted, too large, nested too deeply.
    static func texts(
        of package: EPUBPackage, in archive: inout BookArchive
    ) throws(ReaderError) -> [ExtractedText] {
        var texts: [ExtractedText] = []
        var seen: Set<String> = []
        var sheets = StyleSheets()
        for (index, item) in package.spine.enumerated() {
            texts.append(nothing)
            guard let item else {
                archive.warn("Item \(index + 1) of the spine is not in the manifest.")
                continue
            }
            guard seen.insert(item.path).inserted else {
                archive.warn("\(item.path) is in the spine twice; it is read once.")
                continue
            }
            // A book that is nothing but its navigation document is read all the same.
            let isNavigation = item.path == package.navigation?.path && package.spine.count > 1
            guard !isNavigation, mayHoldText(item),
                let content = try text(at: item.path, in: &archive)
            else { continue }
            var document = try archive.document(content, at: item.path)
            sheets.apply(to: &document, at: item.path, in: &archive)
            let frame = GutenbergFrame(in: document.data)
            texts[index] = TextExtractor.extract(document, window: frame?.content)
        }
        return texts
    }

    /// Whether an item may be a document; wrong media types are common, also those of pictures.
    private static func mayHoldText(_ item: EPUBPackage.Item) -> Bool {
        let families = ["image/", "audio/", "video/", "font/", "text/css"]
        guard families.contains(where: { item.mediaType.hasPrefix($0) }) else { return true }
        let path = item.path.lowercased()
        return path.hasSuffix("html") || path.hasSuffix(".htm")
    }

    /// The content of a spine item, if it is text.
    ///
    /// - Throws: ``ReaderError/encrypted(scheme:)`` if it is neither text nor of a known format.
    private static func text(
        at path: String, in archive: inout BookArchive
    ) throws(ReaderError) -> [UInt8]? {
        guard let bytes = try archive.content(of: path) else { return nil }
        let head = bytes.prefix(4096)
        if head.first(where: { !$0.isASCIISpace }) == 0x3C || head.isEmpty { return bytes }
        switch FileSignature.kind(of: head, tail: bytes.suffix(4096)) {
        case nil: break
        case .image?: return nil
        case .some:
            archive.warn("\(path) is in the spine, but is no document; it is passed over.")
            return nil
        }
        guard DecodedText.textHead(head) == nil else { return bytes }
        if let scheme = EPUBProtection.scheme(of: &archive) { throw .encrypted(scheme: scheme) }
        archive.warn("\(path) is no text; it is damaged or encrypted.")
        return nil
    }
}

/// The style sheets that documents link to, each read once.
private struct StyleSheets {
    private var known: [String: HidingRules] = [:]

    /// Adds to a document what its linked style sheets hide.
    mutating func apply(
        to document: inout MarkupDocument, at path: String, in archive: inout BookArchive
    ) {
        guard let head = document.first("head") else { return }
        let inline = document.hiding
        var rules = HidingRules()
        for link in document.all("link", in: head).prefix(BookLimits.styleSheets) {
            guard document.attribute("rel", of: link, holds: ["stylesheet"]),
                !document.attribute("rel", of: link, holds: ["alternate"]),
                let href = document.attribute("href", of: link),
                let target = EPUBPath.resolve(href, from: path)
            else { continue }
            rules.add(sheet(at: target.path, in: &archive))
        }
        rules.add(inline)
        document.hiding = rules
    }

    private mutating func sheet(at path: String, in archive: inout BookArchive) -> HidingRules {
        if let rules = known[path] { return rules }
        var rules = HidingRules()
        if let bytes = archive.optionalContent(of: path) { rules.add(bytes) }
        // Names are the documents': remember no more than a book can have.
        if known.count < 1000 { known[path] = rules }
        return rules
    }
}

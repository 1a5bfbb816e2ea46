import PageMatchCore

extension BookFormat {
    /// EPUB 2 and 3.
    static let epub = BookFormat(kind: .epub, statesLanguage: true) { bytes throws(ReaderError) in
        try EPUBReader.read(bytes)
    }
}

/// EPUB to book: container → package → navigation → spine → page breaks.
///
/// The sections are the items of the spine, one to one, so that a section's index is its place in
/// the spine. What has no text to read has an empty one: covers, what is missing, and the
/// navigation document.
enum EPUBReader {
    /// Reads an EPUB.
    ///
    /// - Parameter bytes: The file.
    /// - Returns: The book; a section for each spine item.
    /// - Throws: ``ReaderError``: no ZIP or no package, encrypted, too large, or without any text.
    /// - Complexity: O(unpacked size of its documents).
    static func read(_ bytes: [UInt8]) throws(ReaderError) -> Book {
        var archive = try BookArchive(bytes, format: "EPUB")
        try EPUBProtection.check(&archive)
        let path = try packagePath(in: &archive)
        guard let document = try archive.document(at: path) else {
            throw .malformed(
                format: "EPUB", what: "the package is missing", entry: path, line: nil)
        }
        let package = try EPUBPackage(document, path: path)
        let navigation = try navigation(of: package, in: &archive)
        let texts = try EPUBSpine.texts(of: package, in: &archive)
        guard texts.contains(where: { !$0.text.isEmpty }) else { throw .noText(format: "EPUB") }
        let sections = sections(of: package, texts: texts, contents: navigation.contents)
        let breaks = pageBreaks(package, texts, listed: navigation.pages, warnIn: &archive)
        return Book(
            title: package.title, authors: package.authors, language: package.language,
            sections: sections, pageBreaks: PageBreakList.settled(breaks, in: sections),
            overlays: try EPUBOverlays.read(of: package, in: &archive),
            warnings: archive.warnings.all)
    }

    // MARK: Container

    /// Path of the package document: what the container names, else the first `.opf` there is.
    private static func packagePath(in archive: inout BookArchive) throws(ReaderError) -> String {
        let container = "META-INF/container.xml"
        if archive.holds(container), let document = try archive.document(at: container) {
            let paths = document.all("rootfile").compactMap {
                document.attribute("full-path", of: $0).map(EPUBPath.decodingPercents)
            }
            if let path = paths.first(where: { archive.holds($0) }) {
                if Set(paths).count > 1 {
                    archive.warn("The EPUB holds \(Set(paths).count) books; \(path) is read.")
                }
                return path
            }
        }
        guard let path = archive.names.first(where: { $0.lowercased().hasSuffix(".opf") }) else {
            throw .malformed(
                format: "EPUB", what: "no package document", entry: container, line: nil)
        }
        archive.warn("\(container) does not tell the package document; \(path) is taken.")
        return path
    }

    // MARK: Navigation

    private static func navigation(
        of package: EPUBPackage, in archive: inout BookArchive
    ) throws(ReaderError) -> EPUBNavigation {
        var navigation = EPUBNavigation()
        if let path = package.navigation?.path, let document = try archive.document(at: path) {
            navigation.fill(from: EPUBNavigation(navigationDocument: document, path: path))
        }
        if let path = package.ncx?.path, navigation.contents.isEmpty || navigation.pages.isEmpty,
            let document = try archive.document(at: path)
        {
            navigation.fill(from: EPUBNavigation(ncx: document, path: path))
        }
        if let path = package.pageMap?.path, navigation.pages.isEmpty,
            let document = try archive.document(at: path)
        {
            navigation.fill(from: EPUBNavigation(pageMap: document, path: path))
        }
        return navigation
    }

    // MARK: Sections

    private static func sections(
        of package: EPUBPackage, texts: [ExtractedText], contents: [EPUBNavigation.Entry]
    ) -> [BookSection] {
        let titles = Dictionary(
            contents.map { ($0.target.path, $0.label) }, uniquingKeysWith: { first, _ in first })
        var names: Set<String> = []
        return zip(package.spine, texts).enumerated().map { index, pair in
            let (item, extracted) = pair
            let path = item?.path ?? "spine-\(index + 1)"
            let name = names.insert(path).inserted ? path : "\(path) (\(index + 1))"
            names.insert(name)
            return BookSection(
                name: name, title: titles[path] ?? extracted.heading, text: extracted.text,
                source: extracted.source, isLinear: package.isLinear[index])
        }
    }

    // MARK: Pages

    /// The listed pages if they lead anywhere, else those that the text marks.
    private static func pageBreaks(
        _ package: EPUBPackage, _ texts: [ExtractedText], listed: [EPUBNavigation.Entry],
        warnIn archive: inout BookArchive
    ) -> [PageBreak] {
        let indices = Dictionary(
            package.spine.enumerated().compactMap { index, item in item.map { ($0.path, index) } },
            uniquingKeysWith: { first, _ in first })
        /// Offsets of the anchors of sections that entries lead to.
        var offsets: [Int: [String: Int]] = [:]
        let breaks = listed.compactMap { entry -> PageBreak? in
            guard let section = indices[entry.target.path] else { return nil }
            // What is not read as text, such as the table of contents, still has its pages.
            guard let fragment = entry.target.fragment, !fragment.isEmpty,
                !texts[section].text.isEmpty
            else {
                return PageBreak(label: entry.label, section: section, textOffset: 0)
            }
            let anchors =
                offsets[section]
                ?? Dictionary(
                    texts[section].anchors.map { ($0.id, $0.textOffset) },
                    uniquingKeysWith: { first, _ in first })
            offsets[section] = anchors
            return anchors[fragment].map {
                PageBreak(label: entry.label, section: section, textOffset: $0)
            }
        }
        if breaks.count < listed.count {
            archive.warn(
                "\(listed.count - breaks.count) of \(listed.count) listed pages lead nowhere.")
        }
        guard breaks.isEmpty else { return breaks }
        return texts.enumerated().flatMap { section, text in
            text.pages.map {
                PageBreak(label: $0.label, section: section, textOffset: $0.textOffset)
            }
        }
    }
}

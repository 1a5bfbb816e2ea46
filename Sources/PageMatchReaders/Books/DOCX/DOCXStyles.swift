/// The styles of a DOCX as far as they tell headings, and the language that they state.
struct DOCXStyles {
    /// The level of each style that is one of headings, from 1.
    private var levels: [String: Int] = [:]
    /// The language of text that states no other.
    private(set) var language: String?

    /// No styles.
    init() {}

    /// Reads `styles.xml`.
    ///
    /// Names of built-in styles are English in every language of Word: `heading 1`, `Title`.
    ///
    /// - Complexity: O(elements).
    init(_ document: MarkupDocument) {
        var bases: [String: String] = [:]
        for style in document.all("style").prefix(BookLimits.listItems) {
            guard let id = document.attribute("w:styleid", of: style) else { continue }
            func value(_ name: String) -> String? {
                document.first(name, in: style).flatMap { document.attribute("w:val", of: $0) }
            }
            if let level = Self.level(named: value("name") ?? "") {
                levels[id] = level
            } else if let outline = value("outlinelvl").flatMap({ Int($0) }) {
                levels[id] = (0...8).contains(outline) ? outline + 1 : nil
            } else if let base = value("basedon") {
                bases[id] = base
            }
        }
        inheritLevels(bases)
        language = document.first("rprdefault").flatMap { document.first("lang", in: $0) }
            .flatMap { document.attribute("w:val", of: $0) }
    }

    /// A style is of headings if the one that it is based on is.
    private mutating func inheritLevels(_ bases: [String: String]) {
        let known = levels
        for id in bases.keys {
            var base = bases[id]
            for _ in 0..<10 {
                guard let name = base else { break }
                if let level = known[name] {
                    levels[id] = level
                    break
                }
                base = bases[name]
            }
        }
    }

    private static func level(named name: String) -> Int? {
        let name = name.lowercased()
        if name == "title" { return 1 }
        guard name.hasPrefix("heading ") else { return nil }
        return Int(name.dropFirst("heading ".count)).flatMap { (1...9).contains($0) ? $0 : nil }
    }

    // MARK: Headings

    /// The headings of a document: paragraphs of such a style, or else those that read like one.
    ///
    /// - Complexity: O(elements + text).
    func headings(of document: MarkupDocument) -> [HeadingOutline.Heading] {
        var styled: [HeadingOutline.Heading] = []
        var worded: [HeadingOutline.Heading] = []
        for paragraph in document.all("p", in: document.body) {
            let element = document.elements[paragraph]
            let level = level(of: paragraph, in: document)
            // Markup of revisions may be long where the words are few.
            guard !element.data.isEmpty, level != nil || element.data.count <= 1024,
                let title = TextExtractor.headingText(of: paragraph, in: document)
            else { continue }
            let start = element.events.lowerBound
            if let level {
                styled.append(.init(event: start, level: min(level, 3), title: title))
            } else if styled.isEmpty, ChapterHeading.matches(title) {
                worded.append(.init(event: start, level: 1, title: title))
            }
        }
        return styled.isEmpty ? worded : styled
    }

    private func level(of paragraph: Int, in document: MarkupDocument) -> Int? {
        for index in document.elements[paragraph].descendants.prefix(16) {
            let value = document.attribute("w:val", of: index)
            switch document.elements[index].name {
            case "pstyle": if let level = value.flatMap({ levels[$0] }) { return level }
            case "outlinelvl":
                if let level = value.flatMap({ Int($0) }), (0...8).contains(level) {
                    return level + 1
                }
            case "r": return nil
            default: break
            }
        }
        return nil
    }
}

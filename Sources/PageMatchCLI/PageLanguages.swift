internal import PageMatch
internal import PageMatchLibrary
internal import PageMatchMedia

/// In which languages a photographed page may be written.
struct PageLanguages {
    /// More at once make reading slow, and worse.
    private static let most = 3

    /// What the user said: a tag, or several with `+` between them.
    let stated: String?
    /// The id of the book that the page is from.
    let book: String?
    let library: Library

    /// What the user said; else the book's own language; else those of the library's books, the most
    /// frequent first, as far as Tesseract knows them.
    func of(_ reader: PhotoReader) throws(PageMatchError) -> [String] {
        if let stated {
            return try stated.split(separator: "+", omittingEmptySubsequences: false)
                .map { (tag) throws(PageMatchError) in try languageTag(tag) }
        }
        if let book { return [try library.entry(book).language].compactMap(\.self) }
        var counts: [String: Int] = [:]
        for language in try library.books().compactMap(\.language) {
            counts[Self.withoutRegion(language), default: 0] += 1
        }
        let languages = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        let installed = try reader.installed(of: languages)
        // None at all: the error names the most frequent one.
        guard !installed.isEmpty else { return Array(languages.prefix(1)) }
        let missing = languages.filter { !installed.contains($0) }
        if !missing.isEmpty {
            Diagnostics.say(
                "Photos of books in \(missing.joined(separator: ", ")) are not read: Tesseract has "
                    + "no data for that; --book ID names the package")
        }
        let tried = installed.prefix(Self.most)
        if tried.count < installed.count {
            Diagnostics.say(
                "The photo is read as \(tried.joined(separator: ", ")); if it is in another language, "
                    + "say so with --language or --book")
        }
        return Array(tried)
    }

    /// A tag as far as it matters to who reads print: British and American books are in one language,
    /// the two scripts of Chinese are two.
    private static func withoutRegion(_ tag: String) -> String {
        let language = String(tag.prefix { $0 != "-" })
        return language == "zh" ? tag : language
    }
}

internal import Foundation
internal import PageMatch

/// The CUE sheets that were found with audio files, and what they say of each file's chapters.
struct ChapterSheets {
    private struct Entry {
        /// Where the sheet's folder and its entry's name lead.
        let target: Place
        /// The sheet's own place.
        let sheet: Place
        /// Whether the sheet has no other entry.
        let isOnly: Bool
        let chapters: [AudioFile.Chapter]
    }

    private var entries: [Entry] = []
    /// The sheets, each with the number of entries that came before its own.
    private(set) var names: [String] = []
    private var firstEntries: [Int] = []

    /// Adds a sheet.
    ///
    /// - Parameters:
    ///   - files: Its entries.
    ///   - path: Where it lies.
    ///   - name: What people call it.
    mutating func add(_ files: [AudioFile], of path: String, name: String) {
        names.append(name)
        firstEntries.append(entries.count)
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        for file in files {
            guard let name = file.name else { continue }
            entries.append(
                Entry(
                    target: Place(URL(fileURLWithPath: name, relativeTo: folder)),
                    sheet: Place(URL(fileURLWithPath: path)), isOnly: files.count == 1,
                    chapters: file.chapters))
        }
    }

    /// Finds the chapters of audio files.
    ///
    /// - Parameter paths: The audio files.
    /// - Returns: For each file its chapters, `nil` if no sheet is of it; and the names of the sheets
    ///   that are of none of them.
    /// - Complexity: O(files · entries).
    func chapters(
        of paths: [String]
    ) -> (chapters: [[AudioFile.Chapter]?], unused: [String]) {
        let places = paths.map { Place(URL(fileURLWithPath: $0)) }
        let rules = rules(for: places)
        var chapters = [[AudioFile.Chapter]?](repeating: nil, count: places.count)
        var isTaken = entries.map { _ in false }
        for fits in rules {
            for (number, place) in places.enumerated() where chapters[number] == nil {
                let found = entries.indices.first { !isTaken[$0] && fits(entries[$0], place) }
                guard let found else { continue }
                isTaken[found] = true
                chapters[number] = entries[found].chapters
            }
        }
        let unused = names.indices.filter { sheet in
            let end = sheet + 1 < names.count ? firstEntries[sheet + 1] : entries.count
            return !entries[firstEntries[sheet]..<end].contains { entry in
                places.contains { place in rules.contains { $0(entry, place) } }
            }
        }
        return (chapters, unused.map { names[$0] })
    }

    /// What may make an entry one of a file, the surest first.
    ///
    /// Rips of several discs are called alike, and are often packed anew under another extension or
    /// name.
    private func rules(for places: [Place]) -> [(Entry, Place) -> Bool] {
        let files = Dictionary(places.map { ($0.folder, 1) }, uniquingKeysWith: +)
        let told = Dictionary(entries.map { ($0.sheet.folder, 1) }, uniquingKeysWith: +)
        let called = Dictionary(places.map { ($0.name, 1) }, uniquingKeysWith: +)
        let toldName = Dictionary(entries.map { ($0.target.name, 1) }, uniquingKeysWith: +)
        return [
            // It leads there, whatever the extension.
            { $0.target == $1 },
            // The name beside the sheet: its path may be one of another machine.
            { $0.sheet.folder == $1.folder && $0.target.name == $1.name },
            // The sheet itself is called like the file beside it.
            { $0.isOnly && $0.sheet == $1 },
            // There is nothing else in their folder that either could be of.
            { $0.sheet.folder == $1.folder && told[$1.folder] == 1 && files[$1.folder] == 1 },
            // The name from anywhere.
            { $0.target.name == $1.name && called[$1.name] == 1 && toldName[$1.name] == 1 },
            // There is nothing else at all.
            { [entries] _, _ in places.count == 1 && entries.count == 1 },
        ]
    }
}

/// Where a file lies, whatever its extension; capitals do not count, since a sheet may come from a
/// system where they do not.
private struct Place: Hashable {
    let folder: String
    let name: String

    init(_ url: URL) {
        let url = url.standardizedFileURL
        folder = url.deletingLastPathComponent().path.lowercased()
        name = url.deletingPathExtension().lastPathComponent.lowercased()
    }
}

import PageMatchCore

/// Media overlays of an EPUB: SMIL documents that say when which element is read aloud.
enum EPUBOverlays {
    /// Reads all overlays of a book.
    ///
    /// - Parameters:
    ///   - package: What the book is made of.
    ///   - archive: The EPUB; what is wrong becomes its warnings.
    /// - Returns: The overlays in the order of the documents that hold them, which is that of the
    ///   text. Fragments without sound and those of text that is not in the spine are left out.
    /// - Throws: As ``BookArchive/document(at:vocabulary:)``.
    /// - Complexity: O(size of the documents).
    static func read(
        of package: EPUBPackage, in archive: inout BookArchive
    ) throws(ReaderError) -> [MediaOverlay] {
        let sections = Dictionary(
            package.spine.enumerated().compactMap { index, item in
                item.map { ($0.path.lowercased(), index) }
            }, uniquingKeysWith: { first, _ in first })
        var overlays: [MediaOverlay] = []
        var strays = 0
        for path in package.overlays {
            guard let document = try archive.document(at: path) else { continue }
            let found = fragments(of: document, path: path, sections: sections)
            overlays += found.overlays
            strays += found.strays
            guard overlays.count <= BookLimits.overlays else {
                throw .tooLarge(what: path, limit: "\(BookLimits.overlays) fragments")
            }
        }
        if strays > 0 {
            archive.warn(
                "Fragments of the media overlays without a time or without text in this book: "
                    + "\(strays).")
        }
        return rebased(overlays, warnIn: &archive)
    }

    /// The fragments of one document, and how many there were that can't be used.
    private static func fragments(
        of document: MarkupDocument, path: String, sections: [String: Int]
    ) -> (overlays: [MediaOverlay], strays: Int) {
        var overlays: [MediaOverlay] = []
        var strays = 0
        var references = References(base: path)
        for par in document.all("par") {
            // Text and audio are children of their own; deeper ones are of other fragments.
            let parts = document.elements[par].descendants.prefix(8)
            // Text without sound is what a reading system may speak itself.
            guard let audio = parts.first(where: { document.elements[$0].name == "audio" }) else {
                continue
            }
            guard let text = parts.first(where: { document.elements[$0].name == "text" }),
                let place = references.resolve(document.attribute("src", of: text)),
                let section = sections[place.path.lowercased()],
                let file = references.resolve(document.attribute("src", of: audio)),
                let times = times(of: audio, in: document)
            else {
                strays += 1
                continue
            }
            let element = place.fragment.flatMap { $0.isEmpty ? nil : $0 }
            overlays.append(
                MediaOverlay(
                    section: section, element: element, audio: file.path, from: times.from,
                    to: times.to))
            merge(&overlays)
        }
        return (overlays, strays)
    }

    /// References of one document, thousands of which lead to the same few files.
    private struct References {
        let base: String
        private var paths: [String: String] = [:]

        init(base: String) { self.base = base }

        mutating func resolve(_ href: String?) -> EPUBPath.Target? {
            guard let href else { return nil }
            // Anything but a plain reference takes the long way.
            let hash = href.utf8.firstIndex(of: 0x23) ?? href.endIndex
            let fragment = hash == href.endIndex ? nil : href[href.index(after: hash)...]
            if let fragment, fragment.utf8.contains(where: { $0 == 0x25 || $0.isASCIISpace }) {
                return EPUBPath.resolve(href, from: base)
            }
            let file = String(href[..<hash])
            let known = paths[file]
            guard let path = known ?? EPUBPath.resolve(file, from: base)?.path else { return nil }
            if known == nil { paths[file] = path }
            return EPUBPath.Target(path: path, fragment: fragment.map(String.init))
        }
    }

    /// Makes the last two overlays one if they are parts of one sentence, read without a pause.
    private static func merge(_ overlays: inout [MediaOverlay]) {
        guard let last = overlays.last, let before = overlays.dropLast().last,
            last.section == before.section, last.element == before.element,
            last.audio == before.audio, before.to == last.from
        else { return }
        overlays.removeLast()
        overlays[overlays.count - 1].to = last.to
    }

    private static func times(
        of audio: Int, in document: MarkupDocument
    ) -> (from: TrackTime, to: TrackTime?)? {
        func value(_ name: String, _ older: String) -> String? {
            document.attribute(name, of: audio) ?? document.attribute(older, of: audio)
        }
        var from = TrackTime(milliseconds: 0)
        if let begin = value("clipbegin", "clip-begin") {
            guard let time = ClockValue.time(begin) else { return nil }
            from = time
        }
        guard let end = value("clipend", "clip-end") else { return (from, nil) }
        guard let time = ClockValue.time(end), time >= from else { return nil }
        return (from, time)
    }

    // MARK: Absolute times

    /// Overlays whose times count in each audio file.
    ///
    /// Some tools count through the whole book: every file then begins where the last one ended,
    /// minutes in. Of those the end of the file before is taken off.
    private static func rebased(
        _ overlays: [MediaOverlay], warnIn archive: inout BookArchive
    ) -> [MediaOverlay] {
        var files: [String] = []
        var spans: [String: (from: TrackTime, to: TrackTime)] = [:]
        for overlay in overlays {
            let end = overlay.to ?? overlay.from
            if let span = spans[overlay.audio] {
                spans[overlay.audio] = (min(span.from, overlay.from), max(span.to, end))
            } else {
                files.append(overlay.audio)
                spans[overlay.audio] = (overlay.from, end)
            }
        }
        let ordered = files.compactMap { spans[$0] }
        let isThroughCounted =
            ordered.dropFirst().last.map { $0.from.milliseconds >= 300_000 } ?? false
            && zip(ordered, ordered.dropFirst()).allSatisfy { before, after in
                (-1000...60_000).contains(after.from.milliseconds - before.to.milliseconds)
            }
        guard isThroughCounted else { return overlays }
        archive.warn(
            "The times of the media overlays count through all audio files; "
                + "each file is taken to begin where the one before ends.")
        var starts: [String: Int64] = [:]
        for (file, before) in zip(files.dropFirst(), ordered) {
            let first = spans[file]?.from ?? before.to
            starts[file] = min(before.to, first).milliseconds
        }
        return overlays.map { overlay in
            var overlay = overlay
            let start = starts[overlay.audio] ?? 0
            overlay.from.milliseconds -= start
            overlay.to?.milliseconds -= start
            return overlay
        }
    }
}

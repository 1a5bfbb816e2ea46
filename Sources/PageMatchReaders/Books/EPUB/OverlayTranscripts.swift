package import PageMatchCore

/// The transcripts that a book with media overlays holds: its own text with the overlays' times.
package enum OverlayTranscripts {
    /// Makes a transcript of each audio file that the book's overlays name.
    ///
    ///     section text   "The Nellie swung. The flood had made."
    ///     overlays        ╰──── #f1 ──────╯ ╰───── #f2 ──────╯
    ///     spans           0:00.00 – 0:23.88  0:23.88 – 0:30.96     of heart_01.mp3
    ///
    /// The words are those of the book, letter by letter, so that an alignment of the two finds
    /// every one of them. A fragment within another one has its words to itself.
    ///
    /// - Parameter book: A book of any format.
    /// - Returns: One transcript for each audio file, in the order in which the book comes to them,
    ///   named by the file's last path component; a span for each fragment that has text, ordered
    ///   by time. Empty for a book without overlays.
    /// - Complexity: O(*n* log *n*) in the book's runs and overlays.
    package static func transcripts(of book: Book) -> [Transcript] {
        var files: [String] = []
        var fragments: [String: [Fragment]] = [:]
        var missing: [String: Int] = [:]
        for (section, overlays) in bySection(book) {
            let texts = texts(of: overlays, in: book.sections[section])
            var seen: Set<String?> = []
            for (overlay, text) in zip(overlays, texts) {
                if fragments[overlay.audio] == nil { files.append(overlay.audio) }
                fragments[overlay.audio, default: []] += text.map { Fragment(overlay, $0) }
                // A second reading of the same words is no fault of the file.
                let isFirst = seen.insert(overlay.element).inserted
                if text.isEmpty, isFirst { missing[overlay.audio, default: 0] += 1 }
            }
        }
        return files.map { file in
            var transcript = transcript(of: fragments[file] ?? [], language: book.language)
            transcript.name = file.split(separator: "/").last.map(String.init)
            if let count = missing[file] {
                transcript.warnings.append(
                    "Fragments of the media overlay that name no text of the book: \(count).")
            }
            return transcript
        }
    }

    private struct Fragment {
        let from: TrackTime
        let to: TrackTime?
        let text: String

        init(_ overlay: MediaOverlay, _ text: String) {
            from = overlay.from
            to = overlay.to
            self.text = text
        }
    }

    /// The overlays of each section, both in the book's order.
    private static func bySection(_ book: Book) -> [(Int, [MediaOverlay])] {
        var groups: [Int: [MediaOverlay]] = [:]
        for overlay in book.overlays where book.sections.indices.contains(overlay.section) {
            groups[overlay.section, default: []].append(overlay)
        }
        return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    // MARK: Text of a fragment

    /// For each overlay of a section its text: none, or one piece.
    private static func texts(
        of overlays: [MediaOverlay], in section: BookSection
    ) -> [[String]] {
        let owners = owners(of: overlays, in: section)
        let bytes = Array(section.text.utf8)
        let runs = section.source.runs
        var texts: [[UInt8]] = Array(repeating: [], count: overlays.count)
        for (index, run) in runs.enumerated() {
            guard let owner = run.element.map({ owners.ofElement[$0] }) ?? owners.ofAll else {
                continue
            }
            let end = index + 1 < runs.count ? runs[index + 1].textOffset : bytes.count
            guard run.textOffset < end, end <= bytes.count else { continue }
            texts[owner] += bytes[run.textOffset..<end]
        }
        if runs.isEmpty, let owner = owners.ofAll { texts[owner] = bytes }
        return texts.map { text in
            let trimmed = String(decoding: text, as: UTF8.self).trimmingASCIISpace
            return trimmed.isEmpty ? [] : [trimmed]
        }
    }

    /// For each element the overlay that reads it: its own, or that of the nearest one around it.
    private static func owners(
        of overlays: [MediaOverlay], in section: BookSection
    ) -> (ofElement: [Int?], ofAll: Int?) {
        var byID: [String: Int] = [:]
        var ofAll: Int?
        for (index, overlay) in overlays.enumerated() {
            if let id = overlay.element {
                if byID[id] == nil { byID[id] = index }
            } else if ofAll == nil {
                ofAll = index
            }
        }
        var owners: [Int?] = []
        owners.reserveCapacity(section.source.elements.count)
        for element in section.source.elements {
            let inherited = element.parent.flatMap { $0 < owners.count ? owners[$0] : nil }
            owners.append(element.id.flatMap { byID.removeValue(forKey: $0) } ?? inherited ?? ofAll)
        }
        return (owners, ofAll)
    }

    // MARK: Transcript

    private static func transcript(of fragments: [Fragment], language: String?) -> Transcript {
        let ordered = fragments.enumerated().sorted {
            ($0.element.from, $0.offset) < ($1.element.from, $1.offset)
        }.map(\.element)
        var text: [UInt8] = []
        var spans: [TimedSpan] = []
        for (index, fragment) in ordered.enumerated() {
            if !text.isEmpty { text.append(0x20) }
            let start = text.count
            text.append(contentsOf: fragment.text.utf8)
            let next = index + 1 < ordered.count ? ordered[index + 1].from : fragment.from
            spans.append(
                TimedSpan(
                    start: start, end: text.count, from: fragment.from, to: fragment.to ?? next))
        }
        return Transcript(
            language: language, text: String(decoding: text, as: UTF8.self), spans: spans)
    }
}

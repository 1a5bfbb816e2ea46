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
    /// - Throws: As ``BookArchive/read(at:_:)``, and ``ReaderError/tooLarge(what:limit:)`` beyond
    ///   ``BookLimits/overlays``.
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
            let document = try archive.read(at: path) {
                OverlayDocument(path: path, sections: sections)
            }
            guard let document else { continue }
            guard !document.isStopped else {
                throw .malformed(
                    format: "SMIL",
                    what: "elements nested more than \(BookLimits.elementDepth) deep", entry: path,
                    line: nil)
            }
            overlays += document.overlays
            strays += document.strays
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

    // MARK: Absolute times

    /// Overlays whose times count in each audio file.
    ///
    /// Some tools count through the whole book: every file then begins where the last one ended,
    /// minutes in. Of those the end of the file before is taken off.
    private static func rebased(
        _ overlays: [MediaOverlay], warnIn archive: inout BookArchive
    ) -> [MediaOverlay] {
        let files = AudioSpan.spans(of: overlays)
        let isThroughCounted =
            files.dropFirst().last.map { $0.from.milliseconds >= 300_000 } ?? false
            && zip(files, files.dropFirst()).allSatisfy { before, after in
                (-1000...60_000).contains(after.from.milliseconds - before.to.milliseconds)
            }
        guard isThroughCounted else { return overlays }
        archive.warn(
            "The times of the media overlays count through all audio files; "
                + "each file is taken to begin where the one before ends.")
        var starts: [String: Int64] = [:]
        for (file, before) in zip(files.dropFirst(), files) {
            starts[file.audio] = min(before.to, file.from).milliseconds
        }
        return overlays.map { overlay in
            var overlay = overlay
            let start = starts[overlay.audio] ?? 0
            overlay.from.milliseconds -= start
            overlay.to?.milliseconds -= start
            return overlay
        }
    }

    /// The stretch of an audio file that is named.
    private struct AudioSpan {
        let audio: String
        var from: TrackTime
        var to: TrackTime

        /// The spans of all files, in the order in which the overlays come to them.
        static func spans(of overlays: [MediaOverlay]) -> [AudioSpan] {
            var spans: [AudioSpan] = []
            var indices: [String: Int] = [:]
            var index = 0
            for overlay in overlays {
                // Mostly it is the file of the one before.
                if spans.isEmpty || spans[index].audio != overlay.audio {
                    index = indices[overlay.audio] ?? spans.count
                    indices[overlay.audio] = index
                }
                let end = overlay.to ?? overlay.from
                if index == spans.count {
                    spans.append(AudioSpan(audio: overlay.audio, from: overlay.from, to: end))
                } else {
                    spans[index].from = min(spans[index].from, overlay.from)
                    spans[index].to = max(spans[index].to, end)
                }
            }
            return spans
        }
    }
}

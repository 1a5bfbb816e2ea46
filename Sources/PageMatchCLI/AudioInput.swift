internal import ArgumentParser
internal import Foundation
internal import PageMatch
internal import PageMatchMedia

/// The audio files that a transcript is of, and their lengths.
struct AudioInput: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "An audio file, or a folder of them; repeatable, in track order.",
            discussion: """
                They name the tracks, and ffprobe (of the package ffmpeg) measures them, so that \
                times from the start of the audiobook are exact. As many as transcripts, or one \
                transcript for all, or many for one file. Chapters come from the files, or from \
                CUE sheets beside them; a folder's sheets are found by themselves.
                """,
            valueName: "path"),
        completion: .file())
    var audio: [String] = []

    @Option(
        help: ArgumentHelp(
            "The tracks' true lengths: a file with a number of seconds on each line.",
            discussion: """
                Or the JSON of ffprobe, a Readium or W3C audiobook manifest, or an Audiobookshelf \
                item. With --audio, lengths and files are put together by their names, or, where \
                the list has none, in order.
                """,
            valueName: "file"), completion: .file())
    var durations: String?

    /// Audio files whose lengths are not known yet.
    private struct Found {
        var paths: [String] = []
        /// Names from the folder that was given, for people.
        var names: [String] = []
        /// On what was passed over and the like, a sentence each.
        var notes: [String] = []
        var sheets = ChapterSheets()

        mutating func add(_ path: String, name: String) throws(PageMatchError) {
            guard let head = try FolderListing.head(of: path) else {
                throw PageMatchError(.cannotOpen, "is no file", file: path)
            }
            do {
                _ = try AudioFile.format(ofFileThatBegins: head)
                paths.append(path)
                names.append(name)
            } catch {
                // A sheet of a thousand chapters has 100 KB.
                guard let whole = try FolderListing.head(of: path, length: 1 << 20),
                    let files = AudioFile.cueSheet(whole)
                else { throw error.at(file: path) }
                sheets.add(files, of: path, name: name)
            }
        }

        /// The files with the chapters that sheets state for them, and notes with those of sheets.
        func withSheets(
            _ files: [AudioFile], _ note: String? = nil
        ) -> (files: [AudioFile], notes: [String]) {
            let told = sheets.chapters(of: paths)
            let files = zip(files, told.chapters).map { file, chapters in
                var file = file
                file.chapters = chapters ?? file.chapters
                return file
            }
            let unused = told.unused.map { "\($0): none of the audio files is one of this sheet." }
            return (files, notes + [note].compactMap { $0 } + unused)
        }
    }

    /// The audio files, measured or with stated lengths; and notes, as on what was passed over in
    /// folders, a sentence each.
    ///
    /// - Throws: `countMismatch` when names and lengths differ in number, `toolMissing`, `malformed`,
    ///   `empty` and what opening files throws.
    func read(
        _ progress: ProgressLine
    ) throws(PageMatchError) -> (files: [AudioFile], notes: [String]) {
        let lengths = try durations.map { path throws(PageMatchError) in
            try AudioFile.list(contentsOf: path)
        }
        if audio.isEmpty { return (lengths ?? [], []) }
        let found = try find()
        if let lengths, let durations {
            let stated = try StatedLengths(lengths, of: found.names, list: durations)
            return found.withSheets(stated.files, stated.note)
        }
        let probe = try AudioProbe()
        var files: [AudioFile] = []
        for (number, path) in found.paths.enumerated() {
            progress.report(
                "measuring \(found.names[number])", Double(number) / Double(found.paths.count))
            var file = try probe.measure(path)
            file.name = found.names[number]
            files.append(file)
        }
        return found.withSheets(files)
    }

    private func find() throws(PageMatchError) -> Found {
        var found = Found()
        found.notes += [ShellOrder.note(audio, of: "audio files")].compactMap { $0 }
        for path in audio {
            guard FolderListing.isFolder(path) else {
                try found.add(path, name: String(path.split(separator: "/").last ?? ""))
                continue
            }
            let before = found.paths.count
            for name in try FolderListing(path).paths {
                do {
                    try found.add("\(path)/\(name)", name: name)
                } catch  where error.code == .wrongKind {
                    found.notes.append("\(name): \(error.message).")
                }
            }
            guard found.paths.count > before else {
                throw PageMatchError(.empty, "there is no audio in this folder", file: path)
            }
        }
        guard !found.paths.isEmpty else {
            throw PageMatchError(
                .empty,
                "this CUE sheet tells chapters, but the audio file that they are of is not "
                    + "given", file: audio.first,
                hint: "give it, too: --audio FILE, or the folder of both")
        }
        return found
    }
}

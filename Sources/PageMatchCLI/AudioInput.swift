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
                CUE sheets beside them.
                """,
            valueName: "path"),
        completion: .file())
    var audio: [String] = []

    @Option(
        help: ArgumentHelp(
            "The tracks' true lengths: a file with a number of seconds on each line.",
            discussion: """
                Or the JSON of ffprobe, a Readium or W3C audiobook manifest, or an Audiobookshelf \
                item.
                """,
            valueName: "file"), completion: .file())
    var durations: String?

    /// Audio files whose lengths are not known yet.
    private struct Found {
        var paths: [String] = []
        /// Names from the folder that was given, for people.
        var names: [String] = []
        var passedOver: [String] = []
        /// What CUE sheets say of the chapters of files.
        var sheets: [AudioFile] = []

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
                sheets += files
            }
        }

        /// A file with the chapters that a sheet states for it: by its name, whatever its extension
        /// and folder, or as the only one.
        func withChapters(_ file: AudioFile) -> AudioFile {
            func stem(_ name: String?) -> String? {
                name.map { URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent }
            }
            let isOnly = paths.count == 1 && sheets.count == 1
            guard let sheet = sheets.first(where: { isOnly || stem($0.name) == stem(file.name) })
            else { return file }
            var file = file
            file.chapters = sheet.chapters
            return file
        }
    }

    /// The audio files, measured or with stated lengths; and what was passed over in folders.
    ///
    /// - Throws: `countMismatch` when names and lengths differ in number, `toolMissing`, `malformed`
    ///   and what opening files throws.
    func read(
        _ progress: ProgressLine
    ) throws(PageMatchError) -> (files: [AudioFile], passedOver: [String]) {
        let lengths = try durations.map { path throws(PageMatchError) in
            try AudioFile.list(contentsOf: path)
        }
        if audio.isEmpty { return (lengths ?? [], []) }
        let found = try find()
        if let lengths {
            guard lengths.count == found.paths.count else {
                throw PageMatchError(
                    .countMismatch,
                    "there are \(found.paths.count) audio files and \(lengths.count) track lengths",
                    hint: "give one length for each audio file, in the same order")
            }
            let files = zip(found.names, lengths).map { name, length in
                found.withChapters(
                    AudioFile(name: name, duration: length.duration, chapters: length.chapters))
            }
            return (files, found.passedOver)
        }
        let probe = try AudioProbe()
        var files: [AudioFile] = []
        for (number, path) in found.paths.enumerated() {
            progress.report(
                "measuring \(found.names[number])", Double(number) / Double(found.paths.count))
            var file = try probe.measure(path)
            file.name = found.names[number]
            files.append(found.withChapters(file))
        }
        return (files, found.passedOver)
    }

    private func find() throws(PageMatchError) -> Found {
        var found = Found()
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
                    found.passedOver.append("\(name): \(error.message).")
                }
            }
            guard found.paths.count > before else {
                throw PageMatchError(.empty, "there is no audio in this folder", file: path)
            }
        }
        return found
    }
}

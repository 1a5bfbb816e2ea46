public import PageMatch
internal import PageMatchReaders

/// Measures audio files with `ffprobe`, which comes with FFmpeg.
public struct AudioProbe: Sendable {
    private let program: ExternalProgram

    /// What FFmpeg calls the formats that hold their audio themselves.
    ///
    /// Playlists, concatenations and descriptions of streams are not among them: what is measured
    /// leads to no other file and to no address, whatever it is called.
    private static let formats =
        "aac,aiff,amr,ape,asf,au,avi,caf,dsf,flac,matroska,mov,mp3,mpc,mpc8,mpegts,ogg,tta,w64,"
        + "wav,wv"

    /// MiB of addresses that the program may take: it reads packet by packet.
    private static let memory = 2048

    /// Finds the program.
    ///
    /// - Throws: `toolMissing`, which names the package.
    public init() throws(PageMatchError) {
        try self.init(searchPath: nil)
    }

    /// Finds the program in folders that are written as in `PATH`; `nil` for the environment's.
    init(searchPath: String?) throws(PageMatchError) {
        guard let program = ExternalProgram(named: "ffprobe", searchPath: searchPath) else {
            throw PageMatchError(
                .toolMissing, "ffprobe, which measures audio files, is not installed",
                hint: "install the package ffmpeg (apt-get install ffmpeg, brew install ffmpeg), "
                    + "or give the lengths with --durations FILE")
        }
        self.program = program
    }

    /// The name, length and chapters of an audio file.
    ///
    /// Where a file does not state its length, as MP3 without a header and bare AAC, ffprobe guesses
    /// it from the bit rate: then all of the file is read and its packets tell.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - seconds: after so long, all in all, the measuring is given up.
    /// - Returns: the file with its name, without folders.
    /// - Throws: `malformed`, naming the file, when it can't be measured.
    public func measure(_ path: String, seconds: Int = 60) throws(PageMatchError) -> AudioFile {
        let limit = TimeLimit(seconds: seconds)
        let outcome = try run(
            [
                "-v", "warning", "-of", "json", "-show_error", "-show_format", "-show_streams",
                "-show_chapters",
            ], path, limit, .all(limit: 16 << 20))
        var files: [AudioFile]
        do {
            files = try AudioFile.list(outcome.output)
        } catch {
            let reason = error.message.replacing("ffprobe JSON: ", with: "")
            throw PageMatchError(.malformed, "can't be measured: \(reason)", file: path)
        }
        guard var file = files.popLast() else {
            throw PageMatchError(.malformed, "can't be measured", file: path)
        }
        file.name = path.split(separator: "/").last.map(String.init)
        if outcome.messages.contains("Estimating duration from bitrate") {
            file.duration = try countedLength(path, limit) ?? file.duration
        }
        return file
    }

    /// When the last packet of the file ends; `nil` when packets have no times.
    private func countedLength(
        _ path: String, _ limit: TimeLimit
    ) throws(PageMatchError) -> TrackTime? {
        let outcome = try run(
            [
                "-v", "error", "-select_streams", "a:0", "-show_entries",
                "packet=pts_time,duration_time", "-of", "csv=p=0",
            ], path, limit, .end(length: 4096))
        for line in String(decoding: outcome.output, as: UTF8.self).split(separator: "\n")
            .reversed()
        {
            let numbers = line.split(separator: ",").prefix(2).compactMap { Double($0) }
            if numbers.count == 2 { return TrackTime(seconds: numbers[0] + numbers[1]) }
        }
        return nil
    }

    private func run(
        _ arguments: [String], _ path: String, _ limit: TimeLimit, _ kept: ExternalProgram.Kept
    ) throws(PageMatchError) -> ExternalProgram.Outcome {
        do throws(ExternalProgram.Failure) {
            return try program.run(
                ["-format_whitelist", Self.formats] + arguments + ["file:" + path],
                within: limit, memory: Self.memory, keeping: kept)
        } catch {
            switch error {
            case .cannotStart(let reason):
                throw PageMatchError(.toolMissing, "ffprobe can't be started: \(reason)")
            case .tookTooLong(let seconds):
                throw PageMatchError(
                    .malformed, "can't be measured: ffprobe took more than \(seconds) s",
                    file: path)
            case .wroteTooMuch:
                throw PageMatchError(
                    .malformed, "can't be measured: ffprobe says more than is taken", file: path)
            }
        }
    }
}

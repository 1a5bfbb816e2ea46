internal import PageMatch
internal import PageMatchReaders

/// The program `ffmpeg`, where it turns a picture upright and makes it smaller.
struct PictureTurner {
    /// Seconds that it may take.
    private static let seconds = 30
    /// MiB that it may have: four bytes for each of 128 million pixels, several times.
    private static let memory = 4096
    /// The kinds of file that it may take a picture for.
    private static let formats = "jpeg_pipe,png_pipe,tiff_pipe,webp_pipe"

    private let program: ExternalProgram

    /// Finds the program; `nil` if it is not installed.
    init?(searchPath: String?) {
        guard let program = ExternalProgram(named: "ffmpeg", searchPath: searchPath) else {
            return nil
        }
        self.program = program
    }

    /// Writes a picture anew: upright, grey, and smaller by a factor.
    ///
    /// - Parameters:
    ///   - source: the name of the picture in `folder`.
    ///   - target: the name of the new one.
    ///   - folder: where both are.
    ///   - orientation: how the picture must be turned.
    ///   - shrinking: 1 to keep its size.
    /// - Throws: `malformed` when the picture can't be decoded, `tooLarge` when that takes too long.
    func turn(
        _ source: String, to target: String, in folder: String, _ orientation: Orientation,
        shrinking: Double
    ) throws(PageMatchError) {
        var filters = Self.filters(orientation)
        if shrinking < 1 { filters.append("scale=iw*\(shrinking):-1:flags=area") }
        filters.append("format=gray")
        let outcome: ExternalProgram.Outcome
        do {
            outcome = try program.run(
                [
                    "-v", "error", "-nostdin", "-protocol_whitelist", "file", "-format_whitelist",
                    Self.formats, "-noautorotate", "-i", source, "-frames:v", "1", "-vf",
                    filters.joined(separator: ","), "-f", "image2", "-c:v", "pgm", target,
                ], in: folder, seconds: Self.seconds, memory: Self.memory,
                keeping: .all(limit: 1 << 16))
        } catch {
            throw PageMatchError(
                .tooLarge, "it takes too long to turn the picture",
                hint: "turn it upright and make it smaller first")
        }
        guard outcome.status == 0 else {
            throw PageMatchError(.malformed, "the picture can't be decoded")
        }
    }

    private static func filters(_ orientation: Orientation) -> [String] {
        switch orientation {
        case .upright: []
        case .mirrored: ["hflip"]
        case .upsideDown: ["hflip", "vflip"]
        case .mirroredUpsideDown: ["vflip"]
        case .mirroredTurnedLeft: ["transpose=cclock_flip"]
        case .turnedLeft: ["transpose=clock"]
        case .mirroredTurnedRight: ["transpose=clock_flip"]
        case .turnedRight: ["transpose=cclock"]
        }
    }
}

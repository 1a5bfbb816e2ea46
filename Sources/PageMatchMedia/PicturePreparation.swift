internal import PageMatch
internal import PageMatchReaders

/// The program `ffmpeg`, where it makes a picture of a page easier to read: upright, no larger than
/// needed, its lines level, its paper equally light everywhere.
struct PicturePreparation {
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

    /// Writes a picture anew, grey.
    ///
    /// - Parameters:
    ///   - source: the name of the picture in `folder`.
    ///   - target: the name of the new one.
    ///   - folder: where both are.
    ///   - orientation: how the picture must be turned to stand upright.
    ///   - size: of the new picture.
    ///   - slant: how far its lines sink to the right, in radians; they are made level about the
    ///     middle.
    /// - Throws: `malformed` when the picture can't be decoded, `tooLarge` when that takes too long.
    func prepare(
        _ source: String, as target: String, in folder: String, _ orientation: Orientation,
        size: Scan.Size, slant: Double = 0
    ) throws(PageMatchError) {
        let outcome: ExternalProgram.Outcome
        do throws(ExternalProgram.Failure) {
            outcome = try program.run(
                [
                    "-v", "error", "-y", "-nostdin", "-protocol_whitelist", "file",
                    "-format_whitelist",
                    Self.formats, "-noautorotate", "-i", source, "-frames:v", "1", "-vf",
                    Self.filters(orientation, size, slant), "-f", "image2", "-c:v", "pgm", target,
                ], in: folder, seconds: Self.seconds, memory: Self.memory,
                keeping: .all(limit: 1 << 16))
        } catch {
            switch error {
            case .cannotStart(let reason):
                throw PageMatchError(.toolMissing, "ffmpeg can't be started: \(reason)")
            case .tookTooLong, .wroteTooMuch:
                throw PageMatchError(
                    .tooLarge, "it takes too long to prepare the picture",
                    hint: "turn it upright and make it smaller first")
            }
        }
        guard outcome.status == 0 else {
            let reason = outcome.messages.split(separator: "\n").last.map { ": \($0)" } ?? ""
            throw PageMatchError(.malformed, "the picture can't be decoded\(reason)")
        }
    }

    private static func filters(
        _ orientation: Orientation, _ size: Scan.Size, _ slant: Double
    ) -> String {
        let scale = "scale=\(size.width):\(size.height)"
        var filters = turning(orientation) + ["\(scale):flags=area", "format=gray"]
        if slant != 0 { filters.append("rotate=\(-slant):c=white") }
        // The paper's brightness, spot by spot: the lightest of a neighbourhood in which print is
        // but a shade. What is divided by it is light wherever there is no print.
        let paper =
            "scale=iw/16:-1:flags=area,dilation,dilation,gblur=sigma=1.5,\(scale):flags=bilinear"
        return filters.joined(separator: ",")
            + ",split[page][copy];[copy]\(paper)[paper];[page][paper]blend=all_mode=divide"
    }

    private static func turning(_ orientation: Orientation) -> [String] {
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

internal import PageMatch
internal import PageMatchReaders

/// The program `ffmpeg`, where it makes a picture of a page easier to read: upright, no larger than
/// needed, its lines level, its paper equally light everywhere.
struct PicturePreparation {
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
    ///   - photo: the picture.
    ///   - orientation: how the picture must be turned to stand upright.
    ///   - size: of the new picture.
    ///   - slant: how far its lines sink to the right, in radians; they are made level about the
    ///     middle.
    ///   - limit: when it has to be done.
    /// - Returns: the new picture, a portable grey map.
    /// - Throws: `malformed` when the picture can't be decoded, `tooLarge` when that takes too long.
    func prepare(
        _ photo: UnnamedFile, _ orientation: Orientation, size: Scan.Size, slant: Double,
        within limit: TimeLimit
    ) throws(PageMatchError) -> [UInt8] {
        let outcome: ExternalProgram.Outcome
        do throws(ExternalProgram.Failure) {
            outcome = try program.run(
                [
                    "-v", "error", "-y", "-nostdin", "-protocol_whitelist", "file",
                    "-format_whitelist",
                    Self.formats, "-noautorotate", "-i", UnnamedFile.path, "-frames:v", "1", "-vf",
                    Self.filters(orientation, size, slant), "-f", "image2pipe", "-c:v", "pgm",
                    "pipe:1",
                ], reading: photo, within: limit, memory: Self.memory,
                // A byte a pixel, and a head of some twenty.
                keeping: .all(limit: size.width * size.height + 1024))
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
            let messages = outcome.messages.replacing("\(UnnamedFile.path): ", with: "")
            let reason = messages.split(separator: "\n").last.map { ": \($0)" } ?? ""
            throw PageMatchError(.malformed, "the picture can't be decoded\(reason)")
        }
        return outcome.output
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

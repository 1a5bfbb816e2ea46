internal import Foundation
public import PageMatch
internal import PageMatchReaders

/// Reads the words of photographed pages with Tesseract.
///
///     photo → size and orientation → upright, no larger than needed → Tesseract → words with boxes
///
/// A picture that must be turned or made smaller goes through `ffmpeg` first. Without `ffmpeg` it is
/// read as it is: Tesseract finds out by itself how a page of text lies, though not a few words.
public struct PhotoReader: Sendable {
    /// Bytes of the largest picture that is read: telephones make 30 MB at most.
    public static let maximumBytes = 64 << 20
    /// Pixels of the largest picture that is read: telephones have 108 million.
    private static let maximumPixels = 128 << 20
    /// So many pixels show a spread of two pages as sharply as Tesseract can use; more take time.
    private static let enoughPixels = 8 << 20

    private let tesseract: Tesseract
    private let turner: PictureTurner?

    /// Finds the programs.
    ///
    /// - Throws: `toolMissing`, which names the package.
    public init() throws(PageMatchError) {
        try self.init(searchPath: nil)
    }

    /// Finds the programs in other folders than those of the environment.
    init(searchPath: String?) throws(PageMatchError) {
        tesseract = try Tesseract(searchPath: searchPath)
        turner = PictureTurner(searchPath: searchPath)
    }

    /// Whether a file is a picture, by its first bytes.
    public static func isPicture(_ head: some Collection<UInt8>) -> Bool {
        if case .image = ContentKind.recognise(Array(head.prefix(4096))) { true } else { false }
    }

    /// The words of a photographed page.
    ///
    /// - Parameters:
    ///   - bytes: JPEG, PNG, TIFF or WebP.
    ///   - languages: what the page may be written in, as BCP 47 tags, the likeliest first; English
    ///     when none is known.
    ///   - name: the file's name, for messages.
    /// - Returns: the page with its scan; boxes are in pixels of the picture as EXIF turns it.
    /// - Throws: `unknownFormat` for other pictures, `malformed`, `tooLarge`, and `toolMissing` for a
    ///   language that Tesseract has no data of.
    public func read(
        _ bytes: [UInt8], languages: [String], name: String? = nil
    ) throws(PageMatchError) -> Page {
        do {
            return try read(bytes, languages)
        } catch {
            throw error.at(file: name)
        }
    }

    /// Of some languages those that Tesseract has data of.
    ///
    /// - Throws: `internal` when Tesseract does not tell.
    public func installed(of languages: [String]) throws(PageMatchError) -> [String] {
        let known = try tesseract.languages()
        return languages.filter { known.contains(Tesseract.name(ofLanguage: $0)) }
    }

    private func read(_ bytes: [UInt8], _ languages: [String]) throws(PageMatchError) -> Page {
        let header = try Self.header(of: bytes)
        let folder: TemporaryFolder
        do {
            folder = try TemporaryFolder(holding: bytes, as: "photo")
        } catch {
            throw PageMatchError(.io, "no room for a copy: \(error.localizedDescription)")
        }
        defer { folder.remove() }
        let pixels = header.width * header.height
        let shrinking = min(1, (Double(Self.enoughPixels) / Double(pixels)).squareRoot())
        if header.orientation != .upright || shrinking < 0.9, let turner {
            try turner.turn(
                "photo", to: "upright.pgm", in: folder.path, header.orientation,
                shrinking: shrinking)
            let page = try tesseract.read("upright.pgm", in: folder.path, languages)
            return page.placed(in: header.uprightSize)
        }
        let page = try tesseract.read("photo", in: folder.path, languages)
        return page.turned(header.orientation).placed(in: header.uprightSize)
    }

    private static func header(of bytes: [UInt8]) throws(PageMatchError) -> PictureHeader {
        guard case .image(let format) = ContentKind.recognise(bytes) else {
            throw PageMatchError(.wrongKind, "this is no picture")
        }
        guard ["JPEG", "PNG", "TIFF", "WebP"].contains(format) else {
            throw PageMatchError(
                .unknownFormat, "pictures in \(format) are not read",
                hint: "save it as JPEG or PNG")
        }
        guard bytes.count <= maximumBytes else {
            throw PageMatchError(
                .tooLarge, "the picture is larger than \(maximumBytes >> 20) MiB")
        }
        guard let header = PictureHeader.read(bytes) else {
            throw PageMatchError(.malformed, "damaged \(format): it does not say how large it is")
        }
        let (pixels, overflow) = header.width.multipliedReportingOverflow(by: header.height)
        guard !overflow, pixels <= maximumPixels else {
            throw PageMatchError(
                .tooLarge,
                "the picture has \(header.width) × \(header.height) pixels, more than "
                    + "\(maximumPixels >> 20) million",
                hint: "make it smaller: a page is read well from 8 million")
        }
        return header
    }
}

extension PictureHeader {
    /// The size of the upright picture.
    fileprivate var uprightSize: Scan.Size {
        orientation.swapsSides
            ? Scan.Size(width: height, height: width) : Scan.Size(width: width, height: height)
    }
}

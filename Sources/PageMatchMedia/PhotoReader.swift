internal import Foundation
public import PageMatch
internal import PageMatchReaders

/// Reads the words of photographed pages with Tesseract.
///
///     photo → size and orientation → upright, even light → Tesseract → words with boxes
///                                         ↑ and level, if the lines were slanted ↵
///
/// `ffmpeg` prepares the picture. Without it the picture is read as it is: Tesseract finds out by
/// itself how a page of text lies, though not a few words, and bad light and slants cost it words.
public struct PhotoReader: Sendable {
    /// Bytes of the largest picture that is read: telephones make 30 MB at most.
    public static let maximumBytes = 64 << 20
    /// Pixels of the largest picture that is read: telephones have 108 million.
    private static let maximumPixels = 128 << 20
    /// So many pixels show a spread of two pages as sharply as Tesseract can use; more take time.
    private static let enoughPixels = 8 << 20

    /// A page of text has more words than these.
    private static let fewWords = 24

    private let tesseract: Tesseract
    private let preparation: PicturePreparation?
    private let seconds: Int

    /// Finds the programs.
    ///
    /// - Throws: `toolMissing`, which names the package.
    public init() throws(PageMatchError) {
        try self.init(searchPath: nil)
    }

    /// Finds the programs in other folders than those of the environment.
    ///
    /// - Parameters:
    ///   - searchPath: folders as in `PATH`; `nil` for those of the environment.
    ///   - seconds: how long all that is done to a photo may take; a page takes one to three.
    /// - Throws: `toolMissing`, which names the package.
    init(searchPath: String?, seconds: Int = 60) throws(PageMatchError) {
        self.seconds = seconds
        tesseract = try Tesseract(searchPath: searchPath)
        preparation = PicturePreparation(searchPath: searchPath)
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
        let photo = try Self.file(holding: bytes)
        let limit = TimeLimit(seconds: seconds)
        let known = try tesseract.languages(within: limit)
        if let preparation {
            return try read(photo, header, languages, of: known, preparation, within: limit)
        }
        let page = try tesseract.read(photo, languages, of: known, within: limit)
            .inReadingOrder()
        // What a TIFF says of its orientation, Tesseract heeds itself.
        let isTIFF = ContentKind.recognise(bytes) == .image(format: "TIFF")
        return (isTIFF ? page : page.turned(header.orientation)).placed(in: header.uprightSize)
    }

    /// The words of a picture, once it is prepared.
    private func read(
        _ photo: UnnamedFile, _ header: PictureHeader, _ languages: [String],
        of known: Set<String>, _ preparation: PicturePreparation, within limit: TimeLimit
    ) throws(PageMatchError) -> Page {
        let upright = header.uprightSize
        let pixels = Double(upright.width) * Double(upright.height)
        let shrinking = min(1, (Double(Self.enoughPixels) / pixels).squareRoot())
        let size = Scan.Size(
            width: max(1, Int(Double(upright.width) * shrinking)),
            height: max(1, Int(Double(upright.height) * shrinking)))
        func prepared(slant: Double) throws(PageMatchError) -> UnnamedFile {
            try Self.file(
                holding: preparation.prepare(
                    photo, header.orientation, size: size, slant: slant, within: limit))
        }
        // The first reading is one; what more would bring may fail.
        let picture = try prepared(slant: 0)
        var readings = [try tesseract.read(picture, languages, of: known, within: limit)]
        if readings[0].scan?.words.count ?? 0 < Self.fewWords {
            // No columns and no lines are found in a picture that is very slanted, though words are.
            if let scattered = try? tesseract.read(
                picture, languages, of: known, isScattered: true, within: limit)
            {
                readings.append(scattered)
            }
        }
        if let slant = readings.compactMap(\.scan?.slant).last {
            if let level = try? tesseract.read(
                prepared(slant: slant), languages, of: known, within: limit)
            {
                readings.append(Page(level.text, scan: level.scan?.slanted(by: slant)))
            }
        }
        let best = readings.max { $0.scan?.weight ?? 0 < $1.scan?.weight ?? 0 }
        return (best ?? readings[0]).inReadingOrder().placed(in: upright)
    }

    private static func file(holding bytes: [UInt8]) throws(PageMatchError) -> UnnamedFile {
        do {
            return try UnnamedFile(holding: bytes)
        } catch {
            throw PageMatchError(.io, "no room for a copy: \(error.localizedDescription)")
        }
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

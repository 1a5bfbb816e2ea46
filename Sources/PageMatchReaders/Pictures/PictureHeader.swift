/// What the head of a picture says: how large it is, and how a camera was held.
///
/// Read without decoding the picture, so that one that would unpack to more than is taken on is
/// refused before any program sees it.
package struct PictureHeader: Hashable, Sendable {
    /// Pixels of a row, as the picture is stored.
    package var width: Int
    /// Rows, as the picture is stored.
    package var height: Int
    /// How the stored picture must be turned to stand upright.
    package var orientation = Orientation.upright

    /// The head of a picture in any of the formats that are read, told by content.
    ///
    /// - Parameter bytes: The whole picture.
    /// - Returns: `nil` for other formats, and where the head is damaged.
    /// - Complexity: O(*bytes*) at most.
    package static func read(_ bytes: [UInt8]) -> PictureHeader? {
        let bytes = PictureBytes(bytes[...])
        let header =
            jpeg(bytes) ?? png(bytes) ?? webP(bytes)
            ?? (TagDirectory(bytes).flatMap(PictureHeader.init))
        return header.flatMap { $0.width > 0 && $0.height > 0 ? $0 : nil }
    }

    init(width: Int, height: Int, orientation: Orientation = .upright) {
        self.width = width
        self.height = height
        self.orientation = orientation
    }

    /// TIFF: the picture's own directory.
    private init?(_ directory: TagDirectory) {
        guard let width = directory.width, let height = directory.height else { return nil }
        self.init(width: width, height: height, orientation: directory.orientation ?? .upright)
    }

    /// JPEG: segments up to the frame header; the EXIF segment comes first.
    ///
    /// - Source: ITU-T T.81 annex B; Exif 2.32 §4.5.4.
    private static func jpeg(_ bytes: PictureBytes) -> PictureHeader? {
        guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
        var orientation: Orientation?
        var place = 2
        while let mark = bytes[place], let kind = bytes[place + 1] {
            // Any number of fill bytes may stand before a marker.
            guard mark == 0xFF, kind != 0xFF else {
                guard mark == 0xFF else { return nil }
                place += 1
                continue
            }
            guard let length = bytes.big(place + 2, 2), length >= 2 else { return nil }
            switch kind {
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                guard let height = bytes.big(place + 5, 2), let width = bytes.big(place + 7, 2)
                else { return nil }
                return PictureHeader(
                    width: width, height: height, orientation: orientation ?? .upright)
            case 0xE1 where orientation == nil && bytes.has("Exif\u{0}\u{0}", at: place + 4):
                let directory = TagDirectory(bytes.part(place + 10, length - 8))
                orientation = directory?.orientation
            // The picture itself, or its end, without a frame.
            case 0xD9, 0xDA: return nil
            default: break
            }
            place += 2 + length
        }
        return nil
    }

    /// PNG: the first chunk holds the size, one of those before the pixels maybe EXIF.
    ///
    /// - Source: PNG 3rd edition §11.2.1 and §11.3.4.2. https://www.w3.org/TR/png-3/
    private static func png(_ bytes: PictureBytes) -> PictureHeader? {
        guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
            bytes.has("IHDR", at: 12), let width = bytes.big(16, 4), let height = bytes.big(20, 4)
        else { return nil }
        var header = PictureHeader(width: width, height: height)
        var place = 8
        while let length = bytes.big(place, 4), !bytes.has("IDAT", at: place + 4) {
            if bytes.has("eXIf", at: place + 4) {
                let directory = TagDirectory(bytes.part(place + 8, length))
                header.orientation = directory?.orientation ?? .upright
            }
            place += 12 + length
        }
        return header
    }

    /// WebP: a frame of VP8 or VP8L alone, or the extended form with EXIF behind the picture.
    ///
    /// - Source: RFC 9649 §2.4 to §2.7; RFC 6386 §9.1.
    private static func webP(_ bytes: PictureBytes) -> PictureHeader? {
        guard bytes.has("RIFF", at: 0), bytes.has("WEBP", at: 8) else { return nil }
        if bytes.has("VP8 ", at: 12), bytes.part(23, 3).starts(with: [0x9D, 0x01, 0x2A]) {
            guard let width = bytes.little(26, 2), let height = bytes.little(28, 2) else {
                return nil
            }
            return PictureHeader(width: width & 0x3FFF, height: height & 0x3FFF)
        }
        if bytes.has("VP8L", at: 12), bytes[20] == 0x2F, let bits = bytes.little(21, 4) {
            return PictureHeader(width: bits & 0x3FFF + 1, height: bits >> 14 & 0x3FFF + 1)
        }
        guard bytes.has("VP8X", at: 12), let width = bytes.little(24, 3),
            let height = bytes.little(27, 3)
        else { return nil }
        var header = PictureHeader(width: width + 1, height: height + 1)
        var place = 12
        while let length = bytes.little(place + 4, 4) {
            if bytes.has("EXIF", at: place) {
                var exif = bytes.part(place + 8, length)
                if exif.has("Exif\u{0}\u{0}", at: 0) { exif = exif.part(6, length - 6) }
                header.orientation = TagDirectory(exif)?.orientation ?? .upright
            }
            place += 8 + length + length % 2
        }
        return header
    }
}

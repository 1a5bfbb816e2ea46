/// A byte sequence at a fixed place that tells a file format.
struct FileSignature {
    /// Offset of the sequence in bytes from the start of the file.
    let offset: Int
    /// What stands there.
    let bytes: [UInt8]
    /// What the file then is.
    let kind: ContentKind

    private init(_ bytes: [UInt8], at offset: Int = 0, _ kind: ContentKind) {
        self.offset = offset
        self.bytes = bytes
        self.kind = kind
    }

    private init(_ text: String, at offset: Int = 0, _ kind: ContentKind) {
        self.init(Array(text.utf8), at: offset, kind)
    }

    /// Formats that a sequence at a fixed offset tells without a doubt; the first match counts.
    private static let known: [FileSignature] = [
        FileSignature("%PDF-", .pdf),
        FileSignature("BOOKMOBI", at: 60, .other(format: "MOBI")),
        FileSignature("TEXtREAd", at: 60, .other(format: "MOBI")),
        FileSignature("CONT\u{01}\u{00}", .other(format: "KFX")),
        FileSignature("CONT\u{02}\u{00}", .other(format: "KFX")),
        FileSignature([0xEA, 0x44, 0x52, 0x4D, 0x49, 0x4F, 0x4E, 0xEE], .other(format: "KFX")),
        FileSignature("TPZ0", .other(format: "Topaz")),
        FileSignature("Rar!\u{1A}\u{07}", .other(format: "RAR")),
        FileSignature([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .other(format: "7z")),
        FileSignature([0x1F, 0x8B, 0x08], .other(format: "gzip")),
        FileSignature([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], .other(format: "Microsoft Office")),
        FileSignature("{\\rtf", .other(format: "RTF")),
        FileSignature("AT&TFORM", .other(format: "DjVu")),
        FileSignature([0xFF, 0xD8, 0xFF], .image(format: "JPEG")),
        FileSignature([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], .image(format: "PNG")),
        FileSignature("GIF87a", .image(format: "GIF")),
        FileSignature("GIF89a", .image(format: "GIF")),
        FileSignature([0x49, 0x49, 0x2A, 0x00], .image(format: "TIFF")),
        FileSignature([0x4D, 0x4D, 0x00, 0x2A], .image(format: "TIFF")),
        FileSignature("fLaC", .audio(format: "FLAC")),
        FileSignature("OggS", .audio(format: "Ogg")),
        FileSignature("ID3", .audio(format: "MP3")),
        FileSignature("#!AMR", .audio(format: "AMR")),
        FileSignature("caff", .audio(format: "CAF")),
        FileSignature([0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11], .audio(format: "ASF")),
    ]

    /// Brands of the `ftyp` box that stand for pictures.
    private static let pictureBrands: [String: String] = [
        "heic": "HEIC", "heix": "HEIC", "heim": "HEIC", "heis": "HEIC", "hevc": "HEIC",
        "mif1": "HEIC", "msf1": "HEIC", "avif": "AVIF", "avis": "AVIF",
    ]

    /// What the signatures say.
    ///
    /// - Parameters:
    ///   - head: The first bytes of a file.
    ///   - tail: Its last bytes, which hold the directory of a ZIP; may overlap the head.
    /// - Returns: The kind; `nil` if there is no signature, as in all text.
    static func kind(of head: ArraySlice<UInt8>, tail: ArraySlice<UInt8>) -> ContentKind? {
        if has("PK\u{03}\u{04}", in: head) || has("PK\u{05}\u{06}", in: head) {
            return zipKind(head: head, tail: tail)
        }
        if let match = known.first(where: { has($0.bytes, in: head, at: $0.offset) }) {
            return match.kind
        }
        return boxedKind(head) ?? frameKind(head)
    }

    /// Formats whose kind stands behind a general container's signature.
    private static func boxedKind(_ head: ArraySlice<UInt8>) -> ContentKind? {
        if has("ftyp", in: head, at: 4) {
            let picture = pictureBrands[fourCharacters(in: head, at: 8)]
            return picture.map { .image(format: $0) } ?? .audio(format: "MPEG-4")
        }
        if has("RIFF", in: head) {
            switch fourCharacters(in: head, at: 8) {
            case "WEBP": return .image(format: "WebP")
            case "WAVE": return .audio(format: "WAV")
            case "AVI ": return .audio(format: "AVI")
            default: return nil
            }
        }
        // Two letters are little; behind the length of the file two fields are always 0.
        if has("BM", in: head), has([0, 0, 0, 0], in: head, at: 6) { return .image(format: "BMP") }
        if has("FORM", in: head), fourCharacters(in: head, at: 8).hasPrefix("AIF") {
            return .audio(format: "AIFF")
        }
        if has([0x1A, 0x45, 0xDF, 0xA3], in: head) {
            let isWebM = head.prefix(64).firstOffset(of: Array("webm".utf8)) != nil
            return .audio(format: isWebM ? "WebM" : "Matroska")
        }
        return nil
    }

    /// MPEG audio without a container: a frame header, checked for its reserved values.
    ///
    ///     byte 1  AAAB BCCD   A sync, B version (01 reserved), C layer (00 reserved, in ADTS always)
    ///     byte 2  EEEE FFGH   E bit rate (1111 forbidden), F sampling rate (11 reserved)
    private static func frameKind(_ head: ArraySlice<UInt8>) -> ContentKind? {
        let b = Array(head.prefix(4))
        guard b.count == 4, b[0] == 0xFF, b[1] & 0xE0 == 0xE0 else { return nil }
        if b[1] & 0xF6 == 0xF0 { return .audio(format: "AAC") }
        let version = (b[1] >> 3) & 3
        let layer = (b[1] >> 1) & 3
        // Layer I (11) is left out: its header begins like a UTF-16 byte order mark.
        guard version != 1, layer == 1 || layer == 2, b[2] >> 4 != 0xF, (b[2] >> 2) & 3 != 3 else {
            return nil
        }
        return .audio(format: "MP3")
    }

    /// EPUB, DOCX, or any other ZIP, by the names of its entries near both ends of the file.
    private static func zipKind(head: ArraySlice<UInt8>, tail: ArraySlice<UInt8>) -> ContentKind {
        // The `mimetype` entry comes first and is stored: its name at 30, its content right behind.
        if has("mimetypeapplication/epub+zip", in: head, at: 30) { return .epub }
        func holds(_ name: String) -> Bool {
            let name = Array(name.utf8)
            return head.firstOffset(of: name) != nil || tail.firstOffset(of: name) != nil
        }
        if holds("META-INF/container.xml") { return .epub }
        if holds("word/document") { return .docx }
        if holds("mimetypeapplication/vnd.oasis.opendocument.text") {
            return .other(format: "OpenDocument")
        }
        // FictionBooks are often passed on in a ZIP of their own.
        if holds(".fb2") { return .fictionBook }
        return .other(format: "ZIP")
    }

    private static func has(_ text: String, in head: ArraySlice<UInt8>, at offset: Int = 0) -> Bool
    {
        has(Array(text.utf8), in: head, at: offset)
    }

    private static func has(
        _ bytes: [UInt8], in head: ArraySlice<UInt8>, at offset: Int = 0
    ) -> Bool {
        head.dropFirst(offset).starts(with: bytes)
    }

    private static func fourCharacters(in head: ArraySlice<UInt8>, at offset: Int) -> String {
        String(decoding: head.dropFirst(offset).prefix(4), as: UTF8.self)
    }
}

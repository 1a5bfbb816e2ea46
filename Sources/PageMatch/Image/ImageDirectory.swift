/// The header of an image and where its tables lie.
struct ImageDirectory {
    private let bytes: ImageBytes
    private var places: [UInt32: Range<Int>] = [:]

    /// Reads the header and verifies version, length and checksum.
    init(_ bytes: ImageBytes) throws(PageMatchError) {
        self.bytes = bytes
        guard bytes.count >= ImageFormat.headerSize else { throw damaged("it is too short") }
        let all: Column<UInt8> = try Column(bytes, range: 0..<bytes.count)
        guard all.elements(in: 0..<ImageFormat.magic.count) == ImageFormat.magic else {
            throw PageMatchError(.imageDamaged, "is not a book image")
        }
        let version = UInt32(littleEndian: bytes.load(8))
        guard version == ImageFormat.version else {
            throw PageMatchError(
                .imageVersion,
                "the book image has version \(version), this program reads version "
                    + "\(ImageFormat.version)",
                hint: "add the book again, or use the program that wrote it")
        }
        guard UInt64(littleEndian: bytes.load(16)) == UInt64(bytes.count) else {
            throw damaged("it is cut short")
        }
        let sum = all.withSpan { checksum($0.extracting(ImageFormat.headerSize...)) }
        guard UInt64(littleEndian: bytes.load(24)) == sum else {
            throw damaged("its checksum does not fit")
        }
        let count = Int(UInt32(littleEndian: bytes.load(12)))
        let end = ImageFormat.headerSize + count * ImageFormat.entrySize
        guard count <= ImageFormat.maximumTables, end <= bytes.count else {
            throw damaged("its list of tables is too long")
        }
        for number in 0..<count {
            let entry = ImageFormat.headerSize + number * ImageFormat.entrySize
            let offset = UInt64(littleEndian: bytes.load(entry + 8))
            let length = UInt64(littleEndian: bytes.load(entry + 16))
            guard offset <= UInt64(bytes.count), length <= UInt64(bytes.count) - offset else {
                throw damaged("a table lies outside")
            }
            places[UInt32(littleEndian: bytes.load(entry))] = Int(offset)..<Int(offset + length)
        }
    }

    /// The table of that kind.
    func column<Element: BitwiseCopyable & Sendable>(
        _ kind: ImageFormat.Table
    ) throws(PageMatchError) -> Column<Element> {
        guard let range = places[kind.rawValue] else {
            throw damaged("the table \(kind) is missing")
        }
        return try Column(bytes, range: range)
    }
}

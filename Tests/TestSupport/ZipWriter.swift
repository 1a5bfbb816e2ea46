/// Makes ZIP files for tests: entries are stored, not packed.
///
/// The directory can be made to lie, to test what a reader does about it.
public struct ZipWriter {
    private struct Entry {
        let name: [UInt8]
        let size: Int
        let packedSize: Int
        let checksum: UInt32
        let flags: Int
        let offset: Int
    }

    private var bytes: [UInt8] = []
    private var entries: [Entry] = []
    private let isZip64: Bool

    /// An archive without entries.
    ///
    /// - Parameter isZip64: Whether sizes and places are told in the 64-bit fields alone.
    public init(isZip64: Bool = false) { self.isZip64 = isZip64 }

    /// Adds an entry.
    ///
    /// - Parameters:
    ///   - name: Its path.
    ///   - content: What is stored.
    ///   - claimedSize: The unpacked size that the directory states, if not the true one.
    ///   - isEncrypted: Whether the directory says that the entry needs a password.
    ///   - isDamaged: Whether the checksum is a wrong one.
    public mutating func add(
        _ name: String, _ content: [UInt8], claimedSize: Int? = nil, isEncrypted: Bool = false,
        isDamaged: Bool = false
    ) {
        let entry = Entry(
            name: Array(name.utf8), size: claimedSize ?? content.count, packedSize: content.count,
            checksum: Self.checksum(of: content) ^ (isDamaged ? 1 : 0),
            flags: isEncrypted ? 1 : 0, offset: bytes.count)
        entries.append(entry)
        append(0x0403_4B50, 4)
        appendCommon(entry)
        let extra = isZip64 ? [entry.size, entry.packedSize] : []
        append(extra.isEmpty ? 0 : 20, 2)
        bytes += entry.name
        appendExtra(extra)
        bytes += content
    }

    /// Adds an entry to the directory that is stored where the last one is.
    public mutating func addAlias(_ name: String) {
        guard let last = entries.last else { return }
        entries.append(
            Entry(
                name: Array(name.utf8), size: last.size, packedSize: last.packedSize,
                checksum: last.checksum, flags: last.flags, offset: last.offset))
    }

    /// Adds an entry of text.
    public mutating func add(_ name: String, _ text: String) { add(name, Array(text.utf8)) }

    /// The finished file.
    public func finished() -> [UInt8] {
        var archive = self
        for entry in entries {
            archive.append(0x0201_4B50, 4)
            archive.append(20, 2)
            archive.appendCommon(entry)
            let extra = isZip64 ? [entry.size, entry.packedSize, entry.offset] : []
            archive.append(extra.isEmpty ? 0 : 28, 2)
            // Comment, disk, internal and external attributes: none.
            for length in [2, 2, 2, 4] { archive.append(0, length) }
            archive.append(isZip64 ? 0xFFFF_FFFF : entry.offset, 4)
            archive.bytes += entry.name
            archive.appendExtra(extra)
        }
        let size = archive.bytes.count - bytes.count
        if isZip64 { archive.appendZip64End(start: bytes.count, size: size) }
        archive.append(0x0605_4B50, 4)
        for length in [2, 2] { archive.append(0, length) }
        for _ in 0..<2 { archive.append(isZip64 ? 0xFFFF : entries.count, 2) }
        archive.append(isZip64 ? 0xFFFF_FFFF : size, 4)
        archive.append(isZip64 ? 0xFFFF_FFFF : bytes.count, 4)
        archive.append(0, 2)
        return archive.bytes
    }

    /// The end of the directory with 64-bit fields, and where it stands.
    private mutating func appendZip64End(start: Int, size: Int) {
        let place = bytes.count
        append(0x0606_4B50, 4)
        append(44, 8)
        for _ in 0..<2 { append(45, 2) }
        for _ in 0..<2 { append(0, 4) }
        for _ in 0..<2 { append(entries.count, 8) }
        append(size, 8)
        append(start, 8)
        append(0x0706_4B50, 4)
        append(0, 4)
        append(place, 8)
        append(1, 4)
    }

    /// An extra field of 64-bit numbers; nothing for none.
    private mutating func appendExtra(_ values: [Int]) {
        guard !values.isEmpty else { return }
        append(1, 2)
        append(8 * values.count, 2)
        for value in values { append(value, 8) }
    }

    /// What the local header and the directory have in common, up to the name's length.
    private mutating func appendCommon(_ entry: Entry) {
        append(20, 2)
        append(entry.flags, 2)
        // Stored, unless the sizes differ: then it claims to be deflated.
        append(entry.size == entry.packedSize ? 0 : 8, 2)
        append(0, 2)
        append(0x21, 2)
        append(Int(entry.checksum), 4)
        append(isZip64 ? 0xFFFF_FFFF : entry.packedSize, 4)
        append(isZip64 ? 0xFFFF_FFFF : entry.size, 4)
        append(entry.name.count, 2)
    }

    private mutating func append(_ value: Int, _ length: Int) {
        for index in 0..<length { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
    }

    /// CRC-32 of ISO 3309, as ZIP wants it.
    static func checksum(of content: [UInt8]) -> UInt32 {
        var remainder = UInt32.max
        for byte in content {
            remainder ^= UInt32(byte)
            for _ in 0..<8 {
                remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xEDB8_8320 : remainder >> 1
            }
        }
        return ~remainder
    }
}

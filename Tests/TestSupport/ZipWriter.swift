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

    /// An archive without entries.
    public init() {}

    /// Adds an entry.
    ///
    /// - Parameters:
    ///   - name: Its path.
    ///   - content: What is stored.
    ///   - claimedSize: The unpacked size that the directory states, if not the true one.
    ///   - isEncrypted: Whether the directory says that the entry needs a password.
    public mutating func add(
        _ name: String, _ content: [UInt8], claimedSize: Int? = nil, isEncrypted: Bool = false
    ) {
        let entry = Entry(
            name: Array(name.utf8), size: claimedSize ?? content.count, packedSize: content.count,
            checksum: Self.checksum(of: content), flags: isEncrypted ? 1 : 0, offset: bytes.count)
        entries.append(entry)
        append(0x0403_4B50, 4)
        appendCommon(entry)
        append(0, 2)
        bytes += entry.name
        bytes += content
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
            // Extra field, comment, disk, internal and external attributes: none.
            for length in [2, 2, 2, 2, 4] { archive.append(0, length) }
            archive.append(entry.offset, 4)
            archive.bytes += entry.name
        }
        let size = archive.bytes.count - bytes.count
        archive.append(0x0605_4B50, 4)
        for length in [2, 2] { archive.append(0, length) }
        for _ in 0..<2 { archive.append(entries.count, 2) }
        archive.append(size, 4)
        archive.append(bytes.count, 4)
        archive.append(0, 2)
        return archive.bytes
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
        append(entry.packedSize, 4)
        append(entry.size, 4)
        append(entry.name.count, 2)
    }

    private mutating func append(_ value: Int, _ length: Int) {
        for index in 0..<length { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
    }

    /// CRC-32 of ISO 3309, as ZIP wants it.
    private static func checksum(of content: [UInt8]) -> UInt32 {
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

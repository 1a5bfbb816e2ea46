/// Bytes of a picture, read at any place without a fault: beyond the end there is nothing.
struct PictureBytes {
    private let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    var count: Int { bytes.count }

    /// The byte at an offset; `nil` outside.
    subscript(offset: Int) -> UInt8? {
        bytes.indices.contains(bytes.startIndex &+ offset) && offset >= 0
            ? bytes[bytes.startIndex + offset] : nil
    }

    /// A number of up to four bytes, the most significant first; `nil` outside.
    func big(_ offset: Int, _ length: Int) -> Int? {
        (0..<length).reduce(0) { number, index in
            number.flatMap { number in self[offset &+ index].map { number << 8 | Int($0) } }
        }
    }

    /// A number of up to four bytes, the least significant first; `nil` outside.
    func little(_ offset: Int, _ length: Int) -> Int? {
        (0..<length).reversed().reduce(0) { number, index in
            number.flatMap { number in self[offset &+ index].map { number << 8 | Int($0) } }
        }
    }

    /// The bytes from an offset on, as many of them as there are; none outside.
    func part(_ offset: Int, _ length: Int) -> PictureBytes {
        guard 0...bytes.count ~= offset, length > 0 else { return PictureBytes([]) }
        return PictureBytes(bytes.dropFirst(offset).prefix(length))
    }

    func starts(with prefix: [UInt8]) -> Bool { bytes.starts(with: prefix) }

    func has(_ text: String, at offset: Int) -> Bool {
        part(offset, text.utf8.count).bytes.elementsEqual(text.utf8)
    }
}

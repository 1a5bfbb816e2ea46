/// How many bytes each table of a book image has, by the directory at the image's head.
struct ImageTables {
    /// Tables that lookups read; numbers and layout are those of the engine's `ImageFormat`.
    enum Kind: UInt64 {
        case wordCheckpoints = 6
        case wordSizes = 7
        case wideWordSizes = 8
        case letters = 9
        case bucketStarts = 10
        case postings = 11
        case sentences = 12
        case runs = 17
        case timeCheckpoints = 18
        case timeBits = 19
    }

    private enum Layout {
        static let count = 12
        static let firstEntry = 32
        static let entry = 24
        static let length = 16
    }

    private let image: [UInt8]

    /// The tables of an image that the engine made.
    init(_ image: [UInt8]) {
        self.image = image
    }

    /// The bytes of all tables of a kind; 0 where there is none.
    func bytes(of kind: Kind) -> Int {
        (0..<Int(number(at: Layout.count, 4))).reduce(0) { sum, index in
            let entry = Layout.firstEntry + index * Layout.entry
            guard number(at: entry, 4) == kind.rawValue else { return sum }
            return sum + Int(number(at: entry + Layout.length, 8))
        }
    }

    /// A little-endian number of so many bytes.
    private func number(at offset: Int, _ count: Int) -> UInt64 {
        image[offset..<offset + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

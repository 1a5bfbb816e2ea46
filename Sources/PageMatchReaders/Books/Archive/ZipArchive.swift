import CZip

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The entries of a ZIP file in memory, read one at a time through libzip.
///
/// Not copyable: it owns a handle of the library.
struct ZipArchive: ~Copyable {
    /// What went wrong with one entry.
    enum EntryError: Error, Hashable {
        /// There is no such entry.
        case missing
        /// It is damaged; the phrase is libzip's.
        case damaged(String)
        /// It is encrypted with a password.
        case encrypted
        /// It is larger than the limit, packed suspiciously well, or the total is used up.
        case tooLarge(limit: String)
    }

    private let handle: OpaquePointer
    private let indices: [String: UInt64]
    /// Keys of ``indices`` in lower case, for archives made where case does not matter.
    private let namesWithoutCase: [String: String]
    /// Bytes unpacked so far.
    private var unpacked = 0

    /// Opens an archive.
    ///
    /// - Parameters:
    ///   - bytes: The ZIP file; copied.
    ///   - format: What the file is, for errors: "EPUB".
    /// - Throws: ``ReaderError/malformed(format:what:entry:line:)`` if it is no intact ZIP,
    ///   ``ReaderError/tooLarge(what:limit:)`` if it has too many entries.
    init(_ bytes: [UInt8], format: String) throws(ReaderError) {
        // The property is set last: a value that owns nothing yet may still throw.
        let handle = try Self.open(bytes, format: format)
        let count = zip_get_num_entries(handle, 0)
        guard count <= BookLimits.entries else {
            zip_discard(handle)
            throw .tooLarge(what: "the \(format)", limit: "\(BookLimits.entries) entries")
        }
        guard Self.packedSize(of: handle) <= UInt64(bytes.count) else {
            zip_discard(handle)
            throw .malformed(
                format: format, what: "broken ZIP: its entries overlap", entry: nil, line: nil)
        }
        var indices: [String: UInt64] = [:]
        for index in 0..<UInt64(max(0, count)) {
            guard let name = zip_get_name(handle, index, 0) else { continue }
            // Some old tools write the separator of their system.
            let path = String(cString: name).replacingBackslashes
            if indices[path] == nil { indices[path] = index }
        }
        self.indices = indices
        namesWithoutCase = Dictionary(
            indices.keys.map { ($0.lowercased(), $0) }, uniquingKeysWith: { min($0, $1) })
        self.handle = handle
    }

    deinit { zip_discard(handle) }

    /// Names of all entries, in no order.
    var names: [String] { Array(indices.keys) }

    /// The name that an entry really has: as asked for, or in other letter case.
    func name(matching path: String) -> String? {
        indices[path] != nil ? path : namesWithoutCase[path.lowercased()]
    }

    /// Unpacks an entry.
    ///
    /// - Parameter path: Its name; letter case is ignored if there is none of that very name.
    /// - Returns: Its content, as long as it really was whatever the directory says, and whether
    ///   its checksum is the one stated.
    /// - Throws: ``EntryError``.
    /// - Complexity: O(unpacked size), bounded by ``BookLimits/entryBytes``.
    mutating func read(
        _ path: String
    ) throws(EntryError) -> (content: [UInt8], isIntact: Bool) {
        guard let name = name(matching: path), let index = indices[name] else { throw .missing }
        var entry = zip_stat()
        guard zip_stat_index(handle, index, 0, &entry) == 0 else { throw .damaged("no size") }
        if entry.encryption_method != UInt16(ZIP_EM_NONE) { throw .encrypted }
        let limit = min(BookLimits.entryBytes, BookLimits.unpackedBytes - unpacked)
        let isBomb =
            entry.size > UInt64(BookLimits.ratioFreeBytes)
            && entry.size / max(1, entry.comp_size) > UInt64(BookLimits.compressionRatio)
        if isBomb {
            throw .tooLarge(
                limit: "\(BookLimits.compressionRatio) times its packed size, as no document of a "
                    + "book is")
        }
        guard entry.size <= UInt64(max(0, limit)) else {
            throw .tooLarge(limit: Self.phrase(for: limit))
        }
        guard let file = zip_fopen_index(handle, index, 0) else { throw .damaged(lastError) }
        defer { zip_fclose(file) }
        var content: [UInt8] = []
        content.reserveCapacity(Int(entry.size))
        let isWhole = Self.readAll(file, into: &content, limit: limit)
        unpacked += content.count
        guard content.count <= limit else {
            throw .tooLarge(limit: Self.phrase(for: limit))
        }
        // A wrong checksum shows only at the end: all of the text is there, and may be read.
        guard isWhole || content.count == Int(entry.size) && !content.isEmpty else {
            throw .damaged("its packed data is broken")
        }
        return (content, isWhole)
    }

    private static func phrase(for limit: Int) -> String {
        limit == BookLimits.entryBytes
            ? "\(limit >> 20) MiB, the limit for one document"
            : "is left of \(BookLimits.unpackedBytes >> 20) MiB for all documents together"
    }

    private var lastError: String {
        guard let error = zip_get_error(handle), let text = zip_error_strerror(error) else {
            return "unreadable"
        }
        return String(cString: text)
    }

    // MARK: The C boundary

    private static func open(
        _ bytes: [UInt8], format: String
    ) throws(ReaderError) -> OpaquePointer {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let copy = malloc(max(1, bytes.count)) else {
            throw .tooLarge(what: "the \(format)", limit: "the memory at hand")
        }
        bytes.withUnsafeBytes { source in
            if let base = source.baseAddress { memcpy(copy, base, source.count) }
        }
        guard let source = zip_source_buffer_create(copy, UInt64(bytes.count), 1, &error) else {
            free(copy)
            throw failure(&error, format)
        }
        guard let handle = zip_open_from_source(source, ZIP_RDONLY, &error) else {
            zip_source_free(source)
            throw failure(&error, format)
        }
        return handle
    }

    /// What the directory says that all entries take together: at most the size of the file, unless
    /// they share their bytes, as those of a bomb do.
    private static func packedSize(of handle: OpaquePointer) -> UInt64 {
        var total: UInt64 = 0
        for index in 0..<UInt64(max(0, zip_get_num_entries(handle, 0))) {
            var entry = zip_stat()
            guard zip_stat_index(handle, index, 0, &entry) == 0 else { continue }
            let (sum, overflows) = total.addingReportingOverflow(entry.comp_size)
            total = overflows ? .max : sum
        }
        return total
    }

    private static func failure(_ error: inout zip_error_t, _ format: String) -> ReaderError {
        let text = zip_error_strerror(&error).map { String(cString: $0) } ?? "unreadable"
        return .malformed(format: format, what: "broken ZIP: \(text)", entry: nil, line: nil)
    }

    /// Appends what `file` holds until its end or beyond `limit`; false if it broke off.
    private static func readAll(
        _ file: OpaquePointer, into content: inout [UInt8], limit: Int
    ) -> Bool {
        var piece = [UInt8](repeating: 0, count: 64 * 1024)
        while content.count <= limit {
            let count = piece.withUnsafeMutableBytes { buffer in
                Int(zip_fread(file, buffer.baseAddress, UInt64(buffer.count)))
            }
            guard count > 0 else { return count == 0 }
            content.append(contentsOf: piece[..<count])
        }
        return true
    }
}

extension String {
    fileprivate var replacingBackslashes: String {
        contains("\\") ? String(map { $0 == "\\" ? "/" : $0 }) : self
    }
}

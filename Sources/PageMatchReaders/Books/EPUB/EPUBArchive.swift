/// The ZIP of an EPUB with what every part of the reader needs: entries, parsing, warnings.
struct EPUBArchive: ~Copyable {
    private var zip: ZipArchive
    /// What was odd so far.
    private(set) var warnings = WarningList()

    /// Opens the archive and looks whether it may be read at all.
    ///
    /// - Throws: ``ReaderError``: not a ZIP, too large.
    init(_ bytes: [UInt8]) throws(ReaderError) {
        zip = try ZipArchive(bytes)
    }

    /// Names of all entries, sorted.
    var names: [String] { zip.names.sorted() }

    /// Whether there is an entry at `path`.
    func holds(_ path: String) -> Bool { zip.name(matching: path) != nil }

    /// Adds a warning.
    mutating func warn(_ sentence: String) { warnings.add(sentence) }

    /// The content of an entry.
    ///
    /// - Returns: `nil` if it is missing or damaged; what is wrong then is among the warnings.
    /// - Throws: ``ReaderError/tooLarge(what:limit:)``, ``ReaderError/encrypted(scheme:)``.
    mutating func content(of path: String) throws(ReaderError) -> [UInt8]? {
        do {
            return try zip.read(path)
        } catch {
            switch error {
            case .missing: warn("\(path) is missing from the EPUB.")
            case let .damaged(what): warn("\(path) can't be unpacked: \(what).")
            case .encrypted: throw .encrypted(scheme: "ZIP password")
            case let .tooLarge(limit): throw .tooLarge(what: path, limit: limit)
            }
            return nil
        }
    }

    /// An entry parsed as XML, leniently if need be.
    ///
    /// - Returns: `nil` if it is missing or damaged; a breach of XML's rules is a warning.
    /// - Throws: As ``content(of:)``, and ``ReaderError/malformed(format:what:entry:line:)`` from
    ///   ``MarkupParser``.
    mutating func document(at path: String) throws(ReaderError) -> MarkupDocument? {
        guard let bytes = try content(of: path) else { return nil }
        let result = try MarkupParser.parse(bytes, as: .xml, entry: path)
        if let breach = result.breach {
            warn(
                "\(path), line \(breach.line): not well-formed, read leniently (\(breach.message))."
            )
        }
        return result.document
    }
}

/// Warnings about one file, as many as a person reads.
struct WarningList {
    private var sentences: [String] = []
    private var dropped = 0

    /// Adds a sentence; beyond ``BookLimits/warnings`` it is only counted.
    mutating func add(_ sentence: String) {
        if sentences.count < BookLimits.warnings {
            sentences.append(sentence)
        } else {
            dropped += 1
        }
    }

    /// All sentences, with one more that tells how many were left out.
    var all: [String] {
        dropped == 0 ? sentences : sentences + ["There are \(dropped) more warnings of this kind."]
    }
}

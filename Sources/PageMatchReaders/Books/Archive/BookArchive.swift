/// The ZIP that a book is, with what its reader needs: entries, parsing, warnings.
struct BookArchive: ~Copyable {
    private var zip: ZipArchive
    /// What the file is, for sentences: "EPUB".
    private let format: String
    /// What was odd so far.
    private(set) var warnings = WarningList()

    /// Opens the archive.
    ///
    /// - Parameters:
    ///   - bytes: The ZIP file.
    ///   - format: What the file is, for sentences: "EPUB".
    /// - Throws: ``ReaderError``: not a ZIP, too large.
    init(_ bytes: [UInt8], format: String) throws(ReaderError) {
        self.format = format
        zip = try ZipArchive(bytes, format: format)
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
            let (content, isIntact) = try zip.read(path)
            if !isIntact { warn("\(path) has a wrong checksum; it is read all the same.") }
            return content
        } catch {
            switch error {
            case .missing: warn("\(path) is missing from the \(format).")
            case let .damaged(what): warn("\(path) can't be unpacked: \(what).")
            case .encrypted: throw .encrypted(scheme: "ZIP password")
            case let .tooLarge(limit): throw .tooLarge(what: path, limit: limit)
            }
            return nil
        }
    }

    /// An entry parsed as XML, leniently if need be.
    ///
    /// - Parameters:
    ///   - path: Its name.
    ///   - vocabulary: What its elements mean.
    /// - Returns: `nil` if it is missing or damaged; a breach of XML's rules is a warning.
    /// - Throws: As ``content(of:)``, and ``ReaderError/malformed(format:what:entry:line:)`` from
    ///   ``MarkupParser``.
    mutating func document(
        at path: String, vocabulary: MarkupDocument.Vocabulary = .html
    ) throws(ReaderError) -> MarkupDocument? {
        guard let bytes = try content(of: path) else { return nil }
        return try document(bytes, at: path, vocabulary: vocabulary)
    }

    /// The content of an entry parsed as XML, leniently if need be.
    ///
    /// - Parameters:
    ///   - bytes: The content.
    ///   - path: Its name, for warnings.
    ///   - vocabulary: What its elements mean.
    /// - Returns: The document; a breach of XML's rules is a warning.
    /// - Throws: ``ReaderError/malformed(format:what:entry:line:)`` from ``MarkupParser``.
    mutating func document(
        _ bytes: [UInt8], at path: String, vocabulary: MarkupDocument.Vocabulary = .html
    ) throws(ReaderError) -> MarkupDocument {
        let result = try MarkupParser.parse(bytes, as: .xml, vocabulary: vocabulary, entry: path)
        if let breach = result.breach { warn(of: breach, at: path) }
        return result.document
    }

    /// An entry told to a receiver as it is parsed as XML, leniently if need be.
    ///
    /// - Parameters:
    ///   - path: Its name.
    ///   - makeReceiver: Makes what is told of it; a second one if the first met a breach of XML's
    ///     rules, which becomes a warning.
    /// - Returns: The receiver that was told of all of it; `nil` if it is missing or damaged.
    /// - Throws: As ``document(at:vocabulary:)``.
    mutating func read<Receiver: MarkupReceiver>(
        at path: String, _ makeReceiver: () -> Receiver
    ) throws(ReaderError) -> Receiver? {
        guard let bytes = try content(of: path) else { return nil }
        let (receiver, breach) = try MarkupStream.parseXML(bytes, entry: path, makeReceiver)
        if let breach { warn(of: breach, at: path) }
        return receiver
    }

    private mutating func warn(of breach: (message: String, line: Int), at path: String) {
        warn("\(path), line \(breach.line): not well-formed, read leniently (\(breach.message)).")
    }

    /// The content of an entry that the text can be read without.
    ///
    /// - Returns: `nil` if it is missing, damaged, encrypted or too large.
    mutating func optionalContent(of path: String) -> [UInt8]? {
        holds(path) ? try? zip.read(path).content : nil
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

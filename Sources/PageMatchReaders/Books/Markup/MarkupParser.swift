import CXML

/// XML and HTML through libxml2: bytes to a ``MarkupDocument``.
///
/// Nothing outside the bytes is ever read: there is no network, and no document type reaches the
/// parser, so that there are no entities to load or to expand.
enum MarkupParser {
    /// Which rules to parse by.
    enum Mode {
        /// XML; what breaks its rules is read by those of HTML instead.
        case xml
        /// HTML.
        case html
    }

    /// A document and what was wrong with it.
    struct Result {
        /// The document.
        let document: MarkupDocument
        /// The first breach of the rules of XML, if there was one: what, and on which line from 1.
        let breach: (message: String, line: Int)?
    }

    /// Parses a document.
    ///
    /// - Parameters:
    ///   - bytes: The document in any encoding.
    ///   - mode: The rules; what is no well-formed XML never fails in mode ``Mode/xml``, it gives
    ///     a breach.
    ///   - vocabulary: What its elements mean. XML that is not of HTML and breaks XML's rules is
    ///     read as far as they allow.
    ///   - entry: Name of the file in an archive, for errors.
    /// - Returns: The document; one without elements if there is no markup.
    /// - Throws: ``ReaderError/malformed(format:what:entry:line:)`` if it is nested too deeply or
    ///   has an element with too many attributes, ``ReaderError/tooLarge(what:limit:)`` if it has
    ///   too many elements.
    /// - Complexity: O(*n*).
    static func parse(
        _ bytes: [UInt8], as mode: Mode, vocabulary: MarkupDocument.Vocabulary = .html,
        entry: String? = nil
    ) throws(ReaderError) -> Result {
        let text = DecodedText.decode(bytes, declared: MarkupEncoding.declared(in: bytes))
        let prepared = try PreparedMarkup(text, vocabulary: vocabulary, entry: entry)
        _ = libraryIsReady
        var (document, breach) = try parse(prepared, as: mode, vocabulary, entry)
        document.vocabulary = vocabulary
        document.hiding = prepared.hiding
        return Result(document: document, breach: breach)
    }

    private static func parse(
        _ prepared: PreparedMarkup, as mode: Mode, _ vocabulary: MarkupDocument.Vocabulary,
        _ entry: String?
    ) throws(ReaderError) -> (MarkupDocument, breach: (message: String, line: Int)?) {
        guard case .xml = mode else {
            let builder = MarkupTreeBuilder()
            parseHTML(prepared.bytes, into: builder)
            return (try document(of: builder, isLenient: true, entry), nil)
        }
        let builder = MarkupTreeBuilder()
        parseXML(prepared.bytes, into: builder, recovers: false)
        guard let error = builder.error, builder.stop == nil else {
            return (try document(of: builder, isLenient: false, entry), prepared.breach)
        }
        let second = MarkupTreeBuilder()
        if vocabulary == .html {
            parseHTML(prepared.bytes, into: second)
        } else {
            parseXML(prepared.bytes, into: second, recovers: true)
        }
        let breach = prepared.breach.map { $0.line <= error.line ? $0 : error } ?? error
        return (try document(of: second, isLenient: true, entry), breach)
    }

    private static func document(
        of builder: MarkupTreeBuilder, isLenient: Bool, _ entry: String?
    ) throws(ReaderError) -> MarkupDocument {
        switch builder.stop {
        case .tooDeep?:
            throw .malformed(
                format: "HTML", what: "elements nested more than \(BookLimits.elementDepth) deep",
                entry: entry, line: nil)
        case .tooManyElements?:
            throw .tooLarge(
                what: entry ?? "the document", limit: "\(BookLimits.elements) elements")
        case nil:
            var document = builder.finish()
            document.isLenient = isLenient
            return document
        }
    }

    /// Set up once for all threads, as libxml2 wants it.
    private static let libraryIsReady: Bool = {
        xmlInitParser()
        return true
    }()

    // MARK: The C boundary

    /// Length of an input, which the limits keep far below what libxml2's 32 bits hold.
    private static func length(_ bytes: UnsafeRawBufferPointer) -> Int32 {
        Int32(clamping: bytes.count)
    }

    private static func parseXML(
        _ bytes: [UInt8], into builder: MarkupTreeBuilder, recovers: Bool
    ) {
        bytes.withUnsafeBytes { pointer in
            guard let context = xmlNewParserCtxt() else { return }
            defer { xmlFreeParserCtxt(context) }
            // No limits of the library's own: entities, which they are against, can't occur.
            let options =
                XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue
                | (recovers ? XML_PARSE_RECOVER.rawValue : 0)
            withExtendedLifetime(builder) {
                MarkupCallbacks.install(in: context, for: builder, isXML: true)
                builder.whenStopped = { xmlStopParser(context) }
                // With callbacks of our own there is no tree; should there be one, it is freed.
                xmlFreeDoc(
                    xmlCtxtReadMemory(
                        context, pointer.baseAddress, length(pointer), nil, nil, Int32(options)))
            }
        }
    }

    private static func parseHTML(_ bytes: [UInt8], into builder: MarkupTreeBuilder) {
        bytes.withUnsafeBytes { pointer in
            guard let context = htmlNewParserCtxt() else { return }
            defer { htmlFreeParserCtxt(context) }
            let options =
                HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue
                | HTML_PARSE_IGNORE_ENC.rawValue
            withExtendedLifetime(builder) {
                MarkupCallbacks.install(in: context, for: builder, isXML: false)
                builder.whenStopped = { xmlStopParser(context) }
                xmlFreeDoc(
                    htmlCtxtReadMemory(
                        context, pointer.baseAddress, length(pointer), nil, "UTF-8",
                        Int32(options)))
            }
        }
    }
}

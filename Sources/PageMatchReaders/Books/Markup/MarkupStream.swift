import CXML

/// XML and HTML through libxml2, told to a ``MarkupReceiver`` as it is read.
///
/// No tree is built and the document is never held a second time: it is prepared and parsed piece
/// by piece, so that its length costs no memory. What is kept out of the parser is the same as with
/// ``MarkupParser``.
enum MarkupStream {
    /// What was wrong with a document: what, and on which line from 1.
    typealias Breach = (message: String, line: Int)

    /// Tells a receiver of an XML document.
    ///
    /// - Parameters:
    ///   - bytes: The document in any encoding.
    ///   - entry: Name of the file in an archive, for errors.
    ///   - makeReceiver: Makes what is told of it. What breaks the rules of XML is told once more,
    ///     by those of HTML, to another one.
    /// - Returns: The receiver that was told of the whole document, and the first breach of the
    ///   rules of XML, if there was one.
    /// - Throws: ``ReaderError/malformed(format:what:entry:line:)`` for an element with too many
    ///   attributes.
    /// - Complexity: O(*n*) time; no memory but for the receiver's, if the document is UTF-8.
    static func parseXML<Receiver: MarkupReceiver>(
        _ bytes: [UInt8], entry: String? = nil, _ makeReceiver: () -> Receiver
    ) throws(ReaderError) -> (receiver: Receiver, breach: Breach?) {
        let text = DecodedText.decode(bytes, declared: MarkupEncoding.declared(in: bytes))
        let receiver = makeReceiver()
        let breach = try parse(text, as: .xml, into: receiver, entry)
        guard let error = receiver.error, !receiver.isStopped else { return (receiver, breach) }
        let second = makeReceiver()
        let repaired = try parse(text, as: .html, into: second, entry)
        return (second, repaired.map { $0.line <= error.line ? $0 : error } ?? error)
    }

    /// Tells a receiver of an HTML document.
    ///
    /// - Parameters:
    ///   - bytes: The document in any encoding.
    ///   - receiver: What is told of it.
    /// - Throws: As ``parseXML(_:entry:_:)``.
    /// - Complexity: As ``parseXML(_:entry:_:)``.
    static func parseHTML(
        _ bytes: [UInt8], into receiver: MarkupReceiver
    ) throws(ReaderError) {
        let text = DecodedText.decode(bytes, declared: MarkupEncoding.declared(in: bytes))
        _ = try parse(text, as: .html, into: receiver, nil)
    }

    /// Tells a receiver of a document, up to its first error if that is of XML.
    ///
    /// - Parameters:
    ///   - text: The document, valid UTF-8.
    ///   - mode: The rules.
    ///   - receiver: What is told of it.
    ///   - entry: Name of the file in an archive, for errors.
    /// - Returns: What was repaired before parsing, if anything was.
    /// - Throws: As ``parseXML(_:entry:_:)``.
    private static func parse(
        _ text: [UInt8], as mode: MarkupParser.Mode, into receiver: MarkupReceiver,
        _ entry: String?
    ) throws(ReaderError) -> Breach? {
        _ = libraryIsReady
        let feed = MarkupFeed(text, entry, for: receiver, endsAtError: mode == .xml)
        withExtendedLifetime((feed, receiver)) {
            switch mode {
            case .xml: readXML(from: feed, receiver)
            case .html: readHTML(from: feed, receiver)
            }
        }
        if let failure = feed.failure { throw failure }
        return feed.breach
    }

    /// Set up once for all threads, as libxml2 wants it.
    private static let libraryIsReady: Bool = {
        xmlInitParser()
        return true
    }()

    // MARK: The C boundary

    private static func readXML(from feed: MarkupFeed, _ receiver: MarkupReceiver) {
        guard let context = xmlNewParserCtxt() else { return }
        defer { xmlFreeParserCtxt(context) }
        MarkupCallbacks.install(in: context, for: receiver, isXML: true)
        // No limits of the library's own: entities, which they are against, can't occur.
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue
        // With callbacks of our own there is no tree; should there be one, it is freed.
        xmlFreeDoc(
            xmlCtxtReadIO(
                context, read, nil, Unmanaged.passUnretained(feed).toOpaque(), nil, nil,
                Int32(options)))
    }

    private static func readHTML(from feed: MarkupFeed, _ receiver: MarkupReceiver) {
        guard let context = htmlNewParserCtxt() else { return }
        defer { htmlFreeParserCtxt(context) }
        MarkupCallbacks.install(in: context, for: receiver, isXML: false)
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue
            | HTML_PARSE_IGNORE_ENC.rawValue
        xmlFreeDoc(
            htmlCtxtReadIO(
                context, read, nil, Unmanaged.passUnretained(feed).toOpaque(), nil, "UTF-8",
                Int32(options)))
    }

    private static let read: xmlInputReadCallback = { feed, buffer, length in
        guard let feed, let buffer, length > 0 else { return 0 }
        let bytes = UnsafeMutableRawBufferPointer(start: buffer, count: Int(length))
        return Int32(Unmanaged<MarkupFeed>.fromOpaque(feed).takeUnretainedValue().read(into: bytes))
    }
}

/// A document as a parser asks for it, a few thousand bytes at a time.
///
/// A class because C callbacks reach it through one pointer.
private final class MarkupFeed {
    /// Why the document ended early.
    private(set) var failure: ReaderError?
    /// What was repaired so far.
    var breach: MarkupStream.Breach? { prepared.breach }

    /// Bytes that are prepared at once: they stay in the processor's cache.
    private static let pieceLength = 1 << 16

    private var prepared: PreparedMarkup
    /// How much of the prepared piece was read.
    private var at = 0
    private let receiver: MarkupReceiver
    private let endsAtError: Bool

    init(_ text: [UInt8], _ entry: String?, for receiver: MarkupReceiver, endsAtError: Bool) {
        prepared = PreparedMarkup(inPieces: text, vocabulary: .html, entry: entry)
        self.receiver = receiver
        self.endsAtError = endsAtError
    }

    /// Copies the next bytes to `buffer` and returns how many; none at the end.
    ///
    /// The document ends for the parser where its receiver has had enough: to stop the parser
    /// itself is not safe within all of its calls.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        if receiver.isStopped || endsAtError && receiver.error != nil || failure != nil { return 0 }
        if at == prepared.bytes.count {
            at = 0
            do throws(ReaderError) {
                guard try prepared.nextPiece(Self.pieceLength) else { return 0 }
            } catch {
                failure = error
                return 0
            }
        }
        let count = min(buffer.count, prepared.bytes.count - at)
        buffer.copyBytes(from: prepared.bytes[at..<at + count])
        at += count
        return count
    }
}

import CXML

/// The functions that libxml2 calls as it parses, and what they are given to reach the receiver.
enum MarkupCallbacks {
    /// Sets a parser up to report to `receiver` alone.
    ///
    /// - Parameters:
    ///   - context: A fresh parser; must not outlive `receiver`.
    ///   - receiver: What is told of the document.
    ///   - isXML: Whether the parser is that of XML, with namespaces.
    static func install(
        in context: xmlParserCtxtPtr, for receiver: MarkupReceiver, isXML: Bool
    ) {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.characters = characters
        handler.ignorableWhitespace = characters
        handler.cdataBlock = characters
        handler.serror = failed
        if isXML {
            handler.startElementNs = beginXML
            handler.endElementNs = { context, _, _, _ in MarkupCallbacks.receiver(context)?.end() }
        } else {
            handler.startElement = beginHTML
            handler.endElement = { context, _ in MarkupCallbacks.receiver(context)?.end() }
        }
        context.pointee.sax.pointee = handler
        context.pointee.userData = Unmanaged.passUnretained(receiver).toOpaque()
    }

    private static func receiver(_ context: UnsafeMutableRawPointer?) -> MarkupReceiver? {
        context.map { Unmanaged<MarkupReceiver>.fromOpaque($0).takeUnretainedValue() }
    }

    private static let characters: charactersSAXFunc = { context, bytes, count in
        guard let bytes, count > 0 else { return }
        receiver(context)?.characters(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }

    private static let failed: xmlStructuredErrorFunc = { context, error in
        guard let error = error?.pointee, let receiver = receiver(context), receiver.error == nil,
            error.level.rawValue >= XML_ERR_ERROR.rawValue,
            error.domain != Int32(XML_FROM_NAMESPACE.rawValue)
        else { return }
        // A message quotes the document, which may have names of any length.
        let message =
            error.message.map { String(String(cString: $0).trimmingASCIISpace.prefix(200)) }
            ?? "not well-formed"
        receiver.error = (message, max(1, Int(error.line)))
    }

    private static let beginXML: startElementNsSAX2Func = {
        context, name, _, _, _, _, count, _, attributes in
        guard let receiver = receiver(context), !receiver.isStopped, let name else { return }
        receiver.begin(text(name)) { tag in
            for index in 0..<Int(count) {
                // Five pointers each: local name, prefix, namespace, value's start, value's end.
                guard let attributes, let local = attributes[5 * index],
                    let start = attributes[5 * index + 3], let end = attributes[5 * index + 4]
                else { continue }
                let space = attributes[5 * index + 2].map { String(cString: $0) }
                let written = attributes[5 * index + 1].map { text($0) + ":" } ?? ""
                let prefix = space == "http://www.idpf.org/2007/ops" ? "epub:" : written
                tag.append(
                    prefix.isEmpty ? text(local) : prefix + text(local),
                    value: UnsafeBufferPointer(start: start, count: max(0, end - start)))
            }
        }
    }

    private static let beginHTML: startElementSAXFunc = { context, name, attributes in
        guard let receiver = receiver(context), !receiver.isStopped, let name else { return }
        // The HTML parser knows no namespaces: `svg:rect` loses its prefix here.
        let whole = text(name)
        let local = whole.utf8.lastIndex(of: 0x3A).map { String(whole[whole.index(after: $0)...]) }
        receiver.begin(local ?? whole) { tag in
            var index = 0
            while let attributes, let attribute = attributes[index] {
                let value = attributes[index + 1]
                tag.append(
                    text(attribute),
                    value: UnsafeBufferPointer(start: value, count: Int(xmlStrlen(value))))
                index += 2
            }
        }
    }

    /// A name in lower case.
    private static func text(_ name: UnsafePointer<xmlChar>) -> String {
        let string = String(cString: name)
        return string.utf8.contains { $0 >= 0x41 && $0 <= 0x5A } ? string.lowercased() : string
    }
}

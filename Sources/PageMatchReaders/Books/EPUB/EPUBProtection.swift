/// Digital rights management of an EPUB: whether its text is encrypted, and by what.
enum EPUBProtection {
    /// Ways to obfuscate fonts, which leave the text alone.
    private static let fontMethods: Set<String> = [
        "http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC",
    ]

    /// Files that schemes leave in the archive, and their names.
    private static let marks = [
        (path: "META-INF/license.lcpl", scheme: "Readium LCP"),
        (path: "META-INF/sinf.xml", scheme: "Apple FairPlay"),
        (path: "META-INF/rights.xml", scheme: "Adobe ADEPT"),
    ]

    /// Refuses an EPUB whose documents are encrypted.
    ///
    /// - Parameter archive: The EPUB.
    /// - Throws: ``ReaderError/encrypted(scheme:)`` if `encryption.xml` names anything but fonts,
    ///   pictures and sound, or, without it, if there is a file of rights.
    static func check(_ archive: inout EPUBArchive) throws(ReaderError) {
        let mark = marks.first { archive.holds($0.path) }
        let path = "META-INF/encryption.xml"
        guard archive.holds(path) else {
            if let mark { throw .encrypted(scheme: mark.scheme) }
            return
        }
        guard let document = try archive.document(at: path) else { return }
        let encryptsText = document.all("encrypteddata").contains { data in
            let method = document.first("encryptionmethod", in: data)
                .flatMap { document.attribute("algorithm", of: $0) }
            if let method, fontMethods.contains(method) { return false }
            let resource = document.first("cipherreference", in: data)
                .flatMap { document.attribute("uri", of: $0) }
            return resource.map(isText) ?? true
        }
        if encryptsText { throw .encrypted(scheme: mark?.scheme ?? "EPUB encryption") }
    }

    /// Whether a resource holds text or structure, by the end of its name.
    private static func isText(_ resource: String) -> Bool {
        guard let dot = resource.lastIndex(of: ".") else { return true }
        let ending = resource[resource.index(after: dot)...].lowercased()
        return ["html", "xhtml", "htm", "xml", "opf", "ncx", "xht"].contains(ending)
    }
}

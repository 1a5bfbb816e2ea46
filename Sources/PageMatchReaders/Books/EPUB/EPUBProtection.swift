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
        (path: "rights.xml", scheme: "Kobo"),
    ]
    /// Some shops leave rights behind in files that are free: of these the content decides.
    private static let weakMarks: Set<String> = ["META-INF/rights.xml", "rights.xml"]

    /// Refuses an EPUB whose documents are encrypted.
    ///
    /// - Parameter archive: The EPUB.
    /// - Throws: ``ReaderError/encrypted(scheme:)`` if `encryption.xml` names anything but fonts,
    ///   pictures and sound, or, without it, if there is a licence.
    static func check(_ archive: inout BookArchive) throws(ReaderError) {
        let path = "META-INF/encryption.xml"
        guard archive.holds(path) else {
            let mark = marks.first { !weakMarks.contains($0.path) && archive.holds($0.path) }
            if let mark { throw .encrypted(scheme: mark.scheme) }
            return
        }
        guard let document = try archive.document(at: path) else { return }
        var adobe = false
        let encryptsText = document.all("encrypteddata").contains { data in
            let method = document.first("encryptionmethod", in: data)
                .flatMap { document.attribute("algorithm", of: $0) }
            if let method, fontMethods.contains(method) { return false }
            adobe = adobe || document.first("resource", in: data) != nil
            let resource = document.first("cipherreference", in: data)
                .flatMap { document.attribute("uri", of: $0) }
            return resource.map(isText) ?? true
        }
        guard encryptsText else { return }
        throw .encrypted(
            scheme: scheme(of: &archive) ?? (adobe ? "Adobe ADEPT" : "EPUB encryption"))
    }

    /// The protection that files in the archive speak of.
    ///
    /// - Parameter archive: An EPUB with documents that are no text.
    /// - Returns: Its name; `nil` if there is no trace of any.
    static func scheme(of archive: inout BookArchive) -> String? {
        guard let mark = marks.first(where: { archive.holds($0.path) }) else {
            // Kobo encrypts each document of the books that it sells and leaves no licence.
            return archive.names.contains { $0.lowercased().contains("kobo") } ? "Kobo" : nil
        }
        guard weakMarks.contains(mark.path), let rights = archive.optionalContent(of: mark.path)
        else { return mark.scheme }
        let isKobo = ["kdrm", "kobo"].contains {
            rights[...].firstOffset(of: Array($0.utf8), ignoringCase: true) != nil
        }
        if isKobo { return "Kobo" }
        return isBarnesAndNoble(rights) ? "Barnes & Noble" : mark.scheme
    }

    /// Whether Adobe's rights are those of Barnes & Noble, who encrypt the key of a book with a name
    /// and a number, not with a key pair: it is 48 bytes long then, not 128.
    private static func isBarnesAndNoble(_ rights: [UInt8]) -> Bool {
        guard let document = try? MarkupParser.parse(rights, as: .xml).document else {
            return false
        }
        return document.first("encryptedkey").map { document.plainText(of: $0).utf8.count } == 64
    }

    /// Whether a resource holds text or structure, by the end of its name.
    private static func isText(_ resource: String) -> Bool {
        guard let dot = resource.lastIndex(of: ".") else { return true }
        let ending = resource[resource.index(after: dot)...].lowercased()
        return ["html", "xhtml", "htm", "xml", "opf", "ncx", "xht"].contains(ending)
    }
}

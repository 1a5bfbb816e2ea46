import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchReaders

@Suite struct EPUBDamageTests {
    private func read(_ fixture: EPUBFixture) throws(ReaderError) -> Book {
        try BookReader.read(fixture.bytes, name: "book.epub")
    }

    private func failure(_ fixture: EPUBFixture) -> ReaderError? {
        do throws(ReaderError) {
            _ = try read(fixture)
            return nil
        } catch { return error }
    }

    // MARK: Markup

    @Test func namedEntitiesWorkWithoutADocumentType() throws {
        let book = try read(
            EPUBFixture(
                body:
                    "<p>caf&eacute;&nbsp;x &mdash; a &amp; b &lt;c&gt; &#8220;d&#x201D; &#146;</p>")
        )
        #expect(book.sections[0].text == "café\u{A0}x — a & b <c> “d” ’\n")
        #expect(book.warnings.isEmpty)
    }

    @Test(
        "what is no well-formed XML is read with a warning that tells where",
        arguments: [
            ("<p>One\n<p>Two<br>\nthree</p>", "One\nTwo\nthree\n"),
            ("<p>Smith\n& Sons</p>", "Smith & Sons\n"),
            ("<p>a</p>\n<p>3 < 4 &unheard; of</p>", "a\n3 < 4 &unheard; of\n"),
            ("<p>a</p>\n<p class=x>b</p>", "a\nb\n"),
        ])
    func malformed(body: String, text: String) throws {
        let book = try read(EPUBFixture(body: body))
        #expect(book.sections[0].text == text)
        #expect(book.warnings.count == 1)
        #expect(book.warnings[0].hasPrefix("OPS/one.xhtml, line "))
        let line = book.warnings[0].dropFirst("OPS/one.xhtml, line ".count).prefix { $0 != ":" }
        // The body begins on line 5 of the fixture; the trouble shows on the next, or where it ends.
        #expect((5...8).contains(Int(line) ?? 0), "\(book.warnings)")
    }

    @Test func entitiesAreNeitherExpandedNorLoaded() throws {
        let bomb = """
            <!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
            <!ENTITY f SYSTEM "file:///etc/passwd">]>
            <html xmlns="http://www.w3.org/1999/xhtml"><body><p>x &b; &f; y</p></body></html>
            """
        let book = try read(EPUBFixture([.init("OPS/one.xhtml", document: bomb)]))
        #expect(book.sections[0].text == "x &b; &f; y\n")
        #expect(
            book.warnings == [
                "OPS/one.xhtml, line 3: not well-formed, read leniently (&b; is no known "
                    + "character: entities of its own are not read)."
            ])
    }

    @Test(
        "document types load nothing",
        arguments: [
            "SYSTEM 'file:///etc/hostname'",
            "PUBLIC '-//W3C//DTD XHTML 1.1//EN' 'http://127.0.0.1:9/'",
            "[<!ENTITY % p SYSTEM 'file:///etc/hostname'> %p;]",
            "[<!ENTITY p '<em>p</em>'><!ATTLIST p title CDATA 'x'>]",
            "SYSTEM 'x.dtd' [<!ENTITY eacute 'z'> <!-- ]> -->]",
        ])
    func documentType(declaration: String) throws {
        let document = """
            <!DOCTYPE html \(declaration)>
            <html xmlns="http://www.w3.org/1999/xhtml"><body><p>x &eacute; &p; y</p></body></html>
            """
        let book = try read(EPUBFixture([.init("OPS/one.xhtml", document: document)]))
        #expect(book.sections[0].text.hasSuffix("x é &p; y\n"))
    }

    @Test(
        "documents in UTF-16 are decoded, with a mark or without, and lone surrogates repaired",
        arguments: [true, false], [true, false])
    func utf16(isBigEndian: Bool, isMarked: Bool) throws {
        let document =
            "<?xml version='1.0' encoding='utf-16'?><html><body><p>Él 𝄞 @ y</p></body></html>"
        let units = (isMarked ? [0xFEFF] : []) + document.utf16.map { $0 == 0x40 ? 0xD834 : $0 }
        let bytes = units.flatMap { unit in
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return isBigEndian ? pair : pair.reversed()
        }
        var zip = ZipWriter()
        zip.add(
            "META-INF/container.xml", "<container><rootfile full-path='OPS/p.opf'/></container>")
        zip.add("OPS/p.opf", EPUBFixture(body: "").package)
        zip.add("OPS/one.xhtml", bytes)
        let book = try BookReader.read(zip.finished(), name: nil)
        #expect(book.sections[0].text == "Él 𝄞 \u{FFFD} y\n")
    }

    @Test(
        "documents in other encodings are decoded",
        arguments: [
            ("iso-8859-1", [0xE9] as [UInt8], "é"), ("windows-1252", [0x93, 0xE9, 0x94], "“é”"),
            ("koi8-r", [0xC6], "ф"), ("utf-8", [0xC3, 0xA9], "é"),
            ("iso-8859-1", [0xC3, 0xA9], "é"),
        ])
    func encoding(label: String, bytes: [UInt8], text: String) throws {
        var zip = ZipWriter()
        let fixture = EPUBFixture(body: "")
        zip.add(
            "META-INF/container.xml", "<container><rootfile full-path='OPS/p.opf'/></container>")
        zip.add("OPS/p.opf", fixture.package)
        let head = "<?xml version='1.0' encoding='\(label)'?><html><head/><body><p>"
        zip.add("OPS/one.xhtml", Array(head.utf8) + bytes + Array("</p></body></html>".utf8))
        #expect(try BookReader.read(zip.finished(), name: nil).sections[0].text == text + "\n")
    }

    @Test func badBytesAreRepaired() throws {
        var zip = ZipWriter()
        zip.add(
            "META-INF/container.xml", "<container><rootfile full-path='OPS/p.opf'/></container>")
        zip.add("OPS/p.opf", EPUBFixture(body: "").package)
        let document = EPUBFixture.document(body: "<p>schön größer: a@b\u{0}c\u{1}d</p>")
        zip.add("OPS/one.xhtml", document.utf8.map { $0 == 0x40 ? 0xFF : $0 })
        let book = try BookReader.read(zip.finished(), name: nil)
        #expect(book.sections[0].text == "schön größer: a\u{FFFD}bcd\n")
    }

    @Test func anElementNestedTooDeeplyIsAnError() {
        expectMalformed(String(repeating: "<div>", count: 50_000))
        expectMalformed(
            String(repeating: "<div>", count: 50_000) + String(repeating: "</div>", count: 50_000))
    }

    @Test func anElementWithTooManyAttributesIsAnError() {
        let attributes = (0..<5_000).map { "a\($0)='x'" }
        expectMalformed("<p \(attributes.joined(separator: " "))>x</p>")
    }

    private func expectMalformed(_ body: String) {
        let error = failure(EPUBFixture(body: body))
        guard case .malformed(_, _, entry: "OPS/one.xhtml", _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    // MARK: Archive

    @Test func aBookWithoutTextIsAnError() {
        #expect(
            failure(EPUBFixture(body: "<img src='a.jpg' alt='no text'/>"))
                == .noText(format: "EPUB"))
    }

    @Test func aPackageWithoutASpineIsAnError() {
        var fixture = EPUBFixture(body: "<p>x</p>")
        fixture.chapters = []
        guard case .malformed(format: "EPUB", _, entry: "OPS/package.opf", _)? = failure(fixture)
        else {
            Issue.record("no error")
            return
        }
    }

    @Test func aTruncatedArchiveIsAnError() {
        let whole = EPUBFixture(body: "<p>Some text.</p>").bytes
        #expect(throws: ReaderError.self) {
            try BookReader.read(Array(whole.prefix(whole.count / 2)), name: nil)
        }
    }

    @Test(
        "a document is refused by what it claims: to be packed too well, or too large",
        arguments: [
            (1_000, 60 << 20, "200 times its packed size, as no document of a book is"),
            (1 << 20, 33 << 20, "32 MiB, the limit for one document"),
        ])
    func aBombIsRefusedByWhatItClaims(packed: Int, claimed: Int, limit: String) {
        var zip = ZipWriter()
        zip.add(
            "META-INF/container.xml", "<container><rootfile full-path='OPS/p.opf'/></container>")
        zip.add("OPS/p.opf", EPUBFixture(body: "").package)
        zip.add("OPS/one.xhtml", [UInt8](repeating: 0, count: packed), claimedSize: claimed)
        let bytes = zip.finished()
        #expect(throws: ReaderError.tooLarge(what: "OPS/one.xhtml", limit: limit)) {
            try BookReader.read(bytes, name: nil)
        }
    }

    // MARK: Protection

    private func protected(_ resources: [(path: String, method: String)], mark: String?)
        -> EPUBFixture
    {
        var fixture = EPUBFixture(body: "<p>x</p>")
        let data = resources.map {
            """
            <enc:EncryptedData><enc:EncryptionMethod Algorithm="\($0.method)"/>
            <enc:CipherData><enc:CipherReference URI="\($0.path)"/></enc:CipherData></enc:EncryptedData>
            """
        }
        if !resources.isEmpty {
            fixture.files.append(
                (
                    "META-INF/encryption.xml",
                    """
                    <encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
                     xmlns:enc="http://www.w3.org/2001/04/xmlenc#">\(data.joined())</encryption>
                    """
                ))
        }
        if let mark { fixture.files.append((mark, "<rights/>")) }
        return fixture
    }

    private let aes = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"

    @Test func encryptedTextIsAnErrorThatNamesTheScheme() {
        let text = [(path: "OPS/one.xhtml", method: aes)]
        #expect(
            failure(protected(text, mark: "META-INF/license.lcpl"))
                == .encrypted(scheme: "Readium LCP"))
        #expect(
            failure(protected(text, mark: "META-INF/rights.xml"))
                == .encrypted(scheme: "Adobe ADEPT"))
        #expect(failure(protected(text, mark: nil)) == .encrypted(scheme: "EPUB encryption"))
        #expect(
            failure(protected([], mark: "META-INF/sinf.xml"))
                == .encrypted(scheme: "Apple FairPlay"))
    }

    @Test func obfuscatedFontsAndPicturesAreNoProtection() throws {
        let fonts = [
            (path: "OPS/f.otf", method: "http://www.idpf.org/2008/embedding"),
            (path: "OPS/g.otf", method: "http://ns.adobe.com/pdf/enc#RC"),
            (path: "OPS/cover.jpg", method: aes),
        ]
        #expect(try read(protected(fonts, mark: nil)).sections[0].text == "x\n")
    }

    @Test func anEntryWithAPasswordIsEncrypted() {
        var zip = ZipWriter()
        zip.add(
            "META-INF/container.xml", "<container><rootfile full-path='OPS/p.opf'/></container>")
        zip.add("OPS/p.opf", EPUBFixture(body: "").package)
        zip.add("OPS/one.xhtml", Array("twelve bytes and more".utf8), isEncrypted: true)
        let bytes = zip.finished()
        #expect(throws: ReaderError.encrypted(scheme: "ZIP password")) {
            try BookReader.read(bytes, name: nil)
        }
    }
}

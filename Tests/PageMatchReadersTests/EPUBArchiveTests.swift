import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchReaders

/// ZIP files that are odd, damaged or hostile.
@Suite struct EPUBArchiveTests {
    private let fixture = EPUBFixture(body: "<p>One</p>")
    private let container = "<container><rootfile full-path='OPS/p.opf'/></container>"

    private func archive(
        _ zip: ZipWriter = ZipWriter(), package: String? = nil, _ add: (inout ZipWriter) -> Void
    ) -> [UInt8] {
        var zip = zip
        zip.add("META-INF/container.xml", container)
        zip.add("OPS/p.opf", package ?? fixture.package)
        add(&zip)
        return zip.finished()
    }

    private var document: [UInt8] { Array(fixture.chapters[0].document.utf8) }

    @Test func zip64IsRead() throws {
        let bytes = archive(ZipWriter(isZip64: true)) { $0.add("OPS/one.xhtml", document) }
        #expect(try BookReader.read(bytes, name: nil).sections[0].text == "One\n")
    }

    @Test func aWrongChecksumIsAWarning() throws {
        let bytes = archive { $0.add("OPS/one.xhtml", document, isDamaged: true) }
        let book = try BookReader.read(bytes, name: nil)
        #expect(book.sections[0].text == "One\n")
        #expect(book.warnings == ["OPS/one.xhtml has a wrong checksum; it is read all the same."])
    }

    @Test func ofEqualNamesTheFirstEntryCounts() throws {
        let other = Array(EPUBFixture.document(body: "<p>Two</p>").utf8)
        let bytes = archive {
            $0.add("OPS/one.xhtml", document)
            $0.add("OPS/one.xhtml", other)
        }
        #expect(try BookReader.read(bytes, name: nil).sections[0].text == "One\n")
    }

    @Test func entriesThatShareTheirBytesAreRefused() {
        var fixture = fixture
        fixture.chapters += (0..<60).map { .init("OPS/\($0).xhtml", body: "") }
        let bytes = archive(package: fixture.package) { zip in
            let words = String(repeating: "<p>word word word</p>\n", count: 1000)
            zip.add("OPS/one.xhtml", Array(EPUBFixture.document(body: words).utf8))
            for index in 0..<60 { zip.addAlias("OPS/\(index).xhtml") }
        }
        #expect { try BookReader.read(bytes, name: nil) } throws: { error in
            guard
                case .malformed(_, what: "broken ZIP: its entries overlap", _, _)? =
                    error as? ReaderError
            else { return false }
            return true
        }
    }

    @Test(
        "paths out of the archive lead to nothing",
        arguments: [
            "../../../../../../etc/passwd", "/etc/passwd", "..%2F..%2Fetc%2Fpasswd",
            "file:///etc/passwd", "..\\..\\etc\\passwd", "C:\\windows\\win.ini",
        ])
    func pathTrick(href: String) throws {
        let package = fixture.package.replacing(
            "</manifest>",
            with: "<item id='x' href='\(href)' media-type='application/xhtml+xml'/></manifest>"
        ).replacing("</spine>", with: "<itemref idref='x'/></spine>")
        let bytes = archive(package: package) { zip in
            zip.add("OPS/one.xhtml", document)
            zip.add("../../evil.xhtml", document)
        }
        let book = try BookReader.read(bytes, name: nil)
        #expect(book.sections.map(\.text) == ["One\n", ""])
        #expect(book.warnings.count == 1)
    }

    // MARK: Protection

    private func scheme(_ fill: (inout ZipWriter) -> Void) -> String? {
        do throws(ReaderError) {
            _ = try BookReader.read(archive { fill(&$0) }, name: nil)
            return nil
        } catch {
            guard case let .encrypted(scheme) = error else { return "\(error)" }
            return scheme
        }
    }

    /// Bytes as a cipher leaves them.
    private var ciphertext: [UInt8] {
        var generator = SeededGenerator(seed: 7)
        return (0..<4096).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    @Test func rightsAloneAreNoProofOfProtection() throws {
        let bytes = archive { zip in
            zip.add("META-INF/rights.xml", "<rights/>")
            zip.add("OPS/one.xhtml", document)
        }
        #expect(try BookReader.read(bytes, name: nil).sections[0].text == "One\n")
    }

    @Test func documentsThatAreNoTextNameTheirProtection() {
        #expect(
            scheme {
                $0.add("META-INF/rights.xml", "<adept:rights/>")
                $0.add("OPS/one.xhtml", ciphertext)
            } == "Adobe ADEPT")
        #expect(
            scheme {
                $0.add("rights.xml", "<kdrm/>")
                $0.add("OPS/one.xhtml", ciphertext)
            } == "Kobo")
        #expect(
            scheme {
                $0.add("OPS/js/kobo.js", "x")
                $0.add("OPS/one.xhtml", ciphertext)
            } == "Kobo")
        #expect(
            scheme {
                $0.add("META-INF/sinf.xml", "<x/>")
                $0.add("OPS/one.xhtml", ciphertext)
            } == "Apple FairPlay")
        #expect(
            scheme {
                $0.add("META-INF/license.lcpl", "{}")
                $0.add("OPS/one.xhtml", ciphertext)
            } == "Readium LCP")
    }

    @Test func barnesAndNobleIsToldByTheLengthOfItsKey() {
        for (length, name) in [(64, "Barnes & Noble"), (172, "Adobe ADEPT")] {
            let key = String(repeating: "A", count: length)
            #expect(
                scheme {
                    $0.add(
                        "META-INF/rights.xml",
                        "<adept:rights xmlns:adept='http://ns.adobe.com/adept'><adept:licenseToken>"
                            + "<adept:encryptedKey>\(key)</adept:encryptedKey>"
                            + "</adept:licenseToken></adept:rights>")
                    $0.add("OPS/one.xhtml", ciphertext)
                } == name)
        }
    }

    @Test func noiseWithoutAnySchemeIsDamage() {
        #expect(
            scheme { $0.add("OPS/one.xhtml", ciphertext) }
                == "\(ReaderError.noText(format: "EPUB"))")
    }
}

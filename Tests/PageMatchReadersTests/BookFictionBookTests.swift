import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchReaders

@Suite struct BookFictionBookTests {
    private func fictionBook(_ bodies: String, encoding: String = "utf-8", lang: String = "en")
        -> String
    {
        """
        <?xml version="1.0" encoding="\(encoding)"?>
        <FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"
          xmlns:l="http://www.w3.org/1999/xlink">
        <description><title-info><genre>prose</genre>
          <author><first-name>Ann</first-name><last-name>Author</last-name></author>
          <author><nickname>nick</nickname></author>
          <book-title>A Book</book-title><annotation><p>About it.</p></annotation>
          <lang>\(lang)</lang></title-info>
          <publish-info><book-name>Other</book-name></publish-info></description>
        \(bodies)
        <binary id="c.jpg" content-type="image/jpeg">AAAA&BBBB</binary>
        </FictionBook>
        """
    }

    private func read(_ text: String) throws -> Book {
        try BookReader.read(Array(text.utf8), name: nil)
    }

    private let bodies = """
        <body><title><p>A Book</p></title><epigraph><p>Motto</p><text-author>X</text-author></epigraph>
        <section><title><p>Part One</p></title>
          <section><title><p>I</p><empty-line/><p>The Door</p></title>
            <p>One<a l:href="#n1" type="note">[1]</a> <emphasis>two</emphasis>
            <style name="x">three</style>.</p><empty-line/><image l:href="#c.jpg"/>
            <poem><stanza><v>A verse,</v><v>another.</v></stanza></poem></section>
          <section><title><p>II</p></title><section><p>Scene one.</p></section>
            <section><subtitle>* * *</subtitle><p>Scene two.</p></section></section>
        </section></body>
        <body name="notes"><title><p>Notes</p></title>
          <section id="n1"><title><p>1</p></title><p>A note.</p></section></body>
        """

    @Test func sectionsWithTitlesAreSectionsAndNotesStandApart() throws {
        let book = try read(fictionBook(bodies))
        #expect(book.title == "A Book")
        #expect(book.authors == ["Ann Author", "nick"])
        #expect(book.language == "en")
        #expect(book.sections.map(\.title) == ["A Book", "Part One", "I The Door", "II", "Notes"])
        #expect(
            book.sections.map(\.text) == [
                "A Book\nMotto\nX\n", "Part One\n",
                "I\nThe Door\nOne two three.\nA verse,\nanother.\n",
                "II\nScene one.\n* * *\nScene two.\n", "Notes\n1\nA note.\n",
            ])
        #expect(book.sections.map(\.isLinear) == [true, true, true, true, false])
        #expect(book.warnings.isEmpty)
        let elements = book.sections[4].source.elements
        #expect(elements.contains { $0.id == "n1" && $0.name == "section" })
    }

    @Test func aBookInAZIPIsRead() throws {
        var zip = ZipWriter()
        zip.add("book.fb2", fictionBook(bodies))
        #expect(ContentKind.recognise(zip.finished()) == .fictionBook)
        #expect(try BookReader.read(zip.finished(), name: "book.fb2.zip").sections.count == 5)
        zip.add("another.fb2", fictionBook("<body><p>Another</p></body>"))
        let book = try BookReader.read(zip.finished(), name: nil)
        #expect(book.sections[0].text == "Another\n")
        #expect(book.warnings == ["The ZIP holds 2 books; another.fb2 is read."])
    }

    @Test(
        "the declared encoding counts, unless the bytes are UTF-8",
        arguments: [
            ("windows-1251", "CP1251"), ("koi8-r", "KOI8-R"), ("windows-1251", "UTF-8"),
            ("utf-16", "UTF-16"),
        ])
    func encodings(declared: String, real: String) throws {
        let text = fictionBook(
            "<body><section><title><p>Глава</p></title><p>И это был не он, а она.</p></section></body>",
            encoding: declared, lang: "ru")
        let bytes = try #require(NamedEncodingEncoder.encode(text, to: real))
        let book = try BookReader.read(bytes, name: nil)
        #expect(book.sections.map(\.text) == ["Глава\nИ это был не он, а она.\n"])
        #expect(book.sections.map(\.title) == ["Глава"])
    }

    @Test func whatIsNotWellFormedIsReadWithAWarning() throws {
        let book = try read(
            fictionBook(
                "<body><section><title><p>I</p></title><p>Tom & Co <b>x</p><p>y</p></section></body>"
            ))
        #expect(book.sections.map(\.text) == ["I\nTom & Co x\ny\n"])
        #expect(book.warnings.count == 1)
    }

    @Test func aBookOfPicturesHasNoText() {
        #expect(throws: ReaderError.noText(format: "FictionBook")) {
            try read(fictionBook("<body><section><image l:href='#c.jpg'/></section></body>"))
        }
    }

    // MARK: Kindle

    @Test func kindleFilesAreRefusedByName() {
        func mobi(version: UInt8, encryption: UInt8) -> [UInt8] {
            var bytes = [UInt8](repeating: 0, count: 200)
            bytes.replaceSubrange(60..<68, with: "BOOKMOBI".utf8)
            bytes[81] = 100
            bytes[113] = encryption
            bytes[139] = version
            return bytes
        }
        func refusal(_ bytes: [UInt8]) -> ReaderError? {
            do throws(ReaderError) {
                _ = try BookReader.read(bytes, name: nil)
                return nil
            } catch { return error }
        }
        #expect(
            refusal(mobi(version: 6, encryption: 0))
                == .unexpectedKind(found: .other(format: "MOBI")))
        #expect(
            refusal(mobi(version: 8, encryption: 0))
                == .unexpectedKind(found: .other(format: "AZW3")))
        #expect(refusal(mobi(version: 6, encryption: 2)) == .encrypted(scheme: "Kindle"))
        #expect(
            refusal(Array(mobi(version: 6, encryption: 2).prefix(70)))
                == .unexpectedKind(found: .other(format: "MOBI")))
        #expect(
            refusal(Array("CONT\u{02}\0xyz".utf8)) == .unexpectedKind(found: .other(format: "KFX")))
        #expect(refusal([0xEA] + Array("DRMION".utf8) + [0xEE, 1]) == .encrypted(scheme: "Kindle"))
        #expect(
            refusal(
                Array(
                    "<?xml version='1.0'?><fulfillmentToken xmlns='http://ns.adobe.com/adept'/>"
                        .utf8))
                == .unexpectedKind(found: .other(format: "Adobe ACSM")))
    }
}

import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchReaders

@Suite struct EPUBReaderTests {
    private func read(_ fixture: EPUBFixture) throws -> Book {
        try BookReader.read(fixture.bytes, name: "book.epub")
    }

    private let two = [
        EPUBFixture.Chapter("OPS/one.xhtml", body: "<h1>One</h1><p>First.</p>"),
        EPUBFixture.Chapter("OPS/two.xhtml", body: "<h1>Two</h1><p>Second.</p>"),
    ]

    // MARK: Package

    @Test func aBookHasItsMetadataAndSpineInOrder() throws {
        let book = try read(EPUBFixture(two))
        #expect(book.title == "A Small Book")
        #expect(book.authors == ["Ann Author"])
        #expect(book.language == "en")
        #expect(book.sections.map(\.name) == ["OPS/one.xhtml", "OPS/two.xhtml"])
        #expect(book.sections.map(\.text) == ["One\nFirst.\n", "Two\nSecond.\n"])
        #expect(book.sections.map(\.title) == ["One", "Two"])
        #expect(book.warnings.isEmpty)
    }

    @Test func theMainTitleAndTheWritersAreTaken() throws {
        var fixture = EPUBFixture(two)
        fixture.metadata = """
            <dc:title id="s">A Subtitle</dc:title><dc:title id="m">The Title</dc:title>
            <meta refines="#s" property="title-type">subtitle</meta>
            <meta refines="#m" property="title-type">main</meta>
            <dc:creator id="t">Tom Translator</dc:creator><dc:creator id="a">Ann  Author</dc:creator>
            <meta refines="#t" property="role">trl</meta><meta refines="#a" property="role">aut</meta>
            <dc:language>en-GB</dc:language><dc:language>fr</dc:language>
            """
        let book = try read(fixture)
        #expect(book.title == "The Title")
        #expect(book.authors == ["Ann Author"])
        #expect(book.language == "en-GB")
    }

    @Test func hrefsMayBePercentEncodedAndThePackageMayLieAnywhere() throws {
        var fixture = EPUBFixture([.init("OPS/a b é.xhtml", body: "<p>x</p>")])
        fixture.chapters[0].path = "OPS/text/../a%20b%20%C3%A9.xhtml"
        var zip = ZipWriter()
        zip.add(
            "META-INF/container.xml",
            "\u{FEFF}<container><rootfiles><rootfile full-path='OPS/x.opf'/></rootfiles></container>"
        )
        zip.add("OPS/x.opf", "\u{FEFF}" + fixture.package)
        zip.add("OPS/a b é.xhtml", "\u{FEFF}" + fixture.chapters[0].document)
        let book = try BookReader.read(zip.finished(), name: nil)
        #expect(book.sections.map(\.name) == ["OPS/a b é.xhtml"])
        #expect(book.sections[0].text == "x\n")
    }

    @Test func withoutAContainerThePackageIsFoundAllTheSame() throws {
        let fixture = EPUBFixture(two)
        var zip = ZipWriter()
        zip.add("mimetype", "application/epub+zip")
        zip.add("OPS/book.opf", fixture.package)
        for chapter in two { zip.add(chapter.path, chapter.document) }
        let book = try BookReader.read(zip.finished(), name: nil)
        #expect(book.sections.count == 2)
        #expect(book.warnings.contains { $0.contains("OPS/book.opf") })
    }

    @Test func entriesAreFoundInOtherLetterCase() throws {
        var fixture = EPUBFixture(two)
        fixture.chapters[0].path = "OPS/One.XHTML"
        let package = EPUBFixture(two).package
        var zip = ZipWriter()
        zip.add(
            "META-INF/container.xml", "<container><rootfile full-path='OPS/p.opf'/></container>")
        zip.add("OPS/p.opf", package)
        for chapter in fixture.chapters { zip.add(chapter.path, chapter.document) }
        #expect(try BookReader.read(zip.finished(), name: nil).sections[0].text == "One\nFirst.\n")
    }

    @Test func aSectionStandsForEachSpineItemWhateverItHolds() throws {
        var fixture = EPUBFixture(two)
        fixture.chapters[0].reference = " linear=\"no\""
        fixture.items = """
            <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
            <item id="pic" href="cover.jpg" media-type="image/jpeg"/>
            <item id="gone" href="gone.xhtml" media-type="application/xhtml+xml"/>
            """
        fixture.references =
            "<itemref idref='nav'/><itemref idref='pic'/><itemref idref='gone'/><itemref idref='?'/>"
        fixture.files = [
            (
                "OPS/nav.xhtml",
                EPUBFixture.document(body: "<nav epub:type='toc'><ol/></nav><p>No text</p>")
            )
        ]
        let book = try read(fixture)
        #expect(
            book.sections.map(\.name) == [
                "OPS/one.xhtml", "OPS/two.xhtml", "OPS/nav.xhtml", "OPS/cover.jpg",
                "OPS/gone.xhtml",
                "spine-6",
            ])
        #expect(book.sections.dropFirst(2).allSatisfy { $0.text.isEmpty })
        #expect(book.warnings.count == 2)
        #expect(book.warnings.contains { $0.contains("OPS/gone.xhtml is missing") })
    }

    @Test func whatIsNotInTheRunningOrderIsReadAndMarked() throws {
        var fixture = EPUBFixture(two)
        fixture.chapters[1].reference = " linear=\"no\""
        let book = try read(fixture)
        #expect(book.sections.map(\.isLinear) == [true, false])
        #expect(book.sections[1].text == "Two\nSecond.\n")
        fixture.chapters[1].reference = " linear=\"yes\""
        #expect(try read(fixture).sections.map(\.isLinear) == [true, true])
    }

    @Test func aBookThatIsOnlyItsNavigationIsRead() throws {
        var fixture = EPUBFixture([.init("OPS/nav.xhtml", body: "<p>All there is.</p>")])
        fixture.chapters[0].item = " properties=\"nav\""
        #expect(try read(fixture).sections[0].text == "All there is.\n")
    }

    @Test func projectGutenbergsFrameIsSetAside() throws {
        let fixture = EPUBFixture([
            .init(
                "OPS/one.xhtml",
                body: "<pre>Free\n*** START OF THE PROJECT GUTENBERG EBOOK X ***\n</pre><p>One.</p>"
            ),
            .init(
                "OPS/two.xhtml",
                body: "<p>Two.</p>\n<p>*** END OF THE PROJECT GUTENBERG EBOOK X ***</p><p>Law</p>"),
        ])
        #expect(try read(fixture).sections.map(\.text) == ["One.\n", "Two.\n"])
    }

    // MARK: Navigation

    @Test func titlesComeFromTheNavigationDocument() throws {
        var fixture = EPUBFixture(two)
        fixture.items =
            "<item id='nav' href='toc/nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>"
        fixture.files = [
            (
                "OPS/toc/nav.xhtml",
                EPUBFixture.document(
                    body: """
                        <nav epub:type="toc"><ol><li><a href="../one.xhtml#start">The
                          <em>First</em></a></li><li><a href="../two.xhtml">The Second</a></li></ol></nav>
                        """)
            )
        ]
        #expect(try read(fixture).sections.map(\.title) == ["The First", "The Second"])
    }

    @Test func titlesAndPagesComeFromTheNCX() throws {
        var fixture = EPUBFixture([
            .init("OPS/one.xhtml", body: "<p>First <a id='p2'/>page two.</p>"),
            .init("OPS/two.xhtml", body: "<p>Second.</p>"),
        ])
        fixture.spine = " toc=\"ncx\""
        fixture.items = "<item id='ncx' href='toc.ncx' media-type='application/x-dtbncx+xml'/>"
        fixture.files = [
            (
                "OPS/toc.ncx",
                """
                <ncx><navMap><navPoint><navLabel><text>I. First</text></navLabel><content src="one.xhtml"/>
                <navPoint><navLabel><text>II. Second</text></navLabel><content src="two.xhtml#x"/></navPoint>
                </navPoint></navMap><pageList>
                <pageTarget type="normal" value="1"><navLabel><text>1</text></navLabel>
                  <content src="one.xhtml"/></pageTarget>
                <pageTarget value="2"><content src="one.xhtml#p2"/></pageTarget>
                <pageTarget value="3"><content src="two.xhtml#nowhere"/></pageTarget></pageList></ncx>
                """
            )
        ]
        let book = try read(fixture)
        #expect(book.sections.map(\.title) == ["I. First", "II. Second"])
        #expect(
            book.pageBreaks == [
                PageBreak(label: "1", section: 0, textOffset: 0),
                PageBreak(label: "2", section: 0, textOffset: 6),
            ])
        #expect(book.warnings == ["1 of 3 listed pages lead nowhere."])
    }

    @Test(
        "a list of pages is found however it is typed",
        arguments: [
            "<nav epub:type='page-list'><ol>", "<nav role='doc-pagelist'><ol>",
            "<nav epub:type='landmarks' aria-label='Page List'><ol id='pages' class='pagelist'>",
        ])
    func pageList(opening: String) throws {
        var fixture = EPUBFixture([
            .init("OPS/one.xhtml", body: "<p>Left <span id='Page_xiii'>[Pg xiii]</span>right</p>"),
            .init("OPS/two.xhtml", body: "<div id='Page_1'/><p>Second.</p>"),
        ])
        fixture.items =
            "<item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>"
        fixture.files = [
            (
                "OPS/nav.xhtml",
                EPUBFixture.document(
                    body: opening + "<li><a href='two.xhtml#Page_1'>1</a></li>"
                        + "<li><a href='one.xhtml#Page_xiii'>xiii</a></li></ol></nav>")
            )
        ]
        #expect(
            try read(fixture).pageBreaks == [
                PageBreak(label: "xiii", section: 0, textOffset: 5),
                PageBreak(label: "1", section: 1, textOffset: 0),
            ])
    }

    @Test func withoutAListThePagesThatTheTextMarksCount() throws {
        let book = try read(
            EPUBFixture([
                .init(
                    "OPS/one.xhtml",
                    body: """
                        <p>The end<span epub:type="pagebreak" aria-label="page 7" id="a"/> of it.</p>
                        <span role="doc-pagebreak" title="8"></span>
                        """),
                .init(
                    "OPS/two.xhtml",
                    body: """
                        <p>And <span class="pagenum" id="Page_9">[Pg 9]</span>so on,
                        <a epub:type="pagebreak" id="x">x</a>on.</p>
                        """),
            ]))
        #expect(book.sections.map(\.text) == ["The end of it.\n", "And so on, on.\n"])
        #expect(
            book.pageBreaks == [
                PageBreak(label: "7", section: 0, textOffset: 8),
                PageBreak(label: "8", section: 1, textOffset: 0),
                PageBreak(label: "9", section: 1, textOffset: 4),
                PageBreak(label: "x", section: 1, textOffset: 11),
            ])
    }
}

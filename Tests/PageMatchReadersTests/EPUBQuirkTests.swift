import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchReaders

@Suite struct EPUBQuirkTests {
    private func read(_ fixture: EPUBFixture) throws -> Book {
        try BookReader.read(fixture.bytes, name: "book.epub")
    }

    private func text(_ body: String) throws -> String {
        try read(EPUBFixture(body: body)).sections[0].text
    }

    // MARK: What is hidden

    private func styled(_ head: String, _ body: String, sheet: String = "") -> EPUBFixture {
        let document = """
            <html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title>\(head)</head>
            <body>\(body)</body></html>
            """
        var fixture = EPUBFixture([.init("OPS/text/one.xhtml", document: document)])
        fixture.files = [("OPS/styles/a.css", sheet)]
        return fixture
    }

    static let sheets: [(String, Bool)] = [
        (".x { display: none }", true), ("p.x{color:red;DISPLAY:None!important}", true),
        ("/* a */ h1, .x , .y {display:none;}", true), ("*.x{display:none}", true),
        ("@import url(b.css); .x{display:none}", true), ("@media screen{.x{display:none}}", true),
        ("div.x{display:none}", false), (".x .y{display:none}", false),
        (".x:hover{display:none}", false), (".x>p{display:none}", false),
        (".x{display:none} .x{display:block}", false),
        (".x{display:none} p.x{display:block}", false),
        ("@media amzn-mobi {.x{display:none}}", false),
        ("@media print{ @page{margin:0} .x{display:none}}", false),
        ("/* .x{display:none} */", false), (".xx{display:none}", false),
        (".x{background:none}", false), ("p{display:none}", false), (".x{display:none", true),
        ("}{;;{{.x", false), ("#n { display: none }", true), ("p#n{display:none}", true),
        ("*#n{display:none}", true), ("div#n{display:none}", false), ("#N{display:none}", false),
        ("#n.x{display:none}", false), (".x{display:none} #n{display:block}", false),
        ("#n{display:none} .x{display:block}", true),
    ]

    @Test("classes and ids that a style sheet hides are left out", arguments: sheets)
    func hiddenClasses(sheet: String, isHidden: Bool) throws {
        let body = "<p>a</p><p class=\"y x\" id=\"n\">b</p>"
        let expected = isHidden ? "a\n" : "a\nb\n"
        let inline = styled(
            "<style type='text/css'>\(sheet.replacing("<", with: ""))</style>", body)
        #expect(try read(inline).sections[0].text == expected)
        let link = "<link rel='stylesheet' type='text/css' href='../styles/a.css'/>"
        #expect(try read(styled(link, body, sheet: sheet)).sections[0].text == expected)
        let other = "<link rel='alternate stylesheet' href='../styles/a.css'/>"
        #expect(try read(styled(other, body, sheet: sheet)).sections[0].text == "a\nb\n")
    }

    @Test func aMissingStyleSheetIsNothingToSpeakOf() throws {
        let book = try read(styled("<link rel='stylesheet' href='gone.css'/>", "<p>a</p>"))
        #expect(book.warnings.isEmpty)
    }

    @Test func aHiddenPageNumberIsStillAPageBreak() throws {
        let head = "<style>.pagenum{display:none}</style>"
        let body = "<p>left <span class='pagenum' id='Page_3'>[3]</span>right</p>"
        let book = try read(styled(head, body))
        #expect(book.sections[0].text == "left right\n")
        #expect(book.pageBreaks == [PageBreak(label: "3", section: 0, textOffset: 5)])
    }

    // MARK: Letters

    static let wordBodies: [(String, String)] = [
        ("<p><span class='dropcap'><img src='c.png' alt='C'/></span>all me</p>", "Call me\n"),
        ("<p><img src='c.png' alt='“T'/>he end</p>", "“The end\n"),
        ("<p><img src='c.png' alt='C'/> all</p>", "all\n"),
        ("<p><img src='c.png' alt='A cat'/>all</p>", "all\n"),
        ("<p><img src='c.png' alt='C'/></p><p>all</p>", "all\n"),
        ("<p><b>L</b><span class='sc'>oomings</span></p>", "Loomings\n"),
        (
            "<p>ex<span epub:type='pagebreak' id='p2' title='2'/>am<a id='Page_3'></a>ple</p>",
            "example\n"
        ),
        ("<p>&Eacute;t&eacute;&shy;s&nbsp;&hellip; &oelig;uvre</p>", "Étés\u{A0}… œuvre\n"),
        ("<p><ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby></p>", "東京\n"),
    ]

    @Test("words stay whole whatever stands in them", arguments: wordBodies)
    func words(body: String, expected: String) throws {
        let text = try text(body)
        #expect(text.filter { $0 != "\u{AD}" } == expected.filter { $0 != "\u{AD}" })
    }

    @Test func aPageMayBeginWithinAWord() throws {
        let book = try read(
            EPUBFixture(body: "<p>ex<span epub:type='pagebreak' id='p2' title='2'/>ample</p>"))
        #expect(book.pageBreaks == [PageBreak(label: "2", section: 0, textOffset: 2)])
    }

    // MARK: Notes

    static let noteBodies: [(String, String)] = [
        ("<p>word<a href='#fn1' id='r1'>1</a> on</p>", "word on\n"),
        ("<p>word<a href='notes.xhtml#n1'>[1]</a> on</p>", "word on\n"),
        ("<p>word<a href='#x'>*</a> on</p>", "word on\n"),
        ("<p>see <a href='#chapter2'>2</a></p>", "see 2\n"),
        ("<p>see <a href='#c2'>Глава</a></p>", "see Глава\n"),
        (
            "<p>a</p><div class='footnote'><p><a href='#fnref1'>[1]</a> Note.</p></div><p>b</p>",
            "a\nb\nNote.\n"
        ),
        (
            "<p>one<span class='footnote'>a longer note here</span> two</p>",
            "one two\na longer note here\n"
        ),
        ("<p>one<span class='footnote'>12</span> two</p>", "one two\n"),
        (
            "<section epub:type='footnotes'><h2>Notes</h2><aside epub:type='footnote'>n</aside>"
                + "</section><p>a</p>", "a\nNotes\nn\n"
        ),
    ]

    @Test("notes and their marks are told from running text", arguments: noteBodies)
    func noteText(body: String, expected: String) throws {
        #expect(try text(body) == expected)
    }

    @Test func endnotesAreASectionOfTheirOwn() throws {
        let chapter = EPUBFixture.Chapter(
            "OPS/one.xhtml", body: "<p>One<a epub:type='noteref' href='notes.xhtml#n1'>1</a>.</p>")
        let notes = EPUBFixture.Chapter(
            "OPS/notes.xhtml",
            body: "<section epub:type='endnotes'><h1>Notes</h1><ol><li epub:type='endnote' id='n1'>"
                + "<p>First <a epub:type='backlink' href='one.xhtml'>back</a></p></li></ol></section>"
        )
        let book = try read(EPUBFixture([chapter, notes]))
        #expect(book.sections.map(\.text) == ["One.\n", "Notes\nFirst\n"])
        #expect(book.sections[1].title == "Notes")
    }

    @Test func endnotesOfOneHTMLFileAreASectionOfTheirOwn() throws {
        let chapters = (1...4).map { "<h2>Chapter \($0)</h2><p>Text.</p>" }.joined()
        let html =
            "<html><body>\(chapters)<section role='doc-endnotes'><h3>Notes</h3>"
            + "<p>First.</p></section></body></html>"
        let book = try BookReader.read(Array(html.utf8), name: nil)
        #expect(book.sections.last?.title == "Notes")
        #expect(book.sections.last?.text == "Notes\nFirst.\n")
        #expect(book.sections.count == 5)
    }

    // MARK: Pages

    @Test(
        "page labels are numbers without what stands around them",
        arguments: [
            ("Page 12", "12"), ("[xiv]", "xiv"), ("p. 7", "7"), ("Cover", "Cover"), ("A-3", "A-3"),
        ])
    func pageLabel(written: String, label: String) throws {
        var fixture = EPUBFixture(body: "<p>One</p>")
        fixture.spine = " page-map=\"map\""
        fixture.items =
            "<item id='map' href='map.xml' media-type='application/oebps-page-map+xml'/>"
        fixture.files = [
            ("OPS/map.xml", "<page-map><page name='\(written)' href='one.xhtml'/></page-map>")
        ]
        #expect(try read(fixture).pageBreaks.map(\.label) == [label])
    }

    // MARK: Odd packages

    @Test func aDocumentWithThePicturesMediaTypeIsReadAllTheSame() throws {
        var fixture = EPUBFixture(body: "<p>One</p>")
        let package = fixture.package.replacing("application/xhtml+xml", with: "image/png")
        fixture.files = [("OPS/p.opf", package)]
        fixture.packagePath = "OPS/p.opf"
        var zip = ZipWriter()
        zip.add(
            "META-INF/container.xml", "<container><rootfile full-path='OPS/p.opf'/></container>")
        zip.add("OPS/p.opf", package)
        zip.add("OPS/one.xhtml", fixture.chapters[0].document)
        #expect(try BookReader.read(zip.finished(), name: nil).sections[0].text == "One\n")
    }

    @Test func whatIsNoDocumentIsPassedOver() throws {
        var fixture = EPUBFixture([
            .init("OPS/one.xhtml", document: "%PDF-1.4 x"),
            .init("OPS/two.xhtml", body: "<p>Two</p>"),
        ])
        fixture.chapters[0].item = ""
        let book = try read(fixture)
        #expect(book.sections.map(\.text) == ["", "Two\n"])
        #expect(book.warnings.contains { $0.contains("one.xhtml") })
    }

    @Test func ofSeveralBooksInOneFileTheFirstIsReadWithAWarning() throws {
        let fixture = EPUBFixture(body: "<p>One</p>")
        var zip = ZipWriter()
        zip.add(
            "META-INF/container.xml",
            "<container><rootfile full-path='OPS/p.opf'/><rootfile full-path='two.opf'/></container>"
        )
        zip.add("OPS/p.opf", fixture.package)
        zip.add("two.opf", fixture.package)
        zip.add("OPS/one.xhtml", fixture.chapters[0].document)
        let book = try BookReader.read(zip.finished(), name: nil)
        #expect(book.sections[0].text == "One\n")
        #expect(book.warnings == ["The EPUB holds 2 books; OPS/p.opf is read."])
    }

    @Test func severalWorksKeepTheirOwnPagesAndTitles() throws {
        var fixture = EPUBFixture(
            ["a", "b"].map {
                .init(
                    "OPS/\($0).xhtml",
                    body: "<h1>Work \($0)</h1><p><span id='p1' class='pagenum'>1</span>x</p>")
            })
        fixture.metadata += "<dc:title>Another</dc:title>"
        let book = try read(fixture)
        #expect(book.sections.map(\.title) == ["Work a", "Work b"])
        #expect(book.pageBreaks.map(\.label) == ["1", "1"])
        #expect(book.pageBreaks.map(\.section) == [0, 1])
    }

    @Test func worksThatFollowEachOtherInOneTextAreBothRead() throws {
        let work = { (name: String) in
            "*** START OF THE PROJECT GUTENBERG EBOOK \(name) ***\n\nThe text of \(name).\n\n"
                + "*** END OF THE PROJECT GUTENBERG EBOOK \(name) ***\n\nLicence\n\n"
        }
        let book = try BookReader.read(Array((work("A") + work("B")).utf8), name: nil)
        let text = book.sections.map(\.text).joined()
        #expect(text.contains("The text of A.") && text.contains("The text of B."))
    }
}

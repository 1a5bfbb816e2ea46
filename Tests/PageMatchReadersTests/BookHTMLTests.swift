import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchReaders

@Suite struct BookHTMLTests {
    private func read(_ html: String) throws -> Book {
        try BookReader.read(Array(html.utf8), name: "book.htm")
    }

    @Test func chaptersAreSections() throws {
        let book = try read(
            """
            <html lang="en"><head><title>A Book</title><meta name="author" content="Ann Author"></head>
            <body><h1>A Book</h1><p>By Ann<h2>One</h2><p>a<h3>Sub</h3><p>b<h2>Two</h2><p>c
            <h2>Three</h2><p>d</body></html>
            """)
        #expect(book.title == "A Book")
        #expect(book.authors == ["Ann Author"])
        #expect(book.language == "en")
        #expect(book.sections.map(\.name) == ["section-1", "section-2", "section-3", "section-4"])
        #expect(book.sections.map(\.title) == ["A Book", "One", "Two", "Three"])
        #expect(book.sections[1].text == "One\na\nSub\nb\n")
    }

    @Test func chaptersBelowPartsAreSectionsToo() throws {
        let parts = (1...4).map { part in
            "<h2>Part \(part)</h2>" + (1...3).map { "<h3>Chapter \($0)</h3><p>x</p>" }.joined()
        }
        let book = try read("<html><body><h1>T</h1>" + parts.joined() + "</body></html>")
        #expect(book.sections.count == 1 + 4 * 4)
    }

    @Test func theEncodingIsTheDeclaredOne() throws {
        let head =
            "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-1\">"
        let bytes =
            Array(head.utf8) + Array("</head><body><p>B".utf8) + [0xE9] + Array("jar ".utf8) + [
                0x96
            ]
        #expect(try BookReader.read(bytes, name: nil).sections[0].text == "Béjar –\n")
    }

    @Test func projectGutenbergsFrameIsSetAside() throws {
        let book = try read(
            """
            <html><head><title>The Project Gutenberg eBook of A Book, by Ann Author</title></head><body>
            <pre>
            The Project Gutenberg EBook of A Book, by Ann Author

            Title: A Book
            Author: Ann Author
            Language: Spanish

            *** START OF THIS PROJECT GUTENBERG EBOOK A BOOK ***

            Produced by Some Volunteer
            and another one

            Dedication
            </pre><h1>One</h1><p>Text <span class="pagenum"><a name="Page_12" id="Page_12">[12]</a></span>goes
            on.</p><pre>
            End of the Project Gutenberg EBook of A Book

            *** END OF THIS PROJECT GUTENBERG EBOOK A BOOK ***
            Licence</pre></body></html>
            """)
        #expect(book.title == "A Book")
        #expect(book.authors == ["Ann Author"])
        #expect(book.language == "es")
        #expect(book.sections.map(\.text) == ["Dedication\n", "One\nText goes on.\n"])
        #expect(book.pageBreaks == [PageBreak(label: "12", section: 1, textOffset: 9)])
    }

    @Test func offsetsCountFromTheStartOfACutNode() throws {
        let mark = "*** START OF THE PROJECT GUTENBERG EBOOK É ***"
        let book = try read("<html><body><pre>x\n\(mark)\nText</pre></body></html>")
        let run = try #require(book.sections[0].source.runs.first)
        #expect(book.sections[0].text == "Text\n")
        #expect(run.sourceOffset == 2 + mark.utf16.count + 1)
    }

    @Test func pagesAreMarkedInManyWays() throws {
        let book = try read(
            """
            <html><body><p><a name="page1" id="page1"></a>One <a id="Page_2"></a><span
            class="pagenum">[Pg 2]</span>two <span class="pageno" title="x">{3}</span>three.</p>
            <div class="pagebreak"><h2>VII</h2></div><p id="p4">Four.</p><p class="pagenum">Five</p>
            </body></html>
            """)
        #expect(book.sections.map(\.text).joined() == "One two three.\nVII\nFour.\nFive\n")
        #expect(book.pageBreaks.map(\.label) == ["1", "2", "3"])
        #expect(book.pageBreaks.map(\.textOffset) == [0, 4, 8])
    }

    @Test func tagSoupIsRead() throws {
        let book = try read(
            "<body><p>one<b>two</p><p>three</i><td>four<script>if (a<b && c>d) x()</script>five")
        #expect(
            book.sections[0].text.split(whereSeparator: \.isWhitespace).joined()
                == "onetwothreefourfive")
    }

    @Test func anotherKindOfContentIsRefused() {
        #expect(throws: ReaderError.unexpectedKind(found: .transcript(format: "WebVTT"))) {
            try BookReader.read(
                Array("WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n".utf8), name: "book.txt")
        }
        #expect(throws: ReaderError.empty) { try BookReader.read([0x20, 0x0A], name: nil) }
        #expect(throws: ReaderError.noText(format: "HTML")) {
            try BookReader.read(Array("<html><body><img></body></html>".utf8), name: nil)
        }
    }
}

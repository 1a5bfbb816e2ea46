import PageMatchCore
import PageMatchReaders
import Testing

@Suite struct TesseractTableTests {
    private static let header =
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"

    private func page(_ lines: String...) throws -> Page {
        try PageReader.read(Array((Self.header + lines.joined(separator: "\n") + "\n").utf8))
    }

    @Test func linesAndParagraphsAreThoseOfThePicture() throws {
        let page = try page(
            "1\t1\t0\t0\t0\t0\t0\t0\t1240\t1860\t-1\t", "2\t1\t1\t0\t0\t0\t5\t6\t70\t80\t-1\t",
            "5\t1\t1\t1\t1\t1\t10\t20\t30\t8\t96.5\tCall",
            "5\t1\t1\t1\t1\t2\t45\t20\t20\t8\t90\tme",
            "5\t1\t1\t1\t2\t1\t10\t32\t60\t8\t91\tIsh-", "5\t1\t2\t1\t1\t1\t10\t50\t60\t8\t0\tmaël."
        )
        #expect(page.text == "Call me\nIsh-\n\nmaël.")
        #expect(page.scan?.size == Scan.Size(width: 1240, height: 1860))
        #expect(page.scan?.words.map(\.line) == [0, 0, 1, 2])
        #expect(page.scan?.words.map(\.bytes) == [0..<4, 5..<7, 8..<12, 14..<20])
        #expect(page.scan?.words[1].box == Scan.Box(x: 45, y: 20, width: 20, height: 8))
        #expect(page.scan?.words.map(\.confidence) == [0.965, 0.9, 0.91, 0])
    }

    @Test func blankWordsAndFurtherPagesAreLeftOut() throws {
        let page = try page(
            "1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t", "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t95\t ",
            "5\t1\t2\t1\t1\t1\t0\t0\t9\t9\t95\tone\r", "5\t2\t1\t1\t1\t1\t0\t0\t9\t9\t95\ttwo")
        #expect(page.text == "one")
    }

    @Test(
        "a line that breaks the rules is passed over",
        arguments: [
            "5\t1\t1\t1\t1\t1\t-4\t0\t9\t9\t95\tx", "5\t1\t1\t1\t1\t1\t0\t0\t9\t9",
            "5\t1\t1\t1\t1\t1\t0\t0\t99999999\t9\t95\tx", "x", "",
        ])
    func damaged(line: String) throws {
        let page = try page(line, "5\t1\t1\t1\t1\t2\t0\t0\t9\t9\tnan\tone")
        #expect(page.text == "one")
        #expect(page.scan?.words.map(\.confidence) == [nil])
    }

    @Test func anotherTableIsText() throws {
        let page = try PageReader.read(Array("level\tname\n1\tone\n".utf8))
        #expect(page.text == "level\tname\n1\tone\n")
        #expect(page.scan == nil)
    }
}

import PageMatchCore
import Testing

@testable import PageMatchReaders

@Suite struct PageXMLTests {
    private func page(_ body: String, prefix: String = "") throws -> Page {
        try PageReader.read(
            Array(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <\(prefix)PcGts xmlns\(prefix.isEmpty ? "" : ":pc")="http://schema.primaresearch.org/PAGE">
                <\(prefix)Page imageFilename="a.jpg" imageWidth="900" imageHeight="1400">\(body)
                </\(prefix)Page></\(prefix)PcGts>
                """.utf8))
    }

    private func equiv(_ text: String, _ attributes: String = "") -> String {
        "<TextEquiv \(attributes)><Unicode>\(text)</Unicode></TextEquiv>"
    }

    private func word(_ text: String, x: Int, conf: String = "0.9") -> String {
        "<Word><Coords points=\"\(x),20 \(x + 30),20 \(x + 30),45 \(x),44\"/>"
            + "<Glyph><Coords points=\"1,1 2,2\"/>\(equiv("#"))</Glyph>"
            + equiv(text, "conf=\"\(conf)\"") + "</Word>"
    }

    @Test func wordsAndLinesAreThoseOfThePicture() throws {
        let page = try page(
            "<TextRegion id=\"r\"><Coords points=\"0,0 90,90\"/><TextLine>" + word("Call", x: 10)
                + word("me", x: 50, conf: "2") + equiv("Call me") + "</TextLine><TextLine>"
                + word("Io.", x: 10) + "</TextLine>" + equiv("Call me\nIo.") + "</TextRegion>")
        #expect(page.text == "Call me\nIo.")
        #expect(page.scan?.size == Scan.Size(width: 900, height: 1400))
        #expect(page.scan?.words.map(\.line) == [0, 0, 1])
        #expect(page.scan?.words.map(\.confidence) == [0.9, nil, 0.9])
        #expect(page.scan?.words.first?.box == Scan.Box(x: 10, y: 20, width: 30, height: 25))
    }

    @Test func theReadingOrderThatIsStatedCounts() throws {
        func region(_ id: String, _ content: String = "") -> String {
            "<TextRegion id=\"\(id)\"><TextLine>\(word(id, x: 1))</TextLine>\(content)</TextRegion>"
        }
        let page = try page(
            "<ReadingOrder><OrderedGroup id=\"g\"><RegionRefIndexed index=\"2\" regionRef=\"c\"/>"
                + "<OrderedGroupIndexed index=\"1\"><RegionRefIndexed index=\"1\" regionRef=\"b\"/>"
                + "<RegionRefIndexed index=\"0\" regionRef=\"a\"/></OrderedGroupIndexed>"
                + "<UnorderedGroupIndexed index=\"3\"><RegionRef regionRef=\"d\"/>"
                + "<RegionRef regionRef=\"e\"/></UnorderedGroupIndexed></OrderedGroup></ReadingOrder>"
                + region("x", region("y")) + ["e", "d", "c", "b", "a"].map { region($0) }.joined())
        #expect(page.text == "a\n\nb\n\nc\n\nd\n\ne\n\nx\n\ny")
    }

    @Test func linesAndRegionsWithoutWordsHaveTheirOwnTextDivided() throws {
        let page = try page(
            "<TextRegion><Coords points=\"0,0 100,40\"/><TextLine>"
                + "<Coords points=\"100,10 200,10 200,20 100,20\"/>" + equiv("wrong", "index=\"1\"")
                + equiv("Call me Io", "index=\"0\" conf=\"0.5\"") + "</TextLine></TextRegion>"
                + "<TextRegion><Coords points=\"0,100 100,140\"/>" + equiv("one\ntwo")
                + "</TextRegion>")
        #expect(page.text == "Call me Io\n\none\ntwo")
        #expect(page.scan?.words.map(\.box.x) == [100, 150, 180, 0, 0])
        #expect(page.scan?.words.map(\.box.y) == [10, 10, 10, 100, 120])
        #expect(page.scan?.words.map(\.confidence) == [0.5, 0.5, 0.5, nil, nil])
    }

    @Test func namesMayHaveAPrefix() throws {
        let page = try page(
            "<pc:TextRegion><pc:TextLine><pc:TextEquiv><pc:Unicode>one</pc:Unicode></pc:TextEquiv>"
                + "</pc:TextLine></pc:TextRegion>", prefix: "pc:")
        #expect(page == Page("one"))
    }

    @Test("what is cut off is read as far as it goes, nesting and points are bounded")
    func damaged() throws {
        let text =
            "<PcGts><Page><TextRegion><TextLine>"
            + (0..<100).map { word("w\($0)", x: $0) }.joined() + "</TextLine></TextRegion></Page>"
        let whole = try PageReader.read(Array(text.utf8))
        #expect(whole.text.hasSuffix("w98 w99"))
        for length in stride(from: 60, to: text.utf8.count, by: 997) {
            let part = try PageReader.read(Array(text.utf8.prefix(length)))
            #expect(whole.text.hasPrefix(part.text), "\(length) bytes")
        }
        let groups = String(repeating: "<OrderedGroup>", count: 1_900)
        let order = groups + "<RegionRef regionRef=\"b\"/>"
        #expect(
            try page("<ReadingOrder>\(order)</ReadingOrder><TextRegion id=\"b\"/>").text.isEmpty)
        let points = String(repeating: "1,2 ", count: 20_000)
        #expect(
            try page("<TextRegion><Coords points=\"\(points)\"/>\(equiv("x"))</TextRegion>").text
                == "x")
    }
}

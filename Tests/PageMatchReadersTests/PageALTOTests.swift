import PageMatchCore
import Testing

@testable import PageMatchReaders

@Suite struct PageALTOTests {
    private func page(
        _ layout: String, unit: String = "pixel", software: String = "ABBYY FineReader"
    ) throws -> Page {
        try PageReader.read(
            Array(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Description>
                <MeasurementUnit>\(unit)</MeasurementUnit><OCRProcessing ID="OCR_0">
                <ocrProcessingStep><processingSoftware><softwareName>\(software)</softwareName>
                </processingSoftware></ocrProcessingStep></OCRProcessing></Description>
                <Styles><TextStyle ID="s" FONTSIZE="9"/></Styles><Layout>\(layout)</Layout></alto>
                """.utf8))
    }

    private func string(_ content: String, _ attributes: String = "") -> String {
        "<String CONTENT=\"\(content)\" HPOS=\"10\" VPOS=\"20\" WIDTH=\"30\" HEIGHT=\"40\" "
            + "\(attributes)/>"
    }

    @Test func linesAndBlocksAreThoseOfThePicture() throws {
        let page = try page(
            "<Page WIDTH=\"900\" HEIGHT=\"1400\"><PrintSpace><ComposedBlock><TextBlock><TextLine>"
                + string("Call", "WC=\"0.5\"") + "<SP WIDTH=\"4\"/>" + string("&quot;me&quot;")
                + "</TextLine><TextLine>" + string("Io.")
                + "</TextLine></TextBlock></ComposedBlock>"
                + "<TextBlock><TextLine>" + string("Some") + "</TextLine></TextBlock></PrintSpace>"
                + "</Page><Page><TextLine>" + string("two") + "</TextLine></Page>")
        #expect(page.text == "Call \"me\"\nIo.\n\nSome")
        #expect(page.scan?.size == Scan.Size(width: 900, height: 1400))
        #expect(page.scan?.words.map(\.line) == [0, 0, 1, 2])
        #expect(page.scan?.words.first?.box == Scan.Box(x: 10, y: 20, width: 30, height: 40))
        #expect(page.scan?.words.map(\.confidence) == [0.5, nil, nil, nil])
    }

    @Test func aDividedWordStaysDividedAsItIsPrinted() throws {
        let page = try page(
            "<Page><PrintSpace><TextBlock><TextLine>"
                + string("kit", "SUBS_TYPE=\"HypPart1\" SUBS_CONTENT=\"kitchen\"")
                + "<HYP HPOS=\"40\" VPOS=\"20\" WIDTH=\"5\" HEIGHT=\"4\" CONTENT=\"\u{AD}\"/>"
                + "</TextLine><TextLine>"
                + string("chen", "SUBS_TYPE=\"HypPart2\" SUBS_CONTENT=\"kitchen\"")
                + "</TextLine></TextBlock></PrintSpace></Page>")
        #expect(page.text == "kit\u{AD}\nchen")
        #expect(page.scan?.words.first?.box.width == 35)
    }

    @Test(
        "Tesseract's confidences are whole numbers of percent behind `0.`",
        arguments: [("0.96", 0.96), ("0.100", 1), ("0.7", 0.07), ("0.0", 0)])
    func tesseract(written: String, meant: Double) throws {
        let layout =
            "<Page><PrintSpace><TextBlock><TextLine>" + string("x", "WC=\"\(written)\"")
            + "</TextLine></TextBlock></PrintSpace></Page>"
        #expect(
            try page(layout, software: "tesseract 5.3.0").scan?.words.first?.confidence == meant)
        #expect(try page(layout).scan?.words.first?.confidence == Double(written))
    }

    @Test(
        "measures on paper are told in pixels of 300 to an inch",
        arguments: [("pixel", 10, 30), ("mm10", 12, 35), ("inch1200", 3, 7)])
    func units(unit: String, left: Int, width: Int) throws {
        let layout =
            "<Page WIDTH=\"2540\" HEIGHT=\"1200\"><PrintSpace><TextBlock><TextLine>" + string("x")
            + "</TextLine></TextBlock></PrintSpace></Page>"
        let page = try page(layout, unit: unit)
        #expect(page.scan?.words.first?.box.x == left)
        #expect(page.scan?.words.first?.box.width == width)
        #expect(page.scan?.size.width == ["pixel": 2540, "mm10": 3000, "inch1200": 635][unit])
    }

    @Test func theLowerMarginIsReadLast() throws {
        func part(_ name: String, _ text: String) -> String {
            "<\(name)><TextBlock><TextLine>\(string(text))</TextLine></TextBlock></\(name)>"
        }
        let page = try page(
            "<Page>" + part("TopMargin", "head") + part("LeftMargin", "note")
                + part("BottomMargin", "12") + part("PrintSpace", "text") + "</Page>")
        #expect(page.text == "head\n\nnote\n\ntext\n\n12")
        #expect(page.scan?.words.map(\.line) == [0, 1, 2, 3])
    }

    @Test("without the declaration of XML, without places, and cut off anywhere, it is read")
    func damaged() throws {
        let words = (0..<200).map { string("w\($0)") }.joined()
        let text =
            "<alto><Layout><Page WIDTH=\"9\" HEIGHT=\"x\"><String CONTENT=\"one\" HPOS=\"1e400\" "
            + "VPOS=\"\" WIDTH=\"-7\" HEIGHT=\"nan\"/>\(words)</Page></Layout></alto>"
        let whole = try PageReader.read(Array(text.utf8))
        #expect(whole.text.hasPrefix("one w0 w1"))
        #expect(whole.scan?.words.count == 200)
        for length in stride(from: 60, to: text.utf8.count, by: 97) {
            let part = try PageReader.read(Array(text.utf8.prefix(length)))
            #expect(whole.text.hasPrefix(part.text.dropLast(6)), "\(length) bytes")
        }
    }
}

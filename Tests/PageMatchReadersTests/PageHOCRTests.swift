import Foundation
import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchReaders

@Suite struct PageHOCRTests {
    /// A document of hOCR with this in its body.
    private func page(_ body: String) throws -> Page {
        try PageReader.read(
            Array(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://x/y.dtd">
                <html xmlns="http://www.w3.org/1999/xhtml"><head><title>ocr_page</title>
                <meta name='ocr-system' content='tesseract 5.3.0' /></head><body>\(body)</body></html>
                """.utf8))
    }

    private func word(_ text: String, _ title: String) -> String {
        "<span class='ocrx_word' title='\(title)'>\(text)</span>\n"
    }

    @Test("each sample page is the same by hOCR as by Tesseract's table")
    func samples() throws {
        var pages = 0
        for sample in ["the-copyholder", "der-brueckenwaerter", "tokeiya-no-ame"] {
            let folder = Sample.project.appendingPathComponent("Corpora/\(sample)/pages")
            for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
            where file.hasSuffix(".hocr") {
                let path = folder.appendingPathComponent(file)
                let hocr = try PageReader.read(Array(Data(contentsOf: path)))
                let table = try PageReader.read(
                    Array(
                        Data(contentsOf: path.deletingPathExtension().appendingPathExtension("tsv"))
                    )
                )
                #expect(hocr.text == table.text, "\(file)")
                #expect(hocr.scan?.size == table.scan?.size, "\(file)")
                let (left, right) = (hocr.scan?.words ?? [], table.scan?.words ?? [])
                #expect(left.map(\.box) == right.map(\.box), "\(file)")
                #expect(left.map(\.line) == right.map(\.line), "\(file)")
                #expect(left.map(\.bytes) == right.map(\.bytes), "\(file)")
                // Whole percent here, more digits there.
                for (left, right) in zip(left, right) {
                    #expect(abs((left.confidence ?? 2) - (right.confidence ?? 0)) < 0.01, "\(file)")
                }
                pages += 1
            }
        }
        #expect(pages == 20)
    }

    @Test func linesParagraphsAndClassesOfLinesAreThoseOfThePicture() throws {
        let page = try page(
            "<div class='ocr_page' title='image \"a; bbox 1 2 3 4.jpg\"; bbox 0 0 900 1400'>"
                + "<div class='ocr_carea'><p class='ocr_par'>"
                + "<span class='ocr_header' title='bbox 9 9 99 19'>"
                + word("HEAD", "bbox 9 9 50 19")
                + "</span></p><p class='ocr_par'><span class='ocr_line'>"
                + word("Tom &amp; J&eacute;r&#xF4;me", "x_wconf 77; bbox 10 30 60 44")
                + word(" ", "bbox 0 0 900 1400; x_wconf 95")
                + word("went", "bbox 64 30 90 44;x_wconf 90")
                + "</span><span class='ocr_caption'>" + word("by", "bbox 10 50 20 60")
                + "</span><span class='ocr_textfloat'>"
                + word("sea.", "bbox 10 70 40 80; x_wconf 101")
                + "</span></p></div></div>")
        #expect(page.text == "HEAD\n\nTom & Jérôme went\nby\nsea.")
        #expect(page.scan?.size == Scan.Size(width: 900, height: 1400))
        #expect(page.scan?.words.map(\.line) == [0, 1, 1, 2, 3])
        #expect(page.scan?.words.map(\.confidence) == [nil, 0.77, 0.9, nil, nil])
        #expect(page.scan?.words[1].box == Scan.Box(x: 10, y: 30, width: 50, height: 14))
        #expect(page.scan?.words[1].bytes == 6..<20)
    }

    @Test func aWordMayBeToldCharacterByCharacter() throws {
        let page = try page(
            "<div class=\"ocr_page\" title=\"bbox 0 0 90 90\"><span class=\"ocr_line\">"
                + "<span class=\"ocrx_word\" title=\"bbox 1 2 30 9; x_wconf 96\">\n"
                + " <span class=\"ocrx_cinfo\" title=\"x_bboxes 1 2 8 9; x_conf 99.2\">w</span>\n"
                + " <span class=\"ocrx_cinfo\" title=\"x_bboxes 9 2 30 9; x_conf 99.5\"><em>e</em></span>\n"
                + "</span> <span class=\"ocrx_word\" title=\"bbox 40 2 60 9\">e. g.</span></span></div>"
        )
        #expect(page.text == "we e. g.")
        #expect(page.scan?.words.map(\.box.x) == [1, 40])
    }

    @Test func ofSeveralPagesTheFirstIsRead() throws {
        let page = try page(
            "<div class='ocr_page' title='bbox 0 0 9 9'>" + word("one", "bbox 1 1 2 2")
                + "</div><div class='ocr_page' title='bbox 0 0 8 8'>" + word("two", "bbox 1 1 2 2")
                + "</div>")
        #expect(page.text == "one")
        #expect(page.scan?.size.width == 9)
    }

    @Test func linesOfMereTextAreDividedIntoWords() throws {
        let page = try page(
            "<div class='ocr_page' title='bbox 0 0 900 90'>"
                + "<span class='ocr_line' title='bbox 100 10 200 20'>Call me Io</span>"
                + "<span class='ocr_line'>no box</span></div>")
        #expect(page.text == "Call me Io\nno box")
        #expect(page.scan?.words.map(\.box.x) == [100, 150, 180])
        #expect(page.scan?.words.map(\.box.width) == [40, 20, 20])
    }

    @Test func withoutAPageItIsText() throws {
        let text = "<p>What is an ocr_page? A class.</p>"
        #expect(try PageReader.read(Array(text.utf8)) == Page(text))
    }

    @Test("what is cut off is read as far as it goes")
    func truncated() throws {
        let path = Sample.path(ofPageFile: "13-spread.hocr")
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        let whole = try PageReader.read(bytes)
        let half = try PageReader.read(Array(bytes.prefix(bytes.count / 2)))
        // The last word may be cut itself.
        #expect(half.text.count > 500)
        #expect(whole.text.hasPrefix(half.text.dropLast(20)))
    }

    @Test("more words than any page has are left out, and elements nested without end")
    func hostile() throws {
        let words = (0..<31_000).map { word("w\($0)", "bbox 1 1 2 2") }.joined()
        let many = try page("<div class='ocr_page'><span class='ocr_line'>\(words)</span></div>")
        #expect(many.scan?.words.count == ScannedText.maximumWords)
        let deep = try page(
            "<div class='ocr_page'>" + word("one", "bbox 1 1 2 2")
                + String(repeating: "<div class='ocr_carea'>", count: 10_000) + "two")
        #expect(deep.text == "one")
        let title = String(repeating: "bbox 1 1 2 2;", count: 10_000) + "\"" + "bbox 9 9"
        #expect(try page("<p class='ocr_page' title='\(title)'>x</p>").text == "x")
    }
}

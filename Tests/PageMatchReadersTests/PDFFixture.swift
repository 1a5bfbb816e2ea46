/// Pages as `pdftotext -bbox-layout` describes them, and PDFs as simple as can be.
struct PDFFixture {
    /// A line of text: left edge, upper edge and height in points.
    struct Line {
        var text: String
        var left = 50.0
        var top: Double
        var height = 10.0
        /// Whether a block begins with it.
        var beginsBlock = false
    }

    /// The lines of each page, in reading order.
    var pages: [[Line]] = []

    /// The words with their boxes: each letter is five points wide.
    var layout: [UInt8] {
        var text =
            "<html><head>\n<title>A Title</title>\n<meta name=\"Author\" content=\"Ann &amp; Bob\"/>\n"
        for page in pages {
            text += "  <page width=\"400\" height=\"600\">\n"
            for line in page {
                if line.beginsBlock { text += "<block xMin=\"0\">\n" }
                text += "<line \(box(line.left, line.top, line.text.count, line.height))>\n"
                for word in line.text.split(separator: " ") {
                    let shown = word.replacing("&", with: "&amp;")
                    text +=
                        "  <word \(box(line.left, line.top, word.count, line.height))>\(shown)</word>\n"
                }
                text += "</line>\n"
            }
            text += "</page>\n"
        }
        return Array(text.utf8)
    }

    private func box(_ left: Double, _ top: Double, _ letters: Int, _ height: Double) -> String {
        "xMin=\"\(left)\" yMin=\"\(top)\" xMax=\"\(left + 5 * Double(letters))\" yMax=\"\(top + height)\""
    }

    /// A PDF file with these lines, in a font of the reader's own.
    var file: [UInt8] {
        var objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
        objects.append("<</Type/Font/Subtype/Type1/BaseFont/Courier>>")
        var kids: [String] = []
        for page in pages {
            let stream = page.map { line in
                "BT /F1 \(line.height) Tf 1 0 0 1 \(line.left) \(600 - line.top - line.height) Tm "
                    + "(\(line.text)) Tj ET"
            }.joined(separator: "\n")
            objects.append("<</Length \(stream.utf8.count)>>\nstream\n\(stream)\nendstream")
            objects.append(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents \(objects.count) 0 R"
                    + "/Resources<</Font<</F1 3 0 R>>>>>>")
            kids.append("\(objects.count) 0 R")
        }
        objects[1] = "<</Type/Pages/Count \(pages.count)/Kids[\(kids.joined(separator: " "))]>>"
        var text = "%PDF-1.4\n"
        var places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.utf8.count
        text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for place in places {
            let digits = String(place)
            text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        text += "trailer\n<</Size \(objects.count + 1)/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n"
        return Array(text.utf8)
    }
}

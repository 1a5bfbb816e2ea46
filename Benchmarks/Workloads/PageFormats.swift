internal import Foundation

/// Pages as programs that read photos write them, with nothing in them but lines, words and boxes.
enum PageFormats {
    /// By the name of their format.
    static let all: [(name: String, write: @Sendable ([[Substring]]) -> String)] = [
        ("ALTO", alto), ("PAGE XML", pageXML), ("Google Vision JSON", googleVision),
        ("Apple Vision JSON", appleVision),
    ]

    /// Where a word of a line is printed, in pixels of a page of 1,200 by 1,600.
    private static func box(_ line: Int, _ word: Int) -> (x: Int, y: Int, width: Int, height: Int) {
        (60 + word * 90, 60 + line * 36, 80, 24)
    }

    private static func alto(_ lines: [[Substring]]) -> String {
        let text = lines.enumerated().map { line, words in
            let strings = words.enumerated().map { word, text in
                let box = box(line, word)
                return "<String CONTENT=\"\(attribute(text))\" HPOS=\"\(box.x)\" VPOS=\"\(box.y)\" "
                    + "WIDTH=\"\(box.width)\" HEIGHT=\"\(box.height)\" WC=\"0.96\"/>"
            }
            return "<TextLine HPOS=\"60\" VPOS=\"\(box(line, 0).y)\" WIDTH=\"1000\" HEIGHT=\"24\">"
                + "\(strings.joined(separator: "<SP/>"))</TextLine>"
        }
        return "<?xml version=\"1.0\"?><alto xmlns=\"http://www.loc.gov/standards/alto/ns-v3#\">"
            + "<Description><MeasurementUnit>pixel</MeasurementUnit></Description><Layout>"
            + "<Page WIDTH=\"1200\" HEIGHT=\"1600\"><PrintSpace><TextBlock>\(text.joined())"
            + "</TextBlock></PrintSpace></Page></Layout></alto>"
    }

    private static func pageXML(_ lines: [[Substring]]) -> String {
        let text = lines.enumerated().map { line, words in
            let parts = words.enumerated().map { word, text in
                let box = box(line, word)
                let (right, bottom) = (box.x + box.width, box.y + box.height)
                return "<Word><Coords points=\"\(box.x),\(box.y) \(right),\(box.y) "
                    + "\(right),\(bottom) \(box.x),\(bottom)\"/><TextEquiv conf=\"0.93\">"
                    + "<Unicode>\(Markup.escaped(text))</Unicode></TextEquiv></Word>"
            }
            return "<TextLine>\(parts.joined())</TextLine>"
        }
        return "<?xml version=\"1.0\"?><PcGts xmlns=\"http://schema.primaresearch.org/PAGE/gts/"
            + "pagecontent/2019-07-15\"><Page imageWidth=\"1200\" imageHeight=\"1600\">"
            + "<TextRegion id=\"r1\">\(text.joined())</TextRegion></Page></PcGts>"
    }

    private static func googleVision(_ lines: [[Substring]]) -> String {
        let words = lines.enumerated().flatMap { line, words in
            words.enumerated().map { word, text in
                let box = box(line, word)
                let (right, bottom) = (box.x + box.width, box.y + box.height)
                let end = word == words.count - 1 ? "LINE_BREAK" : "SPACE"
                let symbols = text.enumerated().map { index, letter in
                    "{\"text\": \"\(string(String(letter)))\", \"boundingBox\": {\"vertices\": ["
                        + "{\"x\": \(box.x), \"y\": \(box.y)}, {\"x\": \(right), \"y\": \(box.y)}, "
                        + "{\"x\": \(right), \"y\": \(bottom)}, {\"x\": \(box.x), \"y\": \(bottom)}]}"
                        + (index == text.count - 1
                            ? ", \"property\": {\"detectedBreak\": {\"type\": \"\(end)\"}}}" : "}")
                }
                return "{\"confidence\": 0.98, \"symbols\": [\(symbols.joined(separator: ", "))]}"
            }
        }
        return "{\"responses\": [{\"fullTextAnnotation\": {\"pages\": [{\"width\": 1200, "
            + "\"height\": 1600, \"blocks\": [{\"paragraphs\": [{\"words\": "
            + "[\(words.joined(separator: ", "))]}]}]}]}}]}"
    }

    private static func appleVision(_ lines: [[Substring]]) -> String {
        let parts = lines.enumerated().map { line, words in
            let bottom = 1 - Double(box(line, 0).y + 24) / 1600
            return "{\"text\": \"\(string(words.joined(separator: " ")))\", \"confidence\": 1, "
                + "\"boundingBox\": {\"x\": 0.05, \"y\": \(bottom), \"width\": 0.9, "
                + "\"height\": 0.015}}"
        }
        return "[\(parts.joined(separator: ", "))]"
    }

    private static func attribute(_ text: Substring) -> String {
        Markup.escaped(text).replacingOccurrences(of: "\"", with: "&quot;")
    }

    private static func string(_ text: String) -> String {
        text.replacingOccurrences(of: "\\", with: "\\\\")
            .replacingOccurrences(of: "\"", with: "\\\"")
    }
}

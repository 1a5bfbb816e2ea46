package import PageMatchCore

/// The table that Tesseract writes of a picture (`tesseract PICTURE - tsv`): a line for each part of
/// the page down to the words, with its box.
///
///     level  page_num  block_num  par_num  line_num  word_num  left  top  width  height  conf  text
///     1      1         0          0        0         0         0     0    1240   1860    -1
///     5      1         2          1        1         1         565   118  75     28      96.00 JANE
///
/// - Source: Tesseract's `src/api/baseapi.cpp`, `TessBaseAPI::GetTSVText`.
package enum TesseractTable {
    private static let header = Array("level\tpage_num\tblock_num\tpar_num\tline_num\t".utf8)
    private static let columns = 12

    /// The page that a table tells of: the first, should there be several.
    ///
    /// Lines of the picture are lines of the text, and an empty line divides paragraphs.
    ///
    /// - Parameter table: UTF-8.
    /// - Returns: `nil` for what is no such table; a line that breaks its rules is passed over.
    /// - Complexity: O(*bytes*).
    package static func page(_ table: [UInt8]) -> Page? {
        guard table.starts(with: header) else { return nil }
        var text = ScannedText()
        var place: [Int] = []
        for line in TranscriptLines(table) {
            guard let record = Record(line.text) else { continue }
            guard !text.isFull, record.page <= 1 else { break }
            switch record.level {
            case 1: text.size = Scan.Size(width: record.box.width, height: record.box.height)
            case 5 where !record.text.isEmpty:
                if record.place.prefix(2) != place.prefix(2) { text.beginParagraph() }
                if record.place != place { text.beginLine() }
                place = record.place
                text.append(record.text, box: record.box, confidence: record.confidence)
            default: break
            }
        }
        return text.page
    }

    /// One line of the table.
    private struct Record {
        var level: Int
        var page: Int
        /// Block, paragraph and line.
        var place: [Int]
        var box: Scan.Box
        /// 0…1; `nil` where nothing is said.
        var confidence: Double?
        var text: ArraySlice<UInt8>

        init?(_ line: ArraySlice<UInt8>) {
            let fields = line.split(
                separator: UInt8(ascii: "\t"), maxSplits: columns - 1,
                omittingEmptySubsequences: false)
            guard fields.count >= columns - 1 else { return nil }
            let numbers = fields.prefix(10).compactMap { number($0) }
            guard numbers.count == 10 else { return nil }
            level = numbers[0]
            page = numbers[1]
            place = Array(numbers[2...4])
            box = Scan.Box(x: numbers[6], y: numbers[7], width: numbers[8], height: numbers[9])
            let percent = Double(String(decoding: fields[10], as: UTF8.self))
            confidence = percent.flatMap { 0...100 ~= $0 ? $0 / 100 : nil }
            text = fields.count < columns ? [] : trimmed(fields[11])
        }
    }

    /// A number that a picture can have: digits, few of them.
    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        guard 1...6 ~= field.count, field.allSatisfy(isDigit) else { return nil }
        return Int(String(decoding: field, as: UTF8.self))
    }
}

extension PageFormat {
    /// Tesseract's table.
    static let tesseractTable = PageFormat(name: "Tesseract TSV") { content in
        TesseractTable.page(content.text)
    }
}

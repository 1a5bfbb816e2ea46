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
    /// More words are on no page; what follows is not read.
    private static let maximumWords = 100_000

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
        for line in TranscriptLines(table) {
            guard let record = Record(line.text) else { continue }
            guard text.words.count < maximumWords, record.page <= 1 else { break }
            switch record.level {
            case 1: text.size = Scan.Size(width: record.box.width, height: record.box.height)
            case 5: text.append(record)
            default: break
            }
        }
        return text.page
    }

    /// One line of the table.
    fileprivate struct Record {
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

/// The text of a table in the making, and where its words stand.
private struct ScannedText {
    var size = Scan.Size(width: 0, height: 0)
    private(set) var words: [Scan.Word] = []
    private var text: [UInt8] = []
    private var place: [Int] = []
    private var line = -1

    mutating func append(_ word: TesseractTable.Record) {
        // Frames and pictures are told of as blank words.
        guard !word.text.isEmpty else { return }
        if word.place == place {
            text.append(UInt8(ascii: " "))
        } else {
            let isSameParagraph = word.place.prefix(2) == place.prefix(2)
            if line >= 0 { text += Array(isSameParagraph ? "\n".utf8 : "\n\n".utf8) }
            line += 1
            place = word.place
        }
        let start = text.count
        text += word.text
        words.append(
            Scan.Word(
                bytes: start..<text.count, box: word.box, line: line, confidence: word.confidence))
    }

    var page: Page {
        Page(String(decoding: text, as: UTF8.self), scan: Scan(size: size, words: words))
    }
}

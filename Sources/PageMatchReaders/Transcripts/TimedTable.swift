import PageMatchCore

extension TranscriptFormat {
    /// Tables of timed text, CSV and TSV, with a header that names their columns in any order.
    ///
    ///     start⇥end⇥text               whisper: whole milliseconds
    ///     2500⇥4000⇥Call me Ishmael.
    ///
    ///     "Start (s)";"Duration";"Text"   or: start,end,speaker,text
    ///     2,5;1,5;"Call me; Ishmael."
    ///
    /// Times are clock times or numbers, with a point or a comma. What a number counts the header
    /// says, or a fraction (then seconds), or, of whole numbers, how fast they would have to be
    /// spoken. Audacity's labels, which have no header, are read as well.
    /// - Source: RFC 4180; openai-whisper's `WriteTSV`, whisper.cpp's `-ocsv`.
    static let table = TranscriptFormat(
        name: "CSV", kinds: ["CSV", "TSV"], read: readTable)
}

@Sendable
private func readTable(_ content: TranscriptContent) throws(ReaderError) -> TranscriptBuilder? {
    guard content.json == nil,
        content.shape == nil || content.shape == "CSV"
            || content.shape == "TSV"
    else { return nil }
    var builder = TranscriptBuilder(for: content)
    let text = builder.utf8(of: content)
    guard let layout = TableLayout(head: Array(text.prefix(ContentKind.headLength))) else {
        return nil
    }
    let table = TimedTable(text, layout)
    builder.append(table, layout)
    return builder
}

/// The rows of a table that have text.
private struct TimedTable {
    struct Row {
        var start: TableTime?
        var end: TableTime?
        var length: TableTime?
        var text: ArraySlice<UInt8>
    }

    private(set) var rows: [Row] = []

    init(_ text: [UInt8], _ layout: TableLayout) {
        for record in DelimitedRecords(text, separator: layout.separator)
        where record.start >= layout.dataStart {
            func cell(_ column: Int?) -> TableTime? {
                guard let column, column < record.fields.count else { return nil }
                return TableTime(record.fields[column])
            }
            guard layout.text < record.fields.count else { continue }
            rows.append(
                Row(
                    start: cell(layout.start), end: cell(layout.end), length: cell(layout.length),
                    text: record.fields[layout.text]))
        }
    }

    /// What numbers count, where the header does not say.
    ///
    /// Speech has some fifteen bytes of text a second; whole numbers that would make it a fiftieth
    /// of that are milliseconds.
    var unit: TableLayout.Unit {
        var bytes = 0
        var elapsed = 0.0
        for (index, row) in rows.enumerated() {
            for cell in [row.start, row.end, row.length] {
                if case .number(_, isWhole: false)? = cell { return .seconds }
            }
            guard let start = row.start?.seconds(in: .seconds) else { continue }
            let next = index + 1 < rows.count ? rows[index + 1].start : nil
            let end =
                row.length.map { start + $0.seconds(in: .seconds) }
                ?? (row.end ?? next)?.seconds(in: .seconds)
            guard let end, end > start else { continue }
            bytes += row.text.count
            elapsed += end - start
        }
        return Double(bytes) < 0.3 * elapsed ? .milliseconds : .seconds
    }
}

/// A cell with a time.
private enum TableTime {
    case clock(TrackTime)
    /// A number of the unit of its column.
    case number(Double, isWhole: Bool)

    /// `nil` for an empty cell and for anything else that is no time.
    init?(_ field: ArraySlice<UInt8>) {
        let field = trimmed(field)
        guard !field.isEmpty, field.count <= 32 else { return nil }
        if field.contains(UInt8(ascii: ":")) {
            guard let time = captionTime(field) else { return nil }
            self = .clock(time)
            return
        }
        let digits = field.last == UInt8(ascii: "s") ? field.dropLast() : field
        let text = String(
            decoding: digits.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 },
            as: UTF8.self)
        guard let number = Double(text) else { return nil }
        self = .number(number, isWhole: field.allSatisfy(isDigit))
    }

    func seconds(in unit: TableLayout.Unit) -> Double {
        switch self {
        case .clock(let time): time.seconds
        case .number(let number, _): unit == .seconds ? number : number / 1000
        }
    }
}

extension TranscriptBuilder {
    fileprivate mutating func append(_ table: TimedTable, _ layout: TableLayout) {
        let unit = layout.unit ?? table.unit
        var words: [TimedWord] = []
        var ranges: [Range<Int>] = []
        for (index, row) in table.rows.enumerated() {
            if layout.isOfWords { breakWord() } else { breakCue() }
            let range = append(row.text)
            guard !range.isEmpty else { continue }
            let start = row.start?.seconds(in: unit)
            var end = row.end?.seconds(in: unit)
            if end == nil, let start, let length = row.length?.seconds(in: unit) {
                end = start + length
            }
            if end == nil, let start, index + 1 < table.rows.count {
                // Without an end, a row lasts until the next one.
                end = table.rows[index + 1].start?.seconds(in: unit)
                if let next = end, next <= start { end = nil }
            }
            words.append(TimedWord(text: [], time: time(from: start, to: end)))
            ranges.append(range)
        }
        // Words without a time get what is between their neighbours.
        markWords(words, at: ranges, in: nil)
    }
}

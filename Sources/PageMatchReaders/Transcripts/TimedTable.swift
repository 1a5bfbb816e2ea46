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
    /// says, or fractions (then seconds), or, where most numbers are whole, how fast they would have
    /// to be spoken. Audacity's labels and aeneas' tables, which have no header, are read as well.
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
    let head = Array(text.prefix(ContentKind.headLength))
    guard let layout = TableLayout(head: head) else {
        guard let name = nameOfTableWithoutHeader(head) else { return nil }
        throw .malformed(
            format: name, what: "no header names its columns, such as start, end, text",
            entry: nil, line: 1)
    }
    guard layout.hasTimes || layout.hasEnds else {
        throw .malformed(
            format: layout.name, what: "no column of times: start, end, text", entry: nil, line: 1)
    }
    builder.variant = layout.name
    let table = TimedTable(text, layout)
    builder.append(table, layout)
    return builder
}

/// The name of a table whose first records begin with two times and have text, and whose columns
/// have no names; `nil` for anything else.
private func nameOfTableWithoutHeader(_ head: [UInt8]) -> String? {
    let separators = [0x09, UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "|")]
    let separator = separators.first { separator in
        let records = Array(DelimitedRecords(head, separator: separator).prefix(4))
        // A header in words that are not known may stand before them.
        let rows = records.count > 2 ? records.dropFirst() : records[...]
        guard rows.count > 1 else { return false }
        return rows.prefix(2).allSatisfy { row in
            guard row.fields.count > 2 else { return false }
            let times = row.fields.count { TableTime($0) != nil }
            return times > 1
                && row.fields.contains { field in
                    TableTime(field) == nil && field.contains { !isBlank($0) }
                }
        }
    }
    return separator.map { $0 == 0x09 ? "TSV" : "CSV" }
}

/// The rows of a table that have text, one by one.
private struct TimedTable: Sequence, IteratorProtocol {
    struct Row {
        var start: TableTime?
        var end: TableTime?
        var length: TableTime?
        var text: ArraySlice<UInt8>

        /// When it begins and ends in seconds; without an end, it lasts until the next one.
        func bounds(
            in unit: TableLayout.Unit, until next: Row?
        ) -> (start: Double?, end: Double?) {
            guard let start = start?.seconds(in: unit) else { return (nil, end?.seconds(in: unit)) }
            if let end { return (start, end.seconds(in: unit)) }
            if let length { return (start, start + length.seconds(in: unit)) }
            let following = next?.start?.seconds(in: unit)
            return (start, following.flatMap { $0 > start ? $0 : nil })
        }
    }

    private var records: DelimitedRecords
    private let layout: TableLayout

    init(_ text: [UInt8], _ layout: TableLayout) {
        records = DelimitedRecords(text, separator: layout.separator)
        self.layout = layout
    }

    mutating func next() -> Row? {
        while let record = records.next() {
            let fields = record.fields
            guard record.start >= layout.dataStart, layout.text < fields.count else { continue }
            func cell(_ column: Int?) -> TableTime? {
                column.flatMap { $0 < fields.count ? TableTime(fields[$0]) : nil }
            }
            return Row(
                start: cell(layout.start), end: cell(layout.end), length: cell(layout.length),
                text: fields[layout.text])
        }
        return nil
    }

    /// Rows that are looked at for what numbers count: an hour of words or a day of cues.
    private static let longestLook = 10_000

    /// What numbers count, where the header does not say.
    ///
    /// Milliseconds have no fractions, but for single slips of their writer. Speech has some fifteen
    /// bytes of text a second; numbers that would make it a fiftieth of that are milliseconds.
    var unit: TableLayout.Unit {
        var bytes = 0
        var elapsed = 0.0
        var whole = 0
        var fractions = 0
        forEachPair(prefix(Self.longestLook)) { row, next in
            for case .number(let number)? in [row.start, row.end, row.length]
            where number.isFinite {
                if number == number.rounded() { whole += 1 } else { fractions += 1 }
            }
            let bounds = row.bounds(in: .seconds, until: next)
            guard let start = bounds.start, let end = bounds.end, end > start else { return }
            bytes += row.text.count
            elapsed += end - start
        }
        if fractions > 0, fractions >= whole { return .seconds }
        return Double(bytes) < 0.3 * elapsed ? .milliseconds : .seconds
    }
}

/// Calls `body` with each element of a sequence and the one after it.
private func forEachPair<Element>(
    _ elements: some Sequence<Element>, _ body: (Element, Element?) -> Void
) {
    var iterator = elements.makeIterator()
    guard var element = iterator.next() else { return }
    while let next = iterator.next() {
        body(element, next)
        element = next
    }
    body(element, nil)
}

/// A cell with a time.
private enum TableTime {
    case clock(TrackTime)
    /// A number of the unit of its column.
    case number(Double)

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
        self = .number(number)
    }

    func seconds(in unit: TableLayout.Unit) -> Double {
        switch self {
        case .clock(let time): time.seconds
        case .number(let number): unit == .seconds ? number : number / 1000
        }
    }
}

extension TranscriptBuilder {
    fileprivate mutating func append(_ table: TimedTable, _ layout: TableLayout) {
        let unit = layout.unit ?? table.unit
        // Words without a time get what is between their neighbours.
        var marker = WordMarker()
        forEachPair(table) { row, next in
            if layout.isOfWords { breakWord() } else { breakCue() }
            let range = append(row.text)
            guard !range.isEmpty else { return }
            let bounds = row.bounds(in: unit, until: next)
            marker.mark(range, time(from: bounds.start, to: bounds.end), in: &self)
        }
        marker.finish(until: nil, in: &self)
    }
}

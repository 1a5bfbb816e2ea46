/// What stands in which column of a table of timed text, told by its header.
struct TableLayout: Hashable, Sendable {
    /// What numbers count.
    enum Unit: Hashable, Sendable {
        case seconds
        case milliseconds
    }

    /// "TSV" or "CSV".
    let name: String
    let separator: UInt8
    /// Column numbers, from 0.
    private(set) var text: Int
    private(set) var start: Int?
    private(set) var end: Int?
    private(set) var length: Int?
    /// What the header says that numbers count; `nil` if it says nothing.
    private(set) var unit: Unit?
    /// Whether a row is a word, not a cue.
    private(set) var isOfWords = false
    /// Offset of the first record after the header.
    private(set) var dataStart = 0

    var hasTimes: Bool { start != nil }
    var hasEnds: Bool { end != nil }

    /// The layout that the first lines of a text state; `nil` if it is no such table: there is no
    /// column of text, or nothing beside it.
    ///
    /// - Parameter head: The text or the first part of it.
    init?(head: [UInt8]) {
        for separator in [0x09, UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "|")] {
            if let layout = TableLayout(head, separator) {
                self = layout
                return
            }
        }
        return nil
    }

    private init?(_ head: [UInt8], _ separator: UInt8) {
        name = separator == 0x09 ? "TSV" : "CSV"
        self.separator = separator
        text = 0
        var records = DelimitedRecords(head, separator: separator)
        guard var header = records.next() else { return nil }
        // Excel's way to name the separator.
        if trimmed(head[header.start...].prefix(6)).starts(with: "sep=".utf8) {
            guard let second = records.next() else { return nil }
            header = second
        }
        guard (2...64).contains(header.fields.count) else { return nil }
        if readHeader(header.fields.map(TableColumn.init)) {
            dataStart = records.next()?.start ?? head.count
            return
        }
        if separator == 0x09, isLabelTrack(header.fields) {
            (start, end, text) = (0, 1, 2)
        } else if separator == UInt8(ascii: ","), isSyncMap(header.fields) {
            (start, end, text) = (1, 2, 3)
        } else {
            return nil
        }
        unit = .seconds
        dataStart = header.start
    }

    /// Takes the columns' meanings from their names; `false` if they are no header.
    private mutating func readHeader(_ columns: [TableColumn]) -> Bool {
        func first(_ meaning: TableColumn.Meaning) -> Int? {
            columns.firstIndex { $0.meaning == meaning }
        }
        guard let text = first(.word) ?? first(.text) else { return false }
        guard columns.count(where: { $0.meaning != nil }) >= 2 else { return false }
        self.text = text
        isOfWords = columns[text].meaning == .word
        start = first(.start) ?? first(.time)
        end = first(.end)
        length = first(.length)
        unit = start.flatMap { columns[$0].unit } ?? end.flatMap { columns[$0].unit }
        return true
    }

    /// Whether a record is one of Audacity's labels, which have no header: `2.500000⇥2.900000⇥Call`.
    private func isLabelTrack(_ fields: [ArraySlice<UInt8>]) -> Bool {
        fields.count >= 3 && fields[..<2].allSatisfy(isDecimal)
    }

    /// Whether a record is a fragment of aeneas, without a header: `f000001,2.500,2.900,"Call"`.
    private func isSyncMap(_ fields: [ArraySlice<UInt8>]) -> Bool {
        fields.count == 4 && fields[1...2].allSatisfy(isDecimal)
    }

    private func isDecimal(_ field: ArraySlice<UInt8>) -> Bool {
        let number = trimmed(field)
        return (3...20).contains(number.count) && number.count(where: { $0 == 0x2E }) == 1
            && number.allSatisfy { isDigit($0) || $0 == 0x2E }
    }
}

/// A column's name and what it means.
private struct TableColumn {
    enum Meaning {
        case start, end, length, time, word, text
        /// Something else that tables of speech have.
        case other
    }

    private(set) var meaning: Meaning?
    private(set) var unit: TableLayout.Unit?

    /// Reads a name such as `Start Time (ms)`, `start_ms` or `startTime`.
    init(_ field: ArraySlice<UInt8>) {
        guard field.count <= 40 else { return }
        let name = String(decoding: field, as: UTF8.self).lowercased()
        var words = name.split { !($0.isLetter || $0.isNumber) }.map(String.init)
        if words.count > 1, let last = words.last, let unit = Self.units[last] {
            self.unit = unit
            words.removeLast()
        }
        var joined = words.joined()
        if let known = Self.meanings[joined] {
            meaning = known
            return
        }
        for (suffix, unit) in Self.units.sorted(by: { $0.key.count > $1.key.count })
        where suffix.count > 1 && joined.hasSuffix(suffix) {
            joined.removeLast(suffix.count)
            meaning = Self.meanings[joined]
            if meaning != nil { self.unit = unit }
            return
        }
    }

    private static let units: [String: TableLayout.Unit] = [
        "s": .seconds, "sec": .seconds, "secs": .seconds, "second": .seconds, "seconds": .seconds,
        "ms": .milliseconds, "msec": .milliseconds, "msecs": .milliseconds,
        "millis": .milliseconds, "millisecond": .milliseconds, "milliseconds": .milliseconds,
    ]

    private static let meanings: [String: Meaning] = {
        let names: [(Meaning, String)] = [
            (.start, "start starttime starttimestamp begin begintime begins from timefrom tstart"),
            (.start, "tmin xmin onset in timein starts startat timestart segmentstart wordstart"),
            (.end, "end endtime endtimestamp stop stoptime to timeto until tend tmax xmax offset"),
            (.end, "out timeout ends endat timeend finish segmentend wordend"),
            (.length, "duration dur length"),
            (.time, "time timestamp timecode"),
            (.word, "word token punctuatedword wordtext"),
            (.text, "text transcript transcription sentence utterance content caption subtitle"),
            (.text, "dialogue dialog body segment segmenttext label line words"),
            (.other, "speaker id index confidence conf probability prob score language lang"),
            (.other, "chapter file filename channel number no nr tier type name avglogprob"),
        ]
        var result: [String: Meaning] = [:]
        for (meaning, list) in names {
            for name in list.split(separator: " ") where result[String(name)] == nil {
                result[String(name)] = meaning
            }
        }
        return result
    }()
}

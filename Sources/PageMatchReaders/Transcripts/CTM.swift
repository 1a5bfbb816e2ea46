import PageMatchCore

extension TranscriptFormat {
    /// CTM, the scoring format of NIST: a word a line, in seconds.
    ///
    ///     ;; file channel start duration word confidence
    ///     moby-01 1 2.50 0.40 Call 0.98
    ///
    /// Confidence, type and speaker may be missing; marks such as `<eps>` and `@` are no words.
    /// - Source: NIST Scoring Toolkit, `doc/infmts.htm`.
    static let ctm = TranscriptFormat(name: "CTM", kinds: ["CTM"], read: readCTM)
}

@Sendable
private func readCTM(_ content: TranscriptContent) throws(ReaderError) -> TranscriptBuilder? {
    guard content.shape == "CTM" else { return nil }
    var builder = TranscriptBuilder(for: content)
    var recordings: Set<ArraySlice<UInt8>> = []
    for line in TranscriptLines(builder.utf8(of: content)) {
        let text = trimmed(line.text)
        if text.isEmpty || text.starts(with: ";;".utf8) { continue }
        let fields = text.split(maxSplits: 7, whereSeparator: isBlank)
        guard fields.count >= 5, let start = ctmNumber(fields[2]), let length = ctmNumber(fields[3])
        else {
            builder.oddities.skip(line: line.number)
            continue
        }
        if recordings.count < TranscriptOddities.mostRecordings { recordings.insert(fields[0]) }
        guard !isCTMMark(fields[4]) else { continue }
        let time = builder.time(from: start, to: start + length)
        builder.breakWord()
        let range = builder.append(fields[4])
        if let time { builder.mark(range, time) }
    }
    builder.oddities.recordings = max(1, recordings.count)
    return builder
}

/// Whether the first lines of a text are records of CTM: most of them, or if their times have no
/// fractions or there is but one, all.
func areCTM(_ lines: [String]) -> Bool {
    let lines = lines.filter { !$0.hasPrefix(";;") }
    let records = lines.compactMap(CTMShape.init)
    let isClear = records.count == lines.count && records.allSatisfy(\.hasShortChannel)
    let fractions = records.count(where: \.hasFraction)
    guard lines.count > 1 else { return isClear && fractions == 1 }
    return isClear || fractions * 4 >= lines.count * 3
}

/// What a line looks like that may be a record: `file channel start duration word [confidence …]`.
private struct CTMShape {
    /// Whether one of its times has a point.
    let hasFraction: Bool
    /// Whether its channel is one letter or digit.
    let hasShortChannel: Bool

    /// `nil` for a line that is no record.
    init?(_ line: String) {
        let fields = line.split { $0 == " " || $0 == "\t" }
        guard (5...8).contains(fields.count), fields[2...3].allSatisfy({ Double($0) != nil })
        else { return nil }
        hasFraction = fields[2...3].contains { $0.contains(".") }
        hasShortChannel = fields[1].utf8.count == 1
    }
}

private func ctmNumber(_ field: ArraySlice<UInt8>) -> Double? {
    field.count <= 32 ? Double(String(decoding: field, as: UTF8.self)) : nil
}

/// Whether a record stands for no word: `<eps>`, `<ALT_BEGIN>`, `@`, Kaldi's silence.
private func isCTMMark(_ word: ArraySlice<UInt8>) -> Bool {
    word.first == UInt8(ascii: "<") && word.last == UInt8(ascii: ">")
        || ["@", "SIL", "!SIL"].contains { word.elementsEqual($0.utf8) }
}

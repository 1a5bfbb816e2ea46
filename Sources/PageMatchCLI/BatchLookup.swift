internal import PageMatch
internal import PageMatchLibrary

/// `pagematch lookup --batch`: a filter of queries, a line each.
struct BatchLookup {
    /// A longer line is answered with an error, and passed over.
    private static let maximumLine = 16 << 20

    let library: Library
    let defaults: LookupDefaults

    /// Answers line by line until the stream ends.
    ///
    /// - Throws: `io` when reading or writing fails; a bad line is answered, not thrown.
    func run() throws(PageMatchError) {
        var line: [UInt8] = []
        var isTooLong = false
        while let piece = try StandardInput.readSome() {
            for byte in piece {
                if byte == UInt8(ascii: "\n") {
                    try answer(line, isTooLong: isTooLong)
                    line.removeAll(keepingCapacity: true)
                    isTooLong = false
                } else if line.count < Self.maximumLine {
                    line.append(byte)
                } else {
                    isTooLong = true
                }
            }
        }
        if !line.isEmpty { try answer(line, isTooLong: isTooLong) }
    }

    private func answer(_ line: [UInt8], isTooLong: Bool) throws(PageMatchError) {
        var result: LookupAnswer
        do throws(PageMatchError) {
            if isTooLong {
                throw PageMatchError(.badQuery, "the line is longer than 16 MiB")
            }
            let query = try LookupQuery(parsing: line)
            do throws(PageMatchError) {
                result = try library.answer(to: query, defaults)
            } catch {
                result = LookupAnswer(error: error)
                result.id = query.id
            }
        } catch {
            result = LookupAnswer(error: error)
            result.id = LookupQuery.id(in: line)
        }
        try StandardOutput.write(result.jsonText())
    }
}

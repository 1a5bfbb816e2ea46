internal import PageMatch
internal import PageMatchLibrary

/// `pagematch lookup --batch`: a filter of queries, a line each.
struct BatchLookup {
    /// What holds for queries that do not say otherwise.
    struct Defaults {
        var book: String?
        var near: AudioTime?
        var limit: Int
        var timings: Bool

        /// The answer to one query.
        func lookup(
            _ query: LookupQuery, in library: Library
        ) throws(PageMatchError) -> LookupAnswer {
            let clock = ContinuousClock()
            let start = clock.now
            var answer = try library.lookup(
                Page(query.text), book: query.book ?? book, near: query.near ?? near, limit: limit)
            answer.id = query.id
            if timings { answer.elapsed = start.duration(to: clock.now) / .seconds(1) }
            return answer
        }
    }

    /// A longer line is answered with an error, and passed over.
    private static let maximumLine = 16 << 20

    let library: Library
    let defaults: Defaults

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
                result = try defaults.lookup(query, in: library)
            } catch {
                result = LookupAnswer(error: error)
                result.id = query.id
            }
        } catch {
            result = LookupAnswer(error: error)
        }
        try StandardOutput.write(result.jsonText())
    }
}

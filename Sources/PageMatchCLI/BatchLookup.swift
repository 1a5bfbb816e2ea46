internal import Dispatch
internal import PageMatch
internal import PageMatchLibrary
internal import Synchronization

/// `pagematch lookup --batch`: a filter of queries, a line each.
///
/// What has arrived is answered at once, so that a program may wait for each answer before it asks again.
/// Where many lines have arrived, all processors answer a part of them; answers keep the order of the
/// queries. Of two designs the other, threads that lines flow through, would keep reading while it
/// answers, but needs bounds for what waits on both of its ends, and gains only where reading is slow.
struct BatchLookup {
    /// A longer line is answered with an error, and passed over.
    private static let maximumLine = 16 << 20
    /// So many lines are taken together by a processor, and so many are answered before any is written.
    private static let linesAtOnce = 8
    private static let linesInMemory = 1024

    let library: Library
    let defaults: LookupDefaults

    /// Answers line by line until the stream ends.
    ///
    /// - Throws: `io` when reading or writing fails; a bad line is answered, not thrown.
    func run() throws(PageMatchError) {
        var line: [UInt8] = []
        var isTooLong = false
        while let piece = try StandardInput.readSome() {
            var lines: [Line] = []
            var start = 0
            while let end = piece[start...].firstIndex(of: UInt8(ascii: "\n")) {
                Self.append(piece[start..<end], to: &line, &isTooLong)
                lines.append(isTooLong ? .tooLong : .query(line))
                line = []
                isTooLong = false
                start = end + 1
                if lines.count == Self.linesInMemory {
                    try answer(lines)
                    lines = []
                }
            }
            Self.append(piece[start...], to: &line, &isTooLong)
            try answer(lines)
        }
        if !line.isEmpty { try answer([isTooLong ? .tooLong : .query(line)]) }
    }

    private enum Line {
        case query([UInt8])
        case tooLong
    }

    private static func append(
        _ bytes: ArraySlice<UInt8>, to line: inout [UInt8], _ isTooLong: inout Bool
    ) {
        isTooLong = isTooLong || line.count + bytes.count > maximumLine
        line.append(contentsOf: bytes.prefix(maximumLine - line.count))
    }

    /// Writes the answers to some lines.
    private func answer(_ lines: [Line]) throws(PageMatchError) {
        guard !lines.isEmpty else { return }
        let books = Books(library)
        let parts = stride(from: 0, to: lines.count, by: Self.linesAtOnce).map {
            lines[$0..<min($0 + Self.linesAtOnce, lines.count)]
        }
        let answers = Mutex([[UInt8]](repeating: [], count: parts.count))
        DispatchQueue.concurrentPerform(iterations: parts.count) { part in
            let text = parts[part].flatMap { answer($0, books).jsonLine }
            answers.withLock { $0[part] = text }
        }
        try StandardOutput.writeRaw(answers.withLock { Array($0.joined()) })
    }

    private func answer(_ line: Line, _ books: Books) -> LookupAnswer {
        switch line {
        case .tooLong:
            return LookupAnswer(
                error: PageMatchError(.badQuery, "the line is longer than 16 MiB"))
        case .query(let bytes):
            var id: String?
            do throws(PageMatchError) {
                let query = try LookupQuery(parsing: bytes)
                id = query.id
                return try books.catalogue(of: query.book ?? defaults.book)
                    .answer(to: query, defaults)
            } catch {
                var answer = LookupAnswer(error: error)
                answer.id = id ?? LookupQuery.id(in: bytes)
                return answer
            }
        }
    }
}

/// The library's books as they are when some lines are answered: asked for once for all of these.
private final class Books: Sendable {
    private let library: Library
    private let catalogues = Mutex<[String?: Result<Catalogue, PageMatchError>]>([:])

    init(_ library: Library) { self.library = library }

    func catalogue(of book: String?) throws(PageMatchError) -> Catalogue {
        let result = catalogues.withLock { catalogues in
            if let known = catalogues[book] { return known }
            let result: Result<Catalogue, PageMatchError>
            do throws(PageMatchError) {
                result = .success(try library.catalogue(of: book))
            } catch {
                result = .failure(error)
            }
            catalogues[book] = result
            return result
        }
        return try result.get()
    }
}

#if Service
    internal import Hummingbird
    internal import PageMatchLibrary

    /// The query parameters of a lookup; what a JSON body says goes first.
    struct LookupOptions {
        /// The id of the book to look in; all books when nothing is said.
        var book: String?
        /// Where the listener was.
        var near: AudioTime?
        /// How many alternatives are told at most.
        var limit: Int
        /// Whether the answer tells how long it took.
        var timings: Bool

        /// Reads the parameters of a request.
        ///
        /// - Throws: `usage`.
        init(_ request: Request) throws(PageMatchError) {
            let parameters = try RequestParameters(
                request, known: ["book", "near", "limit", "timings"])
            book = parameters["book"]
            near = try parameters.value("near", "3:14:22.5, 14:22 or 862.5") {
                AudioTime(parsing: $0)
            }
            limit =
                try parameters.value("limit", "a number from 0") {
                    Int($0).flatMap { $0 < 0 ? nil : $0 }
                } ?? 10
            timings =
                try parameters.value("timings", "true or false") {
                    ["": true, "1": true, "true": true, "0": false, "false": false][$0]
                } ?? false
        }

        /// The answer to a query.
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
#endif

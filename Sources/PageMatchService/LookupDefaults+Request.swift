#if Service
    internal import Hummingbird
    internal import PageMatchLibrary

    extension LookupDefaults {
        /// Reads the query parameters of a lookup; what a JSON body says goes first.
        ///
        /// - Throws: `usage`.
        init(_ request: Request) throws(PageMatchError) {
            let parameters = try RequestParameters(
                request, known: ["book", "near", "limit", "confidence", "timings"])
            self.init(book: parameters["book"])
            near = try parameters.value("near", "3:14:22.5, 14:22, 862.5 or TRACK@TIME") {
                Moment(parsing: $0)
            }
            limit =
                try parameters.value("limit", "a number from 0") {
                    Int($0).flatMap { $0 < 0 ? nil : $0 }
                } ?? limit
            matchedFrom =
                try parameters.value("confidence", "a number from 0 to 1") {
                    Double($0).flatMap { (0...1).contains($0) ? $0 : nil }
                } ?? matchedFrom
            timings =
                try parameters.value("timings", "true or false") {
                    ["": true, "1": true, "true": true, "0": false, "false": false][$0]
                } ?? timings
        }
    }
#endif

#if Service
    internal import Hummingbird
    internal import PageMatchLibrary

    /// The query parameters of a request, of known names only: a slip must not change an answer.
    struct RequestParameters {
        private let values: [String: String]

        /// Takes the parameters out of a request's URL.
        ///
        /// - Throws: `usage` for one that is not known, or is there twice.
        init(_ request: Request, known: [String]) throws(PageMatchError) {
            var values: [String: String] = [:]
            for (name, value) in request.uri.queryParameters {
                let name = String(name)
                guard known.contains(name) else {
                    throw PageMatchError(
                        .usage, "there is no parameter “\(name)”",
                        hint: "known here: \(known.joined(separator: ", "))")
                }
                guard values.updateValue(String(value), forKey: name) == nil else {
                    throw PageMatchError(.usage, "the parameter “\(name)” is there twice")
                }
            }
            self.values = values
        }

        /// The text of a parameter; `nil` when it is not there.
        subscript(name: String) -> String? { values[name] }

        /// A parameter as `read` understands it; `nil` when it is not there.
        ///
        /// - Throws: `usage` when it is there, but `read` gives `nil`.
        func value<Value>(
            _ name: String, _ expected: String, _ read: (String) -> Value?
        ) throws(PageMatchError) -> Value? {
            guard let text = values[name] else { return nil }
            guard let value = read(text) else {
                throw PageMatchError(
                    .usage, "the parameter “\(name)” is “\(text)”", hint: "write \(expected)")
            }
            return value
        }
    }

    extension Moment {
        /// The moment that a request's `time` names.
        ///
        /// - Throws: `usage` when it is not there, or no time.
        init(_ request: Request) throws(PageMatchError) {
            let forms = "3:14:22.5, 14:22 or 862.5, or with a track in front: 2@14:22"
            let parameters = try RequestParameters(request, known: ["time"])
            guard let moment = try parameters.value("time", forms, { Moment(parsing: $0) }) else {
                throw PageMatchError(
                    .usage, "the parameter “time” is missing", hint: "write \(forms)")
            }
            self = moment
        }
    }
#endif

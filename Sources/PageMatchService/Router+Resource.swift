#if Service
    internal import Hummingbird

    extension Router {
        typealias Handler = @Sendable (Request, Context) async throws -> Response

        /// Adds a path with all of its methods; others are answered with 405 and the list of these.
        ///
        /// Where there is `GET` there is `HEAD`.
        func resource(_ path: RouterPath, _ handlers: [HTTPRequest.Method: Handler]) {
            var allowed = Set(handlers.keys)
            if allowed.contains(.get) { allowed.insert(.head) }
            for (method, handler) in handlers {
                on(path, method: method, use: handler)
            }
            let list = allowed.map(\.rawValue).sorted().joined(separator: ", ")
            for method in Self.methods where !allowed.contains(method) {
                on(path, method: method) { _, _ -> Response in
                    throw HTTPError(.methodNotAllowed, headers: [.allow: list])
                }
            }
        }

        /// The methods that clients use; for any other the path is not found.
        private static var methods: [HTTPRequest.Method] {
            [.get, .head, .post, .put, .patch, .delete, .options]
        }
    }
#endif

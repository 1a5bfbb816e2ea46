#if Service
    internal import Hummingbird
    internal import PageMatchLibrary

    /// Refuses requests that a web page of somebody else's sends here under its own name.
    ///
    /// A page may have its name resolve to this machine (DNS rebinding), and could then read all
    /// answers; only requests that name this machine are answered.
    struct LoopbackHost<Context: RequestContext>: RouterMiddleware {
        func handle(
            _ request: Request, context: Context,
            next: (Request, Context) async throws -> Response
        ) async throws -> Response {
            if let authority = request.head.authority, !Self.isLoopback(authority) {
                throw PageMatchError(
                    .usage, "“\(authority)” is not this machine",
                    hint: "ask at http://127.0.0.1 or http://localhost")
            }
            return try await next(request, context)
        }

        /// Whether `HOST` or `HOST:PORT` is a loopback address.
        private static func isLoopback(_ authority: String) -> Bool {
            var host = authority[...]
            // The colons of an IPv6 address stand in brackets.
            if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") { host = host[..<colon] }
            return LoopbackAddress.isLoopback(String(host))
        }
    }
#endif

#if Service
    internal import Hummingbird
    internal import Logging

    /// Logs a line for each request, and gives the client the id by which the log calls it.
    struct RequestLog<Context: RequestContext>: RouterMiddleware {
        func handle(
            _ request: Request, context: Context,
            next: (Request, Context) async throws -> Response
        ) async throws -> Response {
            let clock = ContinuousClock()
            let start = clock.now
            var status = "broken off"
            defer {
                let seconds = start.duration(to: clock.now) / .seconds(1)
                context.logger.info(
                    "request",
                    metadata: [
                        "method": "\(request.method)", "path": "\(request.uri.path)",
                        "status": "\(status)", "seconds": "\(seconds)",
                    ])
            }
            var response = try await next(request, context)
            status = "\(response.status.code)"
            if let name = HTTPFields.Element.Name("X-Request-ID") {
                response.headers[name] = context.id
            }
            return response
        }
    }
#endif

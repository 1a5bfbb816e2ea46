#if Service
    internal import Hummingbird
    internal import Logging
    internal import PageMatchLibrary

    /// Turns errors into responses.
    ///
    /// What is neither the project's error nor the router's is the connection's own, and ends it.
    struct ProblemResponses<Context: RequestContext>: RouterMiddleware {
        func handle(
            _ request: Request, context: Context,
            next: (Request, Context) async throws -> Response
        ) async throws -> Response {
            do {
                return try await next(request, context)
            } catch let error as PageMatchError {
                if error.status.kind == .serverError { context.logger.error("\(error)") }
                return try response(to: request, error, error.status)
            } catch let error as HTTPError {
                return try response(
                    to: request, PageMatchError(error, request), error.status,
                    headers: error.headers)
            }
        }

        private func response(
            to request: Request, _ error: PageMatchError, _ status: HTTPResponse.Status,
            headers: HTTPFields = [:]
        ) throws(PageMatchError) -> Response {
            var response = try Response(
                json: Problem(error, status: status), status: status,
                type: "application/problem+json")
            response.headers.append(contentsOf: headers)
            return request.method == .head ? response.createHeadResponse() : response
        }
    }

    extension PageMatchError {
        /// What the router complains about.
        fileprivate init(_ error: HTTPError, _ request: Request) {
            switch error.status {
            case .notFound:
                self.init(
                    .usage, "there is nothing at \(request.uri.path)",
                    hint: "GET /v1/books lists the books, POST /v1/lookup looks a page up")
            case .methodNotAllowed:
                self.init(
                    .usage, "\(request.method) does not go with \(request.uri.path)",
                    hint: error.headers[.allow].map { "allowed: \($0)" })
            default:
                self.init(.usage, error.body ?? error.status.reasonPhrase)
            }
        }
    }
#endif

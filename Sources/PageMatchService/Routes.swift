#if Service
    internal import Foundation
    internal import Hummingbird
    internal import PageMatchLibrary

    /// What the service answers: the table of its paths, then a function for each, which reads the
    /// request, asks the library and writes the answer.
    struct Routes {
        typealias Context = BasicRequestContext

        let library: Library

        /// The router of all paths.
        func router() -> Router<Context> {
            let router = Router(context: Context.self, options: .autoGenerateHeadEndpoints)
            router.add(middleware: RequestLog())
            router.add(middleware: ProblemResponses())
            router.add(middleware: LoopbackHost())
            router.resource("healthz", [.get: health])
            router.resource("v1/lookup", [.post: lookup])
            router.resource("v1/books", [.get: books])
            router.resource("v1/books/:book", [.get: report])
            router.resource(
                "v1/books/:book/locate", [.get: locate, .post: locateFromPage])
            return router
        }

        @Sendable private func health(_: Request, _: Context) throws -> Response {
            try Response(json: ["status": "ok"])
        }

        @Sendable private func lookup(_ request: Request, _: Context) async throws -> Response {
            let defaults = try LookupDefaults(request)
            let query = try await LookupQuery(body: request)
            return try Response(json: library.answer(to: query, defaults))
        }

        @Sendable private func books(_: Request, _: Context) throws -> Response {
            try Response(json: ["books": library.books()])
        }

        @Sendable private func report(_: Request, _ context: Context) throws -> Response {
            try Response(json: library.report(bookID(context)))
        }

        @Sendable private func locate(
            _ request: Request, _ context: Context
        ) throws -> Response {
            let moment = try Moment(request)
            let book = try library.book(bookID(context))
            return try Response(json: book.locate(moment))
        }

        @Sendable private func locateFromPage(
            _ request: Request, _ context: Context
        ) async throws -> Response {
            let moment = try Moment(request)
            let page = try await LookupQuery(body: request).page
            let book = try library.book(bookID(context))
            return try Response(json: book.locate(moment, from: page))
        }

        /// The id of the book in the path, which a client may have escaped more than it must.
        private func bookID(_ context: Context) throws -> String {
            let id = try context.parameters.require("book")
            return id.removingPercentEncoding ?? id
        }
    }
#endif

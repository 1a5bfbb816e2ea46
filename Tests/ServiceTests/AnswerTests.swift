import Foundation
import TestSupport
import Testing

extension ServiceTests {
    /// What the service says when all is well.
    @Suite struct AnswerTests {
        private struct Found: Decodable {
            struct Time: Decodable { var start, end: Double }
            struct Track: Decodable { var number: Int }
            struct Turn: Decodable { var direction: String }
            var id, book: String?
            var status: String
            var confidence: Double?
            var time: Time?
            var track: Track?
            var turn: Turn?
            var elapsed: Double?
            var alternatives: [Found]?
        }

        private let server: Server
        private var library: SampleLibrary { server.library }

        init() throws { server = try Server() }

        @Test func itIsHealthy() throws {
            let answer = try server.answer("GET", "/healthz")
            #expect(answer.status == 200)
            #expect(try answer.json() == ["status": "ok"])
            #expect(answer.text.hasSuffix("\n"))
            #expect(answer.headers["x-request-id"]?.isEmpty == false)
        }

        @Test func headIsGetWithoutItsBody() throws {
            let answer = try server.answer("HEAD", "/v1/books")
            #expect(answer.status == 200)
            #expect(answer.body.isEmpty)
        }

        @Test func theBooksAreListedAsTheCommandListsThem() throws {
            let answer = try server.answer("GET", "/v1/books")
            #expect(answer.status == 200)
            let listed = try Program.run(["list", "--json", "--library", library.path])
            #expect(answer.text == listed.output)
            #expect(answer.text.contains(SampleLibrary.book))
        }

        @Test func aBookIsReportedAsTheCommandShowsIt() throws {
            let answer = try server.answer("GET", "/v1/books/\(SampleLibrary.book)")
            #expect(answer.status == 200)
            let shown = try Program.run([
                "show", SampleLibrary.book, "--json", "--library", library.path,
            ])
            #expect(answer.text == shown.output)
            #expect(answer.text.contains(#""edition":"same""#))
        }

        @Test func anEscapedIDIsTheSameID() throws {
            let id = SampleLibrary.book.replacingOccurrences(of: "-", with: "%2D")
            #expect(try server.answer("GET", "/v1/books/\(id)").status == 200)
        }

        @Test(
            "a page of plain text is looked up, whatever the client calls it",
            arguments: [nil, "text/plain; charset=utf-8", "application/x-www-form-urlencoded"])
        func text(type: String?) throws {
            let answer = try server.answer("POST", "/v1/lookup", body: library.page, type: type)
            #expect(answer.status == 200)
            let found = try answer.json(Found.self)
            #expect(found.status == "matched")
            #expect(found.book == SampleLibrary.book)
            #expect(abs((found.time?.start ?? 0) - 200 * SampleLibrary.pace) < 1)
            #expect(found.track?.number == 1)
            #expect(found.elapsed == nil)
        }

        @Test func theAnswerIsTheCommandsAnswer() throws {
            let page = library.page
            let answer = try server.answer("POST", "/v1/lookup", body: page)
            let printed = try Program.run([
                "lookup", "--json", "--library", library.path, "--text", page,
            ])
            #expect(answer.text == printed.output)
        }

        @Test(
            "JSON is told by its content",
            arguments: [
                (#"{"id":"q1","text":"PAGE"}"#, nil),
                (#" \#n{ "text": "PAGE", "id": "q1" }"#, "text/plain"),
                (#"{"text":"PAGE","id":"q1","book":"small-book","near":"1:40"}"#, nil),
                (#"{"text":"PAGE","id":"q1","near":100.5}"#, "application/json"),
            ])
        func json(body: String, type: String?) throws {
            let body = body.replacingOccurrences(of: "PAGE", with: library.page)
            let found = try server.answer("POST", "/v1/lookup", body: body, type: type)
                .json(Found.self)
            #expect(found.id == "q1")
            #expect(found.status == "matched")
        }

        @Test(
            "what is not found is an answer, too",
            arguments: ["", "nothing of the kind stands anywhere in it", "{braces} are text"])
        func noMatch(page: String) throws {
            let answer = try server.answer("POST", "/v1/lookup", body: page)
            #expect(answer.status == 200)
            #expect(try answer.json(Found.self).status == "no_match")
        }

        @Test func parametersAreOptions() throws {
            let target = "/v1/lookup?book=small-book&near=0:01:40.5&limit=0&timings=true"
            let found = try server.answer("POST", target, body: library.page).json(Found.self)
            #expect(found.status == "matched")
            #expect((found.elapsed ?? 0) > 0)
            #expect(found.alternatives?.count == 0)
        }

        @Test func theBodyGoesBeforeTheParameters() throws {
            let answer = try server.answer(
                "POST", "/v1/lookup?book=small-book", body: #"{"text":"a","book":"other"}"#)
            #expect(answer.status == 404)
        }

        @Test("a time is located", arguments: ["100.5", "1:40.5", "0:01:40.5", "1@100.5s"])
        func locate(time: String) throws {
            let answer = try server.answer(
                "GET", "/v1/books/small-book/locate?time=\(time)")
            #expect(answer.status == 200)
            let found = try answer.json(Found.self)
            #expect(found.status == "matched")
            #expect(abs((found.time?.start ?? 0) - 100.5) < 1)
            #expect(found.turn == nil)
            let printed = try Program.run([
                "locate", "--json", "--library", library.path, "--book", "small-book", time,
            ])
            #expect(answer.text == printed.output)
        }

        @Test(
            "from a page the answer tells which way to leaf",
            arguments: [("10", "backward"), ("110", "here"), ("190", "forward")])
        func leaf(time: String, direction: String) throws {
            let target = "/v1/books/small-book/locate?time=\(time)"
            let text = try server.answer("POST", target, body: library.page)
            #expect(try text.json(Found.self).turn?.direction == direction)
            let json = try server.answer("POST", target, body: #"{"text":"\#(library.page)"}"#)
            #expect(json.text == text.text)
        }
    }
}

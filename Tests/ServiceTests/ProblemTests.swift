import Foundation
import Testing

extension ServiceTests {
    /// What the service says when something is wrong.
    @Suite struct ProblemTests {
        private struct Problem: Decodable {
            var type, title, detail, code: String
            var status: Int
            var hint: String?
        }

        private let server: Server

        init() throws { server = try Server() }

        @Test("another host's name is refused: a web page may have made it this machine's")
        func foreignHost() throws {
            let server = try Server()
            for (host, status) in [
                ("evil.example", 400), ("evil.example:80", 400), ("localhost", 200),
                ("127.0.0.1:99", 200), ("[::1]:99", 200), ("127.0.0.1.evil.example", 400),
            ] {
                let connection = try Connection(port: server.port)
                try connection.write(
                    "GET /healthz HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n")
                #expect(try connection.receive()?.status == status, "\(host)")
            }
        }

        @Test func whatIsWrongIsSaid() throws {
            try expectProblem(400, "usage", "POST", "/v1/lookup?limit=many", "a")
            try expectProblem(400, "usage", "POST", "/v1/lookup?limit=-1", "a")
            try expectProblem(400, "usage", "POST", "/v1/lookup?near=soon", "a")
            try expectProblem(400, "usage", "POST", "/v1/lookup?timings=perhaps", "a")
            try expectProblem(400, "usage", "POST", "/v1/lookup?boook=small-book", "a")
            try expectProblem(400, "usage", "POST", "/v1/lookup?limit=1&limit=2", "a")
            try expectProblem(400, "usage", "GET", "/v1/books/small-book/locate")
            try expectProblem(400, "usage", "GET", "/v1/books/small-book/locate?time=")
            try expectProblem(400, "usage", "GET", "/v1/books/small-book/locate?time=1:75")
            try expectProblem(400, "usage", "GET", "/v1/books/small-book/locate?time=2@10")
            try expectProblem(404, "book-not-found", "GET", "/v1/books/other")
            try expectProblem(404, "book-not-found", "GET", "/v1/books/other/locate?time=1")
            try expectProblem(404, "book-not-found", "POST", "/v1/lookup?book=other", "a")
            try expectProblem(404, "book-not-found", "GET", "/v1/books/..%2F..%2Fetc%2Fpasswd")
            try expectProblem(404, "usage", "GET", "/")
            try expectProblem(404, "usage", "GET", "/v1/books/small-book/other")
            try expectProblem(422, "bad-query", "POST", "/v1/lookup", #"{"text":1}"#)
            try expectProblem(422, "bad-query", "POST", "/v1/lookup", #"{"text""#)
            try expectProblem(422, "bad-query", "POST", "/v1/lookup", #"{"id":1}"#)
            try expectProblem(
                422, "bad-query", "POST", "/v1/lookup", #"{"text":"a","near":"soon"}"#)
            try expectProblem(
                422, "bad-query", "POST", "/v1/lookup", "words", type: "application/json")
            try expectProblem(
                422, "bad-query", "POST", "/v1/books/small-book/locate?time=1", "{}")
            try expectProblem(422, "wrong-kind", "POST", "/v1/lookup", "%PDF-1.7\n1 0 obj\n")
        }

        @Test(
            "who sends a photo is told what to send instead",
            arguments: ["/v1/lookup", "/v1/books/small-book/locate?time=1"])
        func photos(target: String) throws {
            // By its first bytes, or, before it is sent, by what the client says of it.
            let small = try expectProblem(422, "wrong-kind", "POST", target, "GIF89a")
            try expectHint(small)
            for (type, status, code) in [
                ("image/jpeg", 422, "wrong-kind"), ("Image/PNG", 422, "wrong-kind"),
                ("application/octet-stream", 413, "too-large"),
            ] {
                let connection = try Connection(port: server.port)
                try connection.write(
                    "POST \(target) HTTP/1.1\r\nHost: localhost\r\nContent-Type: \(type)\r\n"
                        + "Content-Length: 3000000\r\n\r\n")
                let answer = try #require(try connection.receive())
                #expect(answer.status == status)
                #expect(answer.text.contains(#""code":"\#(code)""#))
                try expectHint(answer)
            }
        }

        private func expectHint(_ answer: Answer) throws {
            let problem = try answer.json(Problem.self, mediaType: "application/problem+json")
            let hint = try #require(problem.hint)
            for way in ["text", "TSV", "command line"] { #expect(hint.contains(way), "\(hint)") }
        }

        @Test func aWrongMethodIsToldTheRightOnes() throws {
            let deleted = try expectProblem(405, "usage", "DELETE", "/v1/books")
            #expect(deleted.headers["allow"] == "GET, HEAD")
            let got = try expectProblem(405, "usage", "GET", "/v1/lookup")
            #expect(got.headers["allow"] == "POST")
            let put = try expectProblem(405, "usage", "PUT", "/v1/books/a/locate?time=1", "a")
            #expect(put.headers["allow"] == "GET, HEAD, POST")
        }

        @Test func aDamagedImageIsNotTheClientsFault() throws {
            let library = try SampleLibrary()
            let images = URL(fileURLWithPath: library.path + ".books")
            let names = try FileManager.default.subpathsOfDirectory(atPath: images.path)
            try #require(!names.isEmpty)
            for name in names {
                try Data("not an image".utf8).write(to: images.appendingPathComponent(name))
            }
            let server = try Server(library)
            let answer = try server.answer("GET", "/v1/books/small-book")
            let problem = try answer.json(
                Problem.self, mediaType: "application/problem+json")
            #expect(answer.status == 500)
            #expect(problem.code == "image-damaged")
            #expect(try server.answer("GET", "/healthz").status == 200)
        }

        @discardableResult
        private func expectProblem(
            _ status: Int, _ code: String, _ method: String, _ target: String,
            _ body: String? = nil, type: String? = nil,
            sourceLocation: SourceLocation = #_sourceLocation
        ) throws -> Answer {
            let answer = try server.answer(method, target, body: body, type: type)
            let problem = try answer.json(Problem.self, mediaType: "application/problem+json")
            #expect(answer.status == status, sourceLocation: sourceLocation)
            #expect(problem.status == status, sourceLocation: sourceLocation)
            #expect(problem.code == code, sourceLocation: sourceLocation)
            #expect(problem.type == "about:blank", sourceLocation: sourceLocation)
            #expect(!problem.title.isEmpty, sourceLocation: sourceLocation)
            #expect(!problem.detail.isEmpty, sourceLocation: sourceLocation)
            return answer
        }
    }
}

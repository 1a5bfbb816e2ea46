import Foundation
import Testing

extension ServiceTests {
    /// Clients that send much, at once, slowly or nonsense.
    @Suite struct ConnectionTests {
        private static let limit = 1 << 20

        private let server: Server

        init() throws { server = try Server() }

        @Test func aBodyOfTheLimitIsRead() throws {
            let page = server.library.page
            let body = page + String(repeating: " ", count: Self.limit - page.utf8.count)
            #expect(try server.answer("POST", "/v1/lookup", body: body).status == 200)
        }

        @Test func aLongerBodyIsRefusedBeforeItIsSent() throws {
            let connection = try Connection(port: server.port)
            try connection.write(
                "POST /v1/lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(Self.limit + 1)\r\n\r\n"
            )
            let answer = try #require(try connection.receive())
            #expect(answer.status == 413)
            #expect(answer.text.contains(#""code":"too-large""#))
        }

        @Test func aBodyOfUnknownLengthIsReadToTheLimitOnly() throws {
            let connection = try Connection(port: server.port)
            try connection.write(
                "POST /v1/lookup HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
            let chunk = String(repeating: "a", count: 65_536)
            for _ in 0..<17 { try connection.write("10000\r\n\(chunk)\r\n") }
            // The last chunk was not sent: nobody waits for it.
            let answer = try #require(try connection.receive())
            #expect(answer.status == 413)
            #expect(answer.headers["content-type"] == "application/problem+json")
        }

        @Test func aConnectionCarriesSeveralRequests() throws {
            let connection = try Connection(port: server.port)
            let page = server.library.page
            for _ in 0..<3 {
                try connection.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
                #expect(try connection.receive()?.status == 200)
                try connection.write("GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n")
                #expect(try connection.receive()?.status == 404)
                try connection.write(
                    "POST /v1/lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(page.utf8.count)\r\n"
                        + "\r\n\(page)")
                #expect(try connection.receive()?.status == 200)
            }
        }

        @Test func anAnswerToHeadHasNoBodyWhateverItsStatus() throws {
            let connection = try Connection(port: server.port)
            for (target, status) in [
                ("/healthz", 200), ("/nothing", 404), ("/v1/books/other", 404), ("/v1/lookup", 405),
            ] {
                try connection.write("HEAD \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n")
                #expect(try connection.receive(hasBody: false)?.status == status)
            }
            try connection.write(request("GET", "/healthz"))
            #expect(try connection.receive()?.text == "{\"status\":\"ok\"}\n")
        }

        @Test(
            "what is no HTTP is refused, and harms nobody else",
            arguments: [
                "NONSENSE\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
                "\u{0}\u{1}\u{2}\r\n\r\n",
                "BREW /v1/books HTTP/1.1\r\n\r\n",
                "POST /v1/lookup HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "POST /v1/lookup HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "GET /" + String(repeating: "a", count: 200_000) + " HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: 200_000) + "\r\n\r\n",
            ])
        func nonsense(bytes: String) throws {
            let connection = try Connection(port: server.port)
            try connection.write(bytes)
            if let answer = try connection.receive() {
                #expect((400..<500).contains(answer.status))
            }
            #expect(try connection.isClosedByServer())
            #expect(try server.answer("GET", "/healthz").status == 200)
        }

        @Test func aClientThatSendsNoMoreHoldsNobodyUp() throws {
            let slow = try Connection(port: server.port)
            try slow.write(
                "POST /v1/lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc")
            let silent = try Connection(port: server.port)
            #expect(try server.answer("GET", "/healthz").status == 200)
            try slow.write("defghij")
            #expect(try slow.receive()?.status == 200)
            try silent.write(request("GET", "/healthz"))
            #expect(try silent.receive()?.status == 200)
        }

        @Test func twentyRequestsAtOnceGetTheirOwnAnswers() throws {
            let words = server.library.words
            let connections = try (0..<20).map { _ in try Connection(port: server.port) }
            for (index, connection) in connections.enumerated() {
                let page = words[index * 17..<index * 17 + 60].joined(separator: " ")
                let body = #"{"id":\#(index),"text":"\#(page)"}"#
                try connection.write(request("POST", "/v1/lookup", body: body))
            }
            for (index, connection) in connections.enumerated() {
                let answer = try #require(try connection.receive())
                #expect(answer.status == 200)
                let found = try answer.json(Found.self)
                #expect(found.id == "\(index)")
                #expect(found.status == "matched")
                #expect(found.words?.start == index * 17)
            }
        }

        private struct Found: Decodable {
            struct Words: Decodable { var start: Int }
            var id, status: String
            var words: Words?
        }
    }
}

import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension ServiceTests {
    /// How the service starts and ends, and what it leaves in the log.
    @Suite struct LifetimeTests {
        @Test("it ends when it is told to", arguments: [SIGTERM, SIGINT])
        func end(signal: Int32) throws {
            let server = try Server()
            #expect(try server.answer("GET", "/healthz").status == 200)
            // An idle connection does not keep it.
            let idle = try Connection(port: server.port)
            try idle.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(try idle.receive()?.status == 200)
            server.signal(signal)
            #expect(server.exitCode() == 0)
            #expect(try idle.isClosedByServer())
        }

        @Test func aRequestThatIsRunningIsFinished() throws {
            let server = try Server()
            let page = server.library.page
            let connection = try Connection(port: server.port)
            // Both heads go in one piece: when the first is answered, the second has been read.
            try connection.write(
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nPOST /v1/lookup HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Length: \(page.utf8.count)\r\n\r\n\(page.prefix(10))")
            #expect(try connection.receive()?.status == 200)
            server.signal(SIGTERM)
            waitUntilRefused(port: server.port)
            try connection.write(String(page.dropFirst(10)))
            let answer = try #require(try connection.receive())
            #expect(answer.status == 200)
            #expect(answer.text.contains(#""status":"matched""#))
            #expect(server.exitCode() == 0)
        }

        @Test func aClientThatNeverFinishesDoesNotKeepIt() throws {
            let server = try Server()
            let connection = try Connection(port: server.port)
            try connection.write(
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nPOST /v1/lookup HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Length: 1000\r\n\r\nunfinished")
            #expect(try connection.receive()?.status == 200)
            server.signal(SIGTERM)
            #expect(server.exitCode() == 0)
        }

        @Test func eachRequestIsALineOfTheLog() throws {
            let server = try Server()
            let found = try server.answer("GET", "/v1/books")
            let lost = try server.answer("GET", "/v1/books/other?time=1")
            server.signal(SIGTERM)
            #expect(server.exitCode() == 0)
            for (answer, path) in [(found, "/v1/books"), (lost, "/v1/books/other")] {
                let id = try #require(answer.headers["x-request-id"])
                let lines = try server.logLines().filter { $0.contains(id) }
                #expect(lines.count == 1)
                let line = try #require(lines.first)
                #expect(line.contains(" info "))
                #expect(line.contains("method=GET path=\(path) "))
                #expect(line.contains("status=\(answer.status)"))
            }
        }

        @Test(
            "only this machine may ask",
            arguments: ["0.0.0.0", "::", "192.168.1.1", "example.org", "127.0.0.1.example.org", ""])
        func otherHosts(host: String) throws {
            let library = try SampleLibrary()
            let run = try Program.run([
                "serve", "--host", host, "--port", "0", "--library", library.path,
            ])
            #expect(run.exit == 64)
            #expect(run.output.isEmpty)
        }

        @Test("a port is a number up to 65535", arguments: ["-1", "65536", "http"])
        func otherPorts(port: String) throws {
            let library = try SampleLibrary()
            let run = try Program.run(["serve", "--port=\(port)", "--library", library.path])
            #expect(run.exit == 64)
        }

        @Test func aPortThatIsTakenIsAnError() throws {
            let server = try Server()
            let run = try Program.run([
                "serve", "--port", "\(server.port)", "--library", server.library.path,
            ])
            #expect(run.exit == 74)
            #expect(run.output.isEmpty)
            #expect(try server.answer("GET", "/healthz").status == 200)
        }

        /// Waits until the server takes no more connections, as it does once it is shutting down.
        private func waitUntilRefused(port: UInt16) {
            let clock = ContinuousClock()
            let deadline = clock.now + .seconds(30)
            while clock.now < deadline, (try? Connection(port: port)) != nil {}
        }
    }
}

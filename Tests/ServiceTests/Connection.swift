import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What a server answers to one request.
struct Answer {
    var status: Int
    /// By name in lower case.
    var headers: [String: String]
    var body: [UInt8]

    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as JSON, after a check that it says so.
    func json<Value: Decodable>(
        _ type: Value.Type = Value.self, mediaType: String = "application/json"
    ) throws -> Value {
        #expect(headers["content-type"] == mediaType)
        return try JSONDecoder().decode(Value.self, from: Data(body))
    }
}

/// A connection to the server, by hand: some tests send what no HTTP library would.
final class Connection {
    private let descriptor: Int32
    private var received: [UInt8] = []

    /// Connects to a port of this machine.
    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(descriptor >= 0)
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(
                descriptor, SOL_SOCKET, option, &patience,
                socklen_t(MemoryLayout<timeval>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, size)
            }
        }
        guard connected == 0 else {
            close(descriptor)
            throw Refused()
        }
    }

    /// Nobody listens there.
    struct Refused: Error {}

    deinit { close(descriptor) }

    /// Sends bytes, all of them.
    func write(_ text: String) throws {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            try #require(count > 0, "the connection is broken")
            rest = rest.dropFirst(count)
        }
    }

    /// Reads the next answer; `nil` when the server closes the connection without one.
    func receive(hasBody: Bool = true) throws -> Answer? {
        var head: [String]?
        while head == nil {
            if let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
                let text = String(decoding: received[..<end.lowerBound], as: UTF8.self)
                head = text.components(separatedBy: "\r\n")
                received.removeSubrange(..<end.upperBound)
            } else if try !receiveSome() {
                #expect(received.isEmpty, "half an answer")
                return nil
            }
        }
        let lines = try #require(head)
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let field = line.split(separator: ":", maxSplits: 1)
            try #require(field.count == 2)
            headers[field[0].lowercased()] = field[1].trimmingCharacters(in: .whitespaces)
        }
        let length = hasBody ? try #require(headers["content-length"].flatMap { Int($0) }) : 0
        while received.count < length { try #require(try receiveSome(), "half an answer") }
        let body = Array(received.prefix(length))
        received.removeFirst(length)
        let status = try #require(lines.first?.split(separator: " ").dropFirst().first)
        return Answer(status: try #require(Int(status)), headers: headers, body: body)
    }

    /// Whether the server closes the connection without another byte.
    func isClosedByServer() throws -> Bool {
        try received.isEmpty && !receiveSome()
    }

    /// Reads what there is; `false` at the end.
    private func receiveSome() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        // A reset is an end, too: the server may close before it has read everything.
        try #require(count >= 0 || errno == ECONNRESET, "no answer in half a minute")
        guard count > 0 else { return false }
        received += buffer[..<count]
        return true
    }
}

import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A `pagematch serve` that is killed when its test lets go of it.
final class Server {
    let library: SampleLibrary
    /// The port that it took.
    let port: UInt16
    private let process: Process
    private let log: URL
    private let ended = DispatchSemaphore(value: 0)

    /// Starts the program on a free port, and waits until it listens.
    init(_ library: SampleLibrary? = nil) throws {
        let library = try library ?? SampleLibrary()
        self.library = library
        log = library.folder.appendingPathComponent("log")
        try Data().write(to: log)
        let process = Program.process(["serve", "--port", "0", "--library", library.path])
        self.process = process
        let output = Pipe()
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: log)
        let ended = ended
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        do {
            let line = try #require(firstLine(of: output.fileHandleForReading.fileDescriptor))
            let start = "Listening on http://127.0.0.1:"
            try #require(line.hasPrefix(start), "it says: \(line)")
            port = try #require(UInt16(line.dropFirst(start.count)))
        } catch {
            kill(process.processIdentifier, SIGKILL)
            throw error
        }
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Sends a signal.
    func signal(_ signal: Int32) {
        kill(process.processIdentifier, signal)
    }

    /// Waits until the process has ended.
    ///
    /// - Returns: its exit code; `nil` when it is still running after half a minute, or a signal
    ///   ended it.
    func exitCode() -> Int32? {
        guard ended.wait(timeout: .now() + 30) == .success else { return nil }
        return process.terminationReason == .exit ? process.terminationStatus : nil
    }

    /// What was written to standard error so far, line by line.
    func logLines() throws -> [Substring] {
        String(decoding: try Data(contentsOf: log), as: UTF8.self).split(separator: "\n")
    }

    /// Sends one request and reads its answer.
    func answer(
        _ method: String, _ target: String, body: String? = nil, type: String? = nil
    ) throws -> Answer {
        let connection = try Connection(port: port)
        try connection.write(request(method, target, body: body, type: type))
        return try #require(try connection.receive(hasBody: method != "HEAD"))
    }
}

/// The bytes of a request that asks for the connection to be closed.
func request(
    _ method: String, _ target: String, body: String? = nil, type: String? = nil
) -> String {
    var head = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    if let type { head += "Content-Type: \(type)\r\n" }
    if let body { head += "Content-Length: \(body.utf8.count)\r\n" }
    return head + "\r\n" + (body ?? "")
}

/// The first line that comes out of a pipe; `nil` when it ends, or nothing comes for half a minute.
private func firstLine(of descriptor: Int32) -> String? {
    var line: [UInt8] = []
    var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    var byte: UInt8 = 0
    while poll(&event, 1, 30_000) == 1, read(descriptor, &byte, 1) == 1 {
        if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
        line.append(byte)
    }
    return nil
}

import Foundation
import Testing

/// Drives `pagematch serve` over a loopback connection, each test with a process of its own.
///
/// One at a time: a machine of few cores has enough to do with one.
@Suite(
    .serialized,
    .enabled(
        if: Program.path != nil,
        "PAGEMATCH_BINARY must name a pagematch that has serve: Scripts/test --all"))
struct ServiceTests {}

/// The program under test.
enum Program {
    /// Where it is; `nil` when nobody says.
    static let path = ProcessInfo.processInfo.environment["PAGEMATCH_BINARY"].flatMap {
        $0.isEmpty ? nil : $0
    }

    /// A run of the program that has not begun.
    static func process(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(path))
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["SWIFT_BACKTRACE": "enable=no"], uniquingKeysWith: { $1 })
        process.standardInput = FileHandle.nullDevice
        return process
    }

    /// Runs a command to its end.
    ///
    /// - Returns: its exit code, and what it printed to standard output.
    @discardableResult
    static func run(_ arguments: String...) throws -> (exit: Int32, output: String) {
        let process = try process(arguments)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: printed, as: UTF8.self))
    }
}

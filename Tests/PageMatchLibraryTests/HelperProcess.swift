import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A running `LibraryCrashHelper`.
struct HelperProcess {
    private let process = Process()
    private let pipe = Pipe()

    init(_ arguments: [String]) throws {
        // Products lie in one folder, the tests' own among them.
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        process.executableURL = URL(fileURLWithPath: tests).deletingLastPathComponent()
            .appendingPathComponent("LibraryCrashHelper")
        process.arguments = arguments
        process.standardOutput = pipe
        try process.run()
    }

    /// Waits for the first bytes of output.
    func waitForOutput() -> String {
        String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
    }

    /// What was written until the output ended, or since the last call.
    func output() -> String {
        String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }

    /// Ends the process without a warning, wherever it is.
    func end() {
        _ = kill(process.processIdentifier, SIGKILL)
    }

    /// The exit status.
    func waitForEnd() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }
}

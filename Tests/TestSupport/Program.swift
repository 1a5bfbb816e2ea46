public import Foundation

/// The program `pagematch`, as users run it.
public enum Program {
    /// What a run of the program left behind.
    public struct Outcome: Sendable {
        public var exit: Int32
        public var output: String
        public var errors: String
        /// Whether a signal ended it: a crash.
        public var crashed: Bool
    }

    private static let named = ProcessInfo.processInfo.environment["PAGEMATCH_BINARY"].flatMap {
        $0.isEmpty ? nil : $0
    }

    /// Whether `PAGEMATCH_BINARY` names the program: a whole one, with the service.
    public static let isNamed = named != nil

    /// The program that `PAGEMATCH_BINARY` names, else the one built beside the tests.
    public static let path: String = {
        if let named { return named }
        return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("pagematch").path
    }()

    /// A run that has not begun; standard input is empty.
    public static func process(
        _ arguments: [String], environment: [String: String] = [:]
    ) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        // A crash must end at once: nobody is there to read its backtrace.
        process.environment = ProcessInfo.processInfo.environment
            .merging(["SWIFT_BACKTRACE": "enable=no"], uniquingKeysWith: { $1 })
            .merging(environment, uniquingKeysWith: { $1 })
        process.standardInput = FileHandle.nullDevice
        return process
    }

    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - arguments: the command line behind the program's name.
    ///   - input: what it reads from standard input.
    ///   - environment: what is set beside the tests' own environment.
    /// - Returns: what it printed and how it ended.
    /// - Throws: When the program can't be started.
    public static func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("pagematch-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Files, not pipes: no reader has to keep up, and nothing can be left hanging.
        let process = process(arguments, environment: environment)
        let inputFile = folder.appendingPathComponent("input")
        try Data(input.utf8).write(to: inputFile)
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        let outputs = try ["output", "errors"].map { name in
            let file = folder.appendingPathComponent(name)
            try Data().write(to: file)
            return (file: file, handle: try FileHandle(forWritingTo: file))
        }
        process.standardOutput = outputs[0].handle
        process.standardError = outputs[1].handle
        try process.run()
        process.waitUntilExit()
        let texts = try outputs.map {
            String(decoding: try Data(contentsOf: $0.file), as: UTF8.self)
        }
        return Outcome(
            exit: process.terminationStatus, output: texts[0], errors: texts[1],
            crashed: process.terminationReason == .uncaughtSignal)
    }
}

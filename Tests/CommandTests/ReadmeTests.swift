import Foundation
import TestSupport
import Testing

/// The README's consoles are run, command by command, and print what it says that they print.
///
/// With `RECORD_SNAPSHOTS=1` the README is written anew with what they print now.
@Suite struct ReadmeTests {
    private static let file = Sample.project.appendingPathComponent("README.md")

    @Test("every command that the README shows prints what it shows")
    func consoles() throws {
        let readme = try String(contentsOf: Self.file, encoding: .utf8)
        let library = try TestLibrary()
        var recorded: [String] = []
        var isConsole = false
        var commands = 0
        for line in readme.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") { isConsole = line == "```console" }
            guard isConsole, !line.hasPrefix("```") else {
                recorded.append(String(line))
                continue
            }
            guard line.hasPrefix("$ ") else { continue }
            recorded.append(String(line))
            commands += 1
            recorded += try run(String(line.dropFirst(2)), library)
        }
        #expect(commands >= 6)
        let now = recorded.joined(separator: "\n")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try now.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        #expect(now == readme, "RECORD_SNAPSHOTS=1 writes what the commands print now")
    }

    /// The lines that a shell command prints in the project's folder.
    private func run(_ command: String, _ library: TestLibrary) throws -> [String] {
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", command + " 2>&1"]
        shell.currentDirectoryURL = Sample.project
        let folder = URL(fileURLWithPath: Program.path).deletingLastPathComponent().path
        shell.environment = ProcessInfo.processInfo.environment.merging(
            [
                "PATH": "\(folder):/usr/bin:/bin", "PAGEMATCH_LIBRARY": library.path,
                "SWIFT_BACKTRACE": "enable=no",
            ], uniquingKeysWith: { $1 })
        shell.standardInput = FileHandle.nullDevice
        let output = Pipe()
        shell.standardOutput = output
        try shell.run()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        shell.waitUntilExit()
        var lines = String(decoding: printed, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    @Test("every file that the README names is there")
    func files() throws {
        let readme = try String(contentsOf: Self.file, encoding: .utf8)
        for match in readme.matches(
            of: /(?:Sources|Tests|Scripts|Corpora|Benchmarks)\/[\w\/.+-]*\w/)
        {
            let path = Sample.project.appendingPathComponent(String(match.output)).path
            #expect(FileManager.default.fileExists(atPath: path), "\(match.output)")
        }
    }
}

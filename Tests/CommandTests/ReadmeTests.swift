import Foundation
import TestSupport
import Testing

/// The README's consoles are run, command by command, and print what it says that they print.
///
/// With `RECORD_SNAPSHOTS=1` the README is written anew with what they print now. What is shown of photos
/// is left alone where they can't be read; how many of a photo's words are in the book depends on
/// the version of Tesseract, and is not compared.
@Suite struct ReadmeTests {
    private static let file = Sample.project.appendingPathComponent("README.md")

    @Test("every command that the README shows prints what it shows")
    func consoles() throws {
        let readme = try String(contentsOf: Self.file, encoding: .utf8)
        let library = try TestLibrary()
        var recorded: [String] = []
        var isConsole = false
        var commands = 0
        var shown = Shown(command: "")
        for line in readme.split(separator: "\n", omittingEmptySubsequences: false) {
            if isConsole, line.hasPrefix("```") || line.hasPrefix("$ ") {
                recorded += try now(shown, library)
                shown.command = ""
            }
            if line.hasPrefix("```") { isConsole = line == "```console" }
            if isConsole, line.hasPrefix("$ ") {
                commands += 1
                shown = Shown(command: String(line.dropFirst(2)))
            } else if isConsole, !line.hasPrefix("```") {
                shown.lines.append(String(line))
                continue
            }
            recorded.append(String(line))
        }
        #expect(commands >= 6)
        let now = recorded.joined(separator: "\n")
        if Self.isRecording {
            try now.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        #expect(now == readme, "RECORD_SNAPSHOTS=1 writes what the commands print now")
    }

    /// A command of a console, without its `$`, and what the README shows that it prints.
    private struct Shown {
        var command: String
        var lines: [String] = []

        /// Whether a photo is read for it.
        var readsPhoto: Bool { command.contains(/\.(?:jpg|png|webp|tif)(?: |$)/) }
    }

    private static let isRecording =
        ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"

    /// What a command prints now; what the README shows if that differs only in what may differ.
    private func now(_ shown: Shown, _ library: TestLibrary) throws -> [String] {
        guard !shown.command.isEmpty else { return [] }
        if shown.readsPhoto, !Photo.canBeRead { return shown.lines }
        let printed = try run(shown.command, library)
        guard shown.readsPhoto, !Self.isRecording else { return printed }
        func compared(_ lines: [String]) -> [String] {
            lines.map { $0.replacing(/[\d.]+ % of the page's words/, with: "") }
        }
        return compared(printed) == compared(shown.lines) ? shown.lines : printed
    }

    /// The lines that a shell command prints in the project's folder.
    private func run(_ command: String, _ library: TestLibrary) throws -> [String] {
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", command + " 2>&1"]
        shell.currentDirectoryURL = Sample.project
        let folder = URL(fileURLWithPath: Program.path).deletingLastPathComponent().path
        let inherited = ProcessInfo.processInfo.environment
        shell.environment = inherited.merging(
            [
                "PATH": "\(folder):\(inherited["PATH"] ?? "/usr/bin:/bin")",
                "PAGEMATCH_LIBRARY": library.path,
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
        // On a slow machine long commands tell how far they are.
        return lines.filter { !$0.contains(/^(add|align): .+, \d+ %$/) }
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

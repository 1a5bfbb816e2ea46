import Dispatch
import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A program of this machine that is run once, bounded in time and output.
///
/// Foundation's `Process`, not the package swift-subprocess: what is needed here is one child, its
/// two outputs and its end, and everybody who builds this package would fetch and compile a
/// dependency for that. What `Process` lacks, limits, is what stands here and in ``OutputReader``.
package struct ExternalProgram: Sendable {
    /// Where it lies.
    private let path: String

    /// How much of an output is kept.
    package enum Kept: Sendable {
        /// The first bytes; more is an error.
        case all(limit: Int)
        /// The last bytes, however many come before.
        case end(length: Int)
    }

    /// What a run left behind.
    package struct Outcome: Sendable {
        /// Its exit status, or the signal that ended it.
        package var status: Int32
        /// What it wrote, as far as it was to be kept.
        package var output: [UInt8]
        /// The first 64 KiB of its messages.
        package var messages: String
    }

    /// Why a run gave nothing.
    package enum Failure: Error, Hashable {
        /// It can't be started; the phrase is the system's.
        case cannotStart(String)
        /// It was ended after so long.
        case tookTooLong(seconds: Int)
        /// It was ended after so many bytes of output.
        case wroteTooMuch(limit: Int)
    }

    /// Finds a program; `nil` if there is none.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - searchPath: Folders to look for it in, as in `PATH`; by default those of the environment.
    package init?(named name: String, searchPath: String? = nil) {
        let folders =
            searchPath ?? ProcessInfo.processInfo.environment["PATH"]
            ?? "/usr/local/bin:/usr/bin:/bin"
        // What a relative folder holds depends on where somebody happens to be.
        let paths = folders.split(separator: ":").filter { $0.hasPrefix("/") }
            .map { "\($0)/\(name)" }
        guard let path = paths.first(where: FileManager.default.isExecutableFile(atPath:)) else {
            return nil
        }
        self.path = path
    }

    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - arguments: The command line behind its name; no shell takes them apart.
    ///   - input: What it reads from standard input, from the beginning; by default nothing.
    ///   - environment: What is added to the environment of this process.
    ///   - limit: When it is ended; once that is over, it does not begin.
    ///   - memory: How many MiB of addresses it gets; more fails in it.
    ///   - kept: How much of its output is kept.
    /// - Returns: How it ended and what it wrote.
    /// - Throws: ``Failure``.
    package func run(
        _ arguments: [String], reading input: UnnamedFile? = nil,
        environment: [String: String] = [:], within limit: TimeLimit, memory: Int? = nil,
        keeping kept: Kept
    ) throws(Failure) -> Outcome {
        guard !limit.isOver else { throw .tookTooLong(seconds: limit.seconds) }
        let process = Process()
        if let memory {
            // `Process` can't set limits; a shell can, and then becomes the program. Where a limit is
            // set that is lower, that one holds.
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            let script = "ulimit -v \(memory << 10) 2>/dev/null; exec \"$0\" \"$@\""
            process.arguments = ["-c", script, path] + arguments
        } else {
            process.executableURL = URL(fileURLWithPath: path)
            process.arguments = arguments
        }
        if !environment.isEmpty {
            process.environment = ProcessInfo.processInfo.environment
                .merging(environment) { $1 }
        }
        process.standardInput = input?.handle ?? FileHandle.nullDevice
        let (output, messages) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = messages
        do {
            // Where the program before left off, since they share the place.
            try input?.handle.seek(toOffset: 0)
            try process.run()
        } catch {
            throw .cannotStart(error.localizedDescription)
        }
        let readers = [
            OutputReader(output, kept, stopsAtLimit: true),
            OutputReader(messages, .all(limit: 1 << 16), stopsAtLimit: false),
        ]
        // Both outputs end when the program does: nobody else has the pipes.
        let ended = readers[0].wait(until: limit.end) && readers[1].wait(until: limit.end)
        if !ended || readers[0].isTooMuch, process.isRunning {
            // Not SIGTERM: a child inherits that its parent ignores it.
            kill(process.processIdentifier, SIGKILL)
        }
        process.waitUntilExit()
        guard ended else { throw .tookTooLong(seconds: limit.seconds) }
        if case .all(let limit) = kept, readers[0].isTooMuch { throw .wroteTooMuch(limit: limit) }
        return Outcome(
            status: process.terminationStatus, output: readers[0].bytes,
            messages: String(decoding: readers[1].bytes, as: UTF8.self))
    }
}

internal import Dispatch
internal import Foundation

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A program of this machine that is run once, with nothing to read and bounded in time and output.
///
/// Foundation's `Process`, not the package swift-subprocess: what is needed here is one child, its
/// two outputs and its end, and everybody who builds this package would fetch and compile a
/// dependency for that. What `Process` lacks, limits, is what stands here and in ``OutputReader``.
struct ExternalProgram {
    /// Where it lies.
    let path: String

    /// How much of an output is kept.
    enum Kept {
        /// The first bytes; more is an error.
        case all(limit: Int)
        /// The last bytes, however many come before.
        case end(length: Int)
    }

    /// What a run left behind.
    struct Outcome {
        var status: Int32
        var output: [UInt8]
        /// The first 64 KiB of its messages.
        var messages: String
    }

    /// Why a run gave nothing.
    enum Failure: Error {
        case cannotStart(String)
        case tookTooLong(seconds: Int)
        case wroteTooMuch(limit: Int)
    }

    /// The program of that name in the folders of `PATH`; `nil` if there is none.
    init?(named name: String) {
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        let paths = folders.split(separator: ":").map { "\($0)/\(name)" }
        guard let path = paths.first(where: FileManager.default.isExecutableFile(atPath:)) else {
            return nil
        }
        self.path = path
    }

    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - arguments: the command line behind its name; no shell sees them.
    ///   - seconds: after so long it is ended.
    ///   - kept: how much of its output is kept.
    /// - Returns: how it ended and what it wrote.
    /// - Throws: ``Failure``.
    func run(
        _ arguments: [String], seconds: Int, keeping kept: Kept
    ) throws(Failure) -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        let (output, messages) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = messages
        do {
            try process.run()
        } catch {
            throw .cannotStart(error.localizedDescription)
        }
        let deadline = DispatchTime.now() + .seconds(seconds)
        let readers = [
            OutputReader(output, kept), OutputReader(messages, .all(limit: 1 << 16)),
        ]
        // Both outputs end when the program does: nobody else has the pipes.
        let ended = readers[0].wait(until: deadline) && readers[1].wait(until: deadline)
        if !ended || readers[0].isTooMuch, process.isRunning {
            // Not SIGTERM: a child inherits that its parent ignores it.
            kill(process.processIdentifier, SIGKILL)
        }
        process.waitUntilExit()
        guard ended else { throw .tookTooLong(seconds: seconds) }
        if case .all(let limit) = kept, readers[0].isTooMuch { throw .wroteTooMuch(limit: limit) }
        return Outcome(
            status: process.terminationStatus, output: readers[0].bytes,
            messages: String(decoding: readers[1].bytes, as: UTF8.self))
    }
}

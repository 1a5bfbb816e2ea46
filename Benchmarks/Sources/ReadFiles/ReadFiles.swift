import Foundation
import PageMatch

/// Times how long a file takes to be read: `ReadFiles book|transcript FILE RUNS`.
///
/// Prints JSON: the seconds of each run, from the file's path to its text; how much text there is, so
/// that a reader that stopped early would show; and the peak of the process's memory in KiB.
@main
struct ReadFiles {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let runs = Int(arguments[3]), runs > 0 else {
            throw CocoaError(.userCancelled)
        }
        var seconds: [Double] = []
        var letters = 0
        var spans = 0
        for _ in 0..<runs {
            let start = ContinuousClock.now
            if arguments[1] == "book" {
                let book = try Book(contentsOf: arguments[2])
                letters = book.sections.reduce(0) { $0 + $1.text.utf8.count }
                spans = book.overlayTranscripts.reduce(0) { $0 + $1.spans.count }
            } else {
                let transcript = try Transcript(contentsOf: arguments[2])
                letters = transcript.text.utf8.count
                spans = transcript.spans.count
            }
            let elapsed = ContinuousClock.now - start
            seconds.append(
                Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
        }
        print(
            #"{"seconds": \#(seconds), "letters": \#(letters), "spans": \#(spans), "#
                + #""peak": \#(try peakMemory())}"#)
    }

    /// The most memory that this process has had at a time, in KiB, as the kernel counts it.
    private static func peakMemory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
}

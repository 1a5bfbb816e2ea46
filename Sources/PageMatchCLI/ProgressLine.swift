internal import Foundation
internal import Synchronization

/// One line on standard error that tells how far a long command has come.
///
/// On a terminal it comes after half a second and is written over; elsewhere, as in a log, there is
/// one every five seconds.
final class ProgressLine: Sendable {
    private struct State {
        var lastShown: ContinuousClock.Instant?
        var isShown = false
    }

    private let title: String
    private let isQuiet: Bool
    private let start = ContinuousClock.now
    private let state = Mutex(State())

    /// A progress line, unless `quiet`.
    init(_ title: String, quiet: Bool) {
        self.title = title
        isQuiet = quiet
    }

    /// Tells what is being done and the share of it that is done, 0…1.
    func report(_ step: String, _ fraction: Double) {
        if isQuiet { return }
        let now = ContinuousClock.now
        let patience: Duration = Diagnostics.isTerminal ? .milliseconds(500) : .seconds(5)
        guard start.duration(to: now) > patience else { return }
        let pause: Duration = Diagnostics.isTerminal ? .milliseconds(100) : .seconds(5)
        state.withLock { state in
            if let last = state.lastShown, last.duration(to: now) < pause { return }
            state.lastShown = now
            state.isShown = true
            let line = "\(title): \(step), \(Int(fraction * 100)) %"
            Diagnostics.write(Diagnostics.isTerminal ? "\r\u{1B}[K\(line)" : line + "\n")
        }
    }

    /// Takes the line from the terminal.
    func finish() {
        state.withLock { state in
            if state.isShown, Diagnostics.isTerminal { Diagnostics.write("\r\u{1B}[K") }
            state.isShown = false
        }
    }
}

import Dispatch
import Foundation
import Synchronization

/// Reads one output of a running program on a thread of its own, so that neither output fills up
/// while the other is waited for.
final class OutputReader: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var isTooMuch = false
    }

    // A class, since the thread that reads and the one that waits share it.
    private let state = Mutex(State())
    private let finished = DispatchGroup()

    /// Begins to read.
    ///
    /// - Parameters:
    ///   - pipe: what the program writes to.
    ///   - kept: how much of it is kept.
    ///   - stopsAtLimit: whether more than that is not waited for; else it is read and dropped.
    init(_ pipe: Pipe, _ kept: ExternalProgram.Kept, stopsAtLimit: Bool) {
        let handle = pipe.fileHandleForReading
        finished.enter()
        DispatchQueue.global().async { [self] in
            defer { finished.leave() }
            while let piece = try? handle.read(upToCount: 1 << 16), !piece.isEmpty {
                keep(piece, kept)
                // A program that writes without end is ended by this, and one that only says much on
                // its second output is not.
                if isTooMuch, stopsAtLimit { break }
            }
            try? handle.close()
        }
    }

    private func keep(_ piece: Data, _ kept: ExternalProgram.Kept) {
        state.withLock { state in
            switch kept {
            case .all(let limit):
                let room = limit - state.bytes.count
                state.bytes += piece.prefix(room)
                if piece.count > room { state.isTooMuch = true }
            case .end(let length):
                state.bytes += piece
                if state.bytes.count > 2 * length {
                    state.bytes.removeFirst(state.bytes.count - length)
                }
            }
        }
    }

    /// Waits for the output's end; `false` if it has not come by then.
    func wait(until deadline: DispatchTime) -> Bool { finished.wait(timeout: deadline) == .success }

    /// Whether the program wrote more than is kept.
    var isTooMuch: Bool { state.withLock { $0.isTooMuch } }

    /// What was kept; all of it once ``wait(until:)`` was `true`.
    var bytes: [UInt8] { state.withLock { $0.bytes } }
}

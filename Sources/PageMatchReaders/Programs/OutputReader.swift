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
    init(_ pipe: Pipe, _ kept: ExternalProgram.Kept) {
        let handle = pipe.fileHandleForReading
        finished.enter()
        DispatchQueue.global().async { [self] in
            defer { finished.leave() }
            while let piece = try? handle.read(upToCount: 1 << 16), !piece.isEmpty {
                // What is too much is read on, and dropped, until the program ends.
                keep(piece, kept)
                if isTooMuch { break }
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
                state.isTooMuch = piece.count > room
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

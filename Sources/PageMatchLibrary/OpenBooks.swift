internal import Synchronization

/// The books whose images are mapped, by id: at most one image of each, the latest that was asked
/// for, so that a replaced one does not stay on the disk for long.
final class OpenBooks: Sendable {
    /// A mapping costs addresses, not memory; a process has about 65 000 of them.
    static let maximum = 1024

    private struct Entry {
        var image: String
        var book: AlignedBook
        /// When it was last asked for, on ``State/clock``.
        var used: UInt64
    }

    private struct State {
        var entries: [String: Entry] = [:]
        var clock: UInt64 = 0
    }

    private let state = Mutex(State())

    /// The open book, if it is of the image that the row names.
    subscript(row: BookRow) -> AlignedBook? {
        state.withLock { state in
            guard var entry = state.entries[row.book.book], entry.image == row.image else {
                return nil
            }
            state.clock += 1
            entry.used = state.clock
            state.entries[row.book.book] = entry
            return entry.book
        }
    }

    /// Keeps a book open; lets the one go that was not asked for the longest, if they are too many.
    func insert(_ book: AlignedBook, for row: BookRow) {
        state.withLock { state in
            state.clock += 1
            state.entries[row.book.book] = Entry(image: row.image, book: book, used: state.clock)
            if state.entries.count > Self.maximum,
                let oldest = state.entries.min(by: { $0.value.used < $1.value.used })
            {
                state.entries[oldest.key] = nil
            }
        }
    }

    /// Lets a book go; who still has it reads on.
    func forget(_ id: String) {
        state.withLock { $0.entries[id] = nil }
    }

    /// Lets all books go but these.
    func keepOnly(_ ids: Set<String>) {
        state.withLock { state in
            state.entries = state.entries.filter { ids.contains($0.key) }
        }
    }
}

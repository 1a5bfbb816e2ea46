internal import Foundation
internal import PageMatchAlign
internal import PageMatchText
internal import Synchronization

/// The memory of one lookup at a time: the page that is looked up, and what finds its places.
///
/// What one lookup has needed the next one uses: on the way from a page's words to a place only what is told
/// of the place is new.
struct Finder: ~Copyable {
    var query: PageQuery
    var placer = PagePlacer(confusions: Self.confusions)

    /// - Throws: `internal` when the Unicode library fails.
    init() throws(PageMatchError) { query = try PageQuery() }

    /// What OCR programs take for each other.
    private static let confusions = LetterConfusions(
        Letter.confusable, divisions: Letter.divisible)
}

/// The finders that all lookups of a process share.
///
/// Each lookup takes one that is free. There are as many as the machine has processors; what goes on at
/// once beyond that has memory of its own for a while.
enum Finders {
    private final class Slot: Sendable {
        let finder = Mutex<Finder?>(nil)
    }

    private static let slots = (0..<ProcessInfo.processInfo.activeProcessorCount).map { _ in Slot()
    }

    /// Calls `body` with a finder that nobody else uses meanwhile.
    ///
    /// - Throws: what `body` throws; `internal` when the Unicode library fails.
    static func with<Result: Sendable>(
        _ body: (inout Finder) throws(PageMatchError) -> Result
    ) throws(PageMatchError) -> Result {
        for slot in slots {
            let result = try slot.finder.withLockIfAvailable {
                (finder: inout Finder?) throws(PageMatchError) -> Result in
                // What is broken off is not used again.
                var own: Finder
                if let kept = finder.take() { own = kept } else { own = try Finder() }
                let result = try body(&own)
                own.query.forget()
                finder = consume own
                return result
            }
            if let result { return result }
        }
        var finder = try Finder()
        return try body(&finder)
    }
}

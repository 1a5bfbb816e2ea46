internal import PageMatchCore
internal import PageMatchIndex

/// A book's letters with their seeds, as a lookup reads them.
///
/// The closures' spans point into a mapped image; conforming types hold it.
package protocol LetterTarget: Sendable {
    /// Letters in a seed.
    var seedLength: Int { get }
    /// The number of letters.
    var letterCount: Int { get }
    /// Calls `body` with all letters, and the bucket starts and postings of a `LetterIndex`.
    func withLetters<Result>(
        _ body: (_ letters: Span<UInt8>, _ bucketStarts: Span<UInt32>, _ postings: Span<UInt32>) ->
            Result
    ) -> Result
}

import PageMatchIndex

@testable import PageMatchAlign

/// Letters with their seeds, as an image has them.
struct LetterBook: LetterTarget {
    let seedLength = 6
    let letters: [UInt8]
    private let index: LetterIndex
    var letterCount: Int { letters.count }

    init(_ letters: [UInt8]) {
        self.letters = letters
        index = LetterIndex(letters: letters, seedLength: 6)
    }

    func withLetters<Result>(
        _ body: (Span<UInt8>, Span<UInt32>, Span<UInt32>) -> Result
    ) -> Result {
        body(letters.span, index.bucketStarts.span, index.postings.span)
    }
}

internal import CAlignKernels
internal import PageMatchCore

/// Looks for a phrase in all of a book, letter by letter: where so much of it is misread that no seed is left.
///
/// Sixty-four letters of the phrase go over the book at once, eight stretches of it side by side; what has
/// few edits is laid beside the whole phrase by ``ClearPlacer``.
struct PhraseProbe {
    private let kernels: UnsafePointer<pm_align_kernels>
    /// The letters of books that were searched since this was made.
    private(set) var letterCount = 0
    private var hits = [pm_probe_hit](repeating: pm_probe_hit(), count: 8)

    /// Letters of a probe at most.
    static let longest = 64

    /// The most edits in ten letters: text that has nothing to do with the phrase needs some more than four.
    private static let edits = 4

    /// A probe by the best kernels of this processor, unless others are named.
    init(kernels: UnsafePointer<pm_align_kernels>? = nil) {
        self.kernels = kernels ?? pm_align_kernels_chosen()
    }

    /// The diagonals at which some letters of a phrase stand in a book with few edits, best first.
    ///
    /// - Parameters:
    ///   - window: which letters; ``longest`` of them at most.
    ///   - query: the phrase's letters.
    ///   - letters: the book's.
    /// - Returns: position in the book less position in the phrase, of the best few.
    /// - Complexity: O(letters of the book).
    mutating func diagonals(
        of window: Range<Int>, _ query: Span<UInt8>, in letters: Span<UInt8>
    ) -> [Int] {
        precondition(window.count <= Self.longest)
        guard !window.isEmpty, !letters.isEmpty else { return [] }
        letterCount += letters.count
        let most = window.count * Self.edits / 10
        let capacity = Int32(hits.count)
        let count = query.extracting(window).withUnsafeBufferPointer { pattern in
            letters.withUnsafeBufferPointer { text in
                var probe = pm_probe(
                    pattern: pattern.baseAddress, length: Int32(pattern.count),
                    text: text.baseAddress, count: Int32(text.count), most: Int32(most))
                return kernels.pointee.probe(&probe, &hits, capacity)
            }
        }
        return hits.prefix(Int(count)).map { Int($0.end) - window.upperBound }
    }
}

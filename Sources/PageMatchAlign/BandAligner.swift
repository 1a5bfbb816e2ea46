internal import CAlignKernels
internal import PageMatchCore

/// Aligns all letters of a page with the stretch of a book around a diagonal, by the fewest edits.
///
/// The band reaches ``reach`` letters to either side: what lines that are lost or read twice shift by
/// more is not followed. Sixty-four rows of a column are two words of the processor.
///
/// Owns its memory, so that many pages share it.
struct BandAligner: ~Copyable {
    /// How far the band reaches on either side of its diagonal, in letters.
    static let reach = Int(PM_BAND_REACH)

    private let kernels: UnsafePointer<pm_align_kernels>
    /// The page's letters with what kernels may read beyond them.
    private var query: [UInt8] = []
    /// The cells of all bands since this was made, as if none had been given up.
    private(set) var cells = 0
    private var columns = UnsafeMutableBufferPointer<pm_band_column>.allocate(capacity: 0)
    private var blocks = UnsafeMutableBufferPointer<pm_block>.allocate(capacity: 0)

    /// An aligner by the best kernels of this processor, unless others are named.
    init(kernels: UnsafePointer<pm_align_kernels>? = nil) {
        self.kernels = kernels ?? pm_align_kernels_chosen()
    }

    deinit {
        columns.deallocate()
        blocks.deallocate()
    }

    /// Sets the page that is aligned.
    mutating func set(_ page: Span<UInt8>) {
        query.removeAll(keepingCapacity: true)
        query.append(contentsOf: repeatElement(0, count: Int(PM_BAND_PADDING)))
        page.withUnsafeBufferPointer { query.append(contentsOf: $0) }
        query.append(contentsOf: repeatElement(0, count: Int(PM_BAND_PADDING)))
        let rows = page.count
        if blocks.count < rows {
            blocks.deallocate()
            blocks = .allocate(capacity: rows * 2)
            columns.deallocate()
            columns = .allocate(capacity: rows * 2 + 2 * Int(PM_BAND_PADDING))
        }
    }

    /// Aligns the page that is set, and finds the blocks of its letters' pairs, ascending.
    ///
    /// - Parameters:
    ///   - diagonal: position in the book less position in the page, about which they are equal.
    ///   - target: the book's letters.
    ///   - most: given up where more edits are needed, and beside them…
    ///   - permille: …so many in a thousand letters.
    ///   - found: takes the blocks, by their positions in page and book.
    /// - Returns: the edits; `nil` where it was given up, or where the book ends within the page.
    /// - Complexity: O(letters of the page).
    mutating func align(
        around diagonal: Int, _ target: Span<UInt8>, most: Int, permille: Int,
        into found: inout [LetterBlock]
    ) -> Int? {
        let rows = query.count - 2 * Int(PM_BAND_PADDING)
        // The letter of column 0.
        let base = diagonal - Self.reach
        let first = max(0, -base)
        let end = min(rows + 2 * Self.reach - 1, target.count - base)
        guard rows > 0, first < end else { return nil }
        cells += (end - first) * 2 * Self.reach
        return query.withUnsafeBufferPointer { query in
            target.withUnsafeBufferPointer { target in
                guard let letters = query.baseAddress, let book = target.baseAddress else {
                    return nil
                }
                var band = pm_band(
                    query: letters + Int(PM_BAND_PADDING), target: book + (base + first),
                    rows: Int32(rows), first: Int32(first), columns: Int32(end),
                    most: Int32(most), permille: Int32(permille))
                let result = kernels.pointee.band(&band, columns.baseAddress)
                guard result.distance >= 0 else { return nil }
                let count = Int(
                    pm_band_blocks(&band, result, columns.baseAddress, blocks.baseAddress))
                // They come from the last on.
                for index in stride(from: count - 1, through: 0, by: -1) {
                    let block = blocks[index]
                    found.append(
                        LetterBlock(
                            query: block.query, target: block.target + Int32(base),
                            count: block.count))
                }
                return Int(result.distance)
            }
        }
    }
}

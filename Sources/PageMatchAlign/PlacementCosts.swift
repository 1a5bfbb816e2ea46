internal import CAlignKernels

/// The constants of letter alignment, in letters where nothing else is said.
enum PlacementCosts {
    /// A lost line of print moves the diagonal by some fifty letters at once.
    static let chain = ChainCosts(perDiagonal: 0.05, maximum: 8, maximumPredecessors: 64)

    /// A page of so many letters and fewer is a phrase: its seeds are few, and it may stand anywhere.
    static let phrase = 400

    static let equal = 2
    static let different = -2
    /// Letters that are taken for each other in print.
    static let confused = -1
    static let gapOpen = -2
    static let gapExtend = -1

    /// The same for the kernels.
    static let letters = pm_gap_costs(
        equal: Int16(equal), confused: Int16(confused), different: Int16(different),
        open: Int16(gapOpen), extend: Int16(gapExtend))

    /// How far the text is followed before the first anchor and behind the last.
    static let reach = 400
    /// The text is not followed through so much that speaks against it: a line of print.
    static let drop: Int32 = 80

    /// What leaving out so many letters in a row costs.
    @inline(__always)
    static func gap(_ count: Int) -> Int { count > 0 ? gapOpen + gapExtend * count : 0 }
}

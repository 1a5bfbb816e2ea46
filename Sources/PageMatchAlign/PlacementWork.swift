/// What finding places has cost, counted and not timed: the same whatever the processor and its load.
package struct PlacementWork: Hashable, Sendable {
    /// Seeds of pages that were looked up in an index.
    package var seeds = 0
    /// Postings of these seeds that voted for a diagonal.
    package var votes = 0
    /// Pairs of letters that alignments had to look at, most of them many at once.
    package var cells = 0
    /// Letters of books that phrases without seeds were searched for in.
    package var probed = 0

    /// No work.
    package init() {}

    /// What has been added since the work was `earlier`.
    package static func - (one: Self, earlier: Self) -> Self {
        var rest = one
        rest.seeds -= earlier.seeds
        rest.votes -= earlier.votes
        rest.cells -= earlier.cells
        rest.probed -= earlier.probed
        return rest
    }
}

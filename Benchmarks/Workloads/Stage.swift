/// One thing that the engine does, to be timed: what it is called, and how it is prepared.
///
/// A stage is defined here and timed elsewhere, so that every way of timing does the same work and checks the same
/// answers.
public struct Stage: Sendable {
    /// One round of the work.
    public struct Round: Sendable {
        /// How much of the stage's unit is done.
        public let amount: Int
        /// What does it.
        public let work: Work

        init(_ amount: Int, _ run: @escaping @Sendable () throws -> Bool) {
            self.amount = amount
            work = .here(run)
        }

        /// No work: nothing was right.
        static let none = Round(0) { false }

        init(_ amount: Int, elsewhere run: @escaping @Sendable () async throws -> Bool) {
            self.amount = amount
            work = .elsewhere(run)
        }
    }

    /// Work that returns whether its answer is right: in the caller's thread, or in others, too.
    public enum Work: Sendable {
        case here(@Sendable () throws -> Bool)
        case elsewhere(@Sendable () async throws -> Bool)
    }

    /// What it is called: its group, a colon, and what is done.
    public let name: String
    /// What is counted: words, bytes, letters, pages.
    public let unit: String
    /// How many of a hundred answers may be wrong; none, but where letters are misread so that a page can be missed.
    public let wrongAllowed: Int
    /// Makes what a round needs, so that a round does nothing but the work.
    public let prepare: @Sendable (Workload) async throws -> Round

    init(
        _ name: String, unit: String, wrongAllowed: Int = 0,
        prepare: @escaping @Sendable (Workload) async throws -> Round
    ) {
        self.name = name
        self.unit = unit
        self.wrongAllowed = wrongAllowed
        self.prepare = prepare
    }

    /// All of them, in the order of the data: from files to words, seeds, chains and gaps, to lookups and whole jobs.
    public static let all =
        reading + text + index + alignment + kernels + lookups + library + jobs
}

import PageMatchWorkloads
import Testing

/// What is held against recorded counts fails when it should.
@Suite struct GateCountsTests {
    /// Counts that were recorded.
    private static func counts(
        right: Int = 60, wrong: Int = 2, cells: Int = 1000
    ) -> GateCounts {
        var counts = GateCounts()
        counts.add("a page", "right", .good, right)
        counts.add("a page", "wrong", .bad, wrong)
        counts.add("a page", "cells", .work, cells)
        return counts
    }

    @Test("the same counts are no change, also when they were written and read")
    func same() throws {
        let recorded = try GateCounts(text: Self.counts().text)
        #expect(recorded.count == 3)
        #expect(Self.counts().changes(since: recorded).isEmpty)
    }

    @Test(
        "answers that are others than recorded fail, work only when it is two in a hundred more or less",
        arguments: [
            (Self.counts(right: 59), "right 60 → 59, worse", true),
            (Self.counts(right: 61), "right 60 → 61, better", true),
            (Self.counts(wrong: 3), "wrong 2 → 3, worse", true),
            (Self.counts(wrong: 1), "wrong 2 → 1, better", true),
            (Self.counts(cells: 1020), "cells 1000 → 1020, worse", false),
            (Self.counts(cells: 1021), "cells 1000 → 1021, worse", true),
            (Self.counts(cells: 980), "cells 1000 → 980, better", false),
            (Self.counts(cells: 979), "cells 1000 → 979, better", true),
        ])
    func changed(now: GateCounts, line: String, isFailure: Bool) {
        let changes = now.changes(since: Self.counts())
        #expect(changes.map(\.line) == ["a page: " + line])
        #expect(changes.map(\.isFailure) == [isFailure])
    }

    @Test("what was not recorded fails, and what is no more counted")
    func unequalKeys() {
        let none = GateCounts()
        #expect(Self.counts().changes(since: none).map(\.isFailure) == [true, true, true])
        #expect(none.changes(since: Self.counts()).map(\.isFailure) == [true, true, true])
    }

    @Test("a text that holds no counts is an error that names the line")
    func noCounts() {
        for text in ["a\tb\tgood\tmany\n", "a\tb\tfine\t3\n", "a\tb\t3\n"] {
            let error = #expect(throws: GateCounts.NoCount.self) { try GateCounts(text: text) }
            #expect(error?.description.contains("a\tb") == true)
        }
    }
}

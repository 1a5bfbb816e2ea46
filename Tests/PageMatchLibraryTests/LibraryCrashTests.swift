import Foundation
import PageMatchLibrary
import TestSupport
import Testing

/// Kills a process that changes a library, again and again, and looks at what it leaves.
@Suite struct LibraryCrashTests {
    private static let kills = 100

    /// What the kills hit.
    private struct Tally: CustomStringConvertible {
        var betweenChanges = 0
        var changeLost = 0
        var changeKept = 0
        var beforeTheFirst = 0
        var orphans = 0

        var description: String {
            "\(changeLost) changes lost and \(changeKept) kept halfway, \(betweenChanges) kills "
                + "between changes, \(beforeTheFirst) before the first, \(orphans) orphans left"
        }
    }

    @Test func aKilledWriterLeavesTheOldStateOrTheNewOne() async throws {
        let seed = UInt64.random(in: 0..<1_000_000)
        var random = SeededGenerator(seed: seed)
        let place = try TemporaryLibrary()
        for number in 0..<3 {
            try Data(try await SampleBook.aligned(number).image).write(
                to: URL(fileURLWithPath: "\(place.folder)/\(number).image"))
        }
        var tally = Tally()
        var last = -1
        for kill in 0..<Self.kills {
            if kill % 10 == 0 {
                // Kills that come early meet a library that is being made.
                try remove(place)
                last = -1
            }
            let helper = try HelperProcess(["change", place.path, place.folder, "\(last + 1)"])
            let early = helper.waitForOutput()
            try await Task.sleep(for: .microseconds(Int.random(in: 0...30_000, using: &random)))
            helper.end()
            let (done, begun) = steps(in: early + helper.output(), after: last)
            _ = helper.waitForEnd()

            let state = try state(of: place, candidates: [done, begun])
            #expect(
                state == done || state == begun,
                "seed \(seed), kill \(kill): \(state), neither \(done) nor \(begun)")
            switch state {
            case _ where begun == -1: tally.beforeTheFirst += 1
            case _ where done == begun: tally.betweenChanges += 1
            case done: tally.changeLost += 1
            default: tally.changeKept += 1
            }
            tally.orphans += place.imageFiles.count > (Self.isEmpty(after: state) ? 0 : 1) ? 1 : 0
            last = state
        }
        print("crash test, seed \(seed), \(Self.kills) kills: \(tally)")
        #expect(tally.changeLost > 0, "no kill came while a book was being written; seed \(seed)")
        #expect(tally.changeLost + tally.changeKept > Self.kills / 10, "seed \(seed)")

        let library = try Library(path: place.path)
        try library.add(try await SampleBook.aligned(0), id: "book", replace: true)
        #expect(place.imageFiles.count == 1, "seed \(seed)")
        #expect(!place.files.contains("library.sqlite.new"), "seed \(seed)")
    }

    /// The last step that was done, and the last one that was begun; either may be `after`.
    private func steps(in output: String, after first: Int) -> (done: Int, begun: Int) {
        var done = first
        var begun = first
        for line in output.split(separator: "\n") {
            guard let step = Int(line.dropFirst()) else { continue }
            if line.hasPrefix(">") { done = step } else { begun = step }
        }
        return (done, begun)
    }

    /// The step after which the library is as it is now, checked to the bytes of the image.
    private func state(of place: TemporaryLibrary, candidates: [Int]) throws -> Int {
        let library = try Library(path: place.path)
        guard let entry = try library.books().first else {
            // Nothing tells two empty states from each other: there is never one after the other.
            return try #require(candidates.last { Self.isEmpty(after: $0) })
        }
        let step = try #require(Int(entry.title?.split(separator: " ").last ?? ""))
        #expect(entry.book == "book")
        #expect(try library.finds(step % 4, in: "book"))
        #expect(try library.finds(step % 4, in: nil))
        return step
    }

    /// Every fourth step removes the book.
    private static func isEmpty(after step: Int) -> Bool {
        step == -1 || step % 4 == 3
    }

    private func remove(_ place: TemporaryLibrary) throws {
        for file in place.files where file.hasPrefix("library.sqlite") {
            try FileManager.default.removeItem(atPath: place.folder + "/" + file)
        }
    }
}

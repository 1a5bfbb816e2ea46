import TestSupport
import Testing

@testable import PageMatch

/// Runs of a few tracks, in their order, of which many hold words of others.
private struct MadeRuns {
    let records: [RunRecord]
    let times: SpokenTimes
    let index: RunIndex
    let wordCount = 200

    init(_ generator: inout SeededGenerator) throws {
        var tables = SpokenTimes.Tables()
        var records: [RunRecord] = []
        for track in 0..<4 where Int.random(in: 0..<4, using: &generator) > 0 {
            var time: Int64 = 0
            for _ in 0..<Int.random(in: 0...8, using: &generator) {
                // Long, short and again the same one.
                let longest = [1, 5, 30, wordCount].randomElement(using: &generator) ?? 1
                var first = Int.random(in: 0..<wordCount, using: &generator)
                var count = min(
                    Int.random(in: 1...longest, using: &generator), wordCount - first)
                if let same = records.randomElement(using: &generator), first % 4 == 0 {
                    first = Int(same.firstWord)
                    count = Int(same.count)
                }
                time += Int64.random(in: 0...50_000, using: &generator)
                let words = spokenWords(count, from: time, &generator)
                time = words[count - 1].end.milliseconds
                records.append(
                    RunRecord(
                        track: UInt32(track), firstWord: UInt32(first), count: UInt32(count),
                        firstGroup: tables.add(words), precision: 0, reserved: 0))
            }
        }
        tables.finish()
        self.records = records
        let runs = try column(records)
        times = try SpokenTimes(
            checkpoints: column(tables.checkpoints), bits: column(tables.bits), runs: runs)
        index = RunIndex(runs, times)
    }

    func words(of run: RunRecord) -> Range<Int> {
        Int(run.firstWord)..<Int(run.firstWord + run.count)
    }
}

@Suite struct RunIndexTests {
    @Test("the runs that hold words are those that a walk through all finds", arguments: 0..<100)
    func words(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let made = try MadeRuns(&generator)
        for first in 0...made.wordCount {
            for count in [0, 1, 2, 40] {
                let words = first..<first + count
                let walked = made.records.indices.filter {
                    made.words(of: made.records[$0]).overlaps(words)
                }
                #expect(made.index.overlapping(words) == walked, "seed \(seed), \(words)")
                if count == 1 {
                    #expect(
                        made.index.first(holding: first) == walked.first, "seed \(seed), \(first)")
                }
            }
        }
    }

    @Test("the last run that begins by a moment is the one that a walk finds", arguments: 0..<100)
    func moments(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let made = try MadeRuns(&generator)
        let starts = made.records.map { made.times.start(of: $0) }
        let moments = starts.flatMap { [$0 - 1, $0, $0 + 1] } + [.min, -1, 0, 1 << 32, .max]
        for track in -1...4 {
            for moment in moments {
                let walked = made.records.indices.last {
                    (Int(made.records[$0].track), starts[$0]) <= (track, moment)
                }
                #expect(
                    made.index.last(startingBy: moment, in: track) == walked,
                    "seed \(seed), track \(track), \(moment) ms")
            }
        }
    }
}

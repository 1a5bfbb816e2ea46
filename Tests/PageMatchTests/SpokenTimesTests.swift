import TestSupport
import Testing

@testable import PageMatch

/// Spoken words of a run whose pauses and lengths are of all sizes, and mostly those of speech.
func spokenWords(
    _ count: Int, from start: Int64, _ generator: inout SeededGenerator
) -> [SpokenWord] {
    var time = start
    return (0..<count).map { _ in
        let isOdd = Int.random(in: 0..<30, using: &generator) == 0
        let pause = Bool.random(using: &generator) ? 0 : Int64.random(in: 0...60, using: &generator)
        let start = time + (isOdd ? Int64.random(in: 0...400_000, using: &generator) : pause)
        let length = Int64.random(in: isOdd ? 0...90_000 : 40...900, using: &generator)
        time = start + length
        return SpokenWord(
            start: TrackTime(milliseconds: start), end: TrackTime(milliseconds: time),
            heard: Int.random(in: 0..<20, using: &generator) > 0)
    }
}

/// The times of runs as an image holds them.
private func stored(_ runs: [[SpokenWord]]) throws -> (times: SpokenTimes, runs: [RunRecord]) {
    var tables = SpokenTimes.Tables()
    let records = runs.map {
        RunRecord(
            track: 0, firstWord: 0, count: UInt32($0.count), firstGroup: tables.add($0),
            precision: 0, reserved: 0)
    }
    tables.finish()
    return (
        try SpokenTimes(
            checkpoints: column(tables.checkpoints), bits: column(tables.bits),
            runs: column(records)), records
    )
}

/// A table of an image.
func column<Element>(_ elements: [Element]) throws -> Column<Element> {
    let bytes = elements.withUnsafeBytes { Array($0) }
    return try Column(ImageBytes(bytes), range: 0..<bytes.count)
}

@Suite struct SpokenTimesTests {
    @Test("every word keeps its time to the millisecond", arguments: 0..<20)
    func roundTrip(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let runs = [1, 31, 32, 33, Int.random(in: 1...300, using: &generator)].map {
            spokenWords(
                $0, from: Int64.random(in: 0...3_000_000_000, using: &generator), &generator)
        }
        let (times, records) = try stored(runs)
        for (run, record) in zip(runs, records) {
            #expect(times.words(of: record) == run, "seed \(seed)")
            #expect(times.start(of: record) == run[0].start.milliseconds)
            for index in run.indices {
                #expect(times.word(index, of: record) == run[index], "seed \(seed), word \(index)")
            }
        }
    }

    @Test("a moment leads to the last word that has begun", arguments: 0..<10)
    func moments(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let run = spokenWords(100, from: 5000, &generator)
        let (times, records) = try stored([run])
        let ends = run.flatMap { [$0.start.milliseconds, $0.end.milliseconds] }
        for moment in ends.flatMap({ [$0 - 1, $0, $0 + 1] }) {
            let last = run.lastIndex { $0.start.milliseconds <= moment }
            let found = times.lastWord(beginningBy: moment, of: records[0])
            #expect(found?.index == last, "seed \(seed), \(moment) ms")
            #expect(found?.end == last.map { run[$0].end }, "seed \(seed), \(moment) ms")
        }
    }

    @Test("words of a reading take two and a half bytes at most")
    func size() throws {
        var generator = SeededGenerator(seed: 1)
        var time: Int64 = 0
        // As recognisers have them: steps of 20 ms, a pause behind every dozen words.
        let reading = (0..<12_000).map { index in
            time += index % 12 == 0 ? Int64.random(in: 10...60, using: &generator) * 20 : 0
            let start = time
            time += Int64.random(in: 3...35, using: &generator) * 20
            return SpokenWord(
                start: TrackTime(milliseconds: start), end: TrackTime(milliseconds: time),
                heard: Int.random(in: 0..<40, using: &generator) > 0)
        }
        var tables = SpokenTimes.Tables()
        _ = tables.add(reading)
        tables.finish()
        let bytes =
            tables.checkpoints.count * MemoryLayout<TimeCheckpoint>.stride + tables.bits.count
        #expect(Double(bytes) <= 2.5 * Double(reading.count))
    }

    @Test("a word that ends behind the next one's beginning is cut there")
    func overlap() throws {
        let times = [(0, 500), (300, 700)].map {
            SpokenWord(
                start: TrackTime(milliseconds: $0), end: TrackTime(milliseconds: $1), heard: true)
        }
        let (stored, records) = try stored([times])
        #expect(stored.words(of: records[0]).map(\.end.milliseconds) == [300, 700])
    }

    @Test("tables of any bytes are refused, or hold times that never go back", arguments: 0..<500)
    func damage(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        var tables = SpokenTimes.Tables()
        var record = RunRecord(
            track: 0, firstWord: 0, count: 70,
            firstGroup: tables.add(spokenWords(70, from: 0, &generator)), precision: 0, reserved: 0)
        tables.finish()
        var bits = tables.bits
        var checkpoints = tables.checkpoints
        let odd: [UInt32] = [0, 1, 3, 64, 70, 96, 97, .max / 2, .max - 1, .max]
        switch seed % 5 {
        case 0: checkpoints[seed % 3].start = odd.randomElement(using: &generator) ?? 0
        case 1: checkpoints[seed % 3].bit = odd.randomElement(using: &generator) ?? 0
        case 2: record.count = odd.randomElement(using: &generator) ?? 0
        case 3: record.firstGroup = odd.randomElement(using: &generator) ?? 0
        default: checkpoints.removeLast(Int.random(in: 0...3, using: &generator))
        }
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
            bits[Int.random(in: bits.indices, using: &generator)] = UInt8.random(
                in: 0...255, using: &generator)
        }
        if seed % 3 == 0 { bits.removeLast(Int.random(in: 1...bits.count, using: &generator)) }
        do {
            let times = try SpokenTimes(
                checkpoints: column(checkpoints), bits: column(bits), runs: column([record]))
            let read = times.words(of: record)
            for (word, next) in zip(read, read.dropFirst()) {
                #expect(
                    word.start <= word.end && word.end <= next.start, "seed \(seed)")
            }
        } catch {
            #expect((error as? PageMatchError)?.code == .imageDamaged, "seed \(seed)")
        }
    }
}

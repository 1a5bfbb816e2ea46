import CAlignKernels
import TestSupport
import Testing

/// Letters behind an address that need not be aligned, with others before and behind them.
private struct Placed {
    private var memory: [UInt8]
    private let start: Int
    let count: Int

    init(_ letters: [UInt8], offset: Int = 0, padding: Int = 0) {
        start = offset + padding
        count = letters.count
        let around = [UInt8](repeating: 3, count: padding)
        memory = [UInt8](repeating: 0, count: offset) + around + letters + around
    }

    func withPointer<Result>(_ body: (UnsafePointer<UInt8>?) -> Result) -> Result {
        memory.withUnsafeBufferPointer { body($0.baseAddress.map { $0 + start }) }
    }
}

/// Kernels beside their scalar twins, and the twins beside what is obvious.
@Suite struct KernelTests {
    /// The forms that this processor has; the scalar one is the first.
    private static var forms: [UnsafePointer<pm_align_kernels>] {
        (0..<3).compactMap { pm_align_kernels_at(Int32($0)) }
    }

    private static func letters(
        _ count: Int, of alphabet: UInt8, _ generator: inout SeededGenerator
    ) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 1...alphabet, using: &generator) }
    }

    /// Lengths around those of a vector and of a word of the processor, and any others.
    private static func length(_ generator: inout SeededGenerator) -> Int {
        let border = [0, 8, 16, 32, 48, 64, 80].randomElement(using: &generator) ?? 0
        return Bool.random(using: &generator)
            ? max(0, border + Int.random(in: -2...2, using: &generator))
            : Int.random(in: 0...90, using: &generator)
    }

    // MARK: Affine gaps

    private struct Aligned: Equatable {
        var score: Int32
        var rows: Int32
        var columns: Int32
        var pairs: [[Int32]]
    }

    private static func align(
        _ form: UnsafePointer<pm_align_kernels>, _ query: Placed, _ target: Placed,
        groups: [UInt32]?, costs: pm_gap_costs, drop: Int32
    ) -> Aligned {
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: pm_gap_memory(Int32(query.count), Int32(target.count)), alignment: 16)
        defer { memory.deallocate() }
        var pairs = [pm_pair](
            repeating: pm_pair(query: -1, target: -1), count: min(query.count, target.count) + 1)
        let (rows, columns) = (Int32(query.count), Int32(target.count))
        let end = query.withPointer { query in
            target.withPointer { target in
                (groups ?? []).withUnsafeBufferPointer { groups in
                    var gap = pm_gap(
                        query: query, target: target, rows: rows, columns: columns,
                        groups: groups.isEmpty ? nil : groups.baseAddress, costs: costs, drop: drop)
                    return form.pointee.gap(&gap, memory, &pairs)
                }
            }
        }
        return Aligned(
            score: end.score, rows: end.rows, columns: end.columns,
            pairs: pairs.prefix(Int(end.pairs)).map { [$0.query, $0.target] })
    }

    /// The best score of an alignment, by the recurrence over whole gaps: O(n³).
    private static func naiveScores(
        _ query: [UInt8], _ target: [UInt8], _ groups: [UInt32]?, _ costs: pm_gap_costs
    ) -> [[Int]] {
        var best = Array(
            repeating: Array(repeating: Int.min / 2, count: target.count + 1),
            count: query.count + 1)
        best[0][0] = 0
        let (open, extend) = (Int(costs.open), Int(costs.extend))
        for row in 0...query.count {
            for column in 0...target.count where row + column > 0 {
                var most = Int.min / 2
                if row > 0, column > 0 {
                    let (left, right) = (query[row - 1], target[column - 1])
                    let isConfused = groups.map { $0[Int(left)] & $0[Int(right)] != 0 } ?? false
                    let pair =
                        left == right ? costs.equal : isConfused ? costs.confused : costs.different
                    most = best[row - 1][column - 1] + Int(pair)
                }
                for length in 1..<(row + 1) {
                    most = max(most, best[row - length][column] + open + extend * length)
                }
                for length in 1..<(column + 1) {
                    most = max(most, best[row][column - length] + open + extend * length)
                }
                best[row][column] = most
            }
        }
        return best
    }

    @Test("gaps have the scores of the naive recurrence, and all forms the same pairs")
    func gaps() {
        for seed in UInt64(0)..<400 {
            var generator = SeededGenerator(seed: seed)
            let query = Self.letters(Self.length(&generator), of: 6, &generator)
            let isLike = Bool.random(using: &generator)
            let target =
                isLike
                ? query.filter { _ in Int.random(in: 0..<8, using: &generator) > 0 }
                : Self.letters(Self.length(&generator), of: 6, &generator)
            let groups: [UInt32]? =
                seed % 3 == 0
                ? nil : (0..<256).map { _ in 1 << UInt32.random(in: 0..<32, using: &generator) }
            let costs = pm_gap_costs(
                equal: 2, confused: -1, different: -2,
                open: Int16.random(in: -4...0, using: &generator),
                extend: Int16.random(in: -3 ... -1, using: &generator))
            let drop = [-1, 0, 5, 80, 10_000].randomElement(using: &generator) ?? -1
            let placed = (
                Placed(query, offset: Int(seed % 17)), Placed(target, offset: Int(seed % 13))
            )
            let results = Self.forms.map {
                Self.align(
                    $0, placed.0, placed.1, groups: groups, costs: costs, drop: Int32(drop))
            }
            for result in results { #expect(result == results[0], "seed \(seed)") }
            let naive = Self.naiveScores(query, target, groups, costs)
            let scalar = results[0]
            #expect(
                Int(scalar.score) == naive[Int(scalar.rows)][Int(scalar.columns)], "seed \(seed)")
            if drop < 0 {
                #expect([Int(scalar.rows), Int(scalar.columns)] == [query.count, target.count])
            } else if drop == 10_000 {
                #expect(Int(scalar.score) == naive.joined().max(), "seed \(seed)")
            }
            // The pairs add up to the score.
            var sum = 0
            var last: [Int32] = [-1, -1]
            for pair in scalar.pairs + [[scalar.rows, scalar.columns]] {
                for side in 0..<2 where pair[side] - last[side] > 1 {
                    sum += Int(costs.open) + Int(costs.extend) * Int(pair[side] - last[side] - 1)
                }
                last = pair
                if pair == [scalar.rows, scalar.columns] { break }
                let (left, right) = (query[Int(pair[0])], target[Int(pair[1])])
                let isConfused = groups.map { $0[Int(left)] & $0[Int(right)] != 0 } ?? false
                sum += Int(
                    left == right ? costs.equal : isConfused ? costs.confused : costs.different)
            }
            #expect(sum == Int(scalar.score), "seed \(seed)")
        }
    }

    @Test("the largest gaps have scores that 16 bits hold")
    func largestGaps() {
        let costs = pm_gap_costs(equal: 2, confused: -1, different: -2, open: -2, extend: -1)
        let half = Int(PM_GAP_LONGEST) / 2
        let same = Placed([UInt8](repeating: 1, count: half))
        let other = Placed([UInt8](repeating: 2, count: half))
        let long = Placed([UInt8](repeating: 2, count: 2 * half - 90))
        let short = Placed([UInt8](repeating: 1, count: 90))
        for form in Self.forms {
            func score(_ query: Placed, _ target: Placed) -> Int32 {
                Self.align(form, query, target, groups: nil, costs: costs, drop: -1).score
            }
            #expect(score(same, same) == Int32(2 * half))
            // Different letters are cheaper by the gap that they save.
            #expect(score(same, other) == Int32(-2 * half))
            #expect(score(short, long) == Int32(-2 - 2 * half))
        }
    }

    // MARK: Bands

    private struct Banded: Equatable {
        var distance: Int32
        var column: Int32
        var columns: [[UInt64]]
        var pairs: [[Int32]]
    }

    private static func align(
        _ form: UnsafePointer<pm_align_kernels>, _ query: Placed, _ target: Placed, first: Int,
        columns: Int, most: Int32
    ) -> Banded {
        var kept = [pm_band_column](
            repeating: pm_band_column(diagonal: 0, increase: 0), count: columns + 1)
        var blocks = [pm_block](
            repeating: pm_block(query: -1, target: -1, count: 0), count: query.count + 1)
        return query.withPointer { letters in
            target.withPointer { book in
                var band = pm_band(
                    query: letters, target: book, rows: Int32(query.count), first: Int32(first),
                    columns: Int32(columns), most: most, permille: 100)
                let end = form.pointee.band(&band, &kept)
                let count =
                    end.distance < 0 ? 0 : Int(pm_band_blocks(&band, end, kept, &blocks))
                return Banded(
                    distance: end.distance, column: end.column,
                    columns: end.distance < 0 ? [] : kept.map { [$0.diagonal, $0.increase] },
                    pairs: blocks.prefix(count).reversed().flatMap { block in
                        (0..<block.count).map { [block.query + $0, block.target + $0] }
                    })
            }
        }
    }

    /// The fewest edits between all of `query` and some stretch of `target`.
    private static func naiveDistance(_ query: [UInt8], _ target: [UInt8]) -> Int {
        var before = [Int](repeating: 0, count: target.count + 1)
        for row in query.indices {
            var now = [row + 1]
            for column in target.indices {
                now.append(
                    min(
                        before[column] + (query[row] == target[column] ? 0 : 1),
                        before[column + 1] + 1, now[column] + 1))
            }
            before = now
        }
        return before.min() ?? 0
    }

    @Test("bands of all forms are the same, and have the fewest edits where these fit in")
    func bands() {
        var exact = 0
        for seed in UInt64(0)..<400 {
            var generator = SeededGenerator(seed: seed)
            let rows = max(1, Self.length(&generator) * Int.random(in: 1...3, using: &generator))
            let query = Self.letters(rows, of: 9, &generator)
            // The book has the page with some edits, at the diagonal or near it; or it has not.
            let shift = Int.random(in: -8...8, using: &generator)
            var book = Self.letters(32 + shift, of: 9, &generator)
            let isThere = seed % 5 > 0
            if isThere {
                for letter in query {
                    switch Int.random(in: 0..<20, using: &generator) {
                    case 0: break
                    case 1: book += [letter, 9]
                    case 2: book.append(1)
                    default: book.append(letter)
                    }
                }
            }
            book += Self.letters(rows + 128 - book.count % 64, of: 9, &generator)
            // The book may begin within the band, or end there.
            let first = seed % 4 == 0 ? Int.random(in: 0...31, using: &generator) : 0
            let cut = seed % 7 == 0 ? Int.random(in: 0...80, using: &generator) : 0
            let columns = rows + 63 - cut
            guard first < columns else { continue }
            let target = Array(book[first..<max(first, columns)])
            let most: Int32 = seed % 6 == 0 ? 10 : 10_000
            let placed = (
                Placed(query, offset: Int(seed % 17), padding: Int(PM_BAND_PADDING)),
                Placed(target, offset: Int(seed % 13))
            )
            let results = Self.forms.map {
                Self.align(
                    $0, placed.0, placed.1, first: first, columns: columns, most: most)
            }
            for result in results { #expect(result == results[0], "seed \(seed)") }
            let scalar = results[0]
            #expect(scalar.distance >= 0 || cut > 62 || most == 10, "seed \(seed)")
            guard scalar.distance >= 0 else { continue }
            let naive = Self.naiveDistance(query, target)
            #expect(Int(scalar.distance) >= naive, "seed \(seed)")
            if isThere, first == 0, cut < 16, naive < 12 {
                #expect(Int(scalar.distance) == naive, "seed \(seed)")
                exact += 1
            }
            // The pairs add up to the edits: all of the page, and of the book what lies between.
            var edits = 0
            var last: [Int32]?
            for pair in scalar.pairs {
                edits += query[Int(pair[0])] == target[Int(pair[1]) - first] ? 0 : 1
                let (row, column) = last.map { ($0[0], $0[1]) } ?? (-1, pair[1] - 1)
                edits += Int(pair[0] - row - 1) + Int(pair[1] - column - 1)
                last = pair
            }
            edits += query.count - 1 - Int(last?[0] ?? -1)
            edits += Int(scalar.column) - 1 - Int(last?[1] ?? scalar.column - 1)
            if isThere, first == 0, cut == 0 {
                #expect(edits == Int(scalar.distance), "seed \(seed)")
            } else {
                #expect(edits >= Int(scalar.distance), "seed \(seed)")
            }
        }
        #expect(exact > 50)
    }

    // MARK: Probes

    private struct Hit: Equatable {
        var distance: Int32
        var end: Int32
    }

    private static func probe(
        _ form: UnsafePointer<pm_align_kernels>, _ pattern: Placed, _ text: Placed, most: Int32,
        capacity: Int
    ) -> [Hit] {
        var hits = [pm_probe_hit](repeating: pm_probe_hit(distance: -1, end: -1), count: capacity)
        let count = pattern.withPointer { letters in
            text.withPointer { book in
                var probe = pm_probe(
                    pattern: letters, length: Int32(pattern.count), text: book,
                    count: Int32(text.count), most: most)
                return form.pointee.probe(&probe, &hits, Int32(capacity))
            }
        }
        return hits.prefix(Int(count)).map { Hit(distance: $0.distance, end: $0.end) }
    }

    @Test("probes of all forms find the same, and where the pattern stands")
    func probes() {
        var found = 0
        for seed in UInt64(0)..<150 {
            var generator = SeededGenerator(seed: seed)
            let length = [1, 2, 31, 40, 62, 63, 64][Int(seed % 7)]
            let pattern = Self.letters(length, of: seed % 2 == 0 ? 4 : 20, &generator)
            // From less than a block to many for each lane, with a rest of any length.
            let count = [0, 1, 63, 64, 65, 511, 512, 513, 5_000][Int(seed % 9)]
            var text = Self.letters(
                count + Int.random(in: 0..<70, using: &generator), of: seed % 2 == 0 ? 4 : 20,
                &generator)
            let isThere = seed % 3 > 0
            var place = 0
            if isThere {
                place = Int.random(in: 0...text.count, using: &generator)
                var copy = pattern
                if length > 8 { copy[length / 2] = 21 }
                text.insert(contentsOf: copy, at: place)
            }
            let most = Int32(length * 4 / 10)
            for capacity in [1, 3, 200] {
                let results = Self.forms.map {
                    Self.probe(
                        $0, Placed(pattern, offset: Int(seed % 5)),
                        Placed(text, offset: Int(seed % 13)),
                        most: most, capacity: capacity)
                }
                for result in results { #expect(result == results[0], "seed \(seed)") }
                let sorted = results[0].sorted { ($0.distance, $0.end) < ($1.distance, $1.end) }
                #expect(results[0] == sorted, "seed \(seed)")
                #expect(Set(results[0].map { ($0.end - 1) / 64 }).count == results[0].count)
                guard isThere, length > 30, seed % 2 == 1 else { continue }
                #expect(results[0].first?.distance == 1, "seed \(seed)")
                #expect(results[0].first?.end == Int32(place + length), "seed \(seed)")
                found += 1
            }
        }
        #expect(found > 60)
    }

    // MARK: Equal letters

    @Test("equal letters are counted alike from every address, to the limit")
    func equalLetters() {
        for seed in UInt64(0)..<2000 {
            var generator = SeededGenerator(seed: seed)
            let left = Self.letters(Self.length(&generator), of: 255, &generator)
            var right = left
            if let place = right.indices.randomElement(using: &generator), seed % 4 > 0 {
                right[place] &+= 1
            }
            let placed = (Placed(left, offset: Int(seed % 16)), Placed(right, offset: 3))
            let naive = zip(left, right).prefix { $0 == $1 }.count
            let counts = placed.0.withPointer { left in
                placed.1.withPointer { right in
                    [
                        pm_equal_letters(left, right, right == nil ? 0 : placed.1.count),
                        pm_equal_letters_scalar(left, right, placed.1.count),
                    ]
                }
            }
            #expect(counts == [naive, naive], "seed \(seed)")
        }
    }

    @Test("all equal letters are counted alike from every address")
    func equalLettersInAll() {
        for seed in UInt64(0)..<2000 {
            var generator = SeededGenerator(seed: seed)
            let left = Self.letters(
                Self.length(&generator) * 3, of: seed % 2 == 0 ? 2 : 255, &generator)
            let right = left.map {
                Bool.random(using: &generator) ? $0 : UInt8.random(in: 0...255, using: &generator)
            }
            let placed = (Placed(left, offset: Int(seed % 16)), Placed(right, offset: 3))
            let naive = zip(left, right).count { $0 == $1 }
            let counts = placed.0.withPointer { left in
                placed.1.withPointer { right in
                    [
                        pm_count_equal(left, right, placed.1.count),
                        pm_count_equal_scalar(left, right, placed.1.count),
                    ]
                }
            }
            #expect(counts == [naive, naive], "seed \(seed)")
        }
    }
}

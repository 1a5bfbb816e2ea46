internal import ArgumentParser
internal import CAlignKernels
internal import PageMatchAlign
internal import TestSupport

extension KernelRows {
    // MARK: Gaps

    /// What letters cost where the engine places pages.
    private static let costs = pm_gap_costs(
        equal: 2, confused: -1, different: -2, open: -2, extend: -1)

    /// A square gap.
    static func gap(
        _ size: Int, hasGroups: Bool, _ rounds: Int, _ seed: UInt64
    ) throws -> String {
        var generator = SeededGenerator(seed: seed)
        let query = letters(size, &generator)
        let target = Array(
            (misread(query, &generator) + letters(size, &generator)).prefix(size))
        let groups: [UInt32]? =
            hasGroups
            ? (0..<256).map { _ in 1 << UInt32.random(in: 0..<32, using: &generator) } : nil
        let gaps = forms.map { form in
            form.map { KernelGap($0, query, target, groups, costs) }
        }
        let pairs = gaps.compactMap { $0?.pairs() }
        guard pairs.allSatisfy({ $0 == pairs[0] }) else {
            throw ValidationError("a gap of \(size) letters has other pairs by other forms")
        }
        let diagonals = DiagonalGap(query, target, groups, costs)
        let ways: [Ways.Way?] =
            gaps.map { gap in gap.map { gap in { gap.score() } } } + [
                { rowByRow(query, target, groups) }, { diagonals.score(isWide: false) },
                { diagonals.score(isWide: true) },
            ]
        let seconds = try Ways("gap", ways, rounds: rounds).seconds()
        return line(
            "gap", "\(size) · \(size), " + (hasGroups ? "with groups" : "no groups"),
            "million cells a second",
            seconds.map { $0.map { Double(size * size) / $0 / 1e6 } })
    }

    /// By the engine's aligner for any scores.
    private static func rowByRow(
        _ query: [UInt8], _ target: [UInt8], _ groups: [UInt32]?
    ) -> Int {
        let query = query.span
        let target = target.span
        var aligner = GapAligner(open: Int32(costs.open), extend: Int32(costs.extend))
        let (equal, confused) = (Int32(costs.equal), Int32(costs.confused))
        let different = Int32(costs.different)
        guard let groups else {
            return Int(
                aligner.align(rows: query.count, columns: target.count, end: .fixed) {
                    query[$0] == target[$1] ? equal : different
                }.score)
        }
        let places = groups.span
        return Int(
            aligner.align(rows: query.count, columns: target.count, end: .fixed) {
                let (left, right) = (query[$0], target[$1])
                if left == right { return equal }
                return places[Int(left)] & places[Int(right)] != 0 ? confused : different
            }.score)
    }

    // MARK: Bands

    /// A page in a band: rows for its columns, for all of it, and for its pairs.
    static func band(_ size: Int, _ rounds: Int, _ seed: UInt64) throws -> [String] {
        var generator = SeededGenerator(seed: seed)
        let page = letters(size, &generator)
        let reach = Int(PM_BAND_REACH)
        let book =
            letters(reach, &generator) + misread(page, &generator)
            + letters(2 * reach + 64, &generator)
        let bands = forms.map { form in form.map { KernelBand($0, page, book) } }
        let ways = bands.map { band -> Ways.Way? in band.map { band in { band.distance() } } }
        let seconds = try Ways("band", ways, rounds: rounds).seconds()
        let kept = bands.compactMap { $0?.kept() }
        guard kept.allSatisfy({ $0 == kept[0] }), let band = bands[1] else {
            throw ValidationError("a band of \(size) letters is not the same by other forms")
        }
        let pairs = try Ways("pairs", [nil, { band.pairCount() }], rounds: rounds).seconds()
        let columns = Double(band.columnCount)
        return [
            line(
                "band", "\(size) letters", "ns a column",
                seconds.map { $0.map { $0 * 1e9 / columns } }),
            line("band", "\(size) letters", "µs a page", seconds.map { $0.map { $0 * 1e6 } }),
            line(
                "pairs of a band", "\(size) letters", "µs a page",
                pairs.map { $0.map { $0 * 1e6 } }),
        ]
    }
}

extension KernelRows {
    /// Sixty-four letters in all of a book.
    static func probe(in count: Int, _ rounds: Int, _ seed: UInt64) throws -> String {
        var generator = SeededGenerator(seed: seed)
        let pattern = letters(64, &generator)
        let book =
            letters(count / 3, &generator) + misread(pattern, &generator)
            + letters(count - count / 3, &generator)
        var found: [[pm_probe_hit]] = []
        let ways = forms.map { form -> Ways.Way? in
            form.map { form in
                var hits = [pm_probe_hit](repeating: pm_probe_hit(), count: 8)
                func search() -> Int {
                    pattern.withUnsafeBufferPointer { pattern in
                        book.withUnsafeBufferPointer { book in
                            var probe = pm_probe(
                                pattern: pattern.baseAddress, length: Int32(pattern.count),
                                text: book.baseAddress, count: Int32(book.count), most: 25)
                            return Int(form.pointee.probe(&probe, &hits, Int32(hits.count)))
                        }
                    }
                }
                found.append(Array(hits.prefix(search())))
                return search
            }
        }
        let ends = found.map { $0.map { [$0.distance, $0.end] } }
        guard let first = ends.first, !first.isEmpty, ends.allSatisfy({ $0 == first }) else {
            throw ValidationError("a probe is not the same by other forms")
        }
        let seconds = try Ways("probe", ways, rounds: min(rounds, 5)).seconds()
        return line(
            "exhaustive search", "64 in \(book.count) letters", "ms",
            seconds.map { $0.map { $0 * 1e3 } })
    }
}

/// A gap and memory for a form of its kernel.
private final class KernelGap {
    private let form: UnsafePointer<pm_align_kernels>
    private let query: [UInt8]
    private let target: [UInt8]
    private let groups: [UInt32]?
    private let costs: pm_gap_costs
    private let memory: UnsafeMutableRawPointer
    private var found: [pm_pair]

    init(
        _ form: UnsafePointer<pm_align_kernels>, _ query: [UInt8], _ target: [UInt8],
        _ groups: [UInt32]?, _ costs: pm_gap_costs
    ) {
        self.form = form
        (self.query, self.target, self.groups, self.costs) = (query, target, groups, costs)
        memory = .allocate(
            byteCount: pm_gap_memory(Int32(query.count), Int32(target.count)), alignment: 64)
        found = [pm_pair](
            repeating: pm_pair(query: -1, target: -1), count: min(query.count, target.count))
    }

    deinit { memory.deallocate() }

    private func align() -> pm_gap_end {
        let (rows, columns) = (Int32(query.count), Int32(target.count))
        return query.withUnsafeBufferPointer { query in
            target.withUnsafeBufferPointer { target in
                (groups ?? []).withUnsafeBufferPointer { groups in
                    var gap = pm_gap(
                        query: query.baseAddress, target: target.baseAddress, rows: rows,
                        columns: columns, groups: groups.isEmpty ? nil : groups.baseAddress,
                        costs: costs, drop: -1)
                    return form.pointee.gap(&gap, memory, &found)
                }
            }
        }
    }

    func score() -> Int { Int(align().score) }

    func pairs() -> [[Int32]] {
        let count = Int(align().pairs)
        return found.prefix(count).map { [$0.query, $0.target] }
    }
}

/// A page, the book around it, and memory for a form of the kernel.
private final class KernelBand {
    private let form: UnsafePointer<pm_align_kernels>
    private let page: [UInt8]
    private let book: [UInt8]
    private let rows: Int
    private var columns: [pm_band_column]
    private var found: [pm_block]
    private var end = pm_band_end()

    init(_ form: UnsafePointer<pm_align_kernels>, _ page: [UInt8], _ book: [UInt8]) {
        self.form = form
        self.book = book
        let padding = [UInt8](repeating: 0, count: Int(PM_BAND_PADDING))
        self.page = padding + page + padding
        rows = page.count
        let count = page.count + 2 * Int(PM_BAND_REACH) - 1
        columns = [pm_band_column](repeating: pm_band_column(), count: count)
        found = [pm_block](repeating: pm_block(), count: page.count)
    }

    var columnCount: Int { columns.count }

    private func with<Result>(_ body: (UnsafePointer<pm_band>) -> Result) -> Result {
        page.withUnsafeBufferPointer { page in
            book.withUnsafeBufferPointer { book in
                var band = pm_band(
                    query: page.baseAddress.map { $0 + Int(PM_BAND_PADDING) },
                    target: book.baseAddress, rows: Int32(rows), first: 0,
                    columns: Int32(columns.count), most: Int32(rows), permille: 1000)
                return body(&band)
            }
        }
    }

    /// The fewest edits of all of the page.
    func distance() -> Int {
        end = with { form.pointee.band($0, &columns) }
        return Int(end.distance)
    }

    /// How many letters are paired by what ``distance()`` has kept.
    func pairCount() -> Int {
        let count = with { Int(pm_band_blocks($0, end, columns, &found)) }
        return found.prefix(count).reduce(0) { $0 + Int($1.count) }
    }

    /// What ``distance()`` has kept, with the column behind the last one.
    func kept() -> [[UInt64]] {
        columns.map { [$0.diagonal, $0.increase] } + [[UInt64(end.column)]]
    }
}

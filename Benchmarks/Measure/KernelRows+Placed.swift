internal import ArgumentParser
internal import CAlignKernels
internal import PageMatchAlign
internal import PageMatchWorkloads
internal import TestSupport

extension KernelRows {
    // MARK: Gaps

    /// A square gap.
    static func gap(
        _ size: Int, hasGroups: Bool, _ rounds: Int, _ seed: UInt64
    ) throws -> String {
        var generator = SeededGenerator(seed: seed)
        let query = RandomLetters.make(size, &generator)
        let target = Array(
            (RandomLetters.misread(query, &generator) + RandomLetters.make(size, &generator))
                .prefix(size))
        let groups: [UInt32]? =
            hasGroups
            ? (0..<256).map { _ in 1 << UInt32.random(in: 0..<32, using: &generator) } : nil
        let gaps = forms.map { form in
            form.map { KernelGap($0, query, target, groups) }
        }
        let pairs = gaps.compactMap { $0?.pairs() }
        guard pairs.allSatisfy({ $0 == pairs[0] }) else {
            throw ValidationError("a gap of \(size) letters has other pairs by other forms")
        }
        let diagonals = DiagonalGap(query, target, groups, KernelGap.costs)
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
        let costs = KernelGap.costs
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
        let page = RandomLetters.make(size, &generator)
        let reach = Int(PM_BAND_REACH)
        let book =
            RandomLetters.make(reach, &generator) + RandomLetters.misread(page, &generator)
            + RandomLetters.make(2 * reach + 64, &generator)
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
        let pattern = RandomLetters.make(64, &generator)
        let book =
            RandomLetters.make(count / 3, &generator)
            + RandomLetters.misread(pattern, &generator)
            + RandomLetters.make(count - count / 3, &generator)
        let probes = forms.map { form in form.map { KernelProbe($0, pattern, book) } }
        let ways = probes.map { probe in
            probe.map { probe -> Ways.Way in { probe.hits().count } }
        }
        let ends = probes.compactMap { $0?.hits() }
        guard let first = ends.first, !first.isEmpty, ends.allSatisfy({ $0 == first }) else {
            throw ValidationError("a probe is not the same by other forms")
        }
        let seconds = try Ways("probe", ways, rounds: min(rounds, 5)).seconds()
        return line(
            "exhaustive search", "64 in \(book.count) letters", "ms",
            seconds.map { $0.map { $0 * 1e3 } })
    }
}

package import CAlignKernels
package import TestSupport

/// Letters of texts that are made by chance, as codes.
package enum RandomLetters {
    /// Letters of a random text, as codes.
    package static func make(_ count: Int, _ generator: inout SeededGenerator) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 1...26, using: &generator) }
    }

    /// A copy in which 15 % of the letters are others, left out or put in.
    ///
    /// As many are left out as put in, in turn, so that it stays beside what was copied.
    package static func misread(_ letters: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var copy: [UInt8] = []
        var isLeftOut = false
        for letter in letters {
            guard Int.random(in: 0..<100, using: &generator) < 15 else {
                copy.append(letter)
                continue
            }
            let other = UInt8.random(in: 1...26, using: &generator)
            if Int.random(in: 0..<3, using: &generator) == 0 {
                copy.append(other)
            } else {
                isLeftOut.toggle()
                if !isLeftOut { copy += [letter, other] }
            }
        }
        return copy
    }
}

/// A gap and memory for a form of its kernel.
package final class KernelGap {
    private let form: UnsafePointer<pm_align_kernels>
    private let query: [UInt8]
    private let target: [UInt8]
    private let groups: [UInt32]?
    private let memory: UnsafeMutableRawPointer
    private var found: [pm_pair]

    /// What letters cost where the engine places pages.
    package static let costs = pm_gap_costs(
        equal: 2, confused: -1, different: -2, open: -2, extend: -1)

    /// A gap between `query` and `target`; letters of one of the `groups` look alike.
    package init(
        _ form: UnsafePointer<pm_align_kernels>, _ query: [UInt8], _ target: [UInt8],
        _ groups: [UInt32]?
    ) {
        self.form = form
        (self.query, self.target, self.groups) = (query, target, groups)
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
                        costs: Self.costs, drop: -1)
                    return form.pointee.gap(&gap, memory, &found)
                }
            }
        }
    }

    /// The score of the whole gap.
    package func score() -> Int { Int(align().score) }

    /// Which letters are paired: query, target.
    package func pairs() -> [[Int32]] {
        let count = Int(align().pairs)
        return found.prefix(count).map { [$0.query, $0.target] }
    }
}

/// A page, the book around it, and memory for a form of the kernel.
package final class KernelBand {
    private let form: UnsafePointer<pm_align_kernels>
    private let page: [UInt8]
    private let book: [UInt8]
    private let rows: Int
    private var columns: [pm_band_column]
    private var found: [pm_block]
    private var end = pm_band_end()

    /// A page whose first letter belongs `PM_BAND_REACH` letters into `book`.
    package init(_ form: UnsafePointer<pm_align_kernels>, _ page: [UInt8], _ book: [UInt8]) {
        self.form = form
        self.book = book
        let padding = [UInt8](repeating: 0, count: Int(PM_BAND_PADDING))
        self.page = padding + page + padding
        rows = page.count
        let count = page.count + 2 * Int(PM_BAND_REACH) - 1
        columns = [pm_band_column](repeating: pm_band_column(), count: count)
        found = [pm_block](repeating: pm_block(), count: page.count)
    }

    /// How many columns the band has.
    package var columnCount: Int { columns.count }

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
    package func distance() -> Int {
        end = with { form.pointee.band($0, &columns) }
        return Int(end.distance)
    }

    /// How many letters are paired by what ``distance()`` has kept.
    package func pairCount() -> Int {
        let count = with { Int(pm_band_blocks($0, end, columns, &found)) }
        return found.prefix(count).reduce(0) { $0 + Int($1.count) }
    }

    /// What ``distance()`` has kept, with the column behind the last one.
    package func kept() -> [[UInt64]] {
        columns.map { [$0.diagonal, $0.increase] } + [[UInt64(end.column)]]
    }
}

/// Some letters that are searched for in all of a book, and memory for a form of the kernel.
package final class KernelProbe {
    private let form: UnsafePointer<pm_align_kernels>
    private let pattern: [UInt8]
    private let book: [UInt8]
    private var found = [pm_probe_hit](repeating: pm_probe_hit(), count: 8)

    /// Two letters in five may be wrong.
    package init(_ form: UnsafePointer<pm_align_kernels>, _ pattern: [UInt8], _ book: [UInt8]) {
        self.form = form
        self.pattern = pattern
        self.book = book
    }

    /// Where the letters end in the book, each with its distance before it.
    package func hits() -> [[Int32]] {
        let count = pattern.withUnsafeBufferPointer { pattern in
            book.withUnsafeBufferPointer { book in
                var probe = pm_probe(
                    pattern: pattern.baseAddress, length: Int32(pattern.count),
                    text: book.baseAddress, count: Int32(book.count),
                    most: Int32(pattern.count * 2 / 5))
                return Int(form.pointee.probe(&probe, &found, Int32(found.count)))
            }
        }
        return found.prefix(count).map { [$0.distance, $0.end] }
    }
}

internal import CAlignKernels
internal import Foundation
internal import PageMatchAlign
internal import Synchronization
internal import TestSupport

extension Stage {
    /// Each form of each kernel that this processor has.
    ///
    /// What is right is computed without any of them.
    static let kernels =
        (0..<3).compactMap { index in
            pm_align_kernels_at(Int32(index)).map {
                (Int32(index), String(cString: $0.pointee.name))
            }
        }.flatMap { index, form in
            [
                Stage("kernel: affine gap of 256 letters beside 256, \(form)", unit: "cells") { _ in
                    var generator = SeededGenerator(seed: 1)
                    let query = RandomLetters.make(256, &generator)
                    let target = Array(
                        (RandomLetters.misread(query, &generator)
                            + RandomLetters.make(256, &generator)).prefix(256))
                    let right = scoreOfGap(query, target)
                    guard let form = pm_align_kernels_at(index) else { return .none }
                    let work = KernelGap(form, query, target, nil)
                    let gap = Kernel { work.score() }
                    return Round(256 * 256) { gap() == right }
                },
                Stage("kernel: band along a page of 1,100 letters, \(form)", unit: "letters") { _ in
                    var generator = SeededGenerator(seed: 1)
                    let page = RandomLetters.make(1100, &generator)
                    let book =
                        RandomLetters.make(Int(PM_BAND_REACH), &generator)
                        + RandomLetters.misread(page, &generator)
                        + RandomLetters.make(128, &generator)
                    let right = fewestEdits(page, in: book)
                    guard let form = pm_align_kernels_at(index) else { return .none }
                    let work = KernelBand(form, page, book)
                    let band = Kernel { work.distance() }
                    return Round(1100) { band() == right }
                },
                Stage("kernel: probe of 64 letters in 540,000, \(form)", unit: "letters") { _ in
                    var generator = SeededGenerator(seed: 1)
                    let pattern = RandomLetters.make(64, &generator)
                    let copy = RandomLetters.misread(pattern, &generator)
                    let before = RandomLetters.make(270_000, &generator)
                    let book = before + copy + RandomLetters.make(270_000 - copy.count, &generator)
                    let right = fewestEdits(pattern, in: copy)
                    guard let form = pm_align_kernels_at(index) else { return .none }
                    let work = KernelProbe(form, pattern, book)
                    let end = before.count + copy.count
                    let probe = Kernel {
                        let near = work.hits().filter { abs(Int($0[1]) - end) <= 4 }
                        return near.map { Int($0[0]) }.min() ?? -1
                    }
                    return Round(book.count) { probe() == right }
                },
            ]
        } + equalLetters

    /// Letters that are equal up to the 1,000th: plainly, and many at once.
    private static let equalLetters = [true, false].map { isScalar in
        Stage(
            "kernel: equal letters up to the 1,000th, " + (isScalar ? "scalar" : "any processor"),
            unit: "letters"
        ) { _ in
            var generator = SeededGenerator(seed: 1)
            let left = RandomLetters.make(1100, &generator)
            var right = left
            right[1000] = 0
            let other = right
            return Round(1000) {
                isScalar
                    ? pm_equal_letters_scalar(left, other, left.count) == 1000
                    : pm_equal_letters(left, other, left.count) == 1000
            }
        }
    }

    /// What a form of a kernel does, which the memory of one caller serves.
    private final class Kernel: Sendable {
        private let run: Mutex<() -> Int>

        init(_ run: sending @escaping () -> Int) { self.run = Mutex(run) }

        func callAsFunction() -> Int { run.withLock { $0() } }
    }

    /// The score of a gap, by the aligner for any scores.
    private static func scoreOfGap(_ query: [UInt8], _ target: [UInt8]) -> Int {
        let costs = KernelGap.costs
        var aligner = GapAligner(open: Int32(costs.open), extend: Int32(costs.extend))
        return Int(
            aligner.align(rows: query.count, columns: target.count, end: .fixed) {
                Int32(query[$0] == target[$1] ? costs.equal : costs.different)
            }.score)
    }

    /// The fewest edits that make letters a stretch of others, cell by cell.
    private static func fewestEdits(_ letters: [UInt8], in text: [UInt8]) -> Int {
        var row = [Int](repeating: 0, count: text.count + 1)
        for (number, letter) in letters.enumerated() {
            var diagonal = row[0]
            row[0] = number + 1
            for (column, other) in text.enumerated() {
                let best = min(
                    diagonal + (letter == other ? 0 : 1), row[column] + 1, row[column + 1] + 1)
                diagonal = row[column + 1]
                row[column + 1] = best
            }
        }
        return row.min() ?? 0
    }
}

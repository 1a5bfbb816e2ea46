internal import CAlignKernels
internal import Foundation
internal import Synchronization
internal import TestSupport

extension Stage {
    /// Each form of each kernel that this processor has; the scalar one says what is right.
    static let kernels = (0..<3).compactMap { index in
        pm_align_kernels_at(Int32(index)).map { (Int32(index), String(cString: $0.pointee.name)) }
    }.flatMap { index, form in
        [
            kernel("affine gap of 256 letters beside 256", index, form, unit: "cells", 256 * 256) {
                var generator = SeededGenerator(seed: 1)
                let query = RandomLetters.make(256, &generator)
                let target = Array(
                    (RandomLetters.misread(query, &generator)
                        + RandomLetters.make(256, &generator)).prefix(256))
                return { form in
                    let gap = KernelGap(form, query, target, nil)
                    return { gap.score() }
                }
            },
            kernel("band along a page of 1,100 letters", index, form, unit: "letters", 1100) {
                var generator = SeededGenerator(seed: 1)
                let page = RandomLetters.make(1100, &generator)
                let book =
                    RandomLetters.make(Int(PM_BAND_REACH), &generator)
                    + RandomLetters.misread(page, &generator)
                    + RandomLetters.make(128, &generator)
                return { form in
                    let band = KernelBand(form, page, book)
                    return { band.distance() }
                }
            },
            kernel("probe of 64 letters in 540,000", index, form, unit: "letters", 540_000) {
                var generator = SeededGenerator(seed: 1)
                let pattern = RandomLetters.make(64, &generator)
                let book =
                    RandomLetters.make(270_000, &generator)
                    + RandomLetters.misread(pattern, &generator)
                    + RandomLetters.make(269_936, &generator)
                return { form in
                    let probe = KernelProbe(form, pattern, book)
                    return { probe.hits().reduce(0) { $0 + Int($1[0]) + Int($1[1]) } }
                }
            },
        ]
    }

    /// What a form of a kernel does, which the memory of one caller serves.
    private final class Kernel: Sendable {
        private let run: Mutex<() -> Int>

        init(_ run: sending @escaping () -> Int) { self.run = Mutex(run) }

        func callAsFunction() -> Int { run.withLock { $0() } }
    }

    private typealias Form = UnsafePointer<pm_align_kernels>

    private static func kernel(
        _ what: String, _ index: Int32, _ form: String, unit: String, _ amount: Int,
        _ make: @escaping @Sendable () -> (Form) -> () -> Int
    ) -> Stage {
        Stage("kernel: \(what), \(form)", unit: unit) { _ in
            guard let scalar = pm_align_kernels_at(0), let chosen = pm_align_kernels_at(index)
            else { return Round(amount) { false } }
            let right = make()(scalar)()
            let kernel = Kernel(make()(chosen))
            return Round(amount) { kernel() == right }
        }
    }
}

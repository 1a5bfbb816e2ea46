internal import ArgumentParser
internal import CAlignKernels
internal import Foundation
internal import PageMatchWorkloads
internal import TestSupport

/// Times each form of the alignment kernels, and the same in Swift.
struct KernelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kernels",
        abstract: "What the forms of the alignment kernels take, beside the same in Swift.",
        discussion: """
            Gaps are of random letters and of a copy with 15 % errors, aligned from corner to \
            corner; a cell is a letter beside another one. In Swift they are aligned row by row by \
            the engine's `GapAligner`, which takes bridges and any scores, and by anti-diagonals as \
            the kernels do: cell after cell in a loop that the compiler may make vectors of, and by \
            the library's vectors of sixteen; both without following the directions to pairs. \
            Bands are of pages of random letters in a text that has them with 15 % errors. Equal \
            letters are counted up to the first that differs.

            Ways of a row are timed in turn, each for two milliseconds at least; the best round \
            counts. That they agree is checked: in Swift by the score or distance, among the kernels \
            by the pairs and by what a band keeps, too.
            """)

    /// The columns of the table.
    static let ways = [
        "scalar", "any processor", "AVX2", "Swift", "Swift, diagonals", "Swift, vectors",
    ]

    @Option(help: "How often each way is timed.")
    var rounds = 30
    @Option(help: "A seed.")
    var seed: UInt64 = 1

    func run() async throws {
        print("| kernel | of | unit | \(Self.ways.joined(separator: " | ")) |")
        print("|---|---|---|" + String(repeating: "---|", count: Self.ways.count))
        for size in [16, 64, 256, 1000] {
            for hasGroups in [false, true] {
                print(try KernelRows.gap(size, hasGroups: hasGroups, rounds, seed))
            }
        }
        for size in [120, 1100, 20_000] {
            for row in try KernelRows.band(size, rounds, seed) { print(row) }
        }
        print(try KernelRows.probe(in: 540_000, rounds, seed))
        for length in [4, 16, 64, 1000] {
            print(try KernelRows.equalLetters(length, rounds, seed))
        }
    }
}

/// The rows of the table.
enum KernelRows {
    /// The forms that this processor has, the scalar one first.
    static var forms: [UnsafePointer<pm_align_kernels>?] {
        (0..<3).map { pm_align_kernels_at(Int32($0)) }
    }

    /// A line of the table.
    static func line(
        _ kernel: String, _ of: String, _ unit: String, _ values: [Double?]
    ) -> String {
        let missing = [Double?](repeating: nil, count: KernelsCommand.ways.count - values.count)
        let cells = (values + missing).map { value in
            value.map { String(format: $0 < 100 ? "%.2f" : "%.0f", $0) } ?? ""
        }
        return "| \(kernel) | \(of) | \(unit) | \(cells.joined(separator: " | ")) |"
    }

    // MARK: Equal letters

    /// Counting so many letters that are equal before one that is not.
    static func equalLetters(_ length: Int, _ rounds: Int, _ seed: UInt64) throws -> String {
        var generator = SeededGenerator(seed: seed)
        let places = 64
        let stride = length + 17
        let left = RandomLetters.make(places * stride, &generator)
        var right = left
        for place in 0..<places { right[place * stride + length] = 0 }
        func sum(_ count: (UnsafePointer<UInt8>, UnsafePointer<UInt8>, Int) -> Int) -> Int {
            left.withUnsafeBufferPointer { left in
                right.withUnsafeBufferPointer { right in
                    guard let left = left.baseAddress, let right = right.baseAddress else {
                        return 0
                    }
                    return (0..<places).reduce(0) { sum, place in
                        let start = place * stride
                        return sum + count(left + start, right + start, length + 16)
                    }
                }
            }
        }
        let ways: [Ways.Way?] = [
            { sum { pm_equal_letters_scalar($0, $1, $2) } },
            { sum { pm_equal_letters($0, $1, $2) } },
        ]
        let seconds = try Ways("equal letters", ways, rounds: rounds).seconds()
        return line(
            "equal letters", "\(length)", "ns a call",
            seconds.map { $0.map { $0 * 1e9 / Double(places) } })
    }
}

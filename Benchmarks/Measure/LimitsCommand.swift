internal import ArgumentParser
internal import Dispatch
internal import Foundation
internal import Synchronization
internal import TestSupport

/// Measures what this machine can do at best, for figures to be held against.
struct LimitsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "limits",
        abstract: "What this machine's memory and clock give at best.",
        discussion: """
            Memory is read in order by one thread and by two, and at random places, one read waiting for \
            the other and eight at a time. The clock is told by rotations and additions that wait for each other, \
            a cycle each. The quickest of the rounds counts.
            """)

    @Option(help: "How many rounds.")
    var rounds = 7

    func validate() throws {
        guard rounds > 0 else { throw ValidationError("there is one round at least") }
    }

    private static let large = 512 << 20
    private static let steps = 2_000_000

    func run() {
        print("| what | of | best |")
        print("|---|---|---|")
        let clock = Self.steps * 10
        let additions = quickest {
            var sum: UInt64 = 1
            // Both can't be folded into one multiplication.
            for _ in 0..<clock { sum = (sum << 1 | sum >> 63) &+ 1 }
            return sum
        }
        print(String(format: "| clock | | %.2f GHz |", 2 * Double(clock) / additions / 1e9))
        for size in [600 << 10, 4 << 20, Self.large] {
            let memory = [UInt64](repeating: 3, count: size / 8)
            let times = max(1, (64 << 20) / size)
            for threads in [1, 2] {
                let seconds = quickest {
                    let sums = Sums(threads)
                    DispatchQueue.concurrentPerform(iterations: threads) { thread in
                        var sum: UInt64 = 0
                        for _ in 0..<times {
                            sum = Self.sum(of: memory, from: sum, thread, threads)
                        }
                        sums.add(sum)
                    }
                    return sums.total
                }
                let rate = Double(size) * Double(times) / seconds / 1e9
                print(
                    String(
                        format: "| reading in order, %d thread%@ | %@ | %.1f GB/s |", threads,
                        threads == 1 ? "" : "s", Self.told(size), rate))
            }
        }
        for size in [32 << 10, 512 << 10, 4 << 20, 24 << 20, Self.large] {
            let ring = Self.ring(size / 4)
            let one = quickest { Self.walk(ring, walkers: 1) }
            let eight = quickest { Self.walk(ring, walkers: 8) }
            print(
                String(
                    format:
                        "| a read at random, waited for / eight at once | %@ | %.1f / %.1f ns |",
                    Self.told(size), one * 1e9 / Double(Self.steps),
                    eight * 1e9 / Double(Self.steps)))
        }
    }

    private static func told(_ size: Int) -> String {
        size < 1 << 20 ? "\(size >> 10) KiB" : "\(size >> 20) MiB"
    }

    /// Seconds of the quickest round; what it returns is used, so that it is done at all.
    private func quickest(_ body: () -> UInt64) -> Double {
        let clock = ContinuousClock()
        var used: UInt64 = 0
        let best =
            (0..<rounds).map { _ in clock.measure { used &+= body() } / .seconds(1) }.min() ?? 0
        precondition(used != 1)
        return best
    }

    /// The sum of a thread's part, in eight lanes that the compiler makes vectors of.
    ///
    /// Begun from the sum before, so that no round can be left out.
    @inline(never)
    private static func sum(
        of memory: [UInt64], from start: UInt64, _ thread: Int, _ threads: Int
    ) -> UInt64 {
        let part = memory.count / threads / 16 * 16
        let words = memory.span
        var first = SIMD8<UInt64>(repeating: start)
        var second = SIMD8<UInt64>()
        var index = thread * part
        let end = index + part
        while index < end {
            for lane in 0..<8 {
                first[lane] &+= words[unchecked: index + lane]
                second[lane] &+= words[unchecked: index + lane + 8]
            }
            index += 16
        }
        return (first &+ second).wrappedSum()
    }

    /// Places that lead through all of the memory, each to another one, and in the end to the first.
    private static func ring(_ count: Int) -> [UInt32] {
        // Sattolo's shuffle makes one cycle: S. Sattolo, *Inf. Process. Lett.* 22(6), 1986.
        // https://doi.org/10.1016/0020-0190(86)90073-6
        var ring = (0..<UInt32(count)).map { $0 }
        var generator = SeededGenerator(seed: 1)
        for index in stride(from: count - 1, to: 0, by: -1) {
            ring.swapAt(index, Int.random(in: 0..<index, using: &generator))
        }
        return ring
    }

    private static func walk(_ ring: [UInt32], walkers: Int) -> UInt64 {
        let ring = ring.span
        if walkers == 1 {
            var place = 0
            for _ in 0..<steps { place = Int(ring[unchecked: place]) }
            return UInt64(place)
        }
        var places = SIMD8<UInt32>()
        for walker in 0..<8 { places[walker] = UInt32(ring.count / 8 * walker) }
        for _ in 0..<steps / 8 {
            for walker in 0..<8 { places[walker] = ring[unchecked: Int(places[walker])] }
        }
        return UInt64(places.wrappedSum())
    }

    /// Sums of several threads.
    private final class Sums: Sendable {
        private let sums: Mutex<UInt64>

        init(_ threads: Int) { sums = Mutex(UInt64(threads)) }

        func add(_ sum: UInt64) { sums.withLock { $0 &+= sum } }

        var total: UInt64 { sums.withLock { $0 } }
    }
}

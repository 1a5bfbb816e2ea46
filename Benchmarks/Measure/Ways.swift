internal import ArgumentParser
internal import Foundation

/// Ways of doing the same, timed in turn, so that what else the machine does meets all alike.
struct Ways {
    /// What a way does; what it returns must be the same for all.
    typealias Way = () -> Int

    private let name: String
    private let ways: [Way?]
    private let rounds: Int

    /// - Parameters:
    ///   - name: what they do, for complaints.
    ///   - ways: `nil` where there is none.
    ///   - rounds: how often each is timed.
    init(_ name: String, _ ways: [Way?], rounds: Int) {
        self.name = name
        self.ways = ways
        self.rounds = rounds
    }

    /// How many seconds each takes in its best round; a round takes two milliseconds at least.
    ///
    /// - Throws: `ValidationError` when they do not agree.
    func seconds() throws -> [Double?] {
        let results = ways.compactMap { $0?() }
        guard results.allSatisfy({ $0 == results[0] }) else {
            throw ValidationError("\(name): the ways do not agree: \(results)")
        }
        let repeats = ways.map { way in
            way.map { max(1, Int(0.002 / Self.seconds($0, 1))) } ?? 0
        }
        var best = [Double?](repeating: nil, count: ways.count)
        for _ in 0..<max(1, rounds) {
            for (index, way) in ways.enumerated() {
                guard let way else { continue }
                let seconds = Self.seconds(way, repeats[index])
                best[index] = min(best[index] ?? .infinity, seconds)
            }
        }
        return best
    }

    private static func seconds(_ way: Way, _ repeats: Int) -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        for _ in 0..<repeats { _ = way() }
        return max(start.duration(to: clock.now) / .seconds(1), 1e-9) / Double(repeats)
    }
}

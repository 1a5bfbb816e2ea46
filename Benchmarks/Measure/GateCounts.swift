internal import ArgumentParser

/// Counts by name, of which each is better when it is higher, or when it is lower.
struct GateCounts {
    /// A count that is another than was recorded.
    struct Change {
        let isWorse: Bool
        /// The change for people.
        let line: String
    }

    private enum Kind: String {
        /// Better when higher.
        case good
        /// Better when lower.
        case bad
        /// Better when lower; a little more is no fault.
        case work
    }

    private struct Key: Hashable {
        var what: String
        var figure: String
    }

    /// Work may grow by so many in a hundred.
    private static let slack = 2

    private var keys: [Key] = []
    private var counts: [Key: (kind: Kind, count: Int)] = [:]

    /// None.
    init() {}

    /// How many there are.
    var count: Int { keys.count }

    /// Adds a count of something, which is bad unless it is good, or work.
    mutating func add(
        _ what: String, _ figure: String, _ count: Int, isGood: Bool = false, isWork: Bool = false
    ) {
        add(Key(what: what, figure: figure), isGood ? .good : isWork ? .work : .bad, count)
    }

    private mutating func add(_ key: Key, _ kind: Kind, _ count: Int) {
        if counts.updateValue((kind, count), forKey: key) == nil { keys.append(key) }
    }

    /// Counts from lines as ``text`` has them.
    ///
    /// - Throws: `ValidationError` naming a line that is none.
    init(text: String) throws {
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(
                String.init)
            guard fields.count == 4, let kind = Kind(rawValue: fields[2]),
                let count = Int(fields[3])
            else {
                throw ValidationError("no count: “\(line)”; --record writes the file anew")
            }
            add(Key(what: fields[0], figure: fields[1]), kind, count)
        }
    }

    /// A line for each: what, figure, kind (good, bad, work) and count, tabs between.
    var text: String {
        keys.compactMap { key in
            counts[key].map { "\(key.what)\t\(key.figure)\t\($0.kind.rawValue)\t\($0.count)\n" }
        }.joined()
    }

    /// What is otherwise than it was recorded; what was not recorded, or is no more counted, is worse.
    func changes(since recorded: GateCounts) -> [Change] {
        keys.compactMap { key in
            guard let now = counts[key] else { return nil }
            guard let before = recorded.counts[key]?.count else {
                return Change(
                    isWorse: true, line: "\(key.what): \(key.figure) \(now.count), not recorded")
            }
            if now.count == before { return nil }
            let isWorse =
                switch now.kind {
                case .good: now.count < before
                case .bad: now.count > before
                case .work: now.count * 100 > before * (100 + Self.slack)
                }
            let judgement =
                isWorse
                ? "worse" : (now.count > before) == (now.kind == .good) ? "better" : "as good"
            return Change(
                isWorse: isWorse,
                line: "\(key.what): \(key.figure) \(before) → \(now.count), \(judgement)")
        }
            + recorded.keys.filter { counts[$0] == nil }.map {
                Change(isWorse: true, line: "\($0.what): \($0.figure) is no more counted")
            }
    }
}

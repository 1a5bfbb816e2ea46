/// Counts by name, to be held against those that were recorded.
///
/// Answers must be as recorded: fewer right ones are a fault, and more that nobody has recorded would hide a later
/// fault. Work may change by two in a hundred, which an unrelated change may do.
package struct GateCounts {
    /// A count that is another than was recorded.
    package struct Change: Sendable {
        /// What it is for people: what was counted, before → now, and which of them is better.
        package let line: String
        /// Whether it must be recorded, or mended.
        package let isFailure: Bool
    }

    /// What is better.
    package enum Kind: String, Sendable {
        /// More.
        case good
        /// Less.
        case bad
        /// Less, by more than the slack.
        case work
    }

    /// A text that holds no counts.
    package struct NoCount: Error, CustomStringConvertible {
        package let description: String
    }

    private struct Key: Hashable {
        var what: String
        var figure: String
    }

    /// Work may change by so many in a hundred.
    private static let slack = 2

    private var keys: [Key] = []
    private var counts: [Key: (kind: Kind, count: Int)] = [:]

    /// None.
    package init() {}

    /// How many there are.
    package var count: Int { keys.count }

    /// Adds a count of something.
    package mutating func add(_ what: String, _ figure: String, _ kind: Kind, _ count: Int) {
        let key = Key(what: what, figure: figure)
        if counts.updateValue((kind, count), forKey: key) == nil { keys.append(key) }
    }

    /// Counts from lines as ``text`` has them.
    ///
    /// - Throws: ``NoCount`` naming a line that is none.
    package init(text: String) throws {
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(
                String.init)
            guard fields.count == 4, let kind = Kind(rawValue: fields[2]),
                let count = Int(fields[3])
            else { throw NoCount(description: "no count: “\(line)”") }
            add(fields[0], fields[1], kind, count)
        }
    }

    /// A line for each: what, figure, kind (good, bad, work) and count, tabs between.
    package var text: String {
        keys.compactMap { key in
            counts[key].map { "\(key.what)\t\(key.figure)\t\($0.kind.rawValue)\t\($0.count)\n" }
        }.joined()
    }

    /// What is otherwise than it was recorded, what was not recorded, and what is no more counted.
    package func changes(since recorded: GateCounts) -> [Change] {
        let changed = keys.compactMap { key -> Change? in
            guard let now = counts[key] else { return nil }
            let name = "\(key.what): \(key.figure)"
            guard let before = recorded.counts[key]?.count else {
                return Change(line: "\(name) \(now.count), not recorded", isFailure: true)
            }
            if now.count == before { return nil }
            let isWorse = (now.count < before) == (now.kind == .good)
            let isSlight =
                now.kind == .work && abs(now.count - before) * 100 <= before * Self.slack
            return Change(
                line: "\(name) \(before) → \(now.count), \(isWorse ? "worse" : "better")",
                isFailure: !isSlight)
        }
        let lost = recorded.keys.filter { counts[$0] == nil }.map {
            Change(line: "\($0.what): \($0.figure) is no more counted", isFailure: true)
        }
        return changed + lost
    }
}

package import PageMatchCore

/// How right the times of an alignment are, of which the truth is known.
package struct AlignmentScore: Sendable {
    /// Words of the book for which something was said.
    package private(set) var known = 0
    /// Those with exactly the time of the word that was said for them.
    package private(set) var exact = 0
    /// Those whose time lies in a word that was said, so many words from it at most: two, ten.
    package private(set) var near = (two: 0, ten: 0)
    /// Those with a time, which may be one that was taken from their neighbours.
    package private(set) var timed = 0
    /// Words with a time that were not read.
    package private(set) var inUnread = 0
    /// How far the times are from the truth, in milliseconds, ascending.
    package private(set) var errors: [Int64] = []

    /// Compares a sync map with what was said.
    package init(_ syncMap: SyncMap, _ noise: SpeechNoise) {
        var found: [Int: Int64] = [:]
        for run in syncMap.runs {
            for (offset, word) in run.words.enumerated() {
                found[run.firstWord + offset] = word.start.milliseconds
            }
            inUnread += run.wordRange.clamped(to: noise.unread).count
        }
        for (index, position) in noise.truth.enumerated() where position >= 0 {
            known += 1
            guard let start = found[position] else { continue }
            timed += 1
            errors.append(abs(start - noise.starts[index]))
            if start == noise.starts[index] { exact += 1 }
            let said = noise.starts.indices.partitionPoint { noise.starts[$0] <= start } - 1
            if abs(said - index) <= 2 { near.two += 1 }
            if abs(said - index) <= 10 { near.ten += 1 }
        }
        errors.sort()
    }

    /// The error that a share of all is not above.
    package func error(_ share: Double) -> Int64 {
        errors.isEmpty ? 0 : errors[min(errors.count - 1, Int(Double(errors.count) * share))]
    }

    /// A count as a share of the words for which something was said, in a hundred.
    package func percent(_ count: Int) -> Double { 100 * Double(count) / Double(max(1, known)) }
}

/// When each word of the runs is spoken, in some two bytes a word.
///
/// Words go in groups of thirty-two; each run begins a group. A checkpoint tells when a group's
/// first word begins and where its bits are. These are, lowest bit first:
///
///     4 bits, 4 bits    orders of the codes of pauses and of lengths in this group
///     for each word
///       1 bit           whether it was heard
///       code            pause since the end of the word before; of the first word 0, without bits
///       code            how long it lasts
///
/// All in milliseconds, exactly. A code of order *k* is Exp-Golomb: the number without its lowest *k*
/// bits, plus one, as so many zeros as it has bits behind its highest one, a one, those bits; then
/// the lowest *k* bits. Speech has many short pauses and few long ones, and words of about one
/// length: these codes are short for both, and no number costs much more than twice its bits.
///
/// Bits have to be read one after the other. To have less on the way to a word, where every eighth of
/// a group begins is noted when the tables are verified: a byte a word, in memory alone.
///
/// Of two designs the other, fixed widths in each group, lost: one long pause widens all of its group.
///
/// - Source: J. Teuhola, *Inf. Process. Lett.* 7(6), 1978 (Exp-Golomb codes).
///   https://doi.org/10.1016/0020-0190(78)90024-8
struct SpokenTimes: Sendable {
    /// Words in a group.
    static let groupSize = 32
    /// Words between two notes.
    private static let stepSize = 8
    private static let stepsOfGroup = groupSize / stepSize
    /// Bytes behind the last group, so that eight can always be read at once.
    static let padding = 8

    private let checkpoints: Column<TimeCheckpoint>
    private let bits: Column<UInt8>
    /// When every eighth word of a group begins, and where its bits are: four notes for each group.
    private let steps: [TimeCheckpoint]

    /// The times in the tables of an image.
    ///
    /// - Parameters:
    ///   - checkpoints: one for each group.
    ///   - bits: the groups' bits.
    ///   - runs: in the order of their groups.
    /// - Throws: `imageDamaged` when the tables contradict each other, or times go back.
    /// - Complexity: O(words): every group is walked through once.
    init(
        checkpoints: Column<TimeCheckpoint>, bits: Column<UInt8>, runs: Column<RunRecord>
    ) throws(PageMatchError) {
        self.checkpoints = checkpoints
        self.bits = bits
        var steps: [TimeCheckpoint] = []
        steps.reserveCapacity(checkpoints.count * Self.stepsOfGroup)
        var group = 0
        var isGood = true
        for index in 0..<runs.count where isGood {
            let count = Int(runs[index].count)
            let groups = (count + Self.groupSize - 1) / Self.groupSize
            isGood =
                count > 0 && Int(runs[index].firstGroup) == group
                && group + groups <= checkpoints.count
            if isGood { isGood = Self.verify(count, from: group, checkpoints, bits, &steps) }
            group += groups
        }
        self.steps = steps
        guard isGood, group == checkpoints.count else {
            throw damaged("the words' times contradict the rest")
        }
    }

    /// Whether the words of a run are all there, and their times never go back; notes its steps.
    ///
    /// What passes here can be read without another check: no word's bits reach into the padding.
    private static func verify(
        _ count: Int, from firstGroup: Int, _ checkpoints: Column<TimeCheckpoint>,
        _ bits: Column<UInt8>, _ steps: inout [TimeCheckpoint]
    ) -> Bool {
        let endOfBits = min(UInt64(max(0, bits.count - padding)) * 8, UInt64(UInt32.max))
        let headBits = TimeReader.headBits
        return bits.withSpan { bits in
            var end: UInt64 = 0
            for first in stride(from: 0, to: count, by: groupSize) {
                let group = checkpoints[firstGroup + first / groupSize]
                guard group.start >= end, UInt64(group.bit) + UInt64(headBits) <= endOfBits else {
                    return false
                }
                var step = TimeCheckpoint(start: group.start, bit: group.bit + headBits)
                var reader = TimeReader(at: step, of: group, bits.bytes)
                guard reader.isGood(within: endOfBits) else { return false }
                for word in 1..<groupSize {
                    if word % stepSize == 0 { steps.append(step) }
                    guard first + word < count else { continue }
                    let bit = reader.bit
                    reader.next(bits.bytes)
                    guard reader.isGood(within: endOfBits) else { return false }
                    if word % stepSize == 0 {
                        step = TimeCheckpoint(start: UInt32(reader.start), bit: UInt32(bit))
                    }
                }
                steps.append(step)
                end = reader.end
            }
            return true
        }
    }

    /// The word at an index within a run.
    ///
    /// - Complexity: O(1): at most seven words are passed.
    func word(_ index: Int, of run: RunRecord) -> SpokenWord {
        precondition(index >= 0 && index < Int(run.count))
        return bits.withSpan { bits in
            var reader = reader(atStep: index / Self.stepSize, of: run, bits.bytes)
            for _ in 0..<index % Self.stepSize { reader.next(bits.bytes) }
            return reader.word
        }
    }

    /// How many words of a range within a run were heard.
    ///
    /// - Complexity: O(words of the range).
    func heardWords(in range: Range<Int>, of run: RunRecord) -> Int {
        var heard = 0
        visit(range, of: run) { heard += $0.isHeard ? 1 : 0 }
        return heard
    }

    /// All words of a run.
    func words(of run: RunRecord) -> [SpokenWord] {
        var words: [SpokenWord] = []
        words.reserveCapacity(Int(run.count))
        visit(0..<Int(run.count), of: run) { words.append($0.word) }
        return words
    }

    /// When a run begins, in milliseconds of its track.
    func start(of run: RunRecord) -> Int64 { Int64(checkpoints[Int(run.firstGroup)].start) }

    /// The last word of a run that begins at a moment or before, as an index within the run, and
    /// when it ends; `nil` when the run begins later.
    ///
    /// - Complexity: O(log words).
    func lastWord(
        beginningBy milliseconds: Int64, of run: RunRecord
    ) -> (index: Int, end: TrackTime)? {
        let firstStep = Int(run.firstGroup) * Self.stepsOfGroup
        let stepCount = (Int(run.count) + Self.stepSize - 1) / Self.stepSize
        let step = (firstStep..<firstStep + stepCount).partitionPoint {
            Int64(steps[$0].start) <= milliseconds
        }
        guard step > firstStep else { return nil }
        var index = (step - 1 - firstStep) * Self.stepSize
        let last = min(index + Self.stepSize, Int(run.count)) - 1
        return bits.withSpan { bits in
            var reader = reader(atStep: step - 1 - firstStep, of: run, bits.bytes)
            var end = reader.end
            while index < last {
                reader.next(bits.bytes)
                if Int64(reader.start) > milliseconds { break }
                index += 1
                end = reader.end
            }
            return (index, TrackTime(milliseconds: Int64(end)))
        }
    }

    /// Calls `body` with a reader at each word of a range within a run.
    @inline(__always)
    private func visit(_ range: Range<Int>, of run: RunRecord, _ body: (TimeReader) -> Void) {
        precondition(range.lowerBound >= 0 && range.upperBound <= Int(run.count))
        var index = range.lowerBound / Self.stepSize * Self.stepSize
        bits.withSpan { bits in
            while index < range.upperBound {
                var reader = reader(atStep: index / Self.stepSize, of: run, bits.bytes)
                let end = min(index + Self.stepSize, range.upperBound)
                while true {
                    if index >= range.lowerBound { body(reader) }
                    index += 1
                    if index == end { break }
                    reader.next(bits.bytes)
                }
            }
        }
    }

    /// A reader at a run's word of which a note was taken.
    @inline(__always)
    private func reader(atStep step: Int, of run: RunRecord, _ bits: RawSpan) -> TimeReader {
        let group = Int(run.firstGroup) + step / Self.stepsOfGroup
        let index = Int(run.firstGroup) * Self.stepsOfGroup + step
        return TimeReader(at: steps[index], of: checkpoints[group], bits)
    }
}

/// When a group of words, or a word, begins, and where its bits are.
struct TimeCheckpoint: BitwiseCopyable, Sendable {
    /// Milliseconds of the track.
    var start: UInt32
    var bit: UInt32
}

extension SpokenTimes {
    /// The tables of times in the making.
    struct Tables {
        private(set) var checkpoints: [TimeCheckpoint] = []
        private(set) var bits: [UInt8] = []
        private var window: UInt64 = 0
        private var windowCount = 0

        /// Adds the words of a run.
        ///
        /// A word that ends behind the beginning of the next one is cut there.
        ///
        /// - Returns: the index of its first group.
        /// - Complexity: O(words).
        mutating func add(_ words: [SpokenWord]) -> UInt32 {
            let firstGroup = UInt32(checkpoints.count)
            for first in stride(from: 0, to: words.count, by: SpokenTimes.groupSize) {
                addGroup(words, first..<min(first + SpokenTimes.groupSize, words.count))
            }
            return firstGroup
        }

        /// What lies behind the last group.
        mutating func finish() {
            while windowCount > 0 { put(0, 8 - windowCount % 8) }
            bits += repeatElement(0, count: SpokenTimes.padding)
        }

        private mutating func addGroup(_ words: [SpokenWord], _ group: Range<Int>) {
            var pauses: [UInt64] = []
            var lengths: [UInt64] = []
            var previous = words[group.lowerBound].start.milliseconds
            for index in group {
                let start = max(words[index].start.milliseconds, previous)
                let limit = index + 1 < words.count ? words[index + 1].start.milliseconds : .max
                let end = max(start, min(words[index].end.milliseconds, limit))
                if index > group.lowerBound { pauses.append(UInt64(start - previous)) }
                lengths.append(UInt64(end - start))
                previous = end
            }
            checkpoints.append(
                TimeCheckpoint(
                    start: ImageWriter.milliseconds(words[group.lowerBound].start),
                    bit: UInt32(bits.count * 8 + windowCount)))
            let pauseOrder = Self.goodOrder(pauses)
            let lengthOrder = Self.goodOrder(lengths)
            put(UInt64(pauseOrder | lengthOrder << 4), Int(TimeReader.headBits))
            for (offset, index) in group.enumerated() {
                put(words[index].heard ? 1 : 0, 1)
                if offset > 0 { putCode(pauses[offset - 1], pauseOrder) }
                putCode(lengths[offset], lengthOrder)
            }
        }

        /// The order that makes the codes of some numbers short: the first that the next one does not
        /// better.
        private static func goodOrder(_ numbers: [UInt64]) -> Int {
            var order = 0
            var best = length(numbers, 0)
            while order + 1 < 1 << 4 {
                let next = length(numbers, order + 1)
                guard next < best else { break }
                best = next
                order += 1
            }
            return order
        }

        private static func length(_ numbers: [UInt64], _ order: Int) -> Int {
            numbers.reduce(0) {
                let high = $1 >> UInt64(order) + 1
                return $0 + 2 * (63 - high.leadingZeroBitCount) + 1 + order
            }
        }

        private mutating func putCode(_ number: UInt64, _ order: Int) {
            let high = number >> UInt64(order) + 1
            let zeros = 63 - high.leadingZeroBitCount
            put(0, zeros)
            put(1, 1)
            put(high & (1 << UInt64(zeros) - 1), zeros)
            put(number & (1 << UInt64(order) - 1), order)
        }

        /// Writes the lowest bits of a number, at most 48 of them.
        private mutating func put(_ value: UInt64, _ count: Int) {
            window |= value << UInt64(windowCount)
            windowCount += count
            while windowCount >= 8 {
                bits.append(UInt8(truncatingIfNeeded: window))
                window >>= 8
                windowCount -= 8
            }
        }
    }
}

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
/// Of two designs the other, fixed widths in each group, needs half as much again: one long pause
/// widens all of its group.
///
/// - Source: J. Teuhola, *Inf. Process. Lett.* 7(6), 1978 (Exp-Golomb codes).
///   https://doi.org/10.1016/0020-0190(78)90024-8
struct SpokenTimes: Sendable {
    /// Words in a group.
    static let groupSize = 32
    /// Bytes behind the last group, so that eight can always be read at once.
    static let padding = 8
    /// A code's order is four bits.
    private static let orderBits = 4

    private let checkpoints: Column<TimeCheckpoint>
    private let bits: Column<UInt8>

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
        var group = 0
        var isGood = true
        for index in 0..<runs.count where isGood {
            let count = Int(runs[index].count)
            let groups = (count + Self.groupSize - 1) / Self.groupSize
            isGood =
                count > 0 && Int(runs[index].firstGroup) == group
                && group + groups <= checkpoints.count
            if isGood { isGood = verify(count, from: group) }
            group += groups
        }
        guard isGood, group == checkpoints.count else {
            throw damaged("the words' times contradict the rest")
        }
    }

    /// Whether the words of a run are all there, and their times never go back.
    private func verify(_ count: Int, from firstGroup: Int) -> Bool {
        var end: UInt64 = 0
        for first in stride(from: 0, to: count, by: Self.groupSize) {
            let group = firstGroup + first / Self.groupSize
            guard checkpoints[group].start >= end else { return false }
            var reader = Reader(checkpoints[group], bits)
            for _ in first..<min(first + Self.groupSize, count) {
                guard reader.next(bits) else { return false }
            }
            end = reader.end
        }
        return end <= UInt32.max
    }

    /// The word at an index within a run.
    ///
    /// - Complexity: O(1): at most thirty-two words are passed.
    func word(_ index: Int, of run: RunRecord) -> SpokenWord {
        precondition(index >= 0 && index < Int(run.count))
        var reader = Reader(
            checkpoints[Int(run.firstGroup) + index / Self.groupSize], bits)
        for _ in 0...index % Self.groupSize { _ = reader.next(bits) }
        return reader.word
    }

    /// How many words of a range within a run were heard.
    ///
    /// - Complexity: O(words of the range).
    func heardWords(in range: Range<Int>, of run: RunRecord) -> Int {
        precondition(range.lowerBound >= 0 && range.upperBound <= Int(run.count))
        var heard = 0
        var index = range.lowerBound / Self.groupSize * Self.groupSize
        while index < range.upperBound {
            var reader = Reader(checkpoints[Int(run.firstGroup) + index / Self.groupSize], bits)
            let end = min(index + Self.groupSize, range.upperBound)
            while index < end {
                _ = reader.next(bits)
                heard += index >= range.lowerBound && reader.isHeard ? 1 : 0
                index += 1
            }
        }
        return heard
    }

    /// All words of a run.
    func words(of run: RunRecord) -> [SpokenWord] {
        let count = Int(run.count)
        var words: [SpokenWord] = []
        words.reserveCapacity(count)
        for first in stride(from: 0, to: count, by: Self.groupSize) {
            var reader = Reader(checkpoints[Int(run.firstGroup) + first / Self.groupSize], bits)
            for _ in first..<min(first + Self.groupSize, count) {
                _ = reader.next(bits)
                words.append(reader.word)
            }
        }
        return words
    }

    /// When a run begins, in milliseconds of its track.
    func start(of run: RunRecord) -> Int64 { Int64(checkpoints[Int(run.firstGroup)].start) }

    /// The last word of a run that begins at a moment or before, as an index within the run; `nil`
    /// when the run begins later.
    ///
    /// - Complexity: O(log words).
    func lastWord(beginningBy milliseconds: Int64, of run: RunRecord) -> Int? {
        let count = Int(run.count)
        let firstGroup = Int(run.firstGroup)
        let groups = firstGroup..<firstGroup + (count + Self.groupSize - 1) / Self.groupSize
        let end = groups.partitionPoint { Int64(checkpoints[$0].start) <= milliseconds }
        guard end > firstGroup else { return nil }
        let first = (end - 1 - firstGroup) * Self.groupSize
        var reader = Reader(checkpoints[end - 1], bits)
        var last = first
        for index in first..<min(first + Self.groupSize, count) {
            _ = reader.next(bits)
            if Int64(reader.start) > milliseconds { break }
            last = index
        }
        return last
    }

    /// Reads the words of a group one after the other.
    private struct Reader {
        /// The next bit.
        private(set) var bit: Int
        /// When the last word begins and ends, in milliseconds.
        private(set) var start: UInt64
        private(set) var end: UInt64
        private(set) var isHeard = false
        private var isFirst = true
        private let pauseOrder: Int
        private let lengthOrder: Int

        init(_ checkpoint: TimeCheckpoint, _ bits: Column<UInt8>) {
            bit = Int(checkpoint.bit)
            start = UInt64(checkpoint.start)
            end = start
            let orders = Int(truncatingIfNeeded: bits.window(atBit: bit))
            let mask = 1 << SpokenTimes.orderBits - 1
            pauseOrder = orders & mask
            lengthOrder = orders >> SpokenTimes.orderBits & mask
            bit += 2 * SpokenTimes.orderBits
        }

        /// The last word.
        var word: SpokenWord {
            SpokenWord(
                start: TrackTime(milliseconds: Int64(start)),
                end: TrackTime(milliseconds: Int64(end)), heard: isHeard)
        }

        /// Goes on to the next word; `false` where no bits of a word are.
        @inline(__always)
        mutating func next(_ bits: Column<UInt8>) -> Bool {
            isHeard = bits.window(atBit: bit) & 1 != 0
            bit += 1
            var pause: UInt64 = 0
            if !isFirst {
                guard let number = number(pauseOrder, bits) else { return false }
                pause = number
            }
            isFirst = false
            guard let length = number(lengthOrder, bits) else { return false }
            start = end + pause
            end = start + length
            return end <= UInt32.max
        }

        /// The number whose code begins at the next bit.
        @inline(__always)
        private mutating func number(_ order: Int, _ bits: Column<UInt8>) -> UInt64? {
            let zeros = bits.window(atBit: bit).trailingZeroBitCount
            guard zeros <= SpokenTimes.mostZeros else { return nil }
            bit += zeros + 1
            let width = zeros + order
            let rest = bits.window(atBit: bit) & (1 << UInt64(width) - 1)
            bit += width
            let high = 1 << UInt64(zeros) | rest & (1 << UInt64(zeros) - 1)
            return (high - 1) << UInt64(order) | rest >> UInt64(zeros)
        }
    }

    /// No number that fits into 32 bits has more zeros in its code.
    private static let mostZeros = 32
}

/// When a group of words begins, and where its bits are.
struct TimeCheckpoint: BitwiseCopyable, Sendable {
    /// Milliseconds of the track.
    var start: UInt32
    var bit: UInt32
}

extension Column<UInt8> {
    /// At least 57 bits from one on, lowest first; zeros where the table has ended.
    @inline(__always)
    fileprivate func window(atBit bit: Int) -> UInt64 {
        let byte = bit >> 3
        guard byte + 8 <= count else { return 0 }
        return loadUnaligned(byte) >> UInt64(bit & 7)
    }
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
            put(UInt64(pauseOrder | lengthOrder << SpokenTimes.orderBits), 8)
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
            while order + 1 < 1 << SpokenTimes.orderBits {
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

/// Reads the times of a group's words one after the other (see ``SpokenTimes``).
struct TimeReader {
    /// Bits at the beginning of a group, which tell its codes' orders.
    static let headBits: UInt32 = 8

    /// When the last word begins and ends, in milliseconds.
    private(set) var start: UInt64
    private(set) var end: UInt64
    private(set) var isHeard: Bool
    /// The next bit.
    private(set) var bit: UInt64
    /// Whether all that was read are words: in tables that were verified they are.
    private var isGood: Bool
    private let pauseOrder: UInt64
    private let lengthOrder: UInt64

    /// Reads a word of a group of which is known when it begins and where its bits are.
    @inline(__always)
    init(at place: TimeCheckpoint, of group: TimeCheckpoint, _ bits: RawSpan) {
        let orders = bits.window(atBit: UInt64(group.bit))
        pauseOrder = orders & 0xF
        lengthOrder = orders >> 4 & 0xF
        let isFirst = place.bit == group.bit &+ Self.headBits
        bit = UInt64(place.bit)
        let word = TimeBits(bits, bit, pauseOrder, lengthOrder, hasPause: !isFirst)
        start = UInt64(place.start)
        end = start &+ word.length
        bit &+= word.count
        isHeard = word.isHeard
        isGood = word.isGood
    }

    /// Goes on to the next word of the group.
    @inline(__always)
    mutating func next(_ bits: RawSpan) {
        let word = TimeBits(bits, bit, pauseOrder, lengthOrder, hasPause: true)
        start = end &+ word.pause
        end = start &+ word.length
        bit &+= word.count
        isHeard = word.isHeard
        isGood = isGood && word.isGood
    }

    /// The last word.
    var word: SpokenWord {
        SpokenWord(
            start: TrackTime(milliseconds: Int64(start)),
            end: TrackTime(milliseconds: Int64(end)), heard: isHeard)
    }

    /// Whether the last word ends before a bit and in 32 bits of milliseconds.
    func isGood(within endOfBits: UInt64) -> Bool {
        isGood && bit <= endOfBits && end <= UInt32.max
    }
}

/// What the bits of a word say.
private struct TimeBits {
    let isHeard: Bool
    let pause: UInt64
    let length: UInt64
    /// How many bits they are.
    let count: UInt64
    let isGood: Bool
}

extension TimeBits {
    /// The word at a bit.
    ///
    /// Almost every word's bits are in one window, and then this is all shifts: where the next word
    /// begins depends on one load and two counts of zeros.
    @inline(__always)
    init(
        _ bits: RawSpan, _ bit: UInt64, _ pauseOrder: UInt64, _ lengthOrder: UInt64, hasPause: Bool
    ) {
        let window = bits.window(atBit: bit)
        let pause = TimeCode(window &>> 1, pauseOrder)
        let before = hasPause ? 1 &+ pause.count : 1
        let length = TimeCode(window &>> before, lengthOrder)
        let count = before &+ length.count
        guard count <= RawSpan.windowBits else {
            self.init(long: bits, bit, hasPause ? pauseOrder : nil, lengthOrder)
            return
        }
        self.init(
            isHeard: window & 1 != 0, pause: pause.number, length: length.number, count: count,
            isGood: true)
    }

    /// A word whose bits are in more than one window, or that is none.
    @inline(never)
    private init(long bits: RawSpan, _ first: UInt64, _ pauseOrder: UInt64?, _ lengthOrder: UInt64)
    {
        var bit = first + 1
        var pause: UInt64? = 0
        if let pauseOrder { pause = TimeCode.number(bits, &bit, pauseOrder) }
        let length = TimeCode.number(bits, &bit, lengthOrder)
        self.init(
            isHeard: bits.window(atBit: first) & 1 != 0, pause: pause ?? 0, length: length ?? 0,
            count: bit - first, isGood: pause != nil && length != nil)
    }
}

/// A number's code at the lowest bits of a window, if all of it is there.
private struct TimeCode {
    /// No number that fits into 32 bits has more zeros in its code.
    private static let mostZeros: UInt64 = 32

    /// How many bits the code has; more than a window has where not all is there.
    let count: UInt64
    let number: UInt64

    @inline(__always)
    init(_ window: UInt64, _ order: UInt64) {
        let zeros = UInt64(truncatingIfNeeded: window.trailingZeroBitCount)
        count = 2 &* zeros &+ 1 &+ order
        let rest = window &>> (zeros &+ 1)
        let ones = 1 &<< zeros &- 1
        let low = rest &>> zeros & (1 &<< order &- 1)
        number = (ones &+ rest & ones) &<< order | low
    }

    /// The number whose code begins at a bit, wherever it ends; `nil` when it is none.
    static func number(_ bits: RawSpan, _ bit: inout UInt64, _ order: UInt64) -> UInt64? {
        let zeros = UInt64(bits.window(atBit: bit).trailingZeroBitCount)
        guard zeros <= mostZeros else { return nil }
        bit += zeros + 1
        let width = zeros + order
        let rest = bits.window(atBit: bit) & (1 << width - 1)
        bit += width
        let high = 1 << zeros | rest & (1 << zeros - 1)
        return (high - 1) << order | rest >> zeros
    }
}

extension RawSpan {
    /// Bits that a window has wherever it begins.
    fileprivate static let windowBits: UInt64 = 57

    /// At least 57 bits from one on, lowest first; zeros where the table has ended.
    @inline(__always)
    fileprivate func window(atBit bit: UInt64) -> UInt64 {
        let byte = Int(truncatingIfNeeded: bit >> 3)
        guard byte + 8 <= byteCount else { return 0 }
        let bytes = unsafeLoadUnaligned(fromByteOffset: byte, as: UInt64.self)
        return UInt64(littleEndian: bytes) &>> (bit & 7)
    }
}

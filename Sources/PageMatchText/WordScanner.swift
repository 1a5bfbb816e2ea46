internal import CTextKernels

/// The quick way through a chunk of text: where words begin and end, 64 bytes at a time.
///
/// 1. *Classify*: each byte's class as a bit in masks (`pm_text_kernels.h`).
/// 2. *Mend*: characters that are not ASCII are decoded; letters set the bits of their bytes. What
///    the quick way does not know, it leaves to ICU, from the white space before to that behind.
/// 3. *Combine*: a word's bytes are letters and digits, and what joins them by the rules of UAX #29:
///    a stop between two letters or between two digits (WB 6, 7, 11, 12), a connector beside
///    either (WB 13a, 13b), a format character behind any of them (WB 4).
///
///        text      say, “Don’t” 3.14
///        letters   111     111  1            ’ is three bytes
///        joined               111     1      between letters, between digits
///        words     111     111111     1111
///
/// White space is where ICU surely divides, too: nothing joins a word with a space, and rules see no
/// further than the next character. So stretches between spaces may go either way.
///
/// Owns its buffers; they grow to the longest chunk.
struct WordScanner: ~Copyable {
    /// Offsets in the text at which words begin and end, in turns, ascending.
    private(set) var borders: UnsafeMutablePointer<UInt32>
    private(set) var borderCount = 0
    /// For each byte of the chunk a bit: whether it keeps the word that holds it from being its bytes
    /// in lower case; from the chunk's ``base`` on, and 64 bits more.
    private(set) var complex: UnsafeMutablePointer<UInt64>
    /// Stretches that are left to ICU, ascending; they hold no borders.
    private(set) var unknown: [Range<Int>] = []
    /// The offset that the first bit of ``complex`` speaks of.
    private(set) var base = 0

    private var masks: UnsafeMutablePointer<pm_text_masks>
    private var capacity = 0
    private let isScalar: Bool
    private let colonJoins: Bool

    /// A scanner.
    ///
    /// - Parameters:
    ///   - isScalar: whether the kernels are the slow, obvious ones.
    ///   - colonJoins: whether a colon joins letters.
    init(isScalar: Bool, colonJoins: Bool) {
        self.isScalar = isScalar
        self.colonJoins = colonJoins
        masks = .allocate(capacity: 1)
        borders = .allocate(capacity: 1)
        complex = .allocate(capacity: 1)
    }

    deinit {
        masks.deallocate()
        borders.deallocate()
        complex.deallocate()
    }

    /// Finds the words of `chunk`.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, well-formed.
    ///   - chunk: begins at the text's start or with white space, and ends before white space or at
    ///     the text's end.
    ///   - table: what each character does.
    /// - Complexity: O(chunk).
    mutating func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, _ chunk: Range<Int>, _ table: borrowing Span<Entry>
    ) {
        let blocks = (chunk.count + 63) / 64
        reserve(blocks)
        base = chunk.lowerBound
        unknown.removeAll(keepingCapacity: true)
        let high = classify(bytes, chunk, blocks)
        if high != 0 { mend(bytes, chunk, blocks, table) }
        combine(blocks)
    }

    typealias Entry = CharacterTable.Entry

    private mutating func reserve(_ blocks: Int) {
        guard blocks > capacity else { return }
        masks.deallocate()
        borders.deallocate()
        complex.deallocate()
        capacity = blocks
        masks = .allocate(capacity: blocks)
        // No two borders are at one place; one more for a word at the end.
        borders = .allocate(capacity: blocks * 64 + 2)
        complex = .allocate(capacity: blocks + 2)
    }

    // MARK: Classify

    /// Fills the masks; whether any byte is not ASCII.
    private func classify(
        _ bytes: UnsafeBufferPointer<UInt8>, _ chunk: Range<Int>, _ blocks: Int
    ) -> UInt64 {
        guard let start = bytes.baseAddress else { return 0 }
        var high: UInt64 = 0
        let whole = chunk.count / 64
        for block in 0..<whole {
            let place = start + chunk.lowerBound + block * 64
            let found = isScalar ? pm_text_masks_scalar(place) : pm_text_masks_sse2(place)
            masks[block] = found
            high |= found.high
        }
        if whole < blocks {
            // What lies behind the chunk may be another's memory: zeros stand for it.
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { rest in
                rest.initialize(repeating: 0)
                for (index, offset) in (chunk.lowerBound + whole * 64..<chunk.upperBound)
                    .enumerated()
                {
                    rest[index] = bytes[offset]
                }
                if let place = rest.baseAddress {
                    let found = pm_text_masks_scalar(place)
                    masks[whole] = found
                    high |= found.high
                }
            }
        }
        return high
    }

    // MARK: Mend

    private mutating func mend(
        _ bytes: UnsafeBufferPointer<UInt8>, _ chunk: Range<Int>, _ blocks: Int,
        _ table: borrowing Span<Entry>
    ) {
        var cursor = 0
        var block = 0
        while block < blocks {
            let from = max(0, cursor - block * 64)
            let high = from >= 64 ? 0 : masks[block].high & (UInt64.max << UInt64(from))
            guard high != 0 else {
                block += 1
                continue
            }
            let position = block * 64 + high.trailingZeroBitCount
            let offset = base + position
            let (scalar, length) = Self.decode(bytes, offset)
            let entry = CharacterTable.index(of: scalar).map { table[$0] } ?? Entry()
            let isKnown = mend(
                entry.kind, at: position, length, bytes, chunk.upperBound, table)
            if isKnown {
                cursor = position + length
            } else {
                let stretch = stretch(around: offset, bytes, chunk, table)
                clear(stretch.lowerBound - base, stretch.upperBound - base)
                unknown.append(stretch)
                cursor = stretch.upperBound - base
                block = cursor / 64
            }
        }
    }

    /// Sets the bits of one character; false when it is not known here what it does.
    @inline(__always)
    private func mend(
        _ kind: CharacterTable.Kind, at position: Int, _ length: Int,
        _ bytes: UnsafeBufferPointer<UInt8>, _ end: Int, _ table: borrowing Span<Entry>
    ) -> Bool {
        switch kind {
        case .other: return true
        case .letter:
            for index in position..<position + length {
                masks[index >> 6].letters |= 1 << UInt64(index & 63)
            }
            return true
        case .stop, .letterStop, .digitStop:
            let next = Self.kind(behind: base + position + length, bytes, end, table)
            let before = position > 0 ? mask(at: position - 1) : pm_text_masks()
            let joinsLetters = kind != .digitStop && next == .letter && before.letters != 0
            let joinsDigits = kind != .letterStop && next == .digit && before.digits != 0
            if joinsLetters || joinsDigits {
                for index in position..<position + length {
                    masks[index >> 6].joined |= 1 << UInt64(index & 63)
                }
            }
            return true
        case .format: return mendFormat(at: position, length, bytes)
        case .slow, .digit, .connector: return false
        }
    }

    /// A character that is not seen is what stands before it.
    private func mendFormat(
        at position: Int, _ length: Int, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        if position == 0 { return true }
        let before = mask(at: position - 1)
        if before.letters | before.digits | before.underscores != 0 {
            for index in position..<position + length {
                let bit: UInt64 = 1 << UInt64(index & 63)
                if before.letters != 0 { masks[index >> 6].letters |= bit }
                if before.digits != 0 { masks[index >> 6].digits |= bit }
                if before.underscores != 0 { masks[index >> 6].underscores |= bit }
            }
            return true
        }
        // Behind a stop it is for ICU to say whether the stop joins.
        return bytes[base + position - 1] < 0x80
            && before.stops | before.commas | before.colons == 0
    }

    /// The masks' bits of one byte, not moved to any place.
    @inline(__always)
    private func mask(at position: Int) -> pm_text_masks {
        let block = masks[position >> 6]
        let bit: UInt64 = 1 << UInt64(position & 63)
        return pm_text_masks(
            letters: block.letters & bit, digits: block.digits & bit, stops: block.stops & bit,
            commas: block.commas & bit, colons: block.colons & bit,
            underscores: block.underscores & bit, high: block.high & bit,
            joined: block.joined & bit)
    }

    /// What stands at `offset`, characters that are not seen passed over.
    private static func kind(
        behind offset: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ end: Int,
        _ table: borrowing Span<Entry>
    ) -> CharacterTable.Kind {
        var offset = offset
        while offset < end {
            let (scalar, length) = decode(bytes, offset)
            let kind = CharacterTable.index(of: scalar).map { table[$0].kind } ?? .slow
            if kind != .format { return kind }
            offset += length
        }
        return .other
    }

    /// The stretch that ICU must see: from the white space before `offset` to the next one behind
    /// which all is known up to the next but one.
    private func stretch(
        around offset: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ chunk: Range<Int>,
        _ table: borrowing Span<Entry>
    ) -> Range<Int> {
        let least = unknown.last?.upperBound ?? chunk.lowerBound
        var start = offset
        while start > least, bytes[start] > 0x20 { start -= 1 }
        var end = offset
        var isKnown = false
        while !isKnown {
            while end < chunk.upperBound, bytes[end] > 0x20 { end += 1 }
            isKnown = true
            var next = min(end + 1, chunk.upperBound)
            while isKnown, next < chunk.upperBound, bytes[next] > 0x20 {
                let (scalar, length) = Self.decode(bytes, next)
                let kind = CharacterTable.index(of: scalar).map { table[$0].kind }
                isKnown = kind != nil && kind != .slow
                next += length
            }
            if !isKnown { end = next }
        }
        return start..<end
    }

    private func clear(_ from: Int, _ to: Int) {
        var position = from
        while position < to {
            let end = min(to, (position | 63) + 1)
            let count = UInt64(end - position)
            let kept = ~((UInt64.max >> (64 - count)) << UInt64(position & 63))
            let block = masks + (position >> 6)
            block.pointee.letters &= kept
            block.pointee.digits &= kept
            block.pointee.stops &= kept
            block.pointee.commas &= kept
            block.pointee.colons &= kept
            block.pointee.underscores &= kept
            block.pointee.high &= kept
            block.pointee.joined &= kept
            position = end
        }
    }

    /// The character that begins at `offset`, of well-formed UTF-8, and its length in bytes.
    @inline(__always)
    static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int
    ) -> (scalar: UInt32, length: Int) {
        let first = UInt32(bytes[offset])
        if first < 0x80 { return (first, 1) }
        let second = UInt32(bytes[offset + 1] & 0x3F)
        if first < 0xE0 { return ((first & 0x1F) << 6 | second, 2) }
        let third = UInt32(bytes[offset + 2] & 0x3F)
        if first < 0xF0 { return ((first & 0xF) << 12 | second << 6 | third, 3) }
        return ((first & 7) << 18 | second << 12 | third << 6 | UInt32(bytes[offset + 3] & 0x3F), 4)
    }

    // MARK: Combine

    private mutating func combine(_ blocks: Int) {
        var count = 0
        var lastWord: UInt64 = 0
        var lastLetter: UInt64 = 0
        var lastDigit: UInt64 = 0
        for block in 0..<blocks {
            let mask = masks[block]
            var nextLetter: UInt64 = 0
            var nextDigit: UInt64 = 0
            if block + 1 < blocks {
                nextLetter = masks[block + 1].letters << 63
                nextDigit = masks[block + 1].digits << 63
            }
            let betweenLetters =
                (mask.letters << 1 | lastLetter) & (mask.letters >> 1 | nextLetter)
            let betweenDigits = (mask.digits << 1 | lastDigit) & (mask.digits >> 1 | nextDigit)
            let letterStops = mask.stops | (colonJoins ? mask.colons : 0)
            let joined =
                mask.joined | (letterStops & betweenLetters)
                | ((mask.stops | mask.commas) & betweenDigits)
            let word = mask.letters | mask.digits | mask.underscores | joined
            complex[block] = word & (joined | mask.underscores | mask.high)
            var change = word ^ (word << 1 | lastWord)
            let offset = UInt32(truncatingIfNeeded: base + block * 64)
            while change != 0 {
                borders[count] = offset &+ UInt32(truncatingIfNeeded: change.trailingZeroBitCount)
                count &+= 1
                change &= change &- 1
            }
            lastWord = word >> 63
            lastLetter = mask.letters >> 63
            lastDigit = mask.digits >> 63
        }
        complex[blocks] = 0
        if lastWord == 1 {
            borders[count] = UInt32(truncatingIfNeeded: base + blocks * 64)
            count += 1
        }
        borderCount = count
    }
}

internal import PageMatchCore

/// Writes the words that a ``WordScanner`` found: their places, ids and letters.
///
/// Owns its buffers, which hold one chunk's words at a time and are then appended to the result at
/// once: no word costs an allocation.
struct WordWriter: ~Copyable {
    private var starts: UnsafeMutablePointer<UInt32>
    private var ends: UnsafeMutablePointer<UInt32>
    private var ids: UnsafeMutablePointer<UInt64>
    private var letterEnds: UnsafeMutablePointer<UInt32>
    private var letters: UnsafeMutablePointer<UInt8>
    private var capacity = 0
    private var wordCount = 0
    private var letterCount = 0

    init() {
        starts = .allocate(capacity: 1)
        ends = .allocate(capacity: 1)
        ids = .allocate(capacity: 1)
        letterEnds = .allocate(capacity: 1)
        letters = .allocate(capacity: 1)
    }

    deinit {
        deallocate()
    }

    /// Makes room for the words of a chunk of so many bytes.
    mutating func reserve(_ bytes: Int) {
        guard bytes > capacity else { return }
        deallocate()
        capacity = bytes
        // A word and what parts it from the next take two bytes; two bytes fold to three letters at
        // most; and letters are written by eight.
        let words = bytes / 2 + 2
        starts = .allocate(capacity: words)
        ends = .allocate(capacity: words)
        ids = .allocate(capacity: words)
        letterEnds = .allocate(capacity: words)
        letters = .allocate(capacity: bytes / 2 * 3 + 80)
    }

    private func deallocate() {
        starts.deallocate()
        ends.deallocate()
        ids.deallocate()
        letterEnds.deallocate()
        letters.deallocate()
    }

    /// Words up to this length whose bytes are their letters are written by eight bytes.
    private static let longestPlain = 56
    /// So much of the text must lie behind a word's beginning for that.
    private static let slack = 64

    /// Writes the words that begin before `limit`, from the border `next` on.
    ///
    /// - Parameters:
    ///   - bytes: the text.
    ///   - scanner: where its words are.
    ///   - next: the border to go on from; afterwards the next one that was not written.
    ///   - limit: an offset in the text.
    ///   - offset: what is added to the words' places.
    ///   - letterBase: how many letters the result has already.
    ///   - longest: bytes of the longest word that goes the quick way.
    ///   - table: what each character folds to.
    /// - Returns: a word that is too long; it is passed over, not written.
    mutating func write(
        _ bytes: UnsafeBufferPointer<UInt8>, _ scanner: borrowing WordScanner, from next: inout Int,
        limit: Int, offset: UInt32, letterBase: Int, longest: Int,
        _ table: borrowing Span<CharacterTable.Entry>
    ) -> Range<Int>? {
        guard let text = UnsafeRawPointer(bytes.baseAddress) else { return nil }
        // In local variables, which stay in registers: every store through a pointer would otherwise
        // make the compiler fetch the writer's own fields anew.
        let (borders, borderCount) = (scanner.borders, scanner.borderCount)
        let complex = UnsafeRawPointer(scanner.complex)
        let base = scanner.base
        let (starts, ends, ids, letterEnds) = (starts, ends, ids, letterEnds)
        let letters = UnsafeMutableRawPointer(letters)
        let plainEnd = bytes.count - Self.slack
        let limit = UInt32(truncatingIfNeeded: limit)
        var border = next
        var word = wordCount
        var letter = letterCount
        defer {
            next = border
            wordCount = word
            letterCount = letter
        }
        while border < borderCount, borders[border] < limit {
            let start = Int(borders[border])
            let end = Int(borders[border &+ 1])
            border &+= 2
            let length = end &- start
            let bit = start &- base
            let bits =
                complex.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self) >> UInt64(bit & 7)
            let isPlain =
                length <= Self.longestPlain && start <= plainEnd
                && bits & ((1 << UInt64(length)) &- 1) == 0
            if isPlain {
                ids[word] = Self.writePlain(text + start, length, to: letters + letter)
                letter &+= length
            } else {
                if length > longest { return start..<end }
                letterCount = letter
                guard let id = writeComplex(bytes, start..<end, table) else { continue }
                ids[word] = id
                letter = letterCount
            }
            starts[word] = UInt32(truncatingIfNeeded: start) &+ offset
            ends[word] = UInt32(truncatingIfNeeded: end) &+ offset
            letterEnds[word] = UInt32(truncatingIfNeeded: letterBase &+ letter)
            word &+= 1
        }
        return nil
    }

    /// A word of ASCII letters and digits alone: what folds them is the bit 0x20.
    ///
    /// - Returns: its id.
    @inline(__always)
    private static func writePlain(
        _ word: UnsafeRawPointer, _ length: Int, to letters: UnsafeMutableRawPointer
    ) -> UInt64 {
        var state = WordID.empty
        var index = 0
        var rest = length
        while rest > 8 {
            let eight = lowerCased(word, index)
            letters.storeBytes(of: eight.littleEndian, toByteOffset: index, as: UInt64.self)
            state = WordID.mix(state ^ eight)
            index &+= 8
            rest &-= 8
        }
        let last =
            lowerCased(word, index) & (UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- 8 &* rest))
        letters.storeBytes(of: last.littleEndian, toByteOffset: index, as: UInt64.self)
        return WordID.mix(state ^ last)
    }

    @inline(__always)
    private static func lowerCased(_ word: UnsafeRawPointer, _ index: Int) -> UInt64 {
        UInt64(littleEndian: word.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            | 0x2020_2020_2020_2020
    }

    /// A word with letters that are not ASCII, or with something that is no letter in it.
    ///
    /// - Returns: its id; `nil` when it holds neither letter nor digit.
    private mutating func writeComplex(
        _ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>,
        _ table: borrowing Span<CharacterTable.Entry>
    ) -> UInt64? {
        var hasher = WordID.Hasher()
        var holdsLetter = false
        var offset = word.lowerBound
        while offset < word.upperBound {
            let (scalar, length) = WordScanner.decode(bytes, offset)
            offset += length
            guard let index = CharacterTable.index(of: scalar) else { continue }
            let entry = table[index]
            var folded = entry.letters
            for _ in 0..<entry.count {
                let letter = UInt32(truncatingIfNeeded: folded & 0xFFFF)
                folded >>= 16
                hasher.combine(letter)
                letters[letterCount] = Letter.code(letter)
                letterCount &+= 1
                holdsLetter = true
            }
        }
        return holdsLetter ? hasher.finish() : nil
    }

    /// Appends what was written to `result`.
    mutating func flush(to result: inout WordsAndLetters) {
        guard wordCount > 0 else { return }
        result.wordStarts.append(contentsOf: UnsafeBufferPointer(start: starts, count: wordCount))
        result.wordEnds.append(contentsOf: UnsafeBufferPointer(start: ends, count: wordCount))
        result.ids.append(contentsOf: UnsafeBufferPointer(start: ids, count: wordCount))
        result.letterStarts.append(
            contentsOf: UnsafeBufferPointer(start: letterEnds, count: wordCount))
        result.letters.append(contentsOf: UnsafeBufferPointer(start: letters, count: letterCount))
        wordCount = 0
        letterCount = 0
    }
}

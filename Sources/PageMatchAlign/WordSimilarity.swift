internal import CAlignKernels
internal import PageMatchCore

/// How alike two words are by spelling and by sound: what a recogniser makes of “Ishmael” is
/// “Ishmail”.
///
/// One word is set, others are compared with it. The edit distance is counted by the bits of a word of
/// the processor, a letter of the other word a step (`pm_set_word_distance`).
package struct WordSimilarity: Sendable {
    /// Longer words are compared by their ids alone.
    static let longest = 64
    /// Words of fewer letters are alike by chance.
    private static let shortest = 3

    /// What is known of a word before it is compared.
    package struct Shape: Sendable {
        /// Bits for the letters it has, by the lowest six bits of their codes.
        let letters: UInt64
        let range: Range<Int>
        /// Asked for seldom, and never twice.
        private var sound: SoundKey?

        /// The shape of the letters in `range`.
        package init(_ letters: [UInt8], _ range: Range<Int>) {
            self.range = range
            var set: UInt64 = 0
            for index in range { set |= 1 << UInt64(letters[index] & 63) }
            self.letters = set
        }

        /// How it sounds; of the letters that it was made of.
        mutating func sound(_ letters: [UInt8]) -> SoundKey {
            if let sound { return sound }
            let sound = SoundKey(letters, range)
            self.sound = sound
            return sound
        }
    }

    /// The set word's letters, as the kernel takes them.
    private var word = pm_set_word()
    private var setLetters: [UInt8] = []
    private var shape = Shape([], 0..<0)

    /// Ready for the first word.
    package init() {}

    /// Sets the word that others are compared with.
    package mutating func set(_ letters: [UInt8], _ range: Range<Int>) {
        shape = Shape(letters, range)
        guard range.count <= Self.longest else { return }
        setLetters.removeAll(keepingCapacity: true)
        setLetters.append(contentsOf: letters[range])
        shape = Shape(setLetters, 0..<setLetters.count)
        word.count = Int32(range.count)
        withUnsafeMutableBytes(of: &word.letters) { bytes in
            // The kernel looks at sixteen letters at once.
            let end = min(Self.longest, (setLetters.count + 15) & ~15)
            for index in 0..<end {
                bytes[index] = index < setLetters.count ? setLetters[index] : 0
            }
        }
    }

    /// What pairing the set word with another one scores.
    ///
    /// - Parameters:
    ///   - other: what is known of the other word.
    ///   - letters: what holds its letters.
    /// - Returns: one of ``WordCosts``; positive when they are alike.
    /// - Complexity: O(1) for most pairs that are not alike, O(letters) for others.
    @inline(__always)
    package mutating func score(_ other: inout Shape, _ letters: [UInt8]) -> Int32 {
        let longer = max(shape.range.count, other.range.count)
        let shorter = min(shape.range.count, other.range.count)
        guard longer >= Self.shortest, longer <= Self.longest, shorter > 0 else {
            return WordCosts.different
        }
        // Each edit brings in at most one letter that the other word has not, and takes out one.
        let missing = (shape.letters & ~other.letters).nonzeroBitCount
        let added = (other.letters & ~shape.letters).nonzeroBitCount
        let least = max(missing, added, longer - shorter)
        // So far apart that sound is no witness; nearly always so for words taken at random.
        if least * 5 > longer * 3 { return WordCosts.different }
        let distance = distance(to: letters, other.range)
        if distance * 5 <= longer { return WordCosts.close }
        if distance * 5 <= longer * 2 { return WordCosts.alike }
        if distance * 5 > longer * 4 { return WordCosts.different }
        let sound = shape.sound(setLetters)
        let otherSound = other.sound(letters)
        if sound.count > 0, sound == otherSound, distance * 5 <= longer * 3 || sound.count >= 3 {
            return WordCosts.alike
        }
        if distance * 2 > longer { return WordCosts.different }
        let soundsNear =
            min(sound.count, otherSound.count) >= 3 && sound.isWithinOneEdit(of: otherSound)
        return soundsNear ? WordCosts.faint : WordCosts.opposite
    }

    /// How many letters must be inserted, left out or changed to make the set word of another.
    @inline(__always)
    mutating func distance(to letters: [UInt8], _ range: Range<Int>) -> Int {
        letters.span.extracting(range).withUnsafeBufferPointer { letters in
            Int(pm_set_word_distance(&word, letters.baseAddress, Int32(letters.count)))
        }
    }
}

internal import PageMatchCore

/// How alike two words are by spelling and by sound: what a recogniser makes of “Ishmael” is
/// “Ishmail”.
///
/// One word is set, others are compared with it: the set word's tables are made once. The edit
/// distance is counted by the bits of a word of the processor, a letter of the other word a step.
///
/// - Source: G. Myers, *J. ACM* 46(3), 1999, in H. Hyyrö's form (University of Tampere report
///   A-2001-10). https://doi.org/10.1145/316542.316550
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

    /// For each letter the places where the set word has it, as bits.
    private var places = [UInt64](repeating: 0, count: 256)
    private var setLetters: [UInt8] = []
    private var shape = Shape([], 0..<0)

    /// Ready for the first word.
    package init() {}

    /// Sets the word that others are compared with.
    package mutating func set(_ letters: [UInt8], _ range: Range<Int>) {
        for letter in setLetters { places[Int(letter)] = 0 }
        setLetters.removeAll(keepingCapacity: true)
        guard range.count <= Self.longest else {
            shape = Shape(letters, range)
            return
        }
        setLetters.append(contentsOf: letters[range])
        shape = Shape(setLetters, 0..<setLetters.count)
        for (place, letter) in setLetters.enumerated() {
            places[Int(letter)] |= 1 << UInt64(place)
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
    func distance(to letters: [UInt8], _ range: Range<Int>) -> Int {
        var distance = shape.range.count
        if distance == 0 { return range.count }
        let last = UInt64(truncatingIfNeeded: distance - 1)
        var increases = UInt64.max
        var decreases: UInt64 = 0
        for index in range {
            let equal = places[Int(letters[index])]
            let vertical = equal | decreases
            let horizontal = (((equal & increases) &+ increases) ^ increases) | equal
            var up = decreases | ~(horizontal | increases)
            var down = increases & horizontal
            // No branches: which way it goes is as good as random.
            distance &+= Int(truncatingIfNeeded: up &>> last & 1)
            distance &-= Int(truncatingIfNeeded: down &>> last & 1)
            // The first row counts the other word's letters.
            up = up << 1 | 1
            down <<= 1
            increases = down | ~(vertical | up)
            decreases = up & vertical
        }
        return distance
    }
}

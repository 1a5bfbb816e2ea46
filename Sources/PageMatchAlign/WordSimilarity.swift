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
        var letters: UInt64 = 0
        var sound: SoundKey
        var count: Int

        /// The shape of the letters in `range`.
        package init(_ letters: [UInt8], _ range: Range<Int>) {
            count = range.count
            sound = SoundKey(letters, range)
            for index in range { self.letters |= 1 << UInt64(letters[index] & 63) }
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
        shape = Shape(letters, range)
        guard range.count <= Self.longest else { return }
        for (place, index) in range.enumerated() {
            let letter = letters[index]
            places[Int(letter)] |= 1 << UInt64(place)
            setLetters.append(letter)
        }
    }

    /// What pairing the set word with another one scores.
    ///
    /// - Parameters:
    ///   - other: what is known of the other word.
    ///   - letters: what holds its letters.
    ///   - range: where they are.
    /// - Returns: one of ``WordCosts``; positive when they are alike.
    /// - Complexity: O(1) for most pairs that are not alike, O(letters) for others.
    @inline(__always)
    package func score(_ other: Shape, _ letters: [UInt8], _ range: Range<Int>) -> Int32 {
        let longer = max(shape.count, other.count)
        guard longer >= Self.shortest, longer <= Self.longest, min(shape.count, other.count) > 0
        else { return WordCosts.different }
        // Each edit brings in at most one letter that the other word has not, and takes out one.
        let missing = (shape.letters & ~other.letters).nonzeroBitCount
        let added = (other.letters & ~shape.letters).nonzeroBitCount
        let least = max(missing, added, abs(shape.count - other.count))
        let soundsSame = shape.sound.count > 0 && shape.sound == other.sound
        // Further apart than any that score; nearly always so for words taken at random.
        if soundsSame ? least * 5 > longer * 3 : least * 2 > longer {
            return soundsSame && shape.sound.count >= 3 ? WordCosts.alike : WordCosts.different
        }
        let distance = distance(to: letters, range)
        if distance * 5 <= longer { return WordCosts.close }
        if distance * 5 <= longer * 2 { return WordCosts.alike }
        if soundsSame, distance * 5 <= longer * 3 || shape.sound.count >= 3 {
            return WordCosts.alike
        }
        if distance * 2 > longer { return WordCosts.different }
        let soundsNear =
            min(shape.sound.count, other.sound.count) >= 3
            && shape.sound.isWithinOneEdit(of: other.sound)
        return soundsNear ? WordCosts.faint : WordCosts.opposite
    }

    /// How many letters must be inserted, left out or changed to make the set word of another.
    @inline(__always)
    func distance(to letters: [UInt8], _ range: Range<Int>) -> Int {
        var distance = shape.count
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

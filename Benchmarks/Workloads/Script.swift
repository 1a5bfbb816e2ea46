/// How a text is written: what its noise is made of.
package struct Script: Sendable {
    /// The letters of the text that are not rare, in order.
    package let letters: [Character]
    /// Whether words have spaces between them.
    package let hasSpaces: Bool

    private enum Limits {
        /// Of a thousand letters a letter has one at least.
        static let rare = 1000
        /// Words that are enough to tell.
        static let words = 20_000
    }

    /// The script of `words`, each with what follows on it up to the next one.
    package init(of words: [Substring]) {
        var counts: [Character: Int] = [:]
        var spaces = 0
        let looked = words.prefix(Limits.words)
        for word in looked {
            for character in word.lowercased() where character.isLetter {
                counts[character, default: 0] += 1
            }
            if word.last?.isWhitespace == true { spaces += 1 }
        }
        let total = counts.values.reduce(0, +)
        letters = counts.filter { $0.value * Limits.rare >= total }.keys.sorted()
        hasSpaces = spaces * 2 > looked.count
    }
}

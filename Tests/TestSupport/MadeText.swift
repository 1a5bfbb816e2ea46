/// Text that is no language but is as varied as one: for tests that need a long book.
public struct MadeText {
    private var generator: SeededGenerator
    private let words: [String]

    /// A source of text over a vocabulary of so many made-up words, the first ones frequent.
    public init(seed: UInt64, vocabulary: Int = 4000) {
        generator = SeededGenerator(seed: seed)
        let onsets = [
            "b", "br", "d", "f", "g", "gl", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr",
            "v", "w",
        ]
        let vowels = ["a", "e", "i", "o", "u", "ea", "ou"]
        let codas = ["", "n", "r", "l", "st", "m", "ck", "nd"]
        var seen: Set<String> = []
        var words: [String] = []
        while words.count < vocabulary {
            var word = ""
            // Frequent words are short, as in every language.
            for _ in 0..<Int.random(in: words.count < 60 ? 1...1 : 1...4, using: &generator) {
                word += onsets.randomElement(using: &generator) ?? ""
                word += vowels.randomElement(using: &generator) ?? ""
                word += codas.randomElement(using: &generator) ?? ""
            }
            if seen.insert(word).inserted { words.append(word) }
        }
        self.words = words
    }

    /// So many words; half of all are of the sixty most frequent.
    public mutating func words(_ count: Int) -> [String] {
        (0..<count).map { _ in
            let frequent = Bool.random(using: &generator)
            return words[Int.random(in: frequent ? 0..<60 : 60..<words.count, using: &generator)]
        }
    }

    /// Sentences of five to twenty words, with capitals and full stops.
    public mutating func prose(_ words: [String]) -> String {
        var text = ""
        var left = 0
        for word in words {
            if left == 0 {
                text += text.isEmpty ? "" : ". "
                left = Int.random(in: 5...20, using: &generator)
                text += word.prefix(1).uppercased() + word.dropFirst()
            } else {
                text += " " + word
            }
            left -= 1
        }
        return text + "."
    }
}

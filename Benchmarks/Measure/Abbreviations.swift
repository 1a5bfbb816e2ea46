internal import PageMatchCore
internal import PageMatchText

extension DifferenceSorter {
    /// Short forms with what is said for them, as letters of the normal form, both ways round.
    ///
    /// Only for sorting differences: the engine has a list of its own.
    static let abbreviations: Set<[[UInt8]]> = {
        var pairs: Set<[[UInt8]]> = []
        for (short, long) in written {
            guard let short = letters(of: short), let long = letters(of: long) else { continue }
            pairs.insert([short, long])
            pairs.insert([long, short])
        }
        return pairs
    }()

    private static func letters(of text: String) -> [UInt8]? {
        guard var tokenizer = try? Tokenizer() else { return nil }
        var words = WordsAndLetters()
        guard (try? tokenizer.append(text, to: &words)) != nil else { return nil }
        return words.letters
    }

    private static let written = [
        ("Mr", "mister"), ("Mr", "master"), ("Mrs", "missus"), ("Mrs", "misses"),
        ("Mrs", "mistress"), ("Dr", "doctor"), ("St", "saint"), ("St", "street"),
        ("No", "number"), ("Nos", "numbers"), ("vol", "volume"), ("ch", "chapter"),
        ("chap", "chapter"), ("Rev", "reverend"), ("Hon", "honourable"), ("Esq", "esquire"),
        ("Capt", "captain"), ("Col", "colonel"), ("Lieut", "lieutenant"), ("Lt", "lieutenant"),
        ("Gen", "general"), ("Prof", "professor"), ("Messrs", "messieurs"), ("Jr", "junior"),
        ("Sr", "senior"), ("etc", "et cetera"), ("c", "et cetera"), ("viz", "namely"),
        ("Co", "company"), ("Bros", "brothers"), ("Mme", "madame"), ("Mlle", "mademoiselle"),
        ("M", "monsieur"), ("ft", "feet"), ("lb", "pound"), ("lbs", "pounds"), ("oz", "ounces"),
        ("Dec", "december"), ("Jan", "january"), ("Feb", "february"), ("Aug", "august"),
        ("Sept", "september"), ("Oct", "october"), ("Nov", "november"), ("Sr", "señor"),
        ("Sra", "señora"), ("D", "don"), ("Vd", "usted"), ("Ud", "usted"), ("cap", "capítulo"),
    ]
}

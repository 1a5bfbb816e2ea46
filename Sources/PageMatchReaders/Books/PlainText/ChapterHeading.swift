/// Lines of plain text that open a chapter.
enum ChapterHeading {
    /// Longest line that is taken for a heading, in bytes.
    private static let longest = 120

    /// Words that a numbered part of a book is called by, in lower case.
    private static let names: Set<String> = [
        "chapter", "book", "part", "volume", "letter", "stave", "canto", "act", "section",
        "kapitel", "teil", "buch", "band", "abschnitt", "capítulo", "capitulo", "libro", "parte",
        "tomo", "chapitre", "livre", "partie", "tome", "capitolo", "hoofdstuk", "deel", "luku",
        "osa", "rozdział", "tom", "fejezet", "kapitola", "глава", "часть", "том",
    ]
    /// Numbers in words, as headings spell them.
    private static let numerals: Set<String> = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
        "nineteen", "twenty", "thirty", "forty", "first", "second", "third", "fourth", "fifth",
        "last", "primero", "primera", "segundo", "segunda", "tercero", "tercera", "premier",
        "première", "premiere", "deuxième", "second", "seconde", "troisième", "primo", "secondo",
        "terzo", "erster", "zweiter", "dritter", "eins", "zwei", "drei",
    ]
    /// Parts that have no number.
    private static let unnumbered: Set<String> = [
        "prologue", "epilogue", "preface", "introduction", "foreword", "afterword", "conclusion",
        "prolog", "epilog", "vorwort", "nachwort", "einleitung", "prólogo", "epílogo",
        "préface", "épilogue", "prefazione", "contents",
    ]
    /// German and others put the number first: `Erstes Kapitel`, `2. Kapitel`.
    private static let ordinals: Set<String> = [
        "erstes", "zweites", "drittes", "viertes", "fünftes", "sechstes", "siebentes", "siebtes",
        "achtes", "neuntes", "zehntes", "elftes", "zwölftes", "erster", "zweiter", "dritter",
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth", "premier", "première", "deuxième", "troisième", "primera", "segunda", "tercera",
    ]

    /// Whether a line reads like the heading of a chapter: `CHAPTER IV. The Whale`, `Kapitel 3`.
    ///
    /// - Parameter line: A line that stands alone, without white space around it.
    /// - Returns: `false` when in doubt.
    /// - Complexity: O(length), bounded.
    static func matches(_ line: String) -> Bool {
        guard line.utf8.count <= longest, let first = line.unicodeScalars.first,
            first.properties.isUppercase || first.properties.numericType != nil || first == "_"
        else { return false }
        let text = line.filter { $0 != "_" && $0 != "*" }
        let words = text.split(separator: " ", omittingEmptySubsequences: true)
        guard let name = words.first.map({ key($0) }) else { return false }
        if words.count == 1 { return unnumbered.contains(name) }
        if names.contains(name) { return isNumbered(words) }
        let second = key(words[1])
        guard words.count <= 3, names.contains(second) else { return false }
        return ordinals.contains(name) || (isNumber(name) && words[0].hasSuffix("."))
            || (name == "the" && words.count == 3)
    }

    /// Whether a number follows the name, and then nothing or what looks like a title.
    private static func isNumbered(_ words: [Substring]) -> Bool {
        // `Book the First`.
        let number = words.count > 2 && key(words[1]) == "the" ? words[2] : words[1]
        guard isNumber(key(number)) else { return false }
        let rest = words.dropFirst(number == words[1] ? 2 : 3)
        guard let next = rest.first, !endsInMark(number) else { return true }
        // A sentence such as `Part two of the plan failed.` goes on in lower case.
        guard let initial = next.unicodeScalars.first else { return true }
        return initial.properties.isUppercase || !initial.properties.isAlphabetic
    }

    /// A word in lower case without the marks that may follow it.
    private static func key(_ word: Substring) -> String {
        let letters = word.prefix { $0.isLetter || $0.isNumber }
        return letters.lowercased()
    }

    private static func endsInMark(_ word: Substring) -> Bool {
        word.last.map { !$0.isLetter && !$0.isNumber } ?? false
            || word.contains { $0 == "." || $0 == ":" || $0 == "—" || $0 == "-" }
    }

    private static func isNumber(_ key: String) -> Bool {
        guard !key.isEmpty, key.utf8.count <= 16 else { return false }
        if key.utf8.allSatisfy(\.isASCIIDigit) { return key.utf8.count <= 4 }
        if key.utf8.allSatisfy({ "ivxlcdm".utf8.contains($0) }) { return true }
        return numerals.contains(key) || ordinals.contains(key)
    }
}

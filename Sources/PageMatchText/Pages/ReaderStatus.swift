/// What reading devices and apps tell under a page: `Page 12 of 300`, `Loc 1234 · 35 %`,
/// `3 mins left in chapter`.
struct ReaderStatus {
    /// The page that it names, if it names one.
    private(set) var number: PrintedNumber?

    /// Words that such lines are made of; each language has its row.
    private static let words: Set<String> = [
        "page", "pages", "p", "pg", "of", "loc", "location", "min", "mins", "minute", "minutes",
        "hr", "hrs",
        "hour", "hours", "left", "in", "this", "the", "chapter", "book", "and",
        "seite", "seiten", "s", "von", "noch", "minuten", "std", "stunde", "stunden", "übrig", "im",
        "kapitel",
        "buch", "pos", "position", "verbleiben", "verbleibend",
        "sur", "de", "restantes", "restants", "heure", "heures", "dans", "le", "chapitre", "livre",
        "emplacement",
        "página", "páginas", "pág", "minuto", "minutos", "hora", "horas", "en", "el", "capítulo",
        "libro",
        "posición", "ubicación",
    ]
    /// Words of a place in the text, to which a number belongs.
    private static let places: Set<String> = [
        "loc", "location", "pos", "position", "emplacement", "posición", "ubicación",
    ]
    /// Words of a page, before its number.
    private static let pages: Set<String> = [
        "page", "p", "pg", "seite", "s", "página", "pág",
    ]
    /// What is left to read, behind a number.
    private static let amounts: Set<String> = [
        "page", "pages", "min", "mins", "minute", "minutes", "hr", "hrs", "hour", "hours", "seiten",
        "minuten", "std", "stunde", "stunden", "heure", "heures", "minuto", "minutos", "hora",
        "horas", "páginas",
    ]
    private static let left: Set<String> = [
        "left", "noch", "übrig", "verbleiben", "verbleibend", "restantes", "restants",
    ]
    private static let betweenNumbers: Set<String> = ["of", "von", "sur", "de", "/"]

    /// Bytes of the longest token in such a line.
    private static let longestToken = 24

    /// The status that a row is; `nil` for another.
    init?(_ row: PageRow) {
        guard row.tokens.count <= 14, let tokens = Self.tokens(of: row) else { return nil }
        let numbers = tokens.indices.filter { Self.isNumber(tokens[$0]) }
        guard let first = numbers.first else { return nil }
        func word(_ index: Int) -> String { tokens.indices.contains(index) ? tokens[index] : "" }
        let hasShare = numbers.contains { word($0 + 1) == "%" }
        let hasPlace = numbers.contains { Self.places.contains(word($0 - 1)) }
        let hasRest =
            numbers.contains { Self.amounts.contains(word($0 + 1)) }
            && tokens.contains { Self.left.contains($0) }
        let page = numbers.first { Self.pages.contains(word($0 - 1)) }
        let isCount =
            numbers.count >= 2 && Self.betweenNumbers.contains(word(first + 1))
            && Self.isNumber(word(first + 2))
        guard hasShare || hasPlace || hasRest || page != nil || isCount && tokens.count == 3 else {
            return nil
        }
        if let page = page ?? (isCount && !hasPlace ? first : nil), word(page + 1) != "%" {
            number = PrintedNumber(tokens[page])
        }
    }

    private static func isNumber(_ token: String) -> Bool {
        !token.isEmpty && token.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Its words, numbers and signs; `nil` if one is none that belongs there, or a sentence ends.
    private static func tokens(of row: PageRow) -> [String]? {
        var tokens: [String] = []
        var current = ""
        func isOrnament(_ character: Character) -> Bool { "-–—|·•.,:()[]~<>↵".contains(character) }
        for token in row.tokens {
            guard token.bytes.count <= longestToken else { return nil }
            for character in row.text(of: token).lowercased() {
                let isDigit = character.isASCII && character.isNumber
                let joins = current.isEmpty || isDigit == isNumber(current)
                if character == "%" || character == "/" || isOrnament(character) {
                    if !current.isEmpty { tokens.append(current) }
                    current = ""
                    if !isOrnament(character) { tokens.append(String(character)) }
                } else if joins {
                    current.append(character)
                } else {
                    tokens.append(current)
                    current = String(character)
                }
            }
            if !current.isEmpty { tokens.append(current) }
            current = ""
        }
        let isKnown = tokens.allSatisfy {
            isNumber($0) || $0 == "%" || $0 == "/" || words.contains($0)
        }
        let endsSentence = row.texts.last?.last == "."
        return isKnown && !endsSentence ? tokens : nil
    }
}

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
    /// Of what so much is left: without it a sentence may say the same.
    private static let wholes: Set<String> = [
        "chapter", "book", "kapitel", "buch", "chapitre", "livre", "capítulo", "libro",
    ]
    /// The most days of a month, which dates have before a stroke.
    private static let days = 31
    private static let betweenNumbers: Set<String> = ["of", "von", "sur", "de", "/"]

    /// Bytes of the longest piece in such a line.
    private static let longestPiece = 24

    /// The status that a row is; `nil` for another.
    init?(_ row: PageRow) {
        guard row.pieces.count <= 14, row.hasDigit, !Self.hasOtherWord(row),
            let pieces = Self.pieces(of: row)
        else { return nil }
        let numbers = pieces.indices.filter { Self.isNumber(pieces[$0]) }
        guard let first = numbers.first else { return nil }
        func word(_ index: Int) -> String { pieces.indices.contains(index) ? pieces[index] : "" }
        let hasShare = numbers.contains { word($0 + 1) == "%" }
        let hasPlace = numbers.contains { Self.places.contains(word($0 - 1)) }
        let hasRest =
            numbers.contains { Self.amounts.contains(word($0 + 1)) }
            && pieces.contains { Self.left.contains($0) }
            && pieces.contains { Self.wholes.contains($0) }
        let page = numbers.first { Self.pages.contains(word($0 - 1)) }
        let isCount =
            numbers.count >= 2 && Self.betweenNumbers.contains(word(first + 1))
            && Self.isCount(word(first), word(first + 1), word(first + 2))
        guard hasShare || hasPlace || hasRest || page != nil || isCount && pieces.count == 3 else {
            return nil
        }
        if let page = page ?? (isCount && !hasPlace ? first : nil), word(page + 1) != "%" {
            number = PrintedNumber(pieces[page])
        }
    }

    /// Whether a page is told of all pages: none behind the last, and no date or fraction.
    private static func isCount(_ page: String, _ sign: String, _ pages: String) -> Bool {
        guard isNumber(page), isNumber(pages), let page = Int(page), let pages = Int(pages) else {
            return false
        }
        return page <= pages && (sign != "/" || pages > days)
    }

    private static func isNumber(_ piece: String) -> Bool {
        !piece.isEmpty && piece.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Whether there is a word of ASCII's letters in a row that no such line has: nearly all rows have.
    private static func hasOtherWord(_ row: PageRow) -> Bool {
        row.pieces.contains { piece in
            var letters = ""
            for byte in row.utf8(of: piece) {
                // A letter that is not of ASCII may go on with the word.
                if byte >= 0x80 { return false }
                if (byte | 0x20) &- 0x61 < 26 {
                    letters.unicodeScalars.append(Unicode.Scalar(byte | 0x20))
                } else if !letters.isEmpty {
                    if !words.contains(letters) { return true }
                    letters = ""
                }
            }
            return !letters.isEmpty && !words.contains(letters)
        }
    }

    /// Its words, numbers and signs; `nil` if one is none that belongs there, or a sentence ends.
    private static func pieces(of row: PageRow) -> [String]? {
        var pieces: [String] = []
        var current = ""
        func isOrnament(_ character: Character) -> Bool { "-–—|·•.,:()[]~<>↵".contains(character) }
        for piece in row.pieces {
            guard piece.bytes.count <= longestPiece else { return nil }
            for character in row.text(of: piece).lowercased() {
                let isDigit = character.isASCII && character.isNumber
                let joins = current.isEmpty || isDigit == isNumber(current)
                if character == "%" || character == "/" || isOrnament(character) {
                    if !current.isEmpty { pieces.append(current) }
                    current = ""
                    if !isOrnament(character) { pieces.append(String(character)) }
                } else if joins {
                    current.append(character)
                } else {
                    pieces.append(current)
                    current = String(character)
                }
            }
            if !current.isEmpty { pieces.append(current) }
            current = ""
        }
        let isKnown = pieces.allSatisfy {
            isNumber($0) || $0 == "%" || $0 == "/" || words.contains($0)
        }
        let endsSentence = row.texts.last?.last == "."
        return isKnown && !endsSentence ? pieces : nil
    }
}

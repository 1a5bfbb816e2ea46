import PageMatchCore

/// A row at the upper or lower edge of a page, as what it may be.
struct EdgeLine {
    /// Where its number stands.
    enum Place {
        case alone, first, last
    }

    let row: PageRow
    /// The number of the page, if there may be one.
    private(set) var number: PrintedNumber?
    private(set) var place: Place?
    /// The pieces beside the number that hold letters, by their indices.
    private var filled: ArraySlice<Int> = []
    /// Whether the number stands apart from the words: by a bar, a dot, or a wide space.
    private(set) var isNumberApart = false
    /// Whether a number alone has the same dash, dot or bracket on both sides.
    private(set) var isInOrnament = false

    init(_ row: PageRow) {
        self.row = row
        let pieces = row.pieces
        let filled = pieces.indices.filter { row.isFilled(pieces[$0]) }
        guard let first = filled.first, let last = filled.last else { return }
        if filled.count == 1, let number = row.number(pieces[first]) {
            (self.number, place) = (number, .alone)
            isInOrnament = PrintedNumber(row.texts.joined())?.isInOrnament == true
            return
        }
        if let number = row.number(pieces[last]),
            !number.isRoman || number.label.utf8.count > 1,
            !Self.namesPart(row.text(of: pieces[filled[filled.count - 2]]))
        {
            (self.number, place) = (number, .last)
            self.filled = filled.dropLast()
            isNumberApart = isApart(filled[filled.count - 2], last)
        } else if let number = row.number(pieces[first]),
            !number.isRoman || number.label.utf8.count > 1
        {
            (self.number, place) = (number, .first)
            self.filled = filled.dropFirst()
            isNumberApart = isApart(first, filled[1])
        } else {
            self.filled = filled[...]
        }
    }

    /// What the pieces beside the number say that hold letters.
    private var words: [String] { filled.map { row.text(of: row.pieces[$0]) } }

    /// Whether a bar, a dot or more than twice the line's height lies between two pieces.
    private func isApart(_ left: Int, _ right: Int) -> Bool {
        let pieces = row.pieces
        if pieces[(left + 1)..<right].contains(where: {
            ["|", "·", "•", "¦"].contains(row.text(of: $0))
        }) {
            return true
        }
        guard let before = pieces[left].box, let after = pieces[right].box else { return false }
        return after.x - before.x - before.width > 2 * max(before.height, after.height)
    }

    /// Whether a number after this word is that of a part of the book, or of a date.
    private static func namesPart(_ word: String) -> Bool {
        // None is longer, with quotes and dashes around it.
        guard word.utf8.count <= 32 else { return false }
        let name = word.unicodeScalars.filter(\.isAlphabetic)
        return partNames.contains(String(name).lowercased())
    }

    /// In English, German, French and Spanish.
    private static let partNames: Set<String> = [
        "chapter", "chap", "book", "part", "volume", "vol", "canto", "act", "scene", "letter",
        "section", "number", "no", "stave", "psalm", "sonnet", "room", "figure", "fig", "table",
        "plate", "kapitel", "buch", "teil", "band", "akt", "szene", "brief", "abschnitt", "nr",
        "chapitre", "livre", "partie", "tome", "acte", "scène", "lettre", "capítulo", "capitulo",
        "libro", "parte", "tomo", "acto", "escena", "carta", "january", "february", "march",
        "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ]

    /// Whether its words are in capitals, but for what an OCR program spoilt.
    var isCapital: Bool {
        var capitals = 0
        var letters = 0
        for scalar in words.lazy.flatMap(\.unicodeScalars) where scalar.isAlphabetic {
            letters += 1
            capitals += scalar.isUppercase ? 1 : 0
        }
        return letters >= 3 && capitals * 10 >= letters * 7
    }

    /// Whether each word of some length begins with a capital, and none ends as in a sentence.
    var isTitle: Bool {
        guard filled.count <= 8 else { return false }
        let words = words
        guard words.contains(where: { $0.unicodeScalars.count >= 3 }) else { return false }
        return words.allSatisfy { word in
            guard let last = word.unicodeScalars.last, ![",", ";", ":", "?", "!"].contains(last),
                let first = word.unicodeScalars.first(where: \.isAlphabetic)
            else { return false }
            return first.isUppercase || word.unicodeScalars.count <= 3
        } && words.contains { $0.unicodeScalars.first?.isUppercase == true }
    }

    /// Whether it is far shorter than the lines of the text.
    func isShort(beside longest: Int) -> Bool { row.characters * 4 <= longest * 3 }

    /// The printer's mark of a sheet: a capital that is no word, and perhaps a number up to 8.
    var isSignature: Bool {
        let pieces = row.texts
        guard (1...2).contains(pieces.count), let letter = pieces[0].unicodeScalars.first,
            ("A"..."Z").contains(letter), letter != "I"
        else { return false }
        let rest =
            pieces[0].unicodeScalars.dropFirst().map(String.init).joined()
            + (pieces.count > 1 ? pieces[1] : "")
        return ["2", "3", "4", "5", "6", "7", "8", "ij", "ii", "iij", "iii", "iiij"].contains(rest)
    }
}

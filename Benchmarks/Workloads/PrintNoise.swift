internal import TestSupport

/// What a camera and an OCR program make of a stretch of a book: lines, hyphens, a running head with
/// the page's number, and letters read for others.
///
/// A share of the characters is hit: seven in ten are read for letters that look like them or for any
/// other, the rest is lost or doubled with another; beside these, a tenth as many words come apart.
struct PrintNoise {
    private var generator: SeededGenerator
    private let script: Script

    /// Noise for pages of a kind of a book that a seed repeats, whatever else is measured with them.
    init(seed: UInt64, _ kind: PageKind, of book: PrintedBook) {
        // FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/
        let hash = "\(book.name)/\(kind.names[1])".utf8.reduce(0xCBF2_9CE4_8422_2325) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        self.init(seed: hash &+ seed, book.script)
    }

    /// Noise that a seed repeats, of letters of a script.
    private init(seed: UInt64, _ script: Script) {
        generator = SeededGenerator(seed: seed)
        self.script = script
    }

    private enum Print {
        static let lineLength = 52...66
        /// The same where letters are as wide as high and lines have no spaces.
        static let wideLineLength = 26...34
        /// Of the words that don't fit into a line so many are divided.
        static let hyphenShare = 0.4
        static let shortestDivided = 7
        /// One page in so many has its ligatures as characters of their own.
        static let ligatures = 8
    }

    /// What looks like what: a stem, a bowl, an arch, and two letters for one.
    private static let lookalikes: [String: [String]] = [
        "m": ["rn", "ni", "nn"], "w": ["vv"], "d": ["cl", "o"], "l": ["1", "i", "t"],
        "i": ["l", "1", "j"], "e": ["c", "o"], "c": ["e", "o"], "o": ["0", "c", "e"],
        "h": ["b", "li"], "b": ["h", "6"], "n": ["u", "r", "ri"], "u": ["n", "ii"],
        "a": ["o", "u"],
        "s": ["5", "f"], "f": ["t", "s"], "t": ["f", "l"], "g": ["q", "9"], "r": ["n"], "v": ["y"],
        "y": ["v"], "k": ["h"], "z": ["2"],
    ]

    /// A number by chance.
    mutating func number(in range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &generator)
    }

    /// Words as a recogniser hears them: without capitals and marks, some of them others.
    ///
    /// - Parameters:
    ///   - words: as they are printed.
    ///   - errors: the share of words that are hit: two thirds are others, of the book's; a sixth each are left
    ///     out and put in.
    ///   - others: words of the book.
    /// - Returns: the caption's text.
    mutating func heard(_ words: [Substring], _ errors: Double, among others: [Substring])
        -> String
    {
        func said(_ word: Substring) -> String {
            word.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "'" || $0 == "’" }
        }
        var heard: [String] = []
        for word in words {
            guard Double.random(in: 0..<1, using: &generator) < errors else {
                heard.append(said(word))
                continue
            }
            let kind = Int.random(in: 0..<6, using: &generator)
            let other = others.randomElement(using: &generator).map(said) ?? ""
            if kind == 0 { continue }
            heard += kind == 1 ? [said(word), other] : [other]
        }
        return heard.joined(separator: script.hasSpaces ? " " : "")
    }

    /// A printed page of `words`, as it is read.
    ///
    /// - Parameters:
    ///   - words: as they are printed, punctuation included.
    ///   - head: what stands over the page; `nil` for words alone in one line.
    ///   - errors: the share of characters that are hit.
    /// - Returns: the page's text.
    mutating func page(_ words: [Substring], head: String?, errors: Double) -> String {
        guard let head else { return misread(words.joined(separator: " "), errors) }
        let hasLigatures = Int.random(in: 0..<Print.ligatures, using: &generator) == 0
        let length = Int.random(
            in: script.hasSpaces ? Print.lineLength : Print.wideLineLength, using: &generator)
        let number = Int.random(in: 2...480, using: &generator)
        var lines = [number % 2 == 0 ? "\(number)    \(head)" : "\(head)    \(number)", ""]
        var line = ""
        for word in words {
            if line.isEmpty {
                line = String(word)
            } else if line.count + 1 + word.count <= length {
                line += " " + word
            } else if word.count >= Print.shortestDivided,
                Double.random(in: 0..<1, using: &generator) < Print.hyphenShare
            {
                let cut = Int.random(in: 3...word.count - 3, using: &generator)
                lines.append(line + " " + word.prefix(cut) + "-")
                line = String(word.dropFirst(cut))
            } else {
                lines.append(line)
                line = String(word)
            }
        }
        lines.append(line)
        if !script.hasSpaces { lines = lines.flatMap { Self.broken($0, at: length) } }
        var text = lines.joined(separator: "\n")
        if hasLigatures { text = text.split(separator: "fi").joined(separator: "ﬁ") }
        return misread(text, errors)
    }

    /// A line without spaces as lines of so many letters.
    private static func broken(_ line: String, at length: Int) -> [String] {
        var rest = line[...]
        var lines: [String] = []
        repeat {
            lines.append(String(rest.prefix(length)))
            rest = rest.dropFirst(length)
        } while !rest.isEmpty
        return lines
    }

    private mutating func misread(_ text: String, _ errors: Double) -> String {
        var result = ""
        for character in text {
            guard character.isLetter, Double.random(in: 0..<1, using: &generator) < errors else {
                result.append(character)
                if !character.isWhitespace,
                    Double.random(in: 0..<1, using: &generator) < errors / 50
                {
                    result.append(" ")
                }
                continue
            }
            let other = script.letters.randomElement(using: &generator) ?? "e"
            switch Int.random(in: 0..<20, using: &generator) {
            case 0..<3: break
            case 3..<6:
                result.append(character)
                result.append(other)
            case 6..<14:
                let alike = Self.lookalikes[character.lowercased()]
                result += alike?.randomElement(using: &generator) ?? String(other)
            default: result.append(other)
            }
        }
        return result
    }
}

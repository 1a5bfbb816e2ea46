/// Which language a text is in, by a vote of its commonest words and by its script.
///
/// Modest on purpose: it tells the languages of ``LanguageWords`` apart on a page of prose, and
/// those that have a script of their own. It says `nil` rather than guess among the rest.
struct LanguageVote: Hashable {
    /// The language with most votes, as a BCP 47 tag; `nil` if nothing speaks for any.
    let language: String?
    /// Words that were looked at; characters where a script has no spaces.
    let words: Int
    /// The winner's share of them, from 0 to 1.
    let share: Double
    /// Whether the script alone decided.
    let isOfScript: Bool
    private let counts: [Int]

    /// Takes a vote.
    ///
    /// - Parameter text: UTF-8.
    /// - Complexity: O(*n*); the caller bounds the text.
    init(of text: some Collection<UInt8>) {
        var census = Census()
        census.count(String(decoding: text, as: UTF8.self))
        counts = census.votes
        let best = census.votes.indices.max { census.votes[$0] < census.votes[$1] }
        let script = census.scriptLanguage
        isOfScript = script != nil
        if let script {
            language = script.language
            words = script.total
            share = Double(script.count) / Double(max(1, script.total))
        } else {
            let votes = best.map { census.votes[$0] } ?? 0
            language = votes > 0 ? best.map { LanguageWords.languages[$0] } : nil
            words = census.words
            share = Double(votes) / Double(max(1, census.words))
        }
    }

    /// Whether the vote may stand in for what a file does not state.
    var isFair: Bool { words >= 12 && share >= 0.12 }

    /// Whether the vote speaks so clearly against `tag` that the file must be wrong.
    ///
    /// Only a language that has a list of words can lose; a near relative never does.
    func refutes(_ tag: String) -> Bool {
        let primary = LanguageTag.primary(tag)
        guard words >= 300, share >= 0.2, language != primary,
            let stated = LanguageWords.languages.firstIndex(of: primary == "nb" ? "no" : primary)
        else { return false }
        return Double(counts[stated]) * 2.5 < share * Double(words)
    }

    private struct Census {
        var votes = [Int](repeating: 0, count: LanguageWords.languages.count)
        var words = 0
        /// Letters by script, where the script tells the language.
        private var scripts: [String: Int] = [:]
        private var letters = 0

        mutating func count(_ text: String) {
            var word = String.UnicodeScalarView()
            for scalar in text.unicodeScalars {
                if isInWord(scalar) {
                    // Longer words are in no list.
                    if word.count < 12 { word.append(scalar) }
                } else if !word.isEmpty {
                    vote(String(word))
                    word.removeAll(keepingCapacity: true)
                }
            }
            if !word.isEmpty { vote(String(word)) }
        }

        private mutating func isInWord(_ scalar: Unicode.Scalar) -> Bool {
            let value = scalar.value
            if value < 0x80 { return UInt8(value).isASCIILetter || value == 0x27 }
            guard value >= 0xC0, !(0x2000..<0x2C00).contains(value), value != 0xD7, value != 0xF7,
                value != 0xFFFD
            else { return false }
            letters += 1
            if let script = Self.script(of: value) { scripts[script, default: 0] += 1 }
            return true
        }

        private mutating func vote(_ word: String) {
            words += 1
            guard var mask = LanguageWords.masks[word.lowercased()] else { return }
            while mask != 0 {
                votes[mask.trailingZeroBitCount] += 1
                mask &= mask - 1
            }
        }

        /// The language that the script alone tells, if most of the letters are of it.
        var scriptLanguage: (language: String, count: Int, total: Int)? {
            let kana = scripts["ja", default: 0]
            let han = scripts["zh", default: 0]
            if kana + han > words, kana + han >= 12 {
                return (kana * 20 > han ? "ja" : "zh", kana + han, letters)
            }
            let best = scripts.filter { $0.key != "ja" && $0.key != "zh" }
                .max { ($0.value, $1.key) < ($1.value, $0.key) }
            guard let best, best.value > words else { return nil }
            return (best.key, best.value, letters)
        }

        /// The one language, or the most read one, that a script is for.
        private static func script(of value: UInt32) -> String? {
            switch value {
            case 0x0530..<0x0590: "hy"
            case 0x0900..<0x0980: "hi"
            case 0x0980..<0x0A00: "bn"
            case 0x0B80..<0x0C00: "ta"
            case 0x0E00..<0x0E80: "th"
            case 0x10A0..<0x1100: "ka"
            case 0x3041..<0x3100: "ja"
            case 0x3400..<0xA000, 0xF900..<0xFB00, 0x20000..<0x32000: "zh"
            case 0x1100..<0x1200, 0xAC00..<0xD7B0: "ko"
            default: nil
            }
        }
    }
}

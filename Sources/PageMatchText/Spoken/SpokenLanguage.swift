/// What is said otherwise than it is printed in one language: a table.
///
/// Keys of ``wholes`` and what they stand for are text as it may be printed; only its letters
/// count. Another language is another value of this type.
package struct SpokenLanguage: Sendable {
    /// The language's code, by which ICU knows its numbers.
    package var code: String
    /// Words with what they may be said as.
    ///
    /// A key that ends in a stop needs one behind the word: “no” is a number only as “No.”; one
    /// with an apostrophe needs one in the word; one that begins with `&` needs that before it.
    var wholes: [String: [String]] = [:]
    /// What follows an apostrophe, with what it may be said as: `ll` in “they’ll”.
    ///
    /// `n’t` goes back before the apostrophe: that is written `n't`.
    var endings: [String: [String]] = [:]
    /// Rules that lead two spellings of a word to one.
    var spellings: [SpellingRule] = []
    /// Words before a number in a heading: behind them even `I` is a Roman numeral.
    var headings: [String] = []
    /// What may be said before an ordinal number, and behind it: “the … of”.
    var beforeOrdinal: [String] = [""], afterOrdinal: [String] = [""]
    /// What is written behind a number to make it ordinal.
    var ordinalEndings: [String] = []
    /// “hundred” where years are said so: eighteen hundred and fifty-one.
    var hundred: String?
    /// “and” in numbers and for `&`.
    var and: [String] = []
    /// Beginnings of numbers that are said otherwise, too: “one hundred”, “a hundred”.
    var numberBeginnings: [(from: String, to: String)] = []
    /// The character between units and tenths, and the words for it.
    var decimalSeparator: Character = ","
    var decimalWords: [String] = []
    /// What is said behind a number for the sign before or behind it; the first of two is for one.
    var signs: [String: [String]] = [:]
    /// Hundredths of the coin of a sign: what is said behind them.
    var hundredths: [String: [String]] = [:]
    /// What letters directly behind a number mean: `6d` is six pence.
    var units: [String: [String]] = [:]
    /// Halves and quarters: how `1/2`, and `½` behind a number, are said.
    var fractions: [String: [String]] = [:]

    /// The table of a language.
    ///
    /// - Parameter tag: a BCP 47 tag; `nil` for one that has no table, is unknown or no tag at all.
    package init?(tag: String?) {
        let primary = (tag ?? "").prefix { $0 != "-" && $0 != "_" }.lowercased()
        guard let table = Self.tables.first(where: { $0.code == primary }) else { return nil }
        self = table
    }

    init(code: String) {
        self.code = code
    }

    private static let tables = [english, german, french, spanish]
}

/// A rule that leads spellings of a word to one, by letters: a recogniser writes “color”.
///
/// The result is a key, no word: two words that are spelled alike may share it without harm, for
/// it counts only where they stand opposite each other.
struct SpellingRule: Sendable {
    /// Where in a word a rule looks.
    enum Place: Sendable {
        /// Anywhere behind a vowel: “colour” has its ending there, “four” has not.
        case behindVowel
        /// At the beginning.
        case start
        /// At the end.
        case end
        /// Anywhere.
        case anywhere
    }

    var place: Place
    var from: String
    var to: String
    /// What must follow up to the word's end, one of these; empty for anything.
    var before: [String] = []
    /// Words, or their beginnings, that the rule leaves alone.
    var except: [String] = []
}

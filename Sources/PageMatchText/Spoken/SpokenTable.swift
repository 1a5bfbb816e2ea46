internal import PageMatchCore

/// A language's table in letters of the normal form, ready for use.
struct SpokenTable {
    /// What a word may be said as, and what must stand around it for that.
    struct Whole {
        enum Need {
            case nothing, stopBehind, apostropheInside, ampersandBefore
        }
        var id: UInt64
        var need: Need
        var forms: [[UInt8]]
    }

    /// A spelling rule in letters.
    struct Rule {
        var place: SpellingRule.Place
        var from: [UInt8]
        var to: [UInt8]
        var before: [[UInt8]]
        var except: [[UInt8]]
        /// The letters of `from`, as a bit each.
        var letters: LetterSet
    }

    /// Letters as bits by the lowest six bits of their codes: two may share one.
    struct LetterSet {
        private var bits: UInt64 = 0

        init(_ letters: some Sequence<UInt8>) {
            for letter in letters { bits |= 1 << UInt64(letter & 63) }
        }

        func mayContain(_ other: LetterSet) -> Bool { other.bits & ~bits == 0 }
    }

    let language: SpokenLanguage
    /// Ordered by id.
    let wholes: [Whole]
    let endings: [(written: String, forms: [[UInt8]])]
    let rules: [Rule]
    /// Ids of the words of headings.
    let headings: Set<UInt64>
    let and: [[UInt8]]
    let beforeOrdinal: [[UInt8]]
    let afterOrdinal: [[UInt8]]
    let numberBeginnings: [(from: [UInt8], to: [UInt8])]
    private let vowels: [Bool]
    private let digits: [Bool]
    private let romanLetters: [Bool]
    private let ordinalEndings: [[UInt8]]

    init(
        _ language: SpokenLanguage, _ tokenizer: inout Tokenizer
    ) throws(NormalFormError) {
        self.language = language
        var wholes: [Whole] = []
        // In the order of their keys: that of a dictionary differs from run to run.
        for (key, said) in language.wholes.sorted(by: { $0.key < $1.key }) {
            let words = try tokenizer.words(of: key)
            guard words.count == 1 else { continue }
            wholes.append(
                Whole(
                    id: words.ids[0], need: Self.need(of: key),
                    forms: try tokenizer.letters(of: said)))
        }
        self.wholes = wholes.enumerated().sorted {
            ($0.element.id, $0.offset) < ($1.element.id, $1.offset)
        }.map(\.element)
        var endings: [(written: String, forms: [[UInt8]])] = []
        for (written, said) in language.endings {
            endings.append((written, try tokenizer.letters(of: said)))
        }
        self.endings = endings.sorted { $0.written < $1.written }
        var rules: [Rule] = []
        for rule in language.spellings {
            let from = try tokenizer.letters(of: rule.from)
            rules.append(
                Rule(
                    place: rule.place, from: from,
                    to: try tokenizer.letters(of: rule.to),
                    before: try tokenizer.letters(of: rule.before),
                    except: try tokenizer.letters(of: rule.except), letters: LetterSet(from)))
        }
        self.rules = rules
        headings = Set(try tokenizer.words(of: language.headings.joined(separator: " ")).ids)
        and = try tokenizer.letters(of: language.and)
        beforeOrdinal = try tokenizer.letters(of: language.beforeOrdinal)
        afterOrdinal = try tokenizer.letters(of: language.afterOrdinal)
        ordinalEndings = try tokenizer.letters(of: language.ordinalEndings)
        var numberBeginnings: [(from: [UInt8], to: [UInt8])] = []
        for (from, to) in language.numberBeginnings {
            numberBeginnings.append(
                (try tokenizer.letters(of: from), try tokenizer.letters(of: to)))
        }
        self.numberBeginnings = numberBeginnings
        vowels = Self.members(try tokenizer.letters(of: "aeiou"))
        digits = Self.members(try tokenizer.letters(of: "0123456789"))
        romanLetters = Self.members(try tokenizer.letters(of: "ivxlcdm"))
    }

    /// For each letter's code whether it is one of these.
    private static func members(_ letters: [UInt8]) -> [Bool] {
        var members = [Bool](repeating: false, count: 256)
        for letter in letters { members[Int(letter)] = true }
        return members
    }

    private static func need(of key: String) -> Whole.Need {
        if key.hasSuffix(".") { return .stopBehind }
        if key.hasPrefix("&") { return .ampersandBefore }
        return key.contains("'") ? .apostropheInside : .nothing
    }

    /// Whether a word may be a number, for all that its letters say.
    func mayBeNumber(_ word: ArraySlice<UInt8>) -> Bool {
        guard let first = word.first else { return false }
        if digits[Int(first)] { return true }
        guard romanLetters[Int(first)] else { return false }
        let rest = word.drop { romanLetters[Int($0)] }
        return rest.isEmpty || ordinalEndings.contains(where: rest.elementsEqual)
    }

    /// What is known of a word.
    ///
    /// - Complexity: O(log wholes).
    func wholes(of id: UInt64) -> ArraySlice<Whole> {
        let first = wholes.indices.partitionPoint { wholes[$0].id < id }
        let end = (first..<wholes.count).partitionPoint { wholes[$0].id == id }
        return wholes[first..<end]
    }

    /// The key that other spellings of a word share; `nil` when no rule applies to it.
    ///
    /// - Complexity: O(rules · letters).
    func sharedSpelling(of word: ArraySlice<UInt8>) -> [UInt8]? {
        guard word.count <= 32 else { return nil }
        let set = LetterSet(word)
        var letters = Array(word)
        var changed = false
        for rule in rules where set.mayContain(rule.letters) {
            guard let place = place(of: rule, in: letters),
                !rule.except.contains(where: { letters.starts(with: $0) })
            else { continue }
            letters.replaceSubrange(place..<place + rule.from.count, with: rule.to)
            changed = true
        }
        return changed ? letters : nil
    }

    /// Where a rule applies first.
    private func place(of rule: Rule, in letters: [UInt8]) -> Int? {
        let last = letters.count - rule.from.count
        guard last >= 0 else { return nil }
        var vowelSeen = false
        for start in 0...last {
            defer { vowelSeen = vowelSeen || vowels[Int(letters[start])] }
            switch rule.place {
            case .start where start > 0: return nil
            case .end where start < last: continue
            case .behindVowel where !vowelSeen: continue
            default: break
            }
            guard letters[start...].starts(with: rule.from) else { continue }
            let rest = letters[(start + rule.from.count)...]
            if rule.before.isEmpty || rule.before.contains(where: rest.elementsEqual) {
                return start
            }
        }
        return nil
    }
}

extension Tokenizer {
    /// The words of a short text.
    mutating func words(of text: String) throws(NormalFormError) -> WordsAndLetters {
        var words = WordsAndLetters()
        try append(text, to: &words)
        return words
    }

    /// The letters of a text, nothing between its words.
    mutating func letters(of text: String) throws(NormalFormError) -> [UInt8] {
        try words(of: text).letters
    }

    /// The letters of each text, in one go.
    mutating func letters(of texts: [String]) throws(NormalFormError) -> [[UInt8]] {
        let words = try words(of: texts.joined(separator: "\n"))
        var result: [[UInt8]] = []
        var end = 0
        var word = 0
        for text in texts {
            end += text.utf8.count + 1
            let first = words.letterStarts[word]
            while word < words.count, Int(words.wordStarts[word]) < end { word += 1 }
            result.append(Array(words.letters[Int(first)..<Int(words.letterStarts[word])]))
        }
        return result
    }
}

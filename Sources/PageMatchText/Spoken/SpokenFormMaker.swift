package import PageMatchCore

/// Makes the side table of what words may be said as, while a text is divided into words.
///
///     let maker = try SpokenFormMaker(SpokenLanguage(tag: "en"))
///     maker.append(words, from: 0, text: …)        piece by piece
///     let forms = maker.take()
///
/// What a word's letters alone decide is looked up once for each different word; what the bytes
/// around it decide (stops, apostrophes, signs, capitals) for each that has them.
package struct SpokenFormMaker: ~Copyable {
    private var tokenizer: Tokenizer
    /// Whether the language has a table; else nothing is known of it.
    private let isKnown: Bool
    private let table: SpokenTable
    private var numbers: NumberForms
    private var forms = SpokenForms()
    /// The ranges of forms that are known; the first is empty.
    private var ranges: [Range<UInt32>] = [0..<0]
    /// What is known of words by their letters: a range, or ``special``.
    private var known = IDTable()
    /// The same of words with an apostrophe.
    private var knownElided = IDTable()
    /// The same of numbers, by how they are written and what stands around them.
    private var knownNumbers: [NumberKey: Range<UInt32>] = [:]

    private struct NumberKey: Hashable {
        var written: ArraySlice<UInt8>
        var signs: NumberForms.Signs
    }

    /// Of such words each is looked at where it stands.
    private static let special: Int32 = -1

    /// A maker for texts in one language; without one it finds nothing.
    ///
    /// - Throws: `unicodeLibrary` when ICU fails.
    package init(_ language: SpokenLanguage?) throws(NormalFormError) {
        isKnown = language != nil
        var tokenizer = try Tokenizer()
        table = try SpokenTable(language ?? SpokenLanguage(code: ""), &tokenizer)
        numbers = NumberForms(table)
        self.tokenizer = tokenizer
    }

    /// The forms of all words since the last time; the next text begins.
    package mutating func take() -> SpokenForms {
        let taken = forms
        forms = SpokenForms()
        ranges = [0..<0]
        known = IDTable()
        knownElided = IDTable()
        knownNumbers = [:]
        return taken
    }

    /// Adds the forms of the words from `first` on.
    ///
    /// - Parameters:
    ///   - words: the words of the text so far.
    ///   - first: the first that is new; after those of the call before.
    ///   - text: the piece of text that holds all new ones.
    ///   - offset: the offset of its first byte, as `words` count.
    /// - Throws: `unicodeLibrary` when ICU fails.
    /// - Complexity: O(new words + different words · rules).
    package mutating func append(
        _ words: WordsAndLetters, from first: Int, text: String, at offset: UInt32
    ) throws(NormalFormError) {
        guard isKnown, first < words.count else { return }
        let text = WrittenText(bytes: Array(text.utf8), words: words, offset: Int(offset))
        for word in first..<words.count {
            let id = words.ids[word]
            var entry = known[id]
            if entry == nil {
                entry = classify(words.letters[words.letterRange(of: word)], id)
                known.set(id, to: entry ?? 0)
            }
            guard let entry else { continue }
            if text.isPlain(word), entry >= 0 {
                if entry > 0 { add(ranges[Int(entry)], to: word) }
            } else {
                try appendSpecial(word, entry, text)
            }
        }
    }

    private mutating func add(_ range: Range<UInt32>, to word: Int, count: Int = 1) {
        guard !range.isEmpty else { return }
        forms.add(
            SpokenForms.Place(
                word: UInt32(word), count: UInt32(count), firstForm: range.lowerBound,
                endForm: range.upperBound))
    }

    /// The letters of all forms together are no more than some such: a book of a million words has a
    /// tenth of it, and text that is made to have more has no further forms.
    private static let mostLetters = 4 << 20

    /// Stores forms of a word, other than the word itself.
    private mutating func store(
        _ found: [[UInt8]], of word: ArraySlice<UInt8>
    ) -> Range<UInt32> {
        let start = UInt32(forms.formCount)
        guard forms.letters.count < Self.mostLetters else { return start..<start }
        for form in found where !form.isEmpty && !form.elementsEqual(word) {
            forms.addForm(form)
        }
        return start..<UInt32(forms.formCount)
    }

    /// What a word's letters say: the index of its forms, 0 for none, or ``special``.
    private mutating func classify(
        _ letters: ArraySlice<UInt8>, _ id: UInt64
    ) -> Int32 {
        if table.mayBeNumber(letters) { return Self.special }
        let wholes = table.wholes(of: id)
        if wholes.contains(where: { $0.need != .nothing }) { return Self.special }
        var found = wholes.flatMap(\.forms)
        if let shared = table.sharedSpelling(of: letters) { found.append(shared) }
        let range = store(found, of: letters)
        if range.isEmpty { return 0 }
        ranges.append(range)
        return Int32(ranges.count - 1)
    }

    // MARK: By what stands around

    private mutating func appendSpecial(
        _ word: Int, _ entry: Int32, _ text: WrittenText
    ) throws(NormalFormError) {
        let letters = text.letters(of: word)
        let written = text.written(word)
        if let first = written.first, (0x30...0x39).contains(first) {
            return try appendNumber(word, text)
        }
        if entry > 0 { add(ranges[Int(entry)], to: word) }
        if let value = roman(word, written, text) {
            let found = try numbers.forms(ofRoman: value, &tokenizer)
            add(store(found, of: letters), to: word)
        }
        if text.hasAmpersandBefore(word) {
            add(store(table.and.map { $0 + letters }, of: letters), to: word)
        }
        if entry < 0 { appendConditional(word, text) }
        if text.hasApostrophe(word) { appendElided(word, text) }
    }

    /// Forms that need something around the word.
    private mutating func appendConditional(_ word: Int, _ text: WrittenText) {
        var found: [[UInt8]] = []
        for whole in table.wholes(of: text.words.ids[word]) {
            let holds =
                switch whole.need {
                case .nothing: true
                case .stopBehind: text.byte(behind: word) == UInt8(ascii: ".")
                case .ampersandBefore: text.byte(before: word) == UInt8(ascii: "&")
                case .apostropheInside: text.hasApostrophe(word)
                }
            if holds { found += whole.forms }
        }
        let letters = text.letters(of: word)
        if let shared = table.sharedSpelling(of: letters) { found.append(shared) }
        add(store(found, of: letters), to: word)
    }

    /// What the part behind an apostrophe stands for: they’ll, couldn’t.
    private mutating func appendElided(_ word: Int, _ text: WrittenText) {
        let id = text.words.ids[word]
        if let entry = knownElided[id] { return add(ranges[Int(entry)], to: word) }
        let letters = text.letters(of: word)
        let behind = String(decoding: text.written(word), as: UTF8.self)
            .replacing("’", with: "'").lowercased()
        var found: [[UInt8]] = []
        for ending in table.endings {
            // "n't" names the letter before the apostrophe, the others stand behind it.
            let tail = ending.written.contains("'") ? ending.written : "'" + ending.written
            guard behind.hasSuffix(tail) else { continue }
            let stem = letters.dropLast(tail.utf8.count - 1)
            found += ending.forms.map { stem + $0 }
        }
        ranges.append(store(found, of: letters))
        knownElided.set(id, to: Int32(ranges.count - 1))
        add(ranges[ranges.count - 1], to: word)
    }

    private mutating func appendNumber(
        _ word: Int, _ text: WrittenText
    ) throws(NormalFormError) {
        if let fraction = text.fraction(at: word) {
            let found = try numbers.forms(ofFraction: fraction, &tokenizer)
            add(store(found, of: []), to: word, count: 2)
        }
        let signs = text.signs(around: word)
        let written = text.written(word)
        let key = NumberKey(written: written, signs: signs)
        if let range = knownNumbers[key] { return add(range, to: word) }
        guard forms.letters.count < Self.mostLetters else { return }
        let range = store(
            try numbers.forms(of: written, signs, &tokenizer), of: text.letters(of: word))
        if !range.isEmpty { knownNumbers[key] = range }
        add(range, to: word)
    }

    /// The value of a word that is a Roman numeral where it stands.
    ///
    /// One letter is one only behind a word such as “chapter”, alone on its line, or as the number of
    /// a king, that is behind a name: not every “I”.
    private func roman(
        _ word: Int, _ written: ArraySlice<UInt8>, _ text: WrittenText
    ) -> Int64? {
        let capitals = written.prefix { (0x41...0x5A).contains($0) }
        let numeral = String(decoding: capitals, as: UTF8.self).lowercased()
        guard let number = romanNumber(numeral, below: 4000) else { return nil }
        let value = Int64(number)
        let rest = written.dropFirst(capitals.count)
        if !rest.isEmpty {
            let ending = String(decoding: rest, as: UTF8.self)
            return table.language.ordinalEndings.contains(ending) ? value : nil
        }
        if capitals.count > 1 || text.isAloneOnLine(word) { return value }
        guard word > 0 else { return nil }
        if table.headings.contains(text.words.ids[word - 1]) { return value }
        return written.first != UInt8(ascii: "I") && text.beginsCapital(word - 1) ? value : nil
    }
}

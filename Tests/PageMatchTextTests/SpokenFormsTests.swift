import PageMatchCore
import Testing

@testable import PageMatchText

/// The forms of a text.
private func made(of text: String, in language: String) throws -> SpokenForms {
    var tokenizer = try Tokenizer()
    let words = try tokenizer.words(of: text)
    var maker = try SpokenFormMaker(SpokenLanguage(tag: language))
    try maker.append(words, from: 0, text: text, at: 0)
    return maker.take()
}

/// The forms of the words of a text, for each word that has some, as letters.
private func forms(of text: String, in language: String) throws -> [Int: Set<[UInt8]>] {
    let forms = try made(of: text, in: language)
    var found: [Int: Set<[UInt8]>] = [:]
    for place in forms.places {
        for form in Int(place.firstForm)..<Int(place.endForm) {
            found[Int(place.word), default: []].insert(
                Array(forms.letters[forms.letterRange(of: form)]))
        }
    }
    return found
}

private func letters(_ text: String) throws -> [UInt8] {
    var tokenizer = try Tokenizer()
    return try tokenizer.letters(of: text)
}

@Suite struct SpokenFormsTests {
    /// A text, one of its words, and what that may be said as.
    typealias Example = (text: String, word: Int, said: String)

    private func check(_ examples: [Example], in language: String) throws {
        for (text, word, said) in examples {
            let found = try forms(of: text, in: language)[word] ?? []
            #expect(found.contains(try letters(said)), "\(text): \(said)")
        }
    }

    @Test("English numbers are said as cardinals, ordinals and years, with “and” and without")
    func englishNumbers() throws {
        try check(
            [
                ("There were 22 of us.", 2, "twenty-two"),
                ("He was born in 1851.", 4, "eighteen fifty-one"),
                ("He was born in 1851.", 4, "eighteen hundred and fifty-one"),
                ("It cost 1,250 guineas.", 2, "one thousand two hundred and fifty"),
                ("It cost 1,250 guineas.", 2, "one thousand two hundred fifty"),
                ("All 100 of them", 1, "a hundred"), ("on the 19th of May", 2, "nineteenth"),
                ("the 2nd door", 1, "second"), ("on June 22, at noon", 2, "the twenty-second"),
                ("it took 2.5 seconds", 2, "two point five"),
                ("the 5.30 train", 1, "five thirty"), ("Room 217 was empty", 1, "two one seven"),
            ], in: "en")
    }

    @Test("money, per cent, units and fractions are said with their names")
    func englishMoney() throws {
        try check(
            [
                ("He paid £4 for it.", 2, "four pounds"),
                ("He paid £1 for it.", 2, "one pound"),
                ("for $5.50 a day", 1, "five dollars and fifty cents"),
                ("for $5.50 a day", 1, "five fifty"),
                ("they paid 4s. 6d. a week", 2, "four shillings"),
                ("they paid 4s. 6d. a week", 3, "sixpence"),
                ("at 5% a year", 1, "five per cent"), ("at 5 % a year", 1, "five percent"),
                ("for 1/2 an hour", 1, "half"), ("some 2½ miles", 1, "two and a half"),
            ], in: "en-GB")
    }

    @Test("Roman numerals are numbers in headings and behind names, and not every I is one")
    func roman() throws {
        try check(
            [
                ("CHAPTER IV. The Road", 1, "four"), ("CHAPTER IV. The Road", 1, "4"),
                ("CHAPTER I\nThe Road", 1, "one"), ("Henry VIII was king.", 1, "the eighth"),
                ("George V. was king.", 1, "the fifth"), ("the end.\nI.\nIt began", 2, "one"),
            ], in: "en")
        for text in ["And I said that I would", "a CIVIL answer", "so DID he", "IIII"] {
            let found = try forms(of: text, in: "en")
            #expect(!found.values.contains { $0.contains(Array("1".utf8)) }, "\(text)")
            #expect(found.isEmpty, "\(text)")
        }
    }

    @Test("abbreviations are said in full, those that are words themselves only with a stop")
    func abbreviations() throws {
        try check(
            [
                ("Mr. March came", 0, "mister"), ("Mrs March came", 0, "missus"),
                ("Dr. Lowe of St. Ives", 3, "saint"), ("at 7 St. James St.", 4, "street"),
                ("Lamp No. 7", 1, "number"), ("oil, rope, &c.", 2, "et cetera"),
                ("Marsh & Sons", 1, "and sons"), ("see vol. ii", 1, "volume"),
            ], in: "en")
        #expect(try forms(of: "No, there is no lamp", in: "en").isEmpty)
    }

    @Test("contractions are said in full, told apart from words of the same letters")
    func contractions() throws {
        try check(
            [
                ("I don’t know", 1, "do not"), ("I won't go", 1, "will not"),
                ("We’ll see", 0, "we will"), ("He'd gone", 0, "he had"), ("’Tis late", 0, "it is"),
                ("It's late", 0, "it is"), ("I’m late", 0, "I am"),
                ("they’ve gone", 0, "they have"),
                ("it couldn’t be", 1, "could not"), ("six o’clock", 1, "of the clock"),
            ], in: "en")
        #expect(try forms(of: "he was ill, in hell, a shed, were its", in: "en").isEmpty)
    }

    @Test(
        "British, American and older spellings have one key",
        arguments: [
            ("honour", "honor"), ("neighbours", "neighbors"), ("centre", "center"),
            ("theatres", "theaters"), ("realise", "realize"), ("organisation", "organization"),
            ("analysed", "analyzed"), ("travelled", "traveled"), ("jeweller", "jeweler"),
            ("catalogue", "catalog"), ("encyclopaedia", "encyclopedia"), ("grey", "gray"),
            ("connexion", "connection"), ("shewn", "shown"), ("despatch", "dispatch"),
            ("gaol", "jail"), ("defence", "defense"), ("skilful", "skillful"),
            ("manoeuvre", "maneuver"), ("enquire", "inquire"), ("plough", "plow"),
        ])
    func spellings(british: String, american: String) throws {
        func keys(_ word: String) throws -> Set<[UInt8]> {
            (try forms(of: word, in: "en")[0] ?? []).union([try letters(word)])
        }
        #expect(!(try keys(british)).isDisjoint(with: try keys(american)))
    }

    @Test("words that only look like British spellings stay as they are")
    func unlikeSpellings() throws {
        let text = "four hours of course, your wise promise, there called the court"
        #expect(try forms(of: text, in: "en").isEmpty)
    }

    @Test("German numbers are one word, whatever its hyphens; contractions and old spellings")
    func german() throws {
        try check(
            [
                ("Im Jahre 1851 kam er", 2, "achtzehnhunderteinundfünfzig"),
                ("Es waren 22 Schafe", 2, "zweiundzwanzig"), ("am 3. März", 1, "dritten"),
                ("Kapitel IV", 1, "vier"), ("für 5 € im Monat", 1, "fünf Euro"),
                ("zu 3,5 %", 1, "drei Komma fünf"), ("Dr. Lowe", 0, "Doktor"),
                ("im Haus", 0, "in dem"), ("die Thür", 1, "Tür"), ("100 Schritte", 0, "hundert"),
            ], in: "de")
    }

    @Test("French numbers, titles and centuries")
    func french() throws {
        try check(
            [
                ("en 1851", 1, "mille huit cent cinquante et un"),
                ("les 22 moutons", 1, "vingt-deux"),
                ("le XIXe siècle", 1, "dix-neuvième"), ("le 1er mai", 1, "premier"),
                ("Chapitre IV", 1, "quatre"), ("M. Lenoir", 0, "monsieur"),
                ("5 % du sel", 0, "cinq pour cent"),
            ], in: "fr")
    }

    @Test("Spanish numbers, titles and old spellings")
    func spanish() throws {
        try check(
            [
                ("en 1605", 1, "mil seiscientos cinco"), ("los 22 barcos", 1, "veintidós"),
                ("a las 21 leguas", 2, "veinte y una"), ("200 ducados", 0, "docientos"),
                ("Capítulo XVI", 1, "dieciséis"), ("el Sr. Molina", 1, "señor"),
                ("lo dexó allí", 1, "dejó"), ("el 5 % de la sal", 1, "cinco por ciento"),
            ], in: "es-ES")
    }

    @Test(
        "a language without a table has no forms", arguments: ["eee", "", "x", "ja", "_", "zz-ZZ"])
    func unknownLanguage(tag: String) throws {
        #expect(SpokenLanguage(tag: tag) == nil)
        #expect(try forms(of: "Mr. March had 22 in 1851.", in: tag).isEmpty)
    }

    @Test(
        "a language tag's case and region don't matter",
        arguments: ["EN", "en-GB", "en_US", "de-1901"])
    func tags(tag: String) {
        #expect(SpokenLanguage(tag: tag) != nil)
    }

    @Test("numbers of more than 15 digits, and what is no number, have no forms")
    func notNumbers() throws {
        let long = String(repeating: "9", count: 4000)
        for text in [long, "1234567890123456", "3x", "1.2.3.4"] {
            let found = try forms(of: text, in: "en")
            #expect(found.isEmpty, "\(text.prefix(20))")
        }
        #expect(try forms(of: "123456789012345", in: "en")[0] != nil)
    }

    @Test("a text of nothing but numbers is bounded in forms")
    func onlyNumbers() throws {
        var tokenizer = try Tokenizer()
        let text = (0..<10_000).map { String($0 + 1000) }.joined(separator: " ")
        let words = try tokenizer.words(of: text)
        var maker = try SpokenFormMaker(SpokenLanguage(tag: "en"))
        try maker.append(words, from: 0, text: text, at: 0)
        let forms = maker.take()
        #expect(forms.places.count <= 4096)
        #expect(forms.formCount <= 4096 * 32)
    }

    @Test("forms are found in pieces as in the whole")
    func pieces() throws {
        let pieces = ["He paid £4.\n", "Mr. March didn’t\n", "go in 1851.\n"]
        var tokenizer = try Tokenizer()
        var words = WordsAndLetters()
        var maker = try SpokenFormMaker(SpokenLanguage(tag: "en"))
        var offset: UInt32 = 0
        for piece in pieces {
            let first = words.count
            try tokenizer.append(piece, at: offset, to: &words)
            try maker.append(words, from: first, text: piece, at: offset)
            offset += UInt32(piece.utf8.count)
        }
        let inPieces = maker.take()
        try maker.append(words, from: 0, text: pieces.joined(), at: 0)
        let whole = maker.take()
        #expect(inPieces.places.map(\.word) == [2, 3, 5, 8])
        #expect(whole.places.map(\.word) == inPieces.places.map(\.word))
        #expect(whole.letters == inPieces.letters)
    }

    @Test("a text of numbers without end has bounded forms", .timeLimit(.minutes(1)))
    func bounded() throws {
        // Each is written in a way of its own, so that none shares the forms of another.
        let text = (0..<30_000).map { "£\(777_700 + $0 / 100).\($0 % 90 + 10)" }
            .joined(separator: " ")
        let few = try made(of: String(text.prefix(2_000)), in: "en")
        let many = try made(of: text, in: "en")
        #expect(few.formCount > 0)
        #expect(many.letters.count <= 4 << 20 + 65_536)
    }
}

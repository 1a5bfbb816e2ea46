import PageMatchCore
import Testing

@testable import PageMatchText

/// The words of a text, each as its folded letters.
private func folded(_ text: String) throws -> [[UInt8]] {
    let words = try tokenised(text)
    return (0..<words.count).map { Array(words.letters[words.letterRange(of: $0)]) }
}

private func tokenised(_ text: String) throws -> WordsAndLetters {
    var tokenizer = try Tokenizer()
    var words = WordsAndLetters()
    try tokenizer.append(text, to: &words)
    return words
}

private func printed(_ text: String) throws -> [String] {
    let words = try tokenised(text)
    let bytes = Array(text.utf8)
    return zip(words.wordStarts, words.wordEnds).map {
        String(decoding: bytes[Int($0)..<Int($1)], as: UTF8.self)
    }
}

@Suite struct NormalFormTests {
    @Test("words are those of UAX #29 that hold a letter or a digit")
    func words() throws {
        #expect(
            try printed("“To-night,” said Mr. O’Brien — it’s 3.14 (or so)…")
                == ["To", "night", "said", "Mr", "O’Brien", "it’s", "3.14", "or", "so"])
        #expect(try printed("*** — … !?") == [])
        #expect(try printed("") == [])
    }

    @Test(
        "what print and recognisers write differently folds to the same letters",
        arguments: [
            ("ﬁnd the ﬂower", "find the flower"), ("Café naïve", "CAFE NAIVE"),
            ("ſaid", "said"), ("ＦＵＬＬ　ｗｉｄｔｈ", "full width"), ("don’t", "don't"),
            ("co\u{AD}operate", "cooperate"), ("Straße", "STRASSE"), ("İstanbul", "istanbul"),
            ("e\u{301}te\u{301}", "été"), ("йод", "иод"), ("ＡＢＣ１２３", "abc123"),
        ])
    func folding(left: String, right: String) throws {
        #expect(try folded(left) == folded(right))
        #expect(try tokenised(left).ids == tokenised(right).ids)
    }

    @Test("kana and ideographs stay as they are")
    func japanese() throws {
        #expect(try folded("が") != folded("か"))
        #expect(try folded("ガ") != folded("カ"))
        #expect(try tokenised("吾輩は猫である。").letters.count == 7)
        #expect(try folded("한국") == folded("\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}"))
    }

    @Test("vowel signs of Thai and Devanagari are part of the spelling")
    func dependentVowels() throws {
        #expect(try folded("कि") != folded("का"))
        #expect(try tokenised("ที่").letters != tokenised("ท").letters)
    }

    @Test("a word knows its bytes, and words of several texts go on from each other")
    func places() throws {
        var tokenizer = try Tokenizer()
        var words = WordsAndLetters()
        try tokenizer.append("Über uns", to: &words)
        try tokenizer.append("die See", at: 100, to: &words)
        #expect(words.wordStarts == [0, 6, 100, 104])
        #expect(words.wordEnds == [5, 9, 103, 107])
        #expect(words.letterStarts == [0, 4, 7, 10, 13])
        #expect(words.word(ofLetter: 0) == 0)
        #expect(words.word(ofLetter: 6) == 1)
        #expect(words.word(ofLetter: 12) == 3)
    }

    @Test("hostile text has a defined result")
    func hostile() throws {
        let marks = "a" + String(repeating: "\u{301}", count: 10_000)
        #expect(try folded(marks) == folded("a"))
        let endless = try tokenised(String(repeating: "a", count: 1_000_000))
        #expect(endless.count == 1)
        #expect(endless.letters.count == 4096)
        #expect(try tokenised("nul\u{0}nul").count == 2)
        #expect(try printed("\u{202E}abc\u{202C}").count == 1)
        let broken = String(decoding: [0x61, 0xFF, 0x62, 0xED, 0xA0, 0x80, 0x63], as: UTF8.self)
        #expect(try tokenised(broken).count >= 1)
    }

    @Test("sentences begin where they do, abbreviations notwithstanding")
    func sentences() throws {
        let text = "Mr. Bennet replied that he had not. “But it is,” returned she.\nNext."
        let starts = try sentenceStarts(of: text, language: "en")
        let sentences = starts.map {
            String(decoding: Array(text.utf8.dropFirst(Int($0)).prefix(4)), as: UTF8.self)
        }
        #expect(sentences == ["Mr. ", "“B", "Next"])
        #expect(try sentenceStarts(of: "", language: nil).isEmpty)
        #expect(try sentenceStarts(of: "Eins. Zwei.", language: "eee") == [0, 6])
    }

    @Test("the letters' codes are distinct within an alphabet, and never 0")
    func codes() {
        for range in [0x61...0x7A, 0x3B1...0x3C9, 0x430...0x44F, 0x5D0...0x5EA] {
            let codes = Set(range.map { Letter.code(UInt32($0)) })
            #expect(codes.count == range.count)
            #expect(!codes.contains(0))
        }
    }
}

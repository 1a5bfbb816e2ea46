import Foundation
import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchText

/// Unicode's own examples of where words are divided (`WordBreakTest.txt`, Debian's package
/// `unicode-data`).
@Suite(.enabled(if: examples != nil, "unicode-data is not installed"))
struct UnicodeBreakTests {
    @Test("words of Unicode's examples, where ICU follows Unicode, by every way")
    func words() throws {
        let examples = try #require(examples)
        var quick = try Tokenizer()
        var slow = try Tokenizer(isQuick: false, isScalar: true)
        var compared = 0
        for example in examples {
            var found = WordsAndLetters()
            try quick.append(example.text, to: &found)
            var expected = WordsAndLetters()
            try slow.append(example.text, to: &expected)
            #expect(found.wordStarts == expected.wordStarts, "\(example.line)")
            #expect(found.wordEnds == expected.wordEnds, "\(example.line)")
            #expect(found.letters == expected.letters, "\(example.line)")
            // ICU goes by CLDR's root, where a colon joins nothing and an at sign is a letter.
            let scalars = example.text.unicodeScalars
            if scalars.contains(":") || scalars.contains("@") { continue }
            #expect(Self.places(found) == example.words, "\(example.line)")
            compared += 1
        }
        #expect(compared > 1_000)
    }

    private static func places(_ words: WordsAndLetters) -> [Range<Int>] {
        zip(words.wordStarts, words.wordEnds).map { Int($0)..<Int($1) }
    }
}

/// An example: a text, and the UTF-8 places of the segments that hold a letter or a digit.
private struct Example {
    var line: String
    var text: String
    var words: [Range<Int>]

    /// A line such as `÷ 0061 × 0027 × 0062 ÷ # …`.
    init?(_ line: Substring) {
        self.line = String(line)
        text = ""
        words = []
        var start = 0
        var holdsLetter = false
        for field in line.prefix(while: { $0 != "#" }).split(whereSeparator: \.isWhitespace) {
            switch field {
            case "×": continue
            case "÷":
                if holdsLetter { words.append(start..<text.utf8.count) }
                start = text.utf8.count
                holdsLetter = false
            default:
                guard let code = UInt32(field, radix: 16), let scalar = Unicode.Scalar(code) else {
                    return nil
                }
                text.unicodeScalars.append(scalar)
                let isDigit = scalar.properties.generalCategory == .decimalNumber
                holdsLetter = holdsLetter || scalar.properties.isAlphabetic || isDigit
            }
        }
        if text.isEmpty { return nil }
    }
}

private let examples: [Example]? = {
    let file = "/usr/share/unicode/auxiliary/WordBreakTest.txt"
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
    return text.split(separator: "\n").compactMap { Example($0) }
}()

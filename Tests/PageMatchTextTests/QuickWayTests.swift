import Foundation
import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchText

/// The quick way through a text gives what ICU's own way gives, word for word and letter for letter.
@Suite struct QuickWayTests {
    /// The three ways: ICU's alone, and the quick one with each kernel.
    private struct Ways: ~Copyable {
        private var slow: Tokenizer
        private var scalar: Tokenizer
        private var vector: Tokenizer

        init() throws {
            let slow = try Tokenizer(isQuick: false, isScalar: true)
            let scalar = try Tokenizer(isQuick: true, isScalar: true)
            let vector = try Tokenizer(isQuick: true, isScalar: false)
            self.slow = slow
            self.scalar = scalar
            self.vector = vector
        }

        /// The first word in which a way differs from ICU's; `nil` when none does.
        mutating func difference(_ text: String) throws -> String? {
            var expected = WordsAndLetters()
            try slow.append(text, at: 7, to: &expected)
            var found = WordsAndLetters()
            try scalar.append(text, at: 7, to: &found)
            if let place = Self.difference(expected, found, text) { return "scalar: \(place)" }
            found = WordsAndLetters()
            try vector.append(text, at: 7, to: &found)
            return Self.difference(expected, found, text).map { "vector: \($0)" }
        }

        private static func difference(
            _ expected: WordsAndLetters, _ found: WordsAndLetters, _ text: String
        ) -> String? {
            if expected.wordStarts == found.wordStarts, expected.wordEnds == found.wordEnds,
                expected.ids == found.ids, expected.letterStarts == found.letterStarts,
                expected.letters == found.letters
            {
                return nil
            }
            func word(_ words: WordsAndLetters, _ position: Int) -> String {
                guard position < words.count else { return "nothing" }
                let bytes = Array(text.utf8)
                let range = Int(words.wordStarts[position]) - 7..<Int(words.wordEnds[position]) - 7
                return "\(range) “\(String(decoding: bytes[range], as: UTF8.self))” "
                    + "\(words.letters[words.letterRange(of: position)]) \(words.ids[position])"
            }
            let count = max(expected.count, found.count)
            let place = (0..<count).first { word(expected, $0) != word(found, $0) } ?? count
            return "word \(place): \(word(expected, place)), found \(word(found, place)), "
                + "in \(String(reflecting: String(text.prefix(200))))"
        }
    }

    @Test("the ICU that is installed divides ASCII as the quick way does")
    func isUsed() {
        #expect(CharacterTable.installed.isUsable)
    }

    /// Pieces that texts are mixed of: what books hold, and what divides them in odd ways.
    private static let pieces: [String] = [
        "a", "Z", "word", "A", "7", "42", " ", " ", "  ", "\n", "\r\n", "\t", ".", ",", ";", ":",
        "'", "\"", "_", "-", "!", "(", "&", "@", "x@y.z", "\u{0}", "\u{7F}",
        "é", "ß", "æ", "Œ", "Ł", "ø", "ı", "İ", "ŉ", "ǰ", "ǅ", "ª", "µ", "²", "½", "©", "ſ",
        "’", "‘", "“", "”", "—", "–", "…", "‐", "‑", "\u{A0}", "\u{AD}", "·", "‧", "․", "‿",
        "\u{200B}", "\u{200C}", "\u{200D}", "\u{2028}", "\u{2029}", "\u{202E}", "\u{2060}",
        "\u{85}", "\u{FEFF}", "\u{2007}", "\u{202F}",
        "α", "ς", "Ω", "ἄ", "ᾳ", "·", ";", "д", "Ё", "й", "ѳ", "ế", "ẞ", "ẛ",
        "\u{301}", "\u{308}", "\u{345}", "\u{483}", "e\u{301}", "\u{20DD}",
        "א", "״", "ب", "٣", "中", "文", "ひ", "カ", "ﾊﾞ", "が", "ー", "한", "ไ", "ท", "ক", "ា",
        "ﬁ", "Ａ", "１", "🙂", "👩‍🚀", "🇩🇪", "𝔸", "𝟙", "\u{FFFD}", "\u{E000}", "⒈", "Ⅳ", "℻",
    ]

    @Test("random mixtures of what texts are made of", arguments: 0..<24)
    func mixtures(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        var ways = try Ways()
        for _ in 0..<400 {
            // Few kinds at a time, so that they meet; now and then more than a chunk.
            let kinds = (0..<Int.random(in: 2...12, using: &generator)).compactMap { _ in
                Self.pieces.randomElement(using: &generator)
            }
            let length = Int.random(in: 0...180, using: &generator)
            var text = ""
            for _ in 0..<length { text += kinds.randomElement(using: &generator) ?? "" }
            let difference = try ways.difference(text)
            #expect(difference == nil, "seed \(seed)")
            if difference != nil { return }
        }
    }

    @Test("each character of the table beside each kind of neighbour")
    func characters() throws {
        var ways = try Ways()
        let neighbours = [
            "a", "1", ".", "’", ",", "_", "\u{AD}", " ", "\u{301}", "é", "д", "中", "",
        ]
        for range in [0..<0x530, 0x1E00..<0x2070] {
            for value in range {
                guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
                var text = ""
                for left in neighbours {
                    for right in neighbours { text += "\(left)\(scalar)\(right) x" }
                    text += "\n\(left)\(scalar)\(scalar)a\n"
                }
                let difference = try ways.difference(text)
                #expect(difference == nil, "U+\(String(value, radix: 16))")
            }
        }
    }

    @Test("at every length and place around the widths of a vector, a block and a chunk")
    func lengths() throws {
        var ways = try Ways()
        for length in Array(0...140) + [16_383, 16_384, 16_385, 16_448, 33_000] {
            for unit in ["a", "ab ", "don’t ", "3,1", "é ", "д", "中", "a.b", "\u{AD}a"] {
                let text = String(repeating: unit, count: length / unit.utf8.count + 1)
                #expect(try ways.difference(text) == nil, "\(length) of \(unit)")
                #expect(try ways.difference(" " + text + "’") == nil, "\(length) of \(unit)")
            }
        }
    }

    @Test("megabytes without white space")
    func endless() throws {
        var ways = try Ways()
        let text = String(repeating: "a-b’s-", count: 600_000)
        #expect(try ways.difference("x " + text + " y é") == nil)
    }

    @Test("words of more letters than are kept")
    func longWords() throws {
        var ways = try Ways()
        for length in [4_095, 4_096, 4_097, 20_000] {
            let long = String(repeating: "b", count: length)
            #expect(try ways.difference("a " + long + " c’d") == nil)
            #expect(try ways.difference("é" + long + "’s " + long) == nil)
            #expect(try ways.difference(long + "\u{301}\u{301}x y") == nil)
        }
        let marks = "a" + String(repeating: "\u{301}", count: 10_000) + "b c"
        #expect(try ways.difference(marks) == nil)
    }

    @Test("texts of real books and transcripts", arguments: Texts.folders)
    func realTexts(folder: URL) throws {
        var ways = try Ways()
        let texts = Texts.files(in: folder)
        #expect(!texts.isEmpty)
        for file in texts {
            // A stretch from the middle: whole books would take a debug build a minute.
            let bytes = try Data(contentsOf: file)
            let middle = bytes.dropFirst(bytes.count / 2 - min(bytes.count / 2, 8_192))
            let text = String(decoding: middle.prefix(16_384), as: UTF8.self)
            #expect(try ways.difference(text) == nil, "\(file.lastPathComponent)")
        }
    }
}

/// Text files to read.
private enum Texts {
    /// The project's samples, and a folder of whole books beside the project where there is one.
    static let folders: [URL] = {
        let samples = Sample.project.appendingPathComponent("Corpora")
        let books = Sample.project.appendingPathComponent("../shared/corpora").standardizedFileURL
        guard FileManager.default.fileExists(atPath: books.path) else {
            print("No whole books to compare the ways with; the samples alone are compared.")
            return [samples]
        }
        return [samples, books]
    }()

    static func files(in folder: URL) -> [URL] {
        let kinds: Set = ["txt", "md", "htm", "html", "xhtml", "vtt"]
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (all?.compactMap { $0 as? URL } ?? [])
            .filter { kinds.contains($0.pathExtension) && !$0.path.contains("/measured/") }
            .sorted { $0.path < $1.path }
    }
}

import TestSupport
import Testing

@testable import PageMatch

/// The quick way to an answer's JSON beside the one through `Codable`.
@Suite struct LookupAnswerJSONTests {
    private static func text(_ generator: inout SeededGenerator) -> String {
        let signs: [String] = [
            "a", "Z", "0", " ", "\"", "\\", "/", "\n", "\r", "\t", "\u{8}", "\u{C}", "\u{0}",
            "\u{1F}",
            "\u{7F}", "ß", "“", "…", "\u{2028}", "\u{2029}", "時", "🙂", "e\u{301}", "<", "&",
            "\u{FFFD}",
        ]
        return (0..<Int.random(in: 0...12, using: &generator))
            .map { _ in signs[Int.random(in: 0..<signs.count, using: &generator)] }.joined()
    }

    private static func number(_ generator: inout SeededGenerator) -> Double {
        switch Int.random(in: 0...5, using: &generator) {
        case 0: 0
        case 1: Double(Int.random(in: -5...100_000, using: &generator))
        case 2: Double.random(in: 0...1e-7, using: &generator)
        case 3: Double.random(in: 0...1e18, using: &generator)
        default: Double(Int.random(in: 0...9_999_999, using: &generator)) / 1000
        }
    }

    private static func maybe<Value>(
        _ generator: inout SeededGenerator, _ make: (inout SeededGenerator) -> Value
    ) -> Value? {
        Bool.random(using: &generator) ? make(&generator) : nil
    }

    private static func track(_ generator: inout SeededGenerator) -> TrackAnswer {
        TrackAnswer(
            number: Int.random(in: 1...99, using: &generator), name: text(&generator),
            chapter: maybe(&generator, text), start: number(&generator), end: number(&generator),
            precision: number(&generator))
    }

    private static func moment(_ generator: inout SeededGenerator) -> MomentAnswer {
        MomentAnswer(
            time: number(&generator),
            track: MomentAnswer.InTrack(
                number: Int.random(in: 1...9, using: &generator), start: number(&generator)))
    }

    private static func answer(_ generator: inout SeededGenerator, depth: Int) -> LookupAnswer {
        let all: [LookupAnswer.Status] = [.matched, .ambiguous, .unaligned, .noMatch, .error]
        var answer = LookupAnswer(
            status: all[Int.random(in: 0..<5, using: &generator)], confidence: number(&generator))
        answer.id = maybe(&generator, text)
        answer.book = maybe(&generator, text)
        answer.agreement = maybe(&generator, number)
        answer.elapsed = maybe(&generator, number)
        answer.time = maybe(&generator) {
            TimeAnswer(
                start: number(&$0), end: number(&$0), resume: number(&$0), precision: number(&$0),
                estimated: Bool.random(using: &$0))
        }
        answer.track = maybe(&generator, track)
        answer.parts = maybe(&generator) { generator in
            (0..<Int.random(in: 0...3, using: &generator)).map { _ in track(&generator) }
        }
        answer.nearest = maybe(&generator) {
            NearestAnswer(before: maybe(&$0, moment), after: maybe(&$0, moment))
        }
        answer.text = maybe(&generator) {
            TextAnswer(
                section: text(&$0), title: maybe(&$0, text), start: 3,
                end: Int.random(in: 3...99, using: &$0))
        }
        answer.words = maybe(&generator) {
            WordsAnswer(start: 7, end: Int.random(in: 8...99, using: &$0))
        }
        answer.quote = maybe(&generator) {
            QuoteAnswer(before: text(&$0), match: text(&$0), after: text(&$0))
        }
        answer.boxes = maybe(&generator) { generator in
            (0..<Int.random(in: 0...3, using: &generator)).map { index in
                Scan.Box(x: index, y: -index, width: 10, height: 20)
            }
        }
        answer.image = maybe(&generator) { _ in Scan.Size(width: 1200, height: 1600) }
        answer.error = maybe(&generator) {
            ErrorAnswer(
                PageMatchError(.badQuery, text(&$0), file: maybe(&$0, text), hint: maybe(&$0, text))
            ).error
        }
        if depth > 0 {
            answer.alternatives = (0..<Int.random(in: 0...2, using: &generator)).map { _ in
                Self.answer(&generator, depth: depth - 1)
            }
        }
        return answer
    }

    @Test("an answer's line is what Codable writes, byte for byte")
    func codable() throws {
        for seed in UInt64(0)..<500 {
            var generator = SeededGenerator(seed: seed)
            let answer = Self.answer(&generator, depth: 1)
            let wanted = try answer.jsonText() + "\n"
            #expect(String(decoding: answer.jsonLine, as: UTF8.self) == wanted, "seed \(seed)")
        }
    }

    @Test("no field of an answer is unknown to its line")
    func fields() {
        func names(_ value: Any) -> [String] {
            Mirror(reflecting: value).children.compactMap(\.label)
        }
        var generator = SeededGenerator(seed: 1)
        let known = [
            "id", "status", "book", "confidence", "time", "track", "parts", "nearest", "text",
            "words",
            "quote", "agreement", "boxes", "image", "alternatives", "error", "elapsed",
        ]
        #expect(names(LookupAnswer(status: .noMatch, confidence: 0)) == known)
        #expect(
            names(Self.track(&generator)) == [
                "number", "name", "chapter", "start", "end", "precision",
            ])
        let error = ErrorAnswer(PageMatchError(.badQuery, "")).error
        #expect(names(error) == ["code", "message", "exit", "file", "line", "hint"])
    }

    @Test("a quote has one space for each stretch of white space, and none at its ends")
    func quotes() {
        let spaces = [
            "", " ", "\n", "\t ", "\u{A0}", "\u{2003}\u{2028}", "\u{3000}", "\u{205F}", "\u{85}",
        ]
        let words = ["word", "“quoted”", "naïve", "—", "時計", "…", "a"]
        for seed in UInt64(0)..<300 {
            var generator = SeededGenerator(seed: seed)
            let text = (0..<Int.random(in: 0...9, using: &generator)).map { _ in
                spaces[Int.random(in: 0..<spaces.count, using: &generator)]
                    + words[Int.random(in: 0..<words.count, using: &generator)]
                    + spaces[Int.random(in: 0..<spaces.count, using: &generator)]
            }.joined()
            let wanted = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(singleLine(text) == wanted, "seed \(seed)")
        }
    }
}

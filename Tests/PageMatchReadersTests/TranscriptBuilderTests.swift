import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchReaders

@Suite struct TranscriptBuilderTests {
    /// Pieces between which all kinds of white space meet.
    private static let pieces = [
        "a", "b", "é", "鯨", " ", "  ", "\n", "\t", "\u{A0}", "\u{AD}", "\r\n",
    ]

    /// White space made even, in the simplest way.
    private func even(_ text: String) -> String {
        var result = ""
        var gap = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case " ", "\t", "\u{A0}": gap = " "
            case "\n", "\r": gap = gap.isEmpty ? "\n" : gap
            default:
                let joins = gap == "\n" && scalar == "鯨" && result.last == "鯨"
                if !gap.isEmpty, !result.isEmpty, !joins { result += " " }
                gap = ""
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    @Test func moreTextThanTheLimitIsLeftOutAndRefused() {
        var builder = TranscriptBuilder()
        builder.limit = 10
        builder.append(Array("Call me".utf8)[...])
        #expect(!builder.isFull)
        builder.append(Array(" Ishmael".utf8)[...])
        builder.append(Array("x".utf8)[...])
        #expect(builder.isFull)
        #expect(builder.text == Array("Call me".utf8))
        #expect(throws: ReaderError.tooLarge(what: "the text of a transcript", limit: "64 MiB")) {
            try builder.sealed(name: nil, format: "SRT")
        }
    }

    @Test func captionsAreReadNoFurtherThanTheLimit() {
        let cue = "1\n00:00:01,000 --> 00:00:02,000\nCall me\n\n"
        for (text, isTooLong) in [
            (cue, false), (cue + cue + cue + cue, true),
            (cue + "2\n00:00:01,000 --> 00:00:02,000\nCall me Ishmael\n", true),
        ] {
            var scanner = CaptionScanner(Array(text.utf8), dialect: .subRip, limit: 14)
            scanner.scan(from: 0, line: 1)
            #expect(scanner.isTooLong == isTooLong, "\(text)")
        }
    }

    @Test func timesAreTakenAsFarAsTheyCanBe() {
        var builder = TranscriptBuilder()
        func read(_ from: Double, _ to: Double) -> [Int64] {
            builder.time(from: from, to: to).map { [$0.from.milliseconds, $0.to.milliseconds] }
                ?? []
        }
        #expect(read(-0.05, -0.02) == [0, 0])
        #expect(read(-0.99, 2) == [0, 2000])
        #expect(read(3_600_000, 3_600_000) == [3_600_000_000, 3_600_000_000])
        #expect(builder.oddities.unusableTimes == 0)
        #expect(read(-1, 2).isEmpty)
        #expect(read(1, 3_600_001).isEmpty)
        #expect(read(4_294_967.5, 4_294_968).isEmpty)
        #expect(builder.oddities.unusableTimes == 3)
    }

    @Test func whiteSpaceIsMadeEvenHoweverTextIsCut() {
        for seed in UInt64(0)..<4_000 {
            var generator = SeededGenerator(seed: seed)
            let text = (0..<Int.random(in: 0..<20, using: &generator)).map { _ in
                Self.pieces.randomElement(using: &generator) ?? ""
            }.joined()
            var whole = TranscriptBuilder()
            whole.append(Array(text.utf8)[...])
            #expect(String(decoding: whole.text, as: UTF8.self) == even(text), "seed \(seed)")
            // A string of JSON, with all of it escaped, is the same.
            var escaped = TranscriptBuilder()
            let json = text.utf16.map { "\\u" + hexadecimal($0) }.joined()
            try? parseJSON(Array("[\"\(json)\"]".utf8)).withRoot { root in
                for value in root.elements { escaped.append(value) }
            }
            #expect(escaped.text == whole.text, "seed \(seed)")
        }
    }

    private func hexadecimal(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }

    @Test func wordsAreFoundThoughTheirWhiteSpaceDiffers() {
        var builder = TranscriptBuilder()
        let time = SpokenTime(
            from: TrackTime(milliseconds: 0), to: TrackTime(milliseconds: 10))
        let words = [" New\u{A0}York ", "  in\t the ", "\n", "end\u{A0}"].map {
            TimedWord(text: Array($0.utf8)[...], time: time)
        }
        builder.appendSegment(
            text: Array(" New  York, in the — end!".utf8)[...], words: words, time: nil)
        let text = String(decoding: builder.text, as: UTF8.self)
        #expect(text == "New York, in the — end!")
        let found = builder.spans.map {
            String(decoding: builder.text[$0.start..<$0.end], as: UTF8.self)
        }
        #expect(found == ["New York", "in the", "end"])
    }

    @Test func whatWasTakenBackLeavesNoTrace() {
        var builder = TranscriptBuilder()
        builder.append(Array("Call".utf8)[...])
        let time = SpokenTime(
            from: TrackTime(milliseconds: 0), to: TrackTime(milliseconds: 10))
        builder.appendSegment(
            text: Array("me five".utf8)[...],
            words: [TimedWord(text: Array("us".utf8)[...], time: time)], time: nil)
        #expect(String(decoding: builder.text, as: UTF8.self) == "Call us")
    }
}

import PageMatchCore
import PageMatchReaders
import Testing

/// Praat's TextGrid.
@Suite struct TranscriptGridTests {
    /// A short TextGrid of tiers, each a name and labels a second long.
    private func grid(_ tiers: [(name: String, labels: [String])]) -> String {
        var lines = [
            "File type = \"ooTextFile\"", "Object class = \"TextGrid\"", "", "0",
            "\(tiers.map(\.labels.count).max() ?? 0)", "<exists>", "\(tiers.count)",
        ]
        for tier in tiers {
            lines += ["\"IntervalTier\"", "\"\(tier.name)\"", "0", "9", "\(tier.labels.count)"]
            for (number, label) in tier.labels.enumerated() {
                lines += ["\(number)", "\(number + 1)", "\"\(label)\""]
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    @Test func theLongFormIsRead() throws {
        let sample = try #require(textTranscriptSamples.first { $0.format == "TextGrid" })
        let read = try transcript(sample.content)
        #expect(read.lines == ["1000-2500 Call", "2500-4000 me \"Ishmael\""])
        #expect(read.duration == TrackTime(milliseconds: 4000))
        #expect(read.warnings == ["Of the tiers “words” was read, not “bells”."])
    }

    @Test func theShortFormIsReadAndSilenceIsNot() throws {
        let read = try transcript(
            grid([("words", ["", "Call", "sil", "me", " ", "<eps>", "Ishmael"])]))
        #expect(read.lines == ["1000-2000 Call", "3000-4000 me", "6000-7000 Ishmael"])
        #expect(read.text == "Call me Ishmael")
        #expect(read.warnings.isEmpty)
        let old = grid([("words", ["Call", "me"])])
            .replacing("\"ooTextFile\"", with: "\"ooTextFile short\"")
            .replacing("Object class = \"TextGrid\"", with: "\"TextGrid\"")
        #expect(try transcript(old).text == "Call me")
    }

    @Test func ofTiersThatOfWordsIsRead() throws {
        let words = ("words", ["Call", "me", "Ishmael", "", ""])
        let phones = ("phones", ["K", "AO1", "L", "M", "IY1", "IH1", "SH", "M", "EY2", "L"])
        let sentences = ("utterances", ["Call me Ishmael", "", "", "", ""])
        for tiers in [
            [words, phones, sentences], [phones, sentences, words],
            [sentences, ("tier 2", phones.1), words],
        ] {
            let read = try transcript(grid(tiers))
            #expect(read.lines == ["0-1000 Call", "1000-2000 me", "2000-3000 Ishmael"])
            #expect(read.warnings.count == 1)
        }
        #expect(try transcript(grid([phones])).text == "K AO1 L M IY1 IH1 SH M EY2 L")
        #expect(
            try transcript(grid([("a", ["one"]), ("b", ["two", "three words here"])])).text
                == "two three words here")
        #expect(
            try transcript(grid([("音", ["h", "e"]), ("ORT-MAU", ["鯨が", "来た"])])).text == "鯨が来た")
    }

    @Test func theWordsOfSeveralSpeakersAreReadInOrderOfTime() throws {
        let read = try transcript(
            grid([
                ("Ishmael - words", ["Call", "me", "", "", "Ishmael"]),
                ("Ishmael - phones", ["K", "M", "", "", "I"]),
                ("Ahab - words", ["", "", "never", "mind", ""]),
                ("Ahab - phones", ["", "", "N", "M", ""]),
            ]))
        #expect(read.text == "Call me never mind Ishmael")
        #expect(
            read.lines == [
                "0-1000 Call", "1000-2000 me", "2000-3000 never", "3000-4000 mind",
                "4000-5000 Ishmael",
            ])
        #expect(
            read.warnings == [
                "Of the tiers “Ishmael - words”, “Ahab - words” were read, not "
                    + "“Ishmael - phones”, “Ahab - phones”."
            ])
    }

    @Test func theTierOfWordsIsReadWhereSoundsAreMany() throws {
        let read = try transcript(
            grid([
                ("phones", ["K", "AO1", "L", "M", "IY1"]), ("words", ["Call", "me"]),
                ("notes", ["a few words more than that"]),
            ]))
        #expect(read.text == "Call me")
    }

    @Test func numbersInCommentsAndNamesAreNoValues() throws {
        let commented = grid([("words 2", ["Call", "me"])])
            .replacing("<exists>", with: "<exists> ! 7 tiers were meant")
        #expect(try transcript(commented).lines == ["0-1000 Call", "1000-2000 me"])
    }

    @Test func aFileThatIsCutIsReadAsFarAsItGoes() throws {
        let whole = grid([("words", ["Call", "me", "Ishmael"])])
        let read = try transcript(String(whole.prefix(whole.count - 6)))
        #expect(read.text == "Call me")
        #expect(read.warnings.first?.hasPrefix("The file ends") == true)
        #expect(
            transcriptError("File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nnothing\n")
                == .malformed(
                    format: "TextGrid", what: "no tier can be read", entry: nil, line: 5))
        #expect(transcriptError(grid([("words", ["", "sil"])])) == .noText(format: "TextGrid"))
    }

    @Test func intervalsWithoutANumberAreNotReadForSilence() throws {
        let head = "File type = \"ooTextFile\"\n\"TextGrid\"\n0 9 <exists> 1\n"
        #expect(
            transcriptError(head + "\"IntervalTier\" \"w\" 0 1 1 -5 nan \"x\"\n")
                == .malformed(
                    format: "TextGrid", what: "no time is a number that can be used", entry: nil,
                    line: nil))
        let read = try transcript(
            head + "\"IntervalTier\" \"w\" 0 9 3\n0 1 \"Call\"\n--undefined-- 2 \"me\"\n"
                + "2 3 \"Ishmael\"\n")
        #expect(read.text == "Call me Ishmael")
        #expect(read.lines == ["0-1000 Call", "2000-3000 Ishmael"])
        #expect(
            read.warnings == [
                "1 word or cue has a time that is not a usable number and was ignored."
            ])
        #expect(
            transcriptError(head + "\"IntervalTier\" \"w\" 0 9 3\n0 1 \"\"\n1 ? \"x\"\n")
                == .malformed(
                    format: "TextGrid", what: "no tier can be read", entry: nil, line: 6))
    }

    @Test("many tiers cost no more than their number", .timeLimit(.minutes(5)))
    func manyTiers() throws {
        let tiers = (0..<40_000).map { (name: "tier \($0)", labels: ["a b", "c d e"]) }
        let read = try transcript(grid(tiers))
        #expect(read.text == "a b c d e")
        let warning = try #require(read.warnings.first)
        #expect(warning.hasPrefix("Of the tiers “tier") && warning.hasSuffix(" and 39994 more."))
        #expect(warning.utf8.count < 200)
    }
}

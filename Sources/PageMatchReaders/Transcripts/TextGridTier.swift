/// One tier of a TextGrid.
struct TextGridTier {
    /// A stretch of a tier; a point has no end.
    struct Interval {
        /// Seconds.
        var start: Double
        /// Seconds.
        var end: Double?
        var text: ArraySlice<UInt8>

        /// Whether nothing is said: no text, or an aligner's mark of silence or noise.
        var isPause: Bool {
            let label = trimmed(text)
            return label.isEmpty || label.count <= 8 && pauses.contains { label.elementsEqual($0) }
        }
    }

    let name: String
    private(set) var intervals: [Interval] = []
    /// What is said, divided at white space; a character of a script without spaces is a word.
    private(set) var words = 0
    /// Intervals that say something.
    private var spoken = 0
    /// Bytes of all words.
    private var length = 0

    init(name: String) {
        self.name = name
    }

    mutating func add(_ interval: Interval) {
        intervals.append(interval)
        guard !interval.isPause else { return }
        spoken += 1
        for word in interval.text.split(whereSeparator: isBlank) {
            words += startsWithSpacelessScript(word) ? max(1, word.count / 3) : 1
            length += word.count
        }
    }

    /// The tiers to read: that of words, or several if each speaker has one.
    ///
    /// The Montreal Forced Aligner calls them `words`, and `Ishmael - words` where there are
    /// speakers. Where no tier has such a name, one is read: that with most words, of equals the one
    /// with more intervals. Tiers of sounds are left aside, however many labels they have: those with
    /// a name for it, and those whose labels are much shorter than another tier's.
    static func best(_ tiers: [TextGridTier]) -> [TextGridTier] {
        let named = tiers.filter { $0.words > 0 && $0.isNamedAfterWords }
        return named.isEmpty ? wordiest(tiers).map { [$0] } ?? [] : named
    }

    private static func wordiest(_ tiers: [TextGridTier]) -> TextGridTier? {
        let spoken = tiers.filter { $0.words > 0 }
        let longest = spoken.filter(\.isMadeOfWords).map(\.words).max() ?? 0
        let words = spoken.filter { tier in
            guard !tier.isNamedAfterSounds else { return false }
            return tier.isMadeOfWords || longest * 8 <= tier.words
        }
        let candidates = words.isEmpty ? spoken : words
        let most = candidates.map(\.words).max() ?? 0
        // Sentences and their words have about as many.
        return candidates.filter { $0.words * 10 >= most * 9 }.max { $0.spoken < $1.spoken }
    }

    /// The intervals of several tiers by their start; of those that start together, in the order of
    /// the tiers.
    static func inOrderOfTime(_ tiers: [TextGridTier]) -> [Interval] {
        guard tiers.count > 1 else { return tiers.first?.intervals ?? [] }
        return tiers.flatMap(\.intervals).enumerated().sorted { left, right in
            let (before, after) = (left.element.start, right.element.start)
            return before == after ? left.offset < right.offset : before < after
        }.map(\.element)
    }

    /// Whether its labels are long enough for words: sounds have one letter or two.
    private var isMadeOfWords: Bool { length * 2 > words * 5 }

    /// Whether its name says that it holds words, all or those of one speaker.
    private var isNamedAfterWords: Bool {
        let name = name.lowercased().trimmingASCIISpace
        return name == "words" || name.hasSuffix("- words")
    }

    private var isNamedAfterSounds: Bool {
        let name = name.lowercased()
        return name.contains("phone")
            || ["segment", "syll", "mau", "kan", "state", "tone"].contains { name.hasPrefix($0) }
    }
}

/// Labels of the Montreal Forced Aligner, MAUS and Kaldi for what is not speech.
private let pauses: [[UInt8]] = ["sil", "sp", "spn", "<eps>", "<p:>", "<sil>", "SIL", "<unk>"].map {
    Array($0.utf8)
}

import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchAlign

/// Words by their letters, as a tokeniser divides them.
private func words(_ words: [String]) -> WordsAndLetters {
    var result = WordsAndLetters()
    for word in words {
        let letters = Array(word.utf8)
        result.ids.append(letters.reduce(0) { $0 << 8 | UInt64($1) })
        result.letters += letters
        result.letterStarts.append(UInt32(result.letters.count))
    }
    return result
}

@Suite struct GapCloserTests {
    private let vocabulary = [
        "a", "in", "it", "sea", "see", "the", "then", "whale", "wale", "while", "harbour",
        "harbor", "captain", "capting",
    ]

    @Test("what is paired straight ahead scores as much as the best of all alignments")
    func straight() {
        var straight = 0
        for seed in UInt64(0)..<3000 {
            var generator = SeededGenerator(seed: seed)
            let count = Int.random(in: 1...6, using: &generator)
            func some() -> [String] {
                (0..<count).map { _ in vocabulary.randomElement(using: &generator) ?? "a" }
            }
            let printed = some()
            // Mostly what is printed, as in a gap between words that are equal.
            let said = zip(printed, some()).map {
                Int.random(in: 0..<3, using: &generator) > 0 ? $0 : $1
            }
            let (book, transcript) = (words(printed), words(said))
            let spoken = SpokenMatcher(
                book: book, bookForms: SpokenForms(), transcript: transcript,
                transcriptForms: SpokenForms())
            // Words joined or split are another way, which the plain table below does not know.
            guard spoken.bridges(0..<count, 0..<count).isEmpty else { continue }
            var closer = GapCloser(spoken)
            var pairs: [PassagePair] = []
            closer.between(0..<count, 0..<count, into: &pairs)
            var scorer = WordScorer()
            scorer.begin(book, 0..<count)
            var aligner = GapAligner(open: WordCosts.gapOpen, extend: WordCosts.gapExtend)
            let best = aligner.align(rows: count, columns: count, end: .fixed) {
                scorer.score(transcript, $0, book, $1)
            }
            guard pairs.count == count else { continue }
            straight += 1
            let score = pairs.reduce(0) {
                $0 + scorer.score(transcript, $1.transcript.lowerBound, book, $1.book.lowerBound)
            }
            #expect(score == best.score, "seed \(seed): \(printed) \(said)")
            for pair in pairs {
                let alike = scorer.score(
                    transcript, pair.transcript.lowerBound, book, pair.book.lowerBound)
                #expect(pair.heard == (alike > 0), "seed \(seed)")
            }
        }
        #expect(straight > 1000)
    }
}

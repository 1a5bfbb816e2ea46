import Testing

@testable import PageMatch

/// How the confidence model behaves where no lookups were measured.
@Suite struct ConfidenceTests {
    private func presence(points: Int, equal: Int, of letters: Int, books: Int = 1) -> Double {
        ConfidenceModel.presence(
            ConfidenceModel.Evidence(
                score: points, equal: equal, letters: letters, runningLetters: letters, books: books
            ))
    }

    @Test("a word or two are no match, six words are one")
    func phrases() {
        #expect(presence(points: 12, equal: 6, of: 6) < LookupAnswer.matchedFrom)
        #expect(presence(points: 2, equal: 1, of: 1) < 0.01)
        #expect(presence(points: 50, equal: 25, of: 25) > 0.99)
    }

    @Test("a quotation is not the page that holds it")
    func quotations() {
        #expect(presence(points: 100, equal: 50, of: 20_000) < 0.05)
        #expect(presence(points: 100, equal: 50, of: 1000) < 0.1)
        #expect(presence(points: 1200, equal: 600, of: 1200) > 0.85)
    }

    @Test("more points and a larger share never speak against a place, more books never for it")
    func monotone() {
        for points in stride(from: 0, to: 120, by: 4) {
            for equal in stride(from: 0, through: 100, by: 10) {
                let here = presence(points: points, equal: equal, of: 100)
                #expect(presence(points: points + 4, equal: equal, of: 100) >= here)
                #expect(presence(points: points, equal: min(100, equal + 10), of: 100) >= here)
                #expect(presence(points: points, equal: equal, of: 100, books: 50) <= here)
            }
        }
    }

    @Test("the surer a page is there, the less sure it is absent; nothing is certain")
    func absence() {
        #expect(ConfidenceModel.absence(presence: 0.4, letters: 1000) <= 0.6)
        #expect(ConfidenceModel.absence(presence: 0, letters: 5000) <= 0.95)
        #expect(ConfidenceModel.absence(presence: 0, letters: 0) == 0)
        #expect(
            ConfidenceModel.absence(presence: 0, letters: 4)
                < ConfidenceModel.absence(presence: 0, letters: 40))
    }
}

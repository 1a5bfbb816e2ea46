import PageMatch
import Testing

/// What a report says of the order of tracks.
@Suite struct TrackNotesTests {
    /// The warning on the tracks' order, for tracks that each hold one of the chapters.
    private func warning(_ chapters: [Int]) async throws -> String? {
        let made = MadeBook(
            seed: 41, chapters: chapters.count, words: 200, reading: chapters.map { [$0] }
        )
        return try await made.aligned().report().warnings.first {
            $0.contains("not in the order of the text")
        }
    }

    @Test("tracks most of which go back are told of")
    func disorder() async throws {
        let reversed = try await warning([3, 2, 1, 0])
        #expect(reversed?.contains("3 of 4 go back") == true)
        #expect(try await warning([2, 1, 0])?.contains("2 of 3 go back") == true)
    }

    @Test(
        "one chapter at another place is a choice, not a mistake",
        arguments: [[0, 1, 2, 3], [1, 2, 3, 0], [3, 0, 1, 2], [1, 0, 2], [1, 0]])
    func order(chapters: [Int]) async throws {
        #expect(try await warning(chapters) == nil)
    }
}

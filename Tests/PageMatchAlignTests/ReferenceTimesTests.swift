import PageMatchCore
import TestSupport
import Testing

@Suite struct ReferenceTimesTests {
    /// Six words in two cues of a second, read at one word's pace from `first` milliseconds on.
    private func times(
        from first: Int64, track: Int = 0, count: Int = 6
    ) -> ReferenceTimes {
        var words = WordsAndLetters()
        words.ids = Array(1...6)
        words.wordStarts = [0, 2, 4, 6, 8, 10]
        words.wordEnds = [1, 3, 5, 7, 9, 11]
        let spans = (0..<2).map { cue in
            TimedSpan(
                start: cue * 6, end: cue * 6 + 5,
                from: TrackTime(milliseconds: Int64(cue) * 1000),
                to: TrackTime(milliseconds: Int64(cue) * 1000 + 900))
        }
        let spoken = (0..<count).map { index in
            let start = TrackTime(milliseconds: first + Int64(index / 3) * 1000)
            return SpokenWord(start: start, end: start, heard: true)
        }
        return ReferenceTimes(
            of: SyncMap(
                runs: [SyncRun(track: track, firstWord: 0, words: spoken, precision: 0)]),
            book: words.ids,
            tracks: [(words: words, transcript: Transcript(text: "a b c d e f", spans: spans))])
    }

    @Test("a time is right from the cue's beginning to its end, and no millisecond more")
    func borders() {
        for (first, right) in [(0, 6), (450, 6), (900, 6), (901, 0), (-1, 0)] as [(Int64, Int)] {
            let times = times(from: first)
            #expect(times.count == 6)
            #expect(times.right == right, "\(first)")
            #expect(times.misses.allSatisfy { $0.times.count == 1 })
        }
    }

    @Test("a time in another track is wrong, and a word without one is told apart")
    func missing() {
        #expect(times(from: 0, track: 1).right == 0)
        let short = times(from: 0, count: 4)
        #expect(short.right == 4)
        #expect(short.misses.map(\.pair.book) == [4, 5])
        #expect(short.misses.allSatisfy { $0.times.isEmpty && $0.cue.start == 6 })
        #expect(abs(short.share - 4 / 6) < 1e-9)
    }
}

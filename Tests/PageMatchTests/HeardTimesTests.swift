import TestSupport
import Testing

@testable import PageMatch

/// Whether transcripts' times restart in each file, and in what order they go.
@Suite struct HeardTimesTests {
    @Test("times that run on are absolute, unless each fits into its own file")
    func runningOn() throws {
        let heard = [said("call me"), said("ishmael some", from: 5)]
        let absolute = try HeardTracks(heard, audio: [audioFile("1", 5), audioFile("2", 3)])
        #expect(words(absolute) == [["call 0.0", "me 1.0"], ["ishmael 0.0", "some 1.0"]])
        #expect(absolute.warnings.count == 1)
        let music = try HeardTracks(heard, audio: [audioFile("1", 5), audioFile("2", 30)])
        #expect(words(music) == [["call 0.0", "me 1.0"], ["ishmael 5.0", "some 6.0"]])
        #expect(music.warnings.isEmpty)
    }

    @Test("a silent track among absolute ones takes its own time, where that is known")
    func silent() throws {
        let known = try HeardTracks(
            [said("call me"), said(""), said("ishmael some", from: 12)],
            audio: [audioFile("1", 5), audioFile("2", 7), audioFile("3", 5)])
        #expect(known.shifts == [0, 5000, 12_000])
        #expect(
            words(known) == [["call 0.0", "me 1.0"], [], ["ishmael 0.0", "some 1.0"]])
        #expect(known.uncertainties == [0, 0, 0])
        #expect(known.warnings.count == 1)
        // Without lengths the third begins between the last word before it and its own first.
        let minute = (0..<61).map { "w\($0)" }.joined(separator: " ")
        let guessed = try HeardTracks(
            [said(minute), said(""), said("ishmael some", from: 100)], audio: [])
        #expect(guessed.tracks.map(\.duration.milliseconds) == [60_900, 0, 41_000])
        #expect(guessed.shifts == [0, 60_900, 60_900])
        #expect(words(guessed)[2] == ["ishmael 39.1", "some 40.1"])
        #expect(guessed.uncertainties == [0, 0, 39_100])
        #expect(guessed.warnings.count == 1)
    }

    @Test("a word may overrun the next file's first by half a second, and no more")
    func overrun() throws {
        // The first transcript ends at 1.9 s.
        for (start, isAbsolute) in [(1.4, true), (1.399, false)] {
            let heard = [said("a b"), said("c d e f g", from: start)]
            let each = try HeardTracks(heard, audio: [audioFile("1", 1), audioFile("2", 4)])
            #expect(each.shifts == [0, isAbsolute ? 1000 : 0], "\(start)")
            let parts = try HeardTracks(heard, audio: [audioFile("all", 18)])
            #expect(words(parts)[0][2] == (isAbsolute ? "c 1.4" : "c 3.299"))
        }
    }

    @Test("a transcript whose times go back is told of")
    func disorder() throws {
        var reversed = said("a b c d e f g h", name: "1.json")
        reversed.reverseTimes(of: 0..<8)
        let tracks = try HeardTracks([reversed], audio: [])
        #expect(tracks.warnings.contains { $0.contains("1.json: 7 of 8 times go back") })
        #expect(try HeardTracks([said("a b c d e f g h")], audio: []).warnings.isEmpty)
    }

    @Test("what is heard out of order gets no time, and the rest keeps its own")
    func withoutTime() async throws {
        var made = MadeBook(seed: 31, chapters: 1, errors: 0, reading: [[0]])
        let straight = try await made.aligned()
        made.transcripts[0].reverseTimes(of: 300..<500)
        let book = try await made.aligned()
        #expect(try book.report().warnings.contains { $0.contains("199 of 800 times go back") })
        let timed = book.syncMap.runs.flatMap(\.wordRange)
        #expect(straight.syncMap.runs.flatMap(\.wordRange) == Array(0..<800))
        // One of those that go back is in order with what stands before and behind them.
        #expect(timed.count { 300..<500 ~= $0 } <= 1)
        #expect(timed.count { !(300..<500 ~= $0) } == 600)
        let inside = try book.lookup(Page(made.page(360..<440)))
        #expect(inside.status == .unaligned)
        #expect(inside.time == nil)
        for words in [100..<200, 600..<700] {
            let page = Page(made.page(words))
            #expect(try book.lookup(page).track == straight.lookup(page).track)
        }
    }
}

extension Transcript {
    /// Gives the spans of a range each other's times, the last one's to the first.
    fileprivate mutating func reverseTimes(of range: Range<Int>) {
        for (index, time) in zip(range, spans[range].reversed()) {
            (spans[index].from, spans[index].to) = (time.from, time.to)
        }
    }
}

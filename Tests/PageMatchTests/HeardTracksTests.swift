import TestSupport
import Testing

@testable import PageMatch

/// How transcripts and audio files become tracks.
@Suite struct HeardTracksTests {
    @Test("without audio lengths are estimated, and with it they are true")
    func lengths() throws {
        let heard = [said("call me", name: "1.json"), said("ishmael", name: "2.json")]
        let guessed = try HeardTracks(heard, audio: [])
        #expect(guessed.tracks.map(\.name) == ["1.json", "2.json"])
        #expect(guessed.tracks.map(\.duration.milliseconds) == [1900, 900])
        #expect(guessed.tracks.allSatisfy { $0.estimated })
        let known = try HeardTracks(heard, audio: [audioFile("1.mp3", 10), audioFile("2.mp3", 20)])
        #expect(known.tracks.map(\.name) == ["1.mp3", "2.mp3"])
        #expect(known.tracks.map(\.duration.milliseconds) == [10_000, 20_000])
        #expect(known.tracks.allSatisfy { !$0.estimated })
        #expect(known.warnings.isEmpty)
        // Speech that goes on beyond the end says that the length is another file's.
        let short = try HeardTracks([said("a b c d e f")], audio: [audioFile("1.mp3", 2)])
        #expect(short.tracks[0].estimated)
        #expect(short.warnings.count == 1)
    }

    @Test("files given in another order are put together by name")
    func order() throws {
        let heard = [said("call", name: "1.json"), said("me", name: "2.json")]
        let tracks = try HeardTracks(
            heard, audio: [audioFile("2.mp3", 20), audioFile("1.mp3", 10)])
        #expect(tracks.tracks.map(\.name) == ["1.mp3", "2.mp3"])
        #expect(tracks.warnings.count == 1)
        // Names that say nothing of each other change nothing.
        let others = try HeardTracks(
            heard, audio: [audioFile("b.mp3", 20), audioFile("a.mp3", 10)])
        #expect(others.tracks.map(\.name) == ["b.mp3", "a.mp3"])
        #expect(others.warnings.isEmpty)
    }

    @Test("one transcript of many files is divided where the files begin")
    func oneForMany() throws {
        let tracks = try HeardTracks(
            [said("a b c d e f", name: "all.json")],
            audio: [audioFile("1.mp3", 2), audioFile("2.mp3", 3), audioFile("3.mp3", 4)])
        #expect(words(tracks) == [["a 0.0", "b 1.0"], ["c 0.0", "d 1.0", "e 2.0"], ["f 0.0"]])
        #expect(tracks.tracks.map(\.name) == ["1.mp3", "2.mp3", "3.mp3"])
        #expect(tracks.tracks.map(\.duration.milliseconds) == [2000, 3000, 4000])
        #expect(tracks.tracks.allSatisfy { !$0.estimated })
        #expect(tracks.warnings.count == 1)
        #expect(tracks.transcripts.map(\.text) == ["a b ", "c d e ", "f"])
        let short = try HeardTracks([said("a b")], audio: [audioFile("1", 5), audioFile("2", 5)])
        #expect(short.warnings.count == 2)
        #expect(short.transcripts[1].text.isEmpty)
        // Unnamed lengths do the same.
        #expect(
            try HeardTracks([said("a b c")], audio: [audioFile(nil, 2), audioFile(nil, 2)]).tracks
                .count == 2)
    }

    @Test("a cue over the border of two files is divided between words")
    func cueOverBorder() throws {
        let cue = Transcript(
            text: "one two three four",
            spans: [
                TimedSpan(
                    start: 0, end: 18, from: TrackTime(milliseconds: 1000),
                    to: TrackTime(milliseconds: 5000))
            ])
        let tracks = try HeardTracks([cue], audio: [audioFile("1", 3), audioFile("2", 3)])
        #expect(tracks.transcripts.map(\.text) == ["one two three ", "four"])
        #expect(tracks.transcripts[0].spans[0].to.milliseconds == 3000)
        #expect(words(tracks)[1] == ["four 0.0"])
        let word = Transcript(
            text: "mmmm",
            spans: [
                TimedSpan(
                    start: 0, end: 4, from: TrackTime(milliseconds: 1000),
                    to: TrackTime(milliseconds: 5000))
            ])
        let whole = try HeardTracks([word], audio: [audioFile("1", 3), audioFile("2", 3)])
        #expect(whole.transcripts.map(\.text) == ["mmmm", ""])
        #expect(whole.transcripts[0].spans[0].to.milliseconds == 3000)
    }

    @Test("a cue without spaces over the border is divided between words")
    func cueWithoutSpaces() throws {
        for text in ["我们每天早上都去公园散步然后回家吃饭", "彼女は毎朝公園を散歩してから学校に行きます"] {
            let cue = Transcript(
                text: text,
                spans: [
                    TimedSpan(
                        start: 0, end: text.utf8.count, from: TrackTime(milliseconds: 1000),
                        to: TrackTime(milliseconds: 5000))
                ])
            let tracks = try HeardTracks([cue], audio: [audioFile("1", 3), audioFile("2", 3)])
            let parts = tracks.transcripts.map(\.text)
            #expect(parts.joined() == text)
            // Half of its time is in either file.
            for part in parts {
                #expect(abs(part.count * 2 - text.count) <= 4, "\(part)")
            }
            #expect(tracks.transcripts[0].spans.map(\.to.milliseconds) == [3000])
            #expect(tracks.transcripts[1].spans.map(\.from.milliseconds) == [3000])
        }
    }

    @Test("chapters are put in order, and those after a track's end are left out")
    func chapters() throws {
        var files = [audioFile("1.mp3", 10), audioFile("2.mp3", 10)]
        for (title, start): (String, Int64) in [
            ("C", 9), ("A", 0), ("D", 10), ("B", 5), ("E", 500),
        ] {
            files[0].chapters.append(
                AudioFile.Chapter(title: title, start: TrackTime(milliseconds: start * 1000)))
        }
        let tracks = try HeardTracks([said("a b"), said("c d")], audio: files)
        #expect(tracks.chapters.map { $0.map(\.title) } == [["A", "B", "C"], []])
        #expect(tracks.warnings.count == 1)
        #expect(tracks.warnings.first?.hasPrefix("Track 1 has chapters that begin after") == true)
        #expect(tracks.warnings.first?.contains("2 of 5") == true)
    }

    @Test("parts of words stay together, and words of different places apart")
    func pieces() throws {
        var transcript = Transcript(text: "Ishmael yes no", spans: [])
        for (start, end, from) in [(0, 3, 0), (3, 7, 500), (8, 11, 9000), (12, 14, 1000)] {
            transcript.spans.append(
                TimedSpan(
                    start: start, end: end, from: TrackTime(milliseconds: Int64(from)),
                    to: TrackTime(milliseconds: Int64(from) + 400)))
        }
        let tracks = try HeardTracks([transcript], audio: [audioFile("1", 5), audioFile("2", 5)])
        #expect(tracks.transcripts.map(\.text) == ["Ishmael no", "yes "])
        #expect(words(tracks) == [["Ish 0.0", "mael 0.5", "no 1.0"], ["yes 4.0"]])
    }

    @Test("many transcripts of one file are its parts")
    func manyForOne() throws {
        let running = try HeardTracks(
            [said("a b"), said("c d", from: 10)], audio: [audioFile("all.m4b", 20)])
        #expect(words(running) == [["a 0.0", "b 1.0", "c 10.0", "d 11.0"]])
        #expect(running.uncertainties == [0])
        #expect(running.tracks.map(\.name) == ["all.m4b"])
        let restarting = try HeardTracks(
            [said("a b", duration: 8), said("c d")], audio: [audioFile("all.m4b", 12)])
        #expect(words(restarting) == [["a 0.0", "b 1.0", "c 8.0", "d 9.0"]])
        #expect(restarting.uncertainties == [2100])
        #expect(restarting.warnings.count == 1)
        #expect(restarting.warnings.first?.contains("3 s") == true)
        #expect(
            throws: PageMatchError.self,
            performing: {
                try HeardTracks(
                    [said("a b", duration: 80), said("c d", duration: 80)],
                    audio: [audioFile("all.m4b", 12)])
            })
    }

    @Test("parts that leave most of their file out are no parts of it")
    func tooShortForOne() throws {
        let parts = (0..<3).map { _ in said("a b", duration: 7) }
        let error = #expect(throws: PageMatchError.self) {
            try HeardTracks(parts, audio: [audioFile("all.m4b", 3600)])
        }
        #expect(error?.code == .countMismatch)
        #expect(error?.message.contains("21 s") == true)
        #expect(error?.message.contains("3600 s") == true)
        // Silence at the parts' ends, of which recognisers tell nothing, is a matter of seconds.
        let hour = (0..<3).map { _ in said("a b", duration: 1180) }
        let tracks = try HeardTracks(hour, audio: [audioFile("all.m4b", 3600)])
        #expect(tracks.uncertainties == [60_000])
        #expect(throws: PageMatchError.self) {
            try HeardTracks(hour, audio: [audioFile("all.m4b", 3700)])
        }
    }

    @Test("times that no image holds are refused and not cut off")
    func tooLong() throws {
        let far = 3_600_001.0
        for (heard, audio) in [
            ([said("a b", from: far)], []), ([said("a b")], [audioFile("1.mp3", 3_600_001)]),
            ([said("a b", from: far)], [audioFile("1.mp3", 10)]),
            (
                [said("a", duration: 2_000_000), said("b", duration: 2_000_000)],
                [audioFile("1.mp3", 4_000_000)]
            ),
        ] {
            let error = #expect(throws: PageMatchError.self) {
                try HeardTracks(heard, audio: audio)
            }
            #expect(error?.code == .tooLarge)
        }
        let last = try HeardTracks([said("a", from: far - 2)], audio: [])
        #expect(last.tracks[0].duration.milliseconds == 3_599_999_900)
    }

    @Test("other numbers do not fit, and both are told")
    func mismatch() {
        for (audio, what) in [
            ([audioFile("1", 1), audioFile("2", 1)], "3 transcripts and 2 audio files"),
            ([audioFile(nil, 1)], "3 transcripts and 1 track length"),
        ] {
            let error = #expect(throws: PageMatchError.self) {
                try HeardTracks([said("a"), said("b"), said("c")], audio: audio)
            }
            #expect(error?.code == .countMismatch)
            #expect(error?.message.contains(what) == true)
        }
    }

    @Test("a book aligned with one transcript for its files finds the same times as with one each")
    func alignment() async throws {
        let made = MadeBook(seed: 21, chapters: 3, reading: [[0], [1], [2]])
        let seconds: Int64 = 400
        let files = (1...3).map { audioFile("\($0).mp3", seconds) }
        let each = try await AlignedBook(made.book, made.transcripts, audio: files)
        let whole = Transcript.joined(
            made.transcripts, offsets: [0, seconds * 1000, 2 * seconds * 1000])
        let one = try await AlignedBook(made.book, [whole], audio: files)
        #expect(one.tracks == each.tracks)
        let page = Page(made.page(900..<1000))
        #expect(try one.lookup(page).track == each.lookup(page).track)
        #expect(try one.lookup(page).time == each.lookup(page).time)
        #expect(try one.lookup(page).time?.estimated == false)
        // Stated lengths count before measured ones.
        let stated = try await AlignedBook(
            made.book, made.transcripts,
            durations: [500, 500, 500].map { TrackTime(milliseconds: $0 * 1000) }, audio: files)
        #expect(stated.tracks.map(\.duration.milliseconds) == [500_000, 500_000, 500_000])
        #expect(stated.tracks.map(\.name) == ["1.mp3", "2.mp3", "3.mp3"])
    }
}

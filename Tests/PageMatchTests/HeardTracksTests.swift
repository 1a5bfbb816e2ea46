import TestSupport
import Testing

@testable import PageMatch

/// How transcripts and audio files become tracks.
@Suite struct HeardTracksTests {
    /// A transcript of words that take a second each, from `start` on.
    private func said(
        _ text: String, from start: Int64 = 0, name: String? = nil, duration: Int64? = nil
    ) -> Transcript {
        var transcript = Transcript(name: name, text: "", spans: [])
        transcript.duration = duration.map { TrackTime(milliseconds: $0 * 1000) }
        for (number, word) in text.split(separator: " ").enumerated() {
            if !transcript.text.isEmpty { transcript.text += " " }
            let offset = transcript.text.utf8.count
            transcript.text += word
            let from = (start + Int64(number)) * 1000
            transcript.spans.append(
                TimedSpan(
                    start: offset, end: transcript.text.utf8.count,
                    from: TrackTime(milliseconds: from), to: TrackTime(milliseconds: from + 900)))
        }
        return transcript
    }

    private func file(_ name: String?, _ seconds: Int64) -> AudioFile {
        AudioFile(name: name, duration: TrackTime(milliseconds: seconds * 1000))
    }

    /// For each track its words with their seconds in it.
    private func words(_ tracks: HeardTracks) -> [[String]] {
        zip(tracks.transcripts, tracks.shifts).map { transcript, shift in
            let bytes = Array(transcript.text.utf8)
            return transcript.spans.map { span in
                let word = String(decoding: bytes[span.start..<span.end], as: UTF8.self)
                return "\(word) \(Double(span.from.milliseconds - shift) / 1000)"
            }
        }
    }

    @Test("without audio lengths are estimated, and with it they are true")
    func lengths() throws {
        let heard = [said("call me", name: "1.json"), said("ishmael", name: "2.json")]
        let guessed = try HeardTracks(heard, audio: [])
        #expect(guessed.tracks.map(\.name) == ["1.json", "2.json"])
        #expect(guessed.tracks.map(\.duration.milliseconds) == [1900, 900])
        #expect(guessed.tracks.allSatisfy { $0.estimated })
        let known = try HeardTracks(heard, audio: [file("1.mp3", 10), file("2.mp3", 20)])
        #expect(known.tracks.map(\.name) == ["1.mp3", "2.mp3"])
        #expect(known.tracks.map(\.duration.milliseconds) == [10_000, 20_000])
        #expect(known.tracks.allSatisfy { !$0.estimated })
        #expect(known.warnings.isEmpty)
        // Speech that goes on beyond the end says that the length is another file's.
        let short = try HeardTracks([said("a b c d e f")], audio: [file("1.mp3", 2)])
        #expect(short.tracks[0].estimated)
        #expect(short.warnings.count == 1)
    }

    @Test("a transcript whose times go back is told of")
    func disorder() throws {
        var reversed = said("a b c d e f g h", name: "1.json")
        reversed.spans = zip(reversed.spans, reversed.spans.reversed()).map { place, time in
            TimedSpan(start: place.start, end: place.end, from: time.from, to: time.to)
        }
        let tracks = try HeardTracks([reversed], audio: [])
        #expect(tracks.warnings.contains { $0.contains("1.json: 7 of 8 times go back") })
        #expect(try HeardTracks([said("a b c d e f g h")], audio: []).warnings.isEmpty)
    }

    @Test("files given in another order are put together by name")
    func order() throws {
        let heard = [said("call", name: "1.json"), said("me", name: "2.json")]
        let tracks = try HeardTracks(heard, audio: [file("2.mp3", 20), file("1.mp3", 10)])
        #expect(tracks.tracks.map(\.name) == ["1.mp3", "2.mp3"])
        #expect(tracks.warnings.count == 1)
        // Names that say nothing of each other change nothing.
        let others = try HeardTracks(heard, audio: [file("b.mp3", 20), file("a.mp3", 10)])
        #expect(others.tracks.map(\.name) == ["b.mp3", "a.mp3"])
        #expect(others.warnings.isEmpty)
    }

    @Test("times that run on are absolute, unless each fits into its own file")
    func runningOn() throws {
        let heard = [said("call me"), said("ishmael some", from: 5)]
        let absolute = try HeardTracks(heard, audio: [file("1", 5), file("2", 3)])
        #expect(words(absolute) == [["call 0.0", "me 1.0"], ["ishmael 0.0", "some 1.0"]])
        #expect(absolute.warnings.count == 1)
        let music = try HeardTracks(heard, audio: [file("1", 5), file("2", 30)])
        #expect(words(music) == [["call 0.0", "me 1.0"], ["ishmael 5.0", "some 6.0"]])
        #expect(music.warnings.isEmpty)
    }

    @Test("one transcript of many files is divided where the files begin")
    func oneForMany() throws {
        let tracks = try HeardTracks(
            [said("a b c d e f", name: "all.json")],
            audio: [file("1.mp3", 2), file("2.mp3", 3), file("3.mp3", 4)])
        #expect(words(tracks) == [["a 0.0", "b 1.0"], ["c 0.0", "d 1.0", "e 2.0"], ["f 0.0"]])
        #expect(tracks.tracks.map(\.name) == ["1.mp3", "2.mp3", "3.mp3"])
        #expect(tracks.tracks.map(\.duration.milliseconds) == [2000, 3000, 4000])
        #expect(tracks.tracks.allSatisfy { !$0.estimated })
        #expect(tracks.warnings.count == 1)
        #expect(tracks.transcripts.map(\.text) == ["a b ", "c d e ", "f"])
        let short = try HeardTracks([said("a b")], audio: [file("1", 5), file("2", 5)])
        #expect(short.warnings.count == 2)
        #expect(short.transcripts[1].text.isEmpty)
        // Unnamed lengths do the same.
        #expect(
            try HeardTracks([said("a b c")], audio: [file(nil, 2), file(nil, 2)]).tracks.count == 2)
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
        let tracks = try HeardTracks([cue], audio: [file("1", 3), file("2", 3)])
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
        let whole = try HeardTracks([word], audio: [file("1", 3), file("2", 3)])
        #expect(whole.transcripts.map(\.text) == ["mmmm", ""])
        #expect(whole.transcripts[0].spans[0].to.milliseconds == 3000)
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
        let tracks = try HeardTracks([transcript], audio: [file("1", 5), file("2", 5)])
        #expect(tracks.transcripts.map(\.text) == ["Ishmael no", "yes "])
        #expect(words(tracks) == [["Ish 0.0", "mael 0.5", "no 1.0"], ["yes 4.0"]])
    }

    @Test("many transcripts of one file are its parts")
    func manyForOne() throws {
        let running = try HeardTracks(
            [said("a b"), said("c d", from: 10)], audio: [file("all.m4b", 20)])
        #expect(words(running) == [["a 0.0", "b 1.0", "c 10.0", "d 11.0"]])
        #expect(running.uncertainties == [0])
        #expect(running.tracks.map(\.name) == ["all.m4b"])
        let restarting = try HeardTracks(
            [said("a b", duration: 8), said("c d")], audio: [file("all.m4b", 12)])
        #expect(words(restarting) == [["a 0.0", "b 1.0", "c 8.0", "d 9.0"]])
        #expect(restarting.uncertainties == [2100])
        #expect(restarting.warnings.count == 1)
        #expect(restarting.warnings.first?.contains("3 s") == true)
        #expect(
            throws: PageMatchError.self,
            performing: {
                try HeardTracks(
                    [said("a b", duration: 80), said("c d", duration: 80)],
                    audio: [file("all.m4b", 12)])
            })
    }

    @Test("other numbers do not fit, and both are told")
    func mismatch() {
        for (audio, what) in [
            ([file("1", 1), file("2", 1)], "3 transcripts and 2 audio files"),
            ([file(nil, 1)], "3 transcripts and 1 track lengths"),
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
        let files = (1...3).map { file("\($0).mp3", seconds) }
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

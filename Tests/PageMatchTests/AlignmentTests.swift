import PageMatch
import TestSupport
import Testing

/// Where the aligned book says that each word is spoken; the longest run counts.
private func times(_ book: AlignedBook) -> [(track: Int, start: Int64)?] {
    var times: [(track: Int, start: Int64)?] = Array(repeating: nil, count: book.wordCount)
    for run in book.syncMap.runs {
        for (offset, word) in run.words.enumerated() {
            times[run.firstWord + offset] = (run.track, word.start.milliseconds)
        }
    }
    return times
}

@Suite struct AlignmentTests {
    @Test("twelve per cent word errors: nearly every word has its time", arguments: [1, 2, 3])
    func noisy(seed: UInt64) async throws {
        let made = MadeBook(seed: seed, errors: 0.12, reading: [[0, 1], [2, 3, 4], [5]])
        let found = times(try await made.aligned())
        var right = 0
        var total = 0
        for (truth, time) in zip(made.truth, found) {
            guard let truth else { continue }
            total += 1
            // Within half a second: a dropped word takes its time from its neighbours.
            if let time, time.track == truth.track, abs(time.start - truth.start) <= 500 {
                right += 1
            }
        }
        #expect(Double(right) >= 0.995 * Double(total), "seed \(seed): \(right) of \(total)")
    }

    @Test("chapters that are not read have no times, wherever they stand")
    func unread() async throws {
        let made = MadeBook(seed: 4, reading: [[1, 2], [4]])
        let book = try await made.aligned()
        for (word, time) in times(book).enumerated() {
            let chapter = word / 800
            if [0, 3, 5].contains(chapter) {
                // The border is at most a word or two off.
                let fromBorder = min(word % 800, 799 - word % 800)
                #expect(time == nil || fromBorder < 2, "word \(word)")
            }
        }
        let report = try book.report()
        #expect(report.edition == .same)
        #expect(report.sections.map { $0.read > 0.9 } == [false, true, true, false, true, false])
        #expect(report.gaps.filter { $0.kind == .unread }.count == 3)
        #expect(abs(report.coverage.text - 0.5) < 0.01)
        #expect(report.coverage.audio > 0.9)
    }

    @Test("what is not in the running order is found read like all else, and told apart")
    func notLinear() async throws {
        var made = MadeBook(seed: 4, reading: [[1, 2], [4]])
        for section in [3, 4] { made.book.sections[section].isLinear = false }
        let report = try await made.aligned().report()
        #expect(report.sections.map(\.linear) == [nil, nil, nil, false, false, nil])
        #expect(report.sections.map { $0.read > 0.9 } == [false, true, true, false, true, false])
    }

    @Test("sections may be read in any order, and tracks keep their numbers")
    func shuffled() async throws {
        let made = MadeBook(seed: 5, reading: [[4, 1], [0], [5, 3, 2]])
        let book = try await made.aligned()
        var right = 0
        var total = 0
        for (truth, time) in zip(made.truth, times(book)) {
            guard let truth else { continue }
            total += 1
            if let time, truth.track == time.track, abs(truth.start - time.start) <= 500 {
                right += 1
            }
        }
        #expect(Double(right) >= 0.995 * Double(total), "\(right) of \(total)")
        #expect(book.tracks.map(\.name) == ["1.json", "2.json", "3.json"])
    }

    @Test("a chapter that is read twice is in two runs")
    func twice() async throws {
        let made = MadeBook(seed: 6, chapters: 3, reading: [[0, 1, 1, 2]])
        let book = try await made.aligned()
        let answer = try book.lookup(Page(made.page(1000..<1200)))
        #expect(answer.status == .ambiguous)
        #expect(answer.alternatives.count == 1)
        #expect(answer.confidence + (answer.alternatives.first?.confidence ?? 0) <= 1)
        let starts = [answer.track?.start, answer.alternatives.first?.track?.start]
        #expect(Set(starts).count == 2)
    }

    @Test("what stands in no book is reported as unwritten, and has no words")
    func unwritten() async throws {
        var made = MadeBook(seed: 7, chapters: 2, reading: [[0, 1]])
        var other = MadeText(seed: 99)
        var transcript = Transcript(name: "1.json", text: "", spans: [])
        var time: Int64 = 0
        for word in other.words(60) + made.chapters[0] + other.words(200) + made.chapters[1] {
            transcript.say(word, at: time)
            time += MadeBook.pace
        }
        made.transcripts = [transcript]
        let book = try await made.aligned()
        let report = try book.report()
        let gaps = report.gaps.filter { $0.kind == .unwritten }
        #expect(gaps.map { ($0.words + 5) / 10 } == [6, 20])
        #expect(report.edition == .same)
        let inside = try book.locate(.track(number: 1, TrackTime(milliseconds: 900 * 400)))
        #expect(inside.status == .unaligned)
        #expect(inside.text == nil)
        #expect(inside.nearest?.before != nil)
        #expect(inside.nearest?.after != nil)
    }

    @Test("another book's audio is refused, and taken when that is wanted")
    func unrelated() async throws {
        let made = MadeBook(seed: 8, chapters: 2, reading: [[0]])
        let other = MadeBook(seed: 9, chapters: 2, reading: [[0, 1]])
        await #expect {
            try await AlignedBook(made.book, other.transcripts)
        } throws: { ($0 as? PageMatchError)?.code == .unrelated }
        let forced = try await AlignedBook(made.book, other.transcripts, acceptUnrelated: true)
        #expect(try forced.report().edition == .unrelated)
        #expect(forced.syncMap.runs.reduce(0) { $0 + $1.words.count } < 20)
    }

    @Test("more lengths than files are counted in words that fit")
    func lengths() async throws {
        let made = MadeBook(seed: 8, chapters: 1, reading: [[0]])
        await #expect {
            try await AlignedBook(
                made.book, made.transcripts,
                durations: [1, 2].map { TrackTime(milliseconds: $0 * 1000) },
                audio: [audioFile("1.mp3", 10)])
        } throws: {
            ($0 as? PageMatchError)?.message == "there is 1 audio file and 2 track lengths"
        }
    }

    @Test("a refusal names what is wrong with the times, and what else the transcript warns of")
    func disorder() async throws {
        let made = MadeBook(seed: 8, chapters: 2, reading: [[0, 1]])
        var transcript = made.transcripts[0]
        let times = transcript.spans.map { ($0.from, $0.to) }
        for (index, time) in times.reversed().enumerated() {
            (transcript.spans[index].from, transcript.spans[index].to) = time
        }
        transcript.warnings = ["3 cues were skipped."]
        do {
            _ = try await AlignedBook(made.book, [transcript])
            Issue.record("it was taken")
        } catch {
            #expect(error.code == .unrelated)
            #expect(error.message.contains("its times are out of order"))
            let back = "\(times.count - 1) of \(times.count) times go back"
            #expect(error.hint?.contains(back) == true)
            #expect(error.hint?.contains("3 cues were skipped") == true)
        }
    }

    @Test("words missing throughout make an abridgement")
    func abridged() async throws {
        var made = MadeBook(seed: 10, chapters: 4, reading: [[]])
        var transcript = Transcript(name: "1.json", text: "", spans: [])
        var time: Int64 = 0
        for words in made.chapters {
            for (index, word) in words.enumerated() where index % 80 < 55 {
                transcript.say(word, at: time)
                time += MadeBook.pace
            }
        }
        made.transcripts = [transcript]
        #expect(try await made.aligned().report().edition == .abridged)
    }

    @Test("times that run on from file to file are taken as absolute, and the report says so")
    func absoluteTimes() async throws {
        let made = MadeBook(seed: 11, chapters: 2, reading: [[0], [1]])
        var shifted = made
        let end = made.transcripts[0].spans.map(\.to.milliseconds).max() ?? 0
        shifted.transcripts[1].spans = made.transcripts[1].spans.map {
            TimedSpan(
                start: $0.start, end: $0.end,
                from: TrackTime(milliseconds: $0.from.milliseconds + end),
                to: TrackTime(milliseconds: $0.to.milliseconds + end))
        }
        let book = try await shifted.aligned()
        let plain = try await made.aligned()
        #expect(times(book).map { $0?.start } == times(plain).map { $0?.start })
        #expect(try book.report().warnings.contains { $0.contains("run on") })
        #expect(try plain.report().warnings.isEmpty)
    }

    @Test("a first track of two seconds does not make the next one's times absolute")
    func shortFirstTrack() async throws {
        let made = MadeBook(seed: 15, chapters: 2, errors: 0, reading: [[0, 1]])
        var short = Transcript(name: "0.json", text: "", spans: [])
        for (index, word) in ["a", "made", "book"].enumerated() {
            short.say(word, at: Int64(index) * MadeBook.pace + 300)
        }
        let book = try await AlignedBook(made.book, [short] + made.transcripts)
        let answer = try book.lookup(Page(made.page(100..<200)))
        let start = try #require(made.truth[100]).start
        #expect(answer.track?.number == 2)
        #expect(abs((answer.track?.start ?? 0) - Double(start) / 1000) < 0.5)
        #expect(try book.report().warnings.isEmpty)
    }

    @Test("lengths that are known make the audiobook's times exact")
    func durations() async throws {
        let made = MadeBook(seed: 12, chapters: 2, reading: [[0], [1]])
        let page = Page(made.page(900..<1000))
        let estimated = try await made.aligned().lookup(page)
        #expect(estimated.time?.estimated == true)
        #expect((estimated.time?.precision ?? 0) > (estimated.track?.precision ?? 0))
        let known = try await AlignedBook(
            made.book, made.transcripts,
            durations: [TrackTime(milliseconds: 400_000), TrackTime(milliseconds: 400_000)])
        let exact = try known.lookup(page)
        #expect(exact.time?.estimated == false)
        #expect(exact.time?.precision == exact.track?.precision)
        #expect(exact.time?.start == (exact.track?.start ?? 0) + 400)
        await #expect {
            try await AlignedBook(
                made.book, made.transcripts, durations: [TrackTime(milliseconds: 1)])
        } throws: { ($0 as? PageMatchError)?.code == .countMismatch }
    }

    @Test("a cancelled alignment ends, with an error")
    func cancelled() async throws {
        let made = MadeBook(seed: 13, reading: [[0, 1, 2, 3, 4, 5]])
        let task = Task { try await made.aligned() }
        task.cancel()
        let result = await task.result
        #expect {
            try result.get()
        } throws: { ($0 as? PageMatchError)?.code == .cancelled }
    }

    @Test("nothing to align is an error, not a crash")
    func nothing() async throws {
        let made = MadeBook(seed: 14, chapters: 1, reading: [[0]])
        for (book, heard) in [
            (Book(sections: []), made.transcripts),
            (Book(sections: [BookSection(name: "a", text: "…")]), made.transcripts),
            (made.book, []), (made.book, [Transcript(text: "", spans: [])]),
        ] {
            await #expect {
                try await AlignedBook(book, heard)
            } throws: { ($0 as? PageMatchError)?.code == .empty }
        }
    }
}

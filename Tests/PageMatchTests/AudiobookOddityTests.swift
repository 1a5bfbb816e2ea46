import PageMatch
import TestSupport
import Testing

/// What audiobooks and recognisers do to a book, and what the report says of it.
@Suite struct AudiobookOddityTests {
    /// A track of what is said, a word after the other, with the beginnings of its parts.
    private func track(_ parts: [[String]]) -> (transcript: Transcript, starts: [Int64]) {
        var transcript = Transcript(name: "1.json", text: "", spans: [])
        var starts: [Int64] = []
        var time: Int64 = 0
        for part in parts {
            starts.append(time)
            for word in part {
                transcript.say(word, at: time)
                time += MadeBook.pace
            }
        }
        return (transcript, starts)
    }

    /// For each word the times at which it is read.
    private func readings(_ book: AlignedBook) -> [[Int64]] {
        var readings = [[Int64]](repeating: [], count: 6 * 800)
        for run in book.syncMap.runs {
            for (offset, word) in run.words.enumerated() {
                readings[run.firstWord + offset].append(word.start.milliseconds)
            }
        }
        return readings
    }

    @Test("a foreword that is read last has its times there")
    func forewordLast() async throws {
        let made = MadeBook(seed: 40, reading: [[1, 2, 3, 4, 5, 0]])
        let book = try await made.aligned()
        let found = readings(book)
        let right = made.truth.indices.count { index in
            guard let truth = made.truth[index] else { return false }
            return found[index].contains { abs($0 - truth.start) <= 500 }
        }
        let known = made.truth.count { $0 != nil }
        #expect(right * 1000 >= known * 995, "\(right) of \(known)")
        let report = try book.report()
        #expect(report.edition == .same)
        #expect(report.coverage.text > 0.99)
        #expect(!report.gaps.contains { $0.words > 20 })
    }

    @Test("a chapter of another book between two is unwritten, and no word has a time in it")
    func foreignChapter() async throws {
        var made = MadeBook(seed: 41, reading: [[0]])
        var other = MadeText(seed: 141)
        let foreign = other.words(800)
        let said = track([made.chapters[0], foreign, made.chapters[1]])
        made.transcripts = [said.transcript]
        let book = try await made.aligned()
        let report = try book.report()
        #expect(report.edition == .same)
        let unwritten = report.gaps.filter { $0.kind == .unwritten }
        #expect(unwritten.count == 1)
        #expect((790...800).contains(unwritten.first?.words ?? 0))
        let border = MadeBook.pace * 4
        for time in readings(book).joined() {
            #expect(!(said.starts[1] + border..<said.starts[2] - border).contains(time))
        }
    }

    @Test("the same story in other words is another edition", arguments: [0.35, 0.5, 0.7])
    func otherWords(kept: Double) async throws {
        var made = MadeBook(seed: 47, reading: [[0]])
        var generator = SeededGenerator(seed: 147)
        var other = MadeText(seed: 148)
        // Phrases of one to eight words are kept, or said in as many others.
        var reading: [String] = []
        for chapter in made.chapters {
            var rest = chapter[...]
            while !rest.isEmpty {
                let phrase = rest.prefix(Int.random(in: 1...8, using: &generator))
                let isKept = Double.random(in: 0..<1, using: &generator) < kept
                reading += isKept ? Array(phrase) : other.words(phrase.count)
                rest = rest.dropFirst(phrase.count)
            }
        }
        made.transcripts = [track([reading]).transcript]
        #expect(try await made.aligned().report().edition == .different)
    }

    @Test("half a book is the same book, and the other half has no time")
    func half() async throws {
        let made = MadeBook(seed: 42, reading: [[0, 1], [2]])
        let report = try await made.aligned().report()
        #expect(report.edition == .same)
        #expect(abs(report.coverage.text - 0.5) < 0.01)
        #expect(report.sections.map { $0.read > 0.9 } == [true, true, true, false, false, false])
    }

    @Test("a transcript that is given twice is told of, and each word is read twice")
    func transcriptTwice() async throws {
        var made = MadeBook(seed: 43, reading: [[0, 1, 2]])
        var copy = made.transcripts[0]
        copy.name = "2.json"
        made.transcripts.append(copy)
        let book = try await made.aligned()
        let report = try book.report()
        #expect(report.edition == .same)
        #expect(report.warnings.contains { $0.contains("is it given twice?") })
        #expect(report.tracks.allSatisfy { $0.explained > 0.9 })
        let twice = readings(book)[..<2400].count { $0.count == 2 }
        #expect(twice > 2380)
    }

    @Test("a loop of the recogniser is set aside, and the words around keep their times")
    func loop() async throws {
        var made = MadeBook(seed: 44, chapters: 6, reading: [[0]])
        // It hears the last six words over and over while nothing is said.
        let chapter = made.chapters[0]
        let loop = Array((0..<40).map { _ in chapter[294..<300] }.joined())
        let said = track([Array(chapter[..<300]), loop, Array(chapter[300...])])
        made.transcripts = [said.transcript]
        let book = try await made.aligned()
        let found = readings(book)
        for word in 0..<800 {
            let start = Int64(word < 300 ? word : word + loop.count) * MadeBook.pace
            let isNear = (288..<306).contains(word)
            #expect(found[word].count == 1 || isNear, "word \(word): \(found[word])")
            #expect(found[word].contains { abs($0 - start) <= 800 } || isNear, "word \(word)")
        }
        let report = try book.report()
        let unwritten = report.gaps.filter { $0.kind == .unwritten }
        #expect(unwritten.reduce(0) { $0 + $1.words } > 200)
        #expect(report.edition == .same)
    }

    @Test("thanks that nobody said, in the silence at the end, belong to no word")
    func thanks() async throws {
        var made = MadeBook(seed: 45, reading: [[0]])
        let thanks = Array(repeating: ["thanks", "for", "watching"], count: 12).flatMap { $0 }
        let said = track([made.chapters[0], thanks])
        made.transcripts = [said.transcript]
        let book = try await made.aligned()
        #expect(readings(book).joined().allSatisfy { $0 < said.starts[1] })
        let report = try book.report()
        #expect(report.gaps.contains { $0.kind == .unwritten && $0.words == thanks.count })
    }

    @Test("one cue for a whole chapter finds its pages, and tells how little its times are worth")
    func endlessCue() async throws {
        var made = MadeBook(seed: 46, reading: [[0]])
        var transcript = Transcript(
            name: "1.vtt", text: made.chapters[0].joined(separator: " "), spans: [])
        transcript.spans = [
            TimedSpan(
                start: 0, end: transcript.text.utf8.count, from: TrackTime(milliseconds: 0),
                to: TrackTime(milliseconds: 800 * MadeBook.pace))
        ]
        made.transcripts = [transcript]
        let answer = try await made.aligned().lookup(Page(made.page(400..<600)))
        #expect(answer.status == .matched)
        let track = try #require(answer.track)
        #expect(track.precision > 2)
        #expect(abs(track.start - 400 * Double(MadeBook.pace) / 1000) <= 5 * track.precision)
    }
}

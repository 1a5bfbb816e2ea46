import PageMatch
import TestSupport
import Testing

@Suite struct LookupTests {
    /// One book for all: chapter 4 of 6 is not read.
    private static let made = MadeBook(seed: 20, errors: 0.04, reading: [[0, 1, 2], [4, 5]])
    private static let aligned = Task { try await made.aligned() }
    private let made = Self.made

    /// The second at which a page's first word is spoken, by the truth.
    private func truth(_ word: Int) -> (track: Int, seconds: Double)? {
        made.truth[word].map { ($0.track + 1, Double($0.start) / 1000) }
    }

    @Test("exact pages are found to the word")
    func exact() async throws {
        let book = try await Self.aligned.value
        for start in stride(from: 7, to: 2150, by: 61) {
            let answer = try book.lookup(Page(made.page(start..<start + 200)))
            #expect(answer.status == .matched)
            #expect(answer.words.map { $0.start..<$0.end } == start..<start + 200)
            #expect(answer.confidence > 0.99)
            #expect(answer.agreement == 1)
            guard let truth = truth(start) else { continue }
            #expect(answer.track?.number == truth.track)
            #expect(abs((answer.track?.start ?? -99) - truth.seconds) < 0.5)
        }
    }

    @Test("misread pages are found within ten words", arguments: [0.01, 0.05, 0.15])
    func misreadPages(errors: Double) async throws {
        let book = try await Self.aligned.value
        var generator = SeededGenerator(seed: 21)
        var right = 0
        let starts = Array(stride(from: 3, to: 2100, by: 23))
        for start in starts {
            let head = "THE MADE BOOK 117\n"
            let text = misread(made.page(start..<start + 220), errors: errors, using: &generator)
            let answer = try book.lookup(Page(head + text))
            if answer.status == .matched, abs((answer.words?.start ?? -99) - start) <= 10 {
                right += 1
            }
        }
        #expect(right == starts.count, "seed 21: \(right) of \(starts.count)")
    }

    @Test("six exact words are a page")
    func phrase() async throws {
        let book = try await Self.aligned.value
        for start in stride(from: 5, to: 2300, by: 97) {
            let answer = try book.lookup(Page(made.page(start..<start + 6)))
            #expect(answer.status == .matched)
            #expect(answer.words?.start == start)
        }
    }

    @Test("from which confidence on a place is an answer is the caller's to say")
    func threshold() async throws {
        let book = try await Self.aligned.value
        var (found, foundByAny) = (0, 0)
        for start in stride(from: 20, to: 2_000, by: 67) {
            let words = Page(made.page(start..<start + 2))
            let (usual, any) = (try book.lookup(words), try book.lookup(words, matchedFrom: 0.02))
            found += usual.status == .noMatch ? 0 : 1
            foundByAny += any.status == .noMatch ? 0 : 1
            let sure = try book.lookup(words, matchedFrom: 0.9995)
            #expect(sure.status == .noMatch && sure.words == nil)
        }
        #expect(found < foundByAny)
        // A page is as sure as can be, and no surer.
        let page = Page(made.page(1200..<1400))
        #expect(try book.lookup(page, matchedFrom: 0.99).status == .matched)
        #expect(try book.lookup(page, matchedFrom: 1).status == .noMatch)
    }

    @Test("a page that is not read aloud has no time, but neighbours")
    func unaligned() async throws {
        let book = try await Self.aligned.value
        let answer = try book.lookup(Page(made.page(2600..<2800)))
        #expect(answer.status == .unaligned)
        #expect(answer.time == nil)
        #expect(answer.track == nil)
        #expect(answer.words.map { $0.start..<$0.end } == 2600..<2800)
        #expect(answer.text?.section == "chapter-4")
        #expect(answer.nearest?.before?.track.number == 1)
        #expect(answer.nearest?.after?.track.number == 2)
    }

    @Test("a page over a border is told by what is read of it")
    func border() async throws {
        let book = try await Self.aligned.value
        // 150 words of chapter 3, which is read, and 50 of chapter 4, which is not.
        let answer = try book.lookup(Page(made.page(2250..<2450)))
        #expect(answer.status == .matched)
        #expect(answer.track?.number == 1)
        #expect(answer.words.map { $0.start..<$0.end } == 2250..<2450)
        let last = try #require(truth(2399))
        #expect(abs((answer.track?.end ?? 0) - last.seconds) < 2)
    }

    @Test(
        "what is not of the book is no match",
        arguments: [
            "", " \n ", "a", "7", "!?", "der", "Reading glasses, three for ten",
            String(repeating: "x", count: 100_000), String(repeating: "ab cd ", count: 20_000),
        ])
    func foreign(text: String) async throws {
        let book = try await Self.aligned.value
        let answer = try book.lookup(Page(text))
        #expect(answer.status == .noMatch)
        #expect(answer.time == nil)
        #expect(answer.alternatives.isEmpty)
    }

    @Test("pages of another book are no match")
    func otherBook() async throws {
        let book = try await Self.aligned.value
        var other = MadeText(seed: 22)
        for _ in 0..<50 {
            let answer = try book.lookup(Page(other.prose(other.words(220))))
            #expect(answer.status == .noMatch)
        }
    }

    @Test("a line that stands twice in a row is ambiguous", arguments: [8, 12, 20])
    func twiceInARow(count: Int) async throws {
        var made = MadeBook(seed: 26, chapters: 2, reading: [[0, 1]])
        let line = made.chapters[0][100..<100 + count]
        made.chapters[0].replaceSubrange(100 + count..<100 + 2 * count, with: line)
        var text = MadeText(seed: 27)
        made.book.sections[0].text = text.prose(made.chapters[0])
        made.transcripts[0] = Transcript(name: "1.json", text: "", spans: [])
        for (index, word) in (made.chapters[0] + made.chapters[1]).enumerated() {
            made.transcripts[0].say(word, at: Int64(index) * MadeBook.pace)
        }
        let answer = try await made.aligned().lookup(Page(line.joined(separator: " ")))
        #expect(answer.status == .ambiguous)
        let starts = ([answer] + answer.alternatives).compactMap { $0.words?.start }.sorted()
        #expect(starts == [100, 100 + count])
    }

    @Test("a passage that stands twice is ambiguous, and the time decides")
    func refrain() async throws {
        var made = MadeBook(seed: 23, chapters: 2, reading: [[0, 1]])
        let refrain = made.chapters[0][100..<140]
        made.chapters[1].replaceSubrange(300..<340, with: refrain)
        var text = MadeText(seed: 24)
        made.book.sections[1].text = text.prose(made.chapters[1])
        made.transcripts[0] = Transcript(name: "1.json", text: "", spans: [])
        for (index, word) in (made.chapters[0] + made.chapters[1]).enumerated() {
            made.transcripts[0].say(word, at: Int64(index) * MadeBook.pace)
        }
        let book = try await made.aligned()
        let page = Page(refrain.joined(separator: " "))
        let answer = try book.lookup(page)
        #expect(answer.status == .ambiguous)
        let starts = ([answer] + answer.alternatives).compactMap { $0.words?.start }.sorted()
        #expect(starts == [100, 1100])
        #expect(try book.lookup(page, limit: 0).alternatives.isEmpty)
        for start in starts {
            let near = AudioTime(milliseconds: Int64(start) * MadeBook.pace + 60_000)
            let decided = try book.lookup(page, near: near)
            #expect(decided.status == .matched)
            #expect(decided.words?.start == start)
        }
    }

    @Test("a time is located at the word that is spoken then, and leads back")
    func locate() async throws {
        let book = try await Self.aligned.value
        for word in stride(from: 10, to: 2390, by: 113) {
            guard let truth = made.truth[word] else { continue }
            let time = TrackTime(milliseconds: truth.start + 100)
            let answer = try book.locate(.track(number: truth.track + 1, time))
            #expect(answer.status == .matched)
            #expect(abs((answer.words?.start ?? -9) - word) <= 1)
            #expect(answer.quote?.match.isEmpty == false)
        }
        let start = try book.locate(.audiobook(AudioTime(milliseconds: 0)))
        #expect(start.status == .unaligned)
        #expect(throws: PageMatchError.self) {
            try book.locate(.track(number: 3, TrackTime(milliseconds: 0)))
        }
        #expect(throws: PageMatchError.self) {
            try book.locate(.track(number: 1, TrackTime(milliseconds: -1)))
        }
    }

    @Test("from a page in hand the way is told: direction, distance, line")
    func turn() async throws {
        let book = try await Self.aligned.value
        let truth = try #require(made.truth[1050])
        let moment = Moment.track(number: 1, TrackTime(milliseconds: truth.start + 50))
        func page(_ start: Int) -> Page {
            Page(
                stride(from: start, to: start + 200, by: 10).map { made.page($0..<$0 + 10) }
                    .joined(separator: "\n"))
        }
        let here = try book.locate(moment, from: page(1000)).turn
        #expect(here?.direction == .here)
        #expect(here?.words == 50)
        #expect(here?.line == 6)
        let forward = try book.locate(moment, from: page(500)).turn
        #expect(forward?.direction == .forward)
        #expect(forward?.words == 550)
        #expect(forward?.pages == 2)
        let backward = try book.locate(moment, from: page(1400)).turn
        #expect(backward?.direction == .backward)
        #expect(backward?.words == 350)
        let unknown = try book.locate(moment, from: Page("not of this book")).turn
        #expect(unknown?.direction == .unknown)
        #expect(unknown?.words == nil)
    }

    @Test("a page from one track into the next tells both parts; most of it decides")
    func straddling() async throws {
        let made = MadeBook(seed: 26, chapters: 2, errors: 0, reading: [[0], [1]])
        let book = try await made.aligned()
        let answer = try book.lookup(Page(made.page(700..<1000)))
        #expect(answer.status == .matched)
        #expect(answer.track?.number == 2)
        #expect(answer.parts?.map(\.number) == [1, 2])
        let start = try #require(made.truth[700]).start
        #expect(abs((answer.parts?.first?.start ?? 0) - Double(start) / 1000) < 0.5)
        #expect(try book.lookup(Page(made.page(100..<300))).parts == nil)
    }

    @Test("a passage that is read twice is decided by the time, too")
    func readTwice() async throws {
        let made = MadeBook(seed: 27, chapters: 1, errors: 0, reading: [[0], [0]])
        let book = try await made.aligned()
        let page = Page(made.page(100..<300))
        #expect(try book.lookup(page).status == .ambiguous)
        for track in [1, 2] {
            let near = Moment.track(number: track, TrackTime(milliseconds: 60_000))
            let answer = try book.lookup(page, near: near)
            #expect(answer.status == .matched)
            #expect(answer.track?.number == track)
        }
        #expect(try book.report().warnings.contains { $0.contains("given twice") })
    }

    @Test("a sentence that the reader skipped has no time, however short")
    func skippedSentences() async throws {
        for length in 4...9 {
            var made = MadeBook(seed: UInt64(60 + length), chapters: 1, errors: 0, reading: [[]])
            let words = made.chapters[0]
            made.transcripts = [Transcript(name: "1.json", text: "", spans: [])]
            var skipped: [Int] = []
            var time: Int64 = 0
            for (index, word) in words.enumerated() {
                let place = index % 40
                if place >= 20, place < 20 + length {
                    if place == 20 {
                        skipped.append(index)
                        // The pause between two sentences stays.
                        time += 700
                    }
                    continue
                }
                made.transcripts[0].say(word, at: time)
                time += MadeBook.pace
            }
            let book = try await made.aligned()
            for start in skipped {
                let answer = try book.lookup(Page(made.page(start..<start + length)))
                #expect(answer.status != .matched, "\(length) words at \(start)")
            }
        }
    }

    @Test("a phrase that stands twice is ambiguous in a library of many, too")
    func phraseInManyBooks() async throws {
        let other = try await MadeBook(seed: 28, chapters: 2, reading: [[0, 1]]).aligned()
        var made = MadeBook(seed: 29, chapters: 1, reading: [[]])
        made.chapters[0].replaceSubrange(500..<507, with: made.chapters[0][100..<107])
        var text = MadeText(seed: 30)
        made.book.sections[0].text = text.prose(made.chapters[0])
        made.transcripts = [Transcript(name: "1.json", text: "", spans: [])]
        for (index, word) in made.chapters[0].enumerated() {
            made.transcripts[0].say(word, at: Int64(index) * MadeBook.pace)
        }
        let book = try await made.aligned()
        let page = Page(made.page(100..<107))
        for books in [[book], [book, other], [other, book]] {
            let answer = try Catalogue(books).lookup(page)
            #expect(answer.status == .ambiguous)
            #expect(answer.alternatives.count == 1)
        }
    }

    @Test("a catalogue knows which book a page is from")
    func catalogue() async throws {
        let other = MadeBook(seed: 25, chapters: 2, reading: [[0, 1]])
        var first = try await Self.aligned.value
        var second = try await other.aligned()
        first.id = "first"
        second.id = "second"
        let catalogue = Catalogue([first, second])
        #expect(try catalogue.lookup(Page(made.page(100..<300))).book == "first")
        #expect(try catalogue.lookup(Page(other.page(100..<300))).book == "second")
        let twins = Catalogue([first, first])
        let answer = try twins.lookup(Page(made.page(100..<300)))
        #expect(answer.status == .ambiguous)
        #expect(answer.alternatives.count == 1)
        #expect(try Catalogue([]).lookup(Page("anything")).status == .noMatch)
    }

    @Test("a misread page is in both books that hold it, though one repeats some of its words")
    func rivals() async throws {
        var first = try await Self.aligned.value
        var other = made
        other.book.sections.append(
            BookSection(name: "again", title: "Again", text: made.page(270..<330)))
        var second = try await other.aligned()
        first.id = "first"
        second.id = "second"
        for seed in UInt64(40)..<50 {
            var generator = SeededGenerator(seed: seed)
            let page = misread(made.page(200..<400), errors: 0.15, using: &generator)
            let answer = try Catalogue([first, second]).lookup(Page(page))
            #expect(answer.status == .ambiguous, "seed \(seed)")
            let books = Set([answer.book] + answer.alternatives.map(\.book))
            #expect(books == ["first", "second"], "seed \(seed)")
        }
    }

    @Test("the text of an answer is the bytes that the section's text has there")
    func textOffsets() async throws {
        let book = try await Self.aligned.value
        let answer = try book.lookup(Page(made.page(850..<900)))
        let place = try #require(answer.text)
        let text = try #require(book.text(ofSection: place.section))
        let stretch = String(decoding: Array(text.utf8)[place.start..<place.end], as: UTF8.self)
        #expect(stretch.lowercased().filter(\.isLetter) == made.page(850..<900).filter(\.isLetter))
        #expect(answer.quote.map { stretch.hasPrefix($0.match) } == true)
        #expect(book.text(ofSection: "no such section") == nil)
    }
}

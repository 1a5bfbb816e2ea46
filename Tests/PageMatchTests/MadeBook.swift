import PageMatch
import TestSupport

/// A made-up book, what a recogniser heard of it, and the truth about both.
struct MadeBook {
    var book: Book
    var transcripts: [Transcript]
    /// For each word of the book when it was really spoken: track from 0 and milliseconds.
    var truth: [(track: Int, start: Int64)?]
    /// The words of each chapter.
    var chapters: [[String]]

    /// Milliseconds from one word's start to the next one's.
    static let pace: Int64 = 400

    /// A book of chapters, read as `reading` says: for each track the chapters that it holds.
    init(
        seed: UInt64, chapters count: Int = 6, words perChapter: Int = 800, errors: Double = 0.05,
        reading: [[Int]]
    ) {
        var made = MadeText(seed: seed)
        let chapters = (0..<count).map { _ in made.words(perChapter) }
        book = Book(
            title: "A Made Book", language: "en",
            sections: chapters.enumerated().map { number, words in
                BookSection(
                    name: "chapter-\(number + 1)", title: "Chapter \(number + 1)",
                    text: made.prose(words))
            })
        self.chapters = chapters
        truth = Array(repeating: nil, count: count * perChapter)
        transcripts = []
        var generator = SeededGenerator(seed: seed &+ 1)
        for (track, tellings) in reading.enumerated() {
            var transcript = Transcript(name: "\(track + 1).json", text: "", spans: [])
            var time: Int64 = 5000
            for chapter in tellings {
                for (word, source) in misheard(chapters[chapter], errors: errors, using: &generator)
                {
                    transcript.say(word, at: time)
                    if let source { truth[chapter * perChapter + source] = (track, time) }
                    time += Self.pace
                }
                time += 2000
            }
            transcripts.append(transcript)
        }
    }

    /// The book, aligned.
    func aligned() async throws -> AlignedBook {
        try await AlignedBook(book, transcripts)
    }

    /// A stretch of the text, as it is printed.
    func page(_ words: Range<Int>) -> String {
        let perChapter = chapters[0].count
        return words.map { chapters[$0 / perChapter][$0 % perChapter] }.joined(separator: " ")
    }
}

extension Transcript {
    /// Adds a word that takes three quarters of the pace.
    mutating func say(_ word: String, at time: Int64) {
        if !text.isEmpty { text += " " }
        let start = text.utf8.count
        text += word
        spans.append(
            TimedSpan(
                start: start, end: text.utf8.count, from: TrackTime(milliseconds: time),
                to: TrackTime(milliseconds: time + MadeBook.pace * 3 / 4)))
    }
}

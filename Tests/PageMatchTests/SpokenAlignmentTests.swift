import PageMatch
import Testing

/// What is printed and what is said in other letters: through the whole alignment.
@Suite struct SpokenAlignmentTests {
    /// Words before and behind, which bring the seeds.
    private static let before =
        "the keeper lit the lamp before dusk and counted every ship that passed the long stone pier"
    private static let behind =
        "then the wind rose again over the grey island while nobody slept in that old harbour house"

    /// Aligns a sentence between others; the times in milliseconds of its words that were heard.
    private func heard(_ printed: String, _ spoken: String, language: String?) async throws
        -> (times: [Int64?], explained: Double)
    {
        let book = Book(
            title: "A Sentence", language: language,
            sections: [
                BookSection(name: "s", text: "\(Self.before). \(printed)\n\(Self.behind).")
            ])
        let transcript = said("\(Self.before) \(spoken) \(Self.behind)")
        let aligned = try await AlignedBook(book, [transcript])
        let first = Self.before.split(separator: " ").count
        let count = aligned.wordCount - first - Self.behind.split(separator: " ").count
        var times = [Int64?](repeating: nil, count: count)
        for run in aligned.syncMap.runs {
            for (index, word) in run.words.enumerated() where word.heard {
                let place = run.firstWord + index - first
                if times.indices.contains(place) { times[place] = word.start.milliseconds }
            }
        }
        return (times, try aligned.report().coverage.audio)
    }

    /// Checks that each word of `printed` was heard, in order, and that all that is said stands in
    /// the book.
    private func check(_ printed: String, _ spoken: String, language: String?) async throws {
        let (times, explained) = try await heard(printed, spoken, language: language)
        let known = times.compactMap(\.self)
        #expect(!times.isEmpty && known.count == times.count, "\(printed) | \(spoken)")
        #expect(known == known.sorted(), "\(printed) | \(spoken)")
        #expect(explained == 1, "\(printed) | \(spoken)")
        let start = Int64(Self.before.split(separator: " ").count) * 1000
        let end = start + Int64(spoken.split(separator: " ").count) * 1000
        #expect(known.allSatisfy { start <= $0 && $0 < end }, "\(printed) | \(spoken)")
    }

    @Test(
        "joined and split words are heard, in any language",
        arguments: [
            ("Had any one come to-night?", "had anyone come tonight"),
            ("Had anyone come tonight?", "had any one come to night"),
            ("Good-bye for ever, good bye!", "goodbye forever goodbye"),
            ("Nobody knows the light-house-keeper.", "nobody knows the lighthouse keeper"),
        ], ["en", "eee", nil])
    func joined(texts: (printed: String, spoken: String), language: String?) async throws {
        try await check(texts.printed, texts.spoken, language: language)
    }

    @Test(
        "English words that are said in other letters are heard",
        arguments: [
            ("In 1851 he was 22.", "in eighteen fifty one he was twenty two"),
            ("In eighteen hundred and fifty-one he was twenty-two.", "in 1851 he was 22"),
            (
                "It fell on June 22 and the 3rd of May.",
                "it fell on june the twenty second and the third of may"
            ),
            ("CHAPTER IV", "chapter four"), ("CHAPTER IV", "chapter 4"),
            ("CHAPTER FOUR", "chapter 4"),
            (
                "Mr. March and Dr. Lowe went to St. Ives.",
                "mister march and doctor lowe went to saint ives"
            ),
            ("Mister March lived in Pine Street.", "mr march lived in pine st"),
            ("I don’t know; it is late and I’m cold.", "i do not know it's late and i am cold"),
            (
                "He paid £4 and $5.50 in all.",
                "he paid four pounds and five dollars and fifty cents in all"
            ),
            ("It grew by 5% in 1/2 an hour.", "it grew by five percent in half an hour"),
            ("The gaol was a centre of honour.", "the jail was a center of honor"),
            ("Henry VIII owned it.", "henry the eighth owned it"),
            ("They had oil, rope, &c. aboard.", "they had oil rope et cetera aboard"),
        ])
    func english(printed: String, spoken: String) async throws {
        try await check(printed, spoken, language: "en")
    }

    @Test(
        "German, French and Spanish words, too",
        arguments: [
            (
                "de", "Im Jahre 1851 war er 22.",
                "in dem jahre achtzehnhunderteinundfünfzig war er zweiundzwanzig"
            ),
            ("de", "Es war der dritte März.", "es war der 3. märz"),
            ("de", "KAPITEL XII", "kapitel zwölf"),
            (
                "fr", "En 1851 M. Lenoir avait 81 francs.",
                "en mille huit cent cinquante et un monsieur lenoir avait quatre vingt un francs"
            ),
            ("fr", "Le XIXe siècle", "le dix neuvième siècle"),
            (
                "es", "En 1605 el Sr. Molina tenía 31 barcos.",
                "en mil seiscientos cinco el señor molina tenía treinta y un barcos"
            ),
            ("es", "CAPÍTULO XVI", "capítulo dieciséis"),
        ])
    func others(language: String, printed: String, spoken: String) async throws {
        try await check(printed, spoken, language: language)
    }

    @Test("words that share a time have their letters' parts of it")
    func shares() async throws {
        let (times, _) = try await heard("Has any one come?", "has anyone come", language: "en")
        let start = Int64(Self.before.split(separator: " ").count + 1) * 1000
        // The word takes 0.9 s; “any” and “one” have three letters each.
        #expect(times[1] == start)
        #expect(times[2] == start + 450)
        #expect(times[3] == start + 1000)
    }

    @Test("a time that reaches into the next word's is cut before it is shared")
    func overlap() async throws {
        let printed = "\(Self.before) has any one come \(Self.behind)"
        var transcript = said("\(Self.before) has anyone come \(Self.behind)")
        let word = Self.before.split(separator: " ").count + 1
        // “anyone” takes 2.9 s, but “come” begins 0.4 s after it.
        transcript.spans[word].to.milliseconds += 2000
        transcript.spans[word + 1].from.milliseconds -= 600
        let book = Book(title: "One", sections: [BookSection(name: "s", text: printed)])
        let runs = try await AlignedBook(book, [transcript]).syncMap.runs
        let words = runs.flatMap(\.words)
        #expect(words.count == printed.split(separator: " ").count)
        for (left, right) in zip(words, words.dropFirst()) {
            #expect(left.start <= left.end && left.end <= right.start)
        }
        let start = Int64(word) * 1000
        #expect(words[word].start.milliseconds == start)
        #expect(words[word + 1].start.milliseconds == start + 200)
    }

    @Test("without a table nothing is taken for what it might mean in another language")
    func noTable() async throws {
        let (times, _) = try await heard(
            "He was twenty-two then.", "he was 22 then", language: "eee")
        #expect(times[0] != nil && times[4] != nil)
        #expect(times[2] == nil && times[3] == nil)
    }

    @Test("books and transcripts of nothing but numbers are aligned in bounded time")
    func numbers() async throws {
        let digits = (0..<10_000).map { String($0 * 7919 % 997) }
        let book = Book(
            title: "Numbers", language: "en",
            sections: [BookSection(name: "s", text: digits.joined(separator: " "))])
        let aligned = try await AlignedBook(
            book, [said(digits.map { $0 + "0" }.joined(separator: " "))], acceptUnrelated: true)
        #expect(aligned.wordCount == 10_000)
    }

    @Test(
        "a language that nobody knows is told of, and the book is aligned", arguments: ["eee", ""])
    func unknownLanguage(tag: String) async throws {
        var made = MadeBook(seed: 71, chapters: 1, words: 120, reading: [[0]])
        made.book.language = tag
        let report = try await made.aligned().report()
        #expect(report.warnings.contains { $0.contains("\"\(tag)\" is no language") })
        #expect(report.coverage.text > 0.8)
        made.book.language = "ja"
        #expect(try await made.aligned().report().warnings.isEmpty)
    }

    @Test("two words for one of which the second has no time do not end the run")
    func halfTimed() async throws {
        let book = Book(
            title: "A Sentence", language: "en",
            sections: [
                BookSection(
                    name: "s", text: "\(Self.before) anyone quietly went. \(Self.behind).")
            ])
        var transcript = said("\(Self.before) any one went \(Self.behind)")
        transcript.spans.remove(at: Self.before.split(separator: " ").count + 1)
        let aligned = try await AlignedBook(book, [transcript])
        #expect(aligned.syncMap.runs.count == 1)
        #expect(aligned.syncMap.runs.first?.words.count == aligned.wordCount)
    }
}

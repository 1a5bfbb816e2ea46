import PageMatchCore
import PageMatchText
import TestSupport
import Testing

/// A page of mere text, with its facts.
private func facts(_ text: String) -> PageFacts {
    PageFacts(of: Page(text), sheets: [0..<text.utf8.count])
}

/// What a page's certain parts leave of it.
private func running(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for part in facts(text).parts.reversed() where part.isCertain {
        bytes.removeSubrange(part.bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// Room to the left of a catch-word.
private let indent = String(repeating: " ", count: 50)
/// A page whose last line goes on.
private let full = body.dropLast(6) + "ing"

/// Lines of print.
private let body = """
    of the sea, and the ship went on as if there were no wind to
    speak of, though the sails stood full from the first to the last
    and nobody on the deck had said a word since the morning watch.
    """

@Suite struct PageFactsTests {
    @Test(
        "a running head with the page's number is none of the text",
        arguments: [
            ("MOBY DICK 214", "214"), ("214 MOBY DICK", "214"), ("214 | The Whale", "214"),
            ("The Whale | 214", "214"), ("58 CHAPTER IV.", "58"), ("The Whale 9", "9"),
            ("xiv PREFACE", "xiv"), ("CHAPTER XII.\n130\n", "130"), ("130\nMOBY DICK\n", "130"),
            ("[214]", "214"), ("— 214 —", "214"), ("214\n", "214"), ("xii\n", "xii"),
            ("—— ee nnnEEennnnetten nl\n\n2 MOBY DICK", "2"),
        ])
    func heads(head: String, label: String) {
        let text = head + "\n" + body
        #expect(facts(text).numbers.map(\.label) == [label])
        #expect(facts(text).numbers.map(\.isCertain) == [true])
        #expect(running(text).hasSuffix("\n" + body))
        #expect(!running(text).contains("DICK") && !running(text).contains("Whale"))
    }

    @Test(
        "a page's number at the foot is none of the text",
        arguments: ["\n214", "— 214 —", "[214]", "\nxiv", "·7·", "\nv", "\n214\n\nB 2"])
    func feet(foot: String) {
        let text = body + "\n" + foot
        #expect(facts(text).numbers.map(\.isCertain) == [true])
        #expect(running(text).filter { !$0.isWhitespace } == body.filter { !$0.isWhitespace })
    }

    @Test(
        "what a reading device tells is none of the text",
        arguments: [
            ("58 % 2 mins left in chapter", nil), ("Loc 1234 · 35 %", nil),
            ("Page 12 of 300", "12"), ("Page 12 of 300 • 35%", "12"), ("12 / 300", "12"),
            ("Location 1234 of 5678", nil), ("3 pages left in this chapter", nil),
            ("Seite 12 von 300", "12"), ("Noch 5 Minuten im Kapitel", nil),
            ("página 12 de 300", "12"), ("35%", nil),
        ] as [(String, String?)])
    func status(line: String, label: String?) {
        let text = body + "\n" + line
        #expect(facts(text).parts.map(\.kind) == [.status], "\(line)")
        #expect(facts(text).numbers.map(\.label) == (label.map { [$0] } ?? []))
        #expect(running(text) == body + "\n")
    }

    @Test(
        "words of the text stay, whatever they look like",
        arguments: [
            // A last line of three words, and of one.
            body + "\nfor the whale.", body + "\nThree.", body + "\ndead", body + "\nI do.",
            // Chapters that begin with a number, and titles.
            "4\nThe wind rose\n" + body, "IV\n" + body, "4 THE STORM\nThe wind rose\n" + body,
            "CHAPTER 4\nThe wind rose\n" + body, "CHAPTER IV.\n\nThe wind rose\n" + body,
            "THE STORM\n\nThe wind rose.\n" + body, "JUNE 19\nWent to church.\n" + body,
            // Sentences.
            body + "\n“Page 12 of the book.”", body + "\nin 1851.", body + "\nof the 300 pages.",
            body + "\nleft in 5 minutes.", body + "\nB", body + "\nCALL ME ISHMAEL.",
            "“Three.”\n" + body, "Mr. Stubb, 12\n" + body, "12 Horse Guards,\n" + body,
            // Lines of short words, above a line that goes on and beside what can't be read.
            "4\n\nIt took me an hour to be sure of it, and I am not\n" + body,
            "4\n|~ ee nnnEEn\n" + body, "THE STORM\nor as it is to me\n" + body,
            // Inscriptions, directions and titles over a sentence that goes on.
            "HERE LIES\n" + body, "ENTER HAMLET\n(aside) of what?\n" + body, "THE STORM\n" + body,
            // Numbers in lines of their own, and years.
            "214\n" + body, body + "\n214", body + "\n\n1851", "1851 LONDON DIARY\n" + body,
            "The Whale 12.\n" + body, "130\nMOBY DICK\n" + body,
            // Contents.
            "The Storm | 4\nThe Calm | 9\nThe Wreck | 14\n" + body,
            // Dates, fractions and hours.
            body + "\n3/12", body + "\n12 / 7", body + "\n300 of 12", body + "\n5 minutes left",
            // What stands far right and is no catch-word.
            full + ",\n" + indent + "watch", full + "\n" + indent + "(aside",
            full + "\n" + indent + "ISHMAEL",
            full + "\n" + indent + "watch.",
            // Stress, notes without a single mark, and more of them than text.
            body + " he went *on* and\n*on*\n\n*on* and on.", "The *sea of ships* and\n" + body,
            body + "\nand so on.\n\n4 A ship’s word.",
            // As short as pages come.
            "12", "MOBY DICK", "MOBY DICK 12\nof the sea", "", "\n\n",
        ])
    func kept(text: String) {
        #expect(running(text) == text, "\(facts(text).parts)")
    }

    @Test("numbers that may be a chapter's are told, and stay")
    func uncertain() {
        let text = "88 JANE EYRE\nI know, despise me.\n" + body
        #expect(facts(text).numbers.map(\.label) == ["88"])
        #expect(facts(text).numbers.map(\.isCertain) == [false])
        #expect(running(text) == text)
    }

    @Test(
        "marks of notes are none of the words, and the note is known by its mark",
        arguments: [("¹", "¹"), ("*", "*"), ("†", "†"), ("[3]", "[3]"), ("4", "4"), ("12", "12.")])
    func notes(mark: String, begins: String) throws {
        let text =
            "The gal-\n" + body + mark + "\nand so on, day after day.\n\n\(begins) A ship’s word."
        let parts = facts(text).parts
        #expect(parts.map(\.kind) == [.noteMark, .footnotes])
        #expect(parts.map(\.isCertain) == [true, true])
        #expect(running(text) == "The gal-\n" + body + "\nand so on, day after day.\n\n")
    }

    @Test("digits at the end of a word are no mark without a note, nor are years and powers")
    func digits() {
        for word in ["mp3", "sea4", "1851", "m²", "x*"] {
            #expect(running(body + " " + word + " " + body) == body + " " + word + " " + body)
        }
        #expect(running(body + " sea.³ " + body) == body + " sea. " + body)
    }

    @Test("catch-words and marks of sheets stand far to the right, or apart")
    func catchWords() {
        let indented = full + "\n" + indent + "watch"
        #expect(facts(indented).parts.map(\.kind) == [.catchWord])
        #expect(running(full + "\nwatch") == full + "\nwatch")
        #expect(facts(body + "\n\nB 2").parts.map(\.kind) == [.signature])
        #expect(facts(body + "\n\nI 2").parts.isEmpty)
    }

    @Test("notes with two marks, and notes that are most of the page, are told and stay")
    func uncertainNotes() {
        let twice = body + "¹ and¹\nso on, day after day.\n\n¹ A ship’s word."
        let most = "Of ships¹ and\nof the sea.\n\n¹ " + body + "\n" + body
        for text in [twice, most] {
            let notes = facts(text).parts.filter { $0.kind == .footnotes }
            #expect(notes.map(\.isCertain) == [false], "\(text)")
        }
    }

    @Test(
        "words that all stand at one height take no longer than their number",
        .timeLimit(.minutes(1)))
    func oneHeight() {
        let count = 30_000
        let text = String(repeating: "word\n", count: count)
        let words = (0..<count).map {
            Scan.Word(
                bytes: 5 * $0..<5 * $0 + 4, box: Scan.Box(x: 30 * $0, y: 9, width: 20, height: 9),
                line: $0)
        }
        let scan = Scan(size: Scan.Size(width: 30 * count, height: 20), words: words)
        let facts = PageFacts(of: Page(text, scan: scan), sheets: [0..<text.utf8.count])
        #expect(facts.parts.isEmpty)
    }

    @Test(
        "a long page takes no longer than its length, whatever it is made of",
        .timeLimit(.minutes(1)),
        arguments: ["12 MOBY DICK¹ xiv\n", "9", "* ", "\n", "| ~ ee\n", "*on* \n\n"])
    func linear(line: String) {
        let text = String(repeating: line, count: 6_000)
        #expect(facts(text).parts.allSatisfy { $0.bytes.upperBound <= text.utf8.count })
    }

    @Test("the facts of any bytes lie in the page")
    func hostile() {
        var generator = SeededGenerator(seed: 5)
        let pieces = [
            "12", "\n", " ", "MOBY", "xiv", "*", "[3]", "%", "of", "¹", "\n\n", "\u{0}", "é", "—",
            "|",
        ]
        for seed in 0..<2_000 {
            let text = (0..<Int.random(in: 0..<30, using: &generator)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }.joined()
            let all = facts(text).parts
            #expect(all.allSatisfy { $0.bytes.upperBound <= text.utf8.count }, "\(seed): \(text)")
            #expect(text.utf8.count >= running(text).utf8.count)
        }
        let long = String(repeating: "12 MOBY DICK¹ xiv\n", count: 10_000)
        #expect(facts(long).parts.count > 100)
        #expect(facts(String(repeating: "9", count: 200_000)).parts.isEmpty)
    }
}

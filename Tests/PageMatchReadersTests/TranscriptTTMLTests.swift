import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchReaders

/// TTML that is read as its elements come, against a reading of the whole tree.
@Suite struct TranscriptTTMLTests {
    static let rounds = 400

    @Test("documents made at random are read as their tree is")
    func random() throws {
        var readings = 0
        for seed in UInt64(0)..<UInt64(Self.rounds) {
            var document = MadeTTML(seed: seed)
            let text = document.make()
            var tree = try TTMLTree(text)
            let expected = try? tree.transcript()
            let read = try? transcript(text)
            #expect(read?.lines ?? [] == expected?.lines ?? [], "seed \(seed)")
            #expect(read?.text == expected?.text, "seed \(seed)")
            #expect(read?.warnings == expected?.warnings, "seed \(seed)")
            readings += read == nil ? 0 : 1
        }
        #expect(readings > Self.rounds / 2)
    }

    @Test func timesAreTakenAsMostOfThemAreMeantHoweverTheFirstLook() throws {
        func paragraphs(_ count: Int, isAbsolute: Bool) -> String {
            (1...count).map { number in
                let start = isAbsolute ? 100 * number : 0
                return """
                    <p begin="\(100 * number)s" end="\(100 * number + 50)s"><span begin="\(start + 1)s"
                    end="\(start + 2)s">a</span> <span begin="\(start + 3)s" end="\(start + 4)s"
                    >b</span></p>
                    """
            }.joined()
        }
        func first(_ body: String) throws -> [String] {
            let read = try transcript("<tt xml:lang=\"en\"><body>\(body)</body></tt>")
            return Array(read.lines.prefix(2))
        }
        let few = paragraphs(3, isAbsolute: false)
        #expect(try first(few) == ["101000-102000 a", "103000-104000 b"])
        #expect(
            try first(few + paragraphs(100, isAbsolute: true)) == ["1000-2000 a", "3000-4000 b"])
        let absolute = paragraphs(3, isAbsolute: true)
        #expect(try first(absolute) == ["101000-102000 a", "103000-104000 b"])
        #expect(
            try first(absolute + paragraphs(100, isAbsolute: false))
                == ["201000-202000 a", "203000-204000 b"])
    }

    @Test func whatStandsInASequenceIsSpokenOneAfterTheOther() throws {
        let read = try transcript(
            """
            <tt xml:lang="en"><body timeContainer="seq" begin="10s">
            <div timeContainer="seq"><p dur="2s">Call</p><p begin="1s" dur="3s">me</p>
            <p end="4s">Ishmael.</p></div>
            <div begin="5s"><p begin="1s" end="2s"><span begin="0s" end="0.5s">Some</span> <span
            begin="0.5s">years</span></p><p begin="2s" end="3s">ago</p></div>
            <div timeContainer="seq" dur="60s"><p dur="1s">never</p></div>
            <p dur="1s">mind</p></body></tt>
            """)
        #expect(
            read.lines == [
                "10000-12000 Call", "13000-16000 me", "16000-20000 Ishmael.", "26000-26500 Some",
                "26500-27000 years", "27000-28000 ago", "28000-29000 never", "88000-89000 mind",
            ])
        #expect(read.warnings.isEmpty)
    }

    @Test func aBeginThatIsNoTimeIsNotTheStart() throws {
        let read = try transcript(
            """
            <tt><body begin="0s" end="90s"><p begin="-1s" end="2s">lost</p>
            <p begin="2s" end="3s"><span begin="-1s">Call</span> <span begin="0s" end="0.5s">me</span></p>
            <p begin="4s" end="5s">Ishmael</p></body></tt>
            """)
        #expect(read.text == "lost Call me Ishmael")
        #expect(read.lines == ["2000-2000 Call", "2000-2500 me", "4000-5000 Ishmael"])
        #expect(
            read.warnings == [
                "2 words or cues have a time that is not a usable number and was ignored.",
                "1 cue has no time; the text is kept without one.",
            ])
    }

    @Test func whatIsNestedTooDeeplyIsRefused() {
        let body = String(repeating: "<span>", count: 20_000)
        #expect(
            transcriptError("<tt><body><p begin=\"1s\">\(body)</p></body></tt>")
                == .malformed(
                    format: "TTML", what: "elements nested more than 2000 deep", entry: nil,
                    line: nil))
    }

    @Test func anElementWithTooManyAttributesIsRefused() {
        let attributes = (0..<2_000).map { " a\($0)=\"\"" }.joined()
        let paragraphs = String(repeating: "<p>x</p>", count: 20_000)
        let text = "<tt><body>\(paragraphs)<p\(attributes)/></body></tt>"
        guard case .malformed? = transcriptError(text) else {
            Issue.record("it was read")
            return
        }
    }
}

/// A document of nested elements with times, in any of the ways in which writers go wrong.
private struct MadeTTML {
    private var generator: SeededGenerator
    private let isAbsolute: Bool
    private var number = 0

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        isAbsolute = Bool.random(using: &generator)
    }

    private mutating func below(_ limit: Int) -> Int {
        Int.random(in: 0..<limit, using: &generator)
    }

    mutating func make() -> String {
        let rate = below(3) == 0 ? " ttp:frameRate=\"25\" ttp:tickRate=\"1000\"" : ""
        let language = below(2) == 0 ? " xml:lang=\"en\"" : ""
        var body = ""
        for _ in 0..<below(12) { body += element(["div", "p", "p", "p", "metadata"], 0, 0) }
        let damage = ["", "", "", "<p>", "</span>", " & ", "<!-- x"][below(7)]
        return """
            <?xml version="1.0"?>
            <tt xmlns:ttp="p" xmlns:tts="s" xmlns:podcasts="a"\(rate)\(language)><head><title>no</title></head>
            <body\(below(4) == 0 ? " begin=\"\(below(9))s\"" : "")>\(body)\(damage)</body></tt>
            """
    }

    /// An element with what is in it, within something that begins at `start` seconds.
    private mutating func element(_ names: [String], _ depth: Int, _ start: Int) -> String {
        let name = names[below(names.count)]
        let offset = below(8)
        let begins = below(4) > 0
        let own = begins ? start + offset : start
        var attributes = ""
        if begins, below(16) == 0 {
            attributes += " begin=\"-\(offset)s\""
        } else if begins {
            attributes += " begin=\"\(expression(isAbsolute ? own : offset))\""
        }
        if below(12) == 0 { attributes += " timeContainer=\"\(["seq", "par"][below(2)])\"" }
        switch below(4) {
        case 0: attributes += " end=\"\(expression((isAbsolute ? own : offset) + below(9)))\""
        case 1: attributes += " dur=\"\(expression(below(9)))\""
        case 2: attributes += " end=\"never\""
        default: break
        }
        if name == "span", below(6) == 0 {
            attributes += " tts:ruby=\"\(["text", "base", "delimiter"][below(3)])\""
        }
        if name == "span", below(4) == 0 {
            attributes += " podcasts:unit=\"\(["word", "sentence"][below(2)])\""
        }
        var inner = ""
        for _ in 0..<below(4) {
            if name == "p" || name == "span", below(3) > 0 {
                number += 1
                let texts = [
                    "w\(number)", " w\(number) ", "鯨", "\n", "w\(number)<br/>", "a&amp;b<!-- -->c",
                ]
                inner += texts[below(texts.count)]
            } else if depth < 4, name != "metadata" {
                inner += element(name == "div" ? ["p"] : ["span", "metadata"], depth + 1, own)
            } else {
                inner += "not said"
            }
        }
        return "<\(name)\(attributes)>\(inner)</\(name)>"
    }

    private mutating func expression(_ seconds: Int) -> String {
        switch below(6) {
        case 0: "\(seconds)s"
        case 1: "00:00:\(seconds < 10 ? "0" : "")\(seconds).000"
        case 2: "\(seconds * 1000)ms"
        case 3: "\(seconds),0s"
        case 4: "0:\(seconds)"
        default: "\(seconds)"
        }
    }
}

import PageMatchCore
import TestSupport
import Testing

@testable import PageMatchReaders

@Suite struct BookSourceMapTests {
    @Test func theMapHasTheElementsOfTheBody() throws {
        let body = "<p id='a'>One <em>two</em></p><hr/><p>three</p>"
        let map = try BookReader.read(EPUBFixture(body: body).bytes, name: nil).sections[0].source
        #expect(
            map.elements == [
                SourceElement(parent: nil, name: "html", ordinal: 1),
                SourceElement(parent: 0, name: "body", ordinal: 2),
                SourceElement(parent: 1, name: "p", id: "a", ordinal: 1),
                SourceElement(parent: 2, name: "em", ordinal: 1),
                SourceElement(parent: 1, name: "hr", ordinal: 2),
                SourceElement(parent: 1, name: "p", ordinal: 3),
            ])
        #expect(
            map.runs == [
                SourceRun(textOffset: 0, element: 2, childrenBefore: 0, sourceOffset: 0),
                SourceRun(textOffset: 4, element: 3, childrenBefore: 0, sourceOffset: 0),
                SourceRun(textOffset: 8, element: 5, childrenBefore: 0, sourceOffset: 0),
            ])
    }

    @Test func offsetsCountUTF16UnitsOfTheNodeAsItStands() throws {
        let body = "<p>𝄞é  x<!-- c -->y&amp;z<br/>\n w</p>"
        let section = try BookReader.read(EPUBFixture(body: body).bytes, name: nil).sections[0]
        #expect(section.text == "𝄞é xy&z\nw\n")
        #expect(
            section.source.runs == [
                SourceRun(textOffset: 0, element: 2, childrenBefore: 0, sourceOffset: 0),
                SourceRun(textOffset: 7, element: 2, childrenBefore: 0, sourceOffset: 5),
                SourceRun(textOffset: 12, element: 2, childrenBefore: 1, sourceOffset: 2),
            ])
    }

    @Test func aMovedNoteStillPointsToItsPlace() throws {
        let body = "<p>a</p><aside epub:type='footnote'>note</aside><p>b</p>"
        let section = try BookReader.read(EPUBFixture(body: body).bytes, name: nil).sections[0]
        #expect(section.text == "a\nb\nnote\n")
        #expect(section.source.runs.map(\.element) == [2, 4, 3])
    }

    @Test func aSectionOfOneHTMLFileKnowsTheElementsAroundIt() throws {
        let html =
            "<html><body><div id='d'><h1>One</h1><p>a</p><h1>Two</h1><p>b</p></div></body></html>"
        let book = try BookReader.read(Array(html.utf8), name: nil)
        #expect(book.sections.map(\.text) == ["One\na\n", "Two\nb\n"])
        #expect(
            book.sections[1].source.elements == [
                SourceElement(parent: nil, name: "html", ordinal: 1),
                // The document has no head; every browser gives it one.
                SourceElement(parent: 0, name: "body", ordinal: 2),
                SourceElement(parent: 1, name: "div", id: "d", ordinal: 1),
                SourceElement(parent: 2, name: "h1", ordinal: 3),
                SourceElement(parent: 2, name: "p", ordinal: 4),
            ])
    }

    // MARK: Property

    @Test func everyRunStandsInItsTextNode() throws {
        for seed in UInt64(0)..<200 {
            var maker = MadeDocument(seed: seed)
            let body = maker.make()
            let section = try BookReader.read(EPUBFixture(body: body).bytes, name: nil).sections[0]
            let text = Array(section.text.utf8)
            for (index, run) in section.source.runs.enumerated() {
                let end =
                    index + 1 < section.source.runs.count
                    ? section.source.runs[index + 1].textOffset : text.count
                let stretch = String(decoding: text[run.textOffset..<end], as: UTF8.self)
                let chunk = try #require(
                    maker.chunks[key(of: run, in: section.source)], "seed \(seed)")
                let source = Array(chunk.utf16.dropFirst(run.sourceOffset))
                // Behind the stretch may stand what no source has: a block's end, a cell's.
                let copied =
                    stretch.utf16.count <= source.count
                    ? stretch : String(stretch.dropLast(stretch.utf16.count - source.count))
                #expect(stretch.dropFirst(copied.count).allSatisfy { $0 == "\n" || $0 == " " })
                for (unit, original) in zip(copied.utf16, source) where unit != original {
                    let isSpace = original == 0x20 || original == 0x0A || original == 0x09
                    #expect(unit == 0x20 && isSpace || unit == 0x0A, "seed \(seed): \(stretch)")
                }
            }
            let words = section.text.split { $0 == " " || $0 == "\n" }.joined()
            #expect(words == maker.visible.filter { !" \n\t".contains($0) }, "seed \(seed)")
        }
    }

    /// The steps to a run's text node, as an EPUB CFI has them.
    private func key(of run: SourceRun, in map: SourceMap) -> String {
        var steps = [2 * run.childrenBefore + 1]
        var next = run.element
        while let element = next {
            if map.elements[element].parent != nil {
                steps.append(2 * map.elements[element].ordinal)
            }
            next = map.elements[element].parent
        }
        return steps.reversed().map(String.init).joined(separator: "/")
    }
}

/// A random body, and what a naive reader would know of it: its text nodes by their steps.
private struct MadeDocument {
    private(set) var chunks: [String: String] = [:]
    private(set) var visible = ""
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func make() -> String { content(steps: [4], depth: 0, isVisible: true) + lastWord() }

    private mutating func lastWord() -> String {
        visible += "end"
        let key =
            chunks.keys.filter { $0.hasPrefix("4/") && $0.split(separator: "/").count == 2 }
            .compactMap { Int($0.dropFirst(2)) }.max() ?? 1
        chunks["4/\(key)", default: ""] += "end"
        return "end"
    }

    private mutating func content(steps: [Int], depth: Int, isVisible: Bool) -> String {
        var markup = ""
        let children = Int.random(in: 1...5, using: &generator)
        for child in 0...children {
            let key = (steps + [2 * child + 1]).map(String.init).joined(separator: "/")
            chunks[key] = ""
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                let (source, text) = piece()
                markup += source
                chunks[key, default: ""] += text
                if isVisible { visible += text }
            }
            guard child < children else { break }
            let names = depth < 4 ? ["p", "em", "td", "rt", "br", "div", "span"] : ["br", "img"]
            let name = names.randomElement(using: &generator) ?? "br"
            if name == "br" || name == "img" {
                markup += "<\(name)/>"
            } else {
                let inner = content(
                    steps: steps + [2 * (child + 1)], depth: depth + 1,
                    isVisible: isVisible && name != "rt")
                markup += "<\(name)>\(inner)</\(name)>"
            }
        }
        return markup
    }

    private mutating func piece() -> (source: String, text: String) {
        let pieces = [
            ("whale ", "whale "), ("\n  ", "\n  "), ("é—𝄞", "é—𝄞"), ("&amp;", "&"),
            ("&eacute;", "é"),
            ("<!-- no\ntext -->", ""), ("<![CDATA[a <b]]>", "a <b"), ("&#x1D11E;x", "𝄞x"),
            ("\t", "\t"),
            ("word", "word"), (" ", " "),
        ]
        return pieces.randomElement(using: &generator) ?? ("", "")
    }
}

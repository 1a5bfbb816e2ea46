import PageMatchCore
import Testing

@testable import PageMatchReaders

@Suite struct PageJSONTests {
    private func page(_ json: String) throws -> Page {
        try PageReader.read(Array(json.utf8))
    }

    // MARK: Google Vision

    private func symbol(_ text: String, x: Int, _ type: String? = nil, isPrefix: Bool = false)
        -> String
    {
        let left = x == 0 ? "" : "\"x\": \(x), "
        let detected = type.map {
            ", \"property\": {\"detectedBreak\": {\"type\": \($0)\(isPrefix ? ", \"isPrefix\": true" : "")}}"
        }
        return "{\"text\": \"\(text)\", \"boundingBox\": {\"vertices\": [{\(left)\"y\": 5}, "
            + "{\"x\": \(x + 8), \"y\": 5}, {\"x\": \(x + 8), \"y\": 17}, {\(left)\"y\": 17}]}"
            + "\(detected ?? "")}"
    }

    private func google(_ paragraphs: [[[String]]]) -> String {
        let blocks = paragraphs.map { words in
            let words = words.map {
                "{\"confidence\": 0.75, \"symbols\": [\($0.joined(separator: ", "))]}"
            }
            return "{\"paragraphs\": [{\"words\": [\(words.joined(separator: ", "))]}]}"
        }
        return "{\"responses\": [{\"textAnnotations\": [{\"description\": \"all\"}], "
            + "\"fullTextAnnotation\": {\"pages\": [{\"width\": 900, \"height\": 1400, "
            + "\"blocks\": [\(blocks.joined(separator: ", "))]}, {\"blocks\": []}], \"text\": \"\"}}]}"
    }

    @Test func googleWordsAreDividedByBreaksAlone() throws {
        let page = try page(
            google([
                [
                    [symbol("I", x: 0), symbol("o", x: 8)], [symbol(".", x: 16, "\"SPACE\"")],
                    [symbol("A", x: 30, "\"SURE_SPACE\"")],
                    [symbol("k", x: 50), symbol("i", x: 58, "\"HYPHEN\"")],
                    [symbol("t", x: 0, "\"EOL_SURE_SPACE\"")],
                    [symbol("b", x: 0, "\"LINE_BREAK\"")],
                ],
                [
                    [symbol("c", x: 0)],
                    [symbol("d", x: 20, "\"SPACE\"", isPrefix: true), symbol("e", x: 28)],
                ],
            ]))
        #expect(page.text == "Io. A ki-\nt\nb\n\nc de")
        #expect(page.scan?.size == Scan.Size(width: 900, height: 1400))
        #expect(page.scan?.words.first?.box == Scan.Box(x: 0, y: 5, width: 24, height: 12))
        #expect(page.scan?.words.map(\.line) == [0, 0, 0, 1, 2, 3, 3])
        #expect(page.scan?.words.allSatisfy { $0.confidence == 0.75 } == true)
    }

    @Test(arguments: [
        #"{"responses": [{"textAnnotations": [{"description": "a b\nc"}, {"description": "a"}]}]}"#,
        #"{"responses": [{"fullTextAnnotation": {"text": "a b\nc"}}]}"#,
        #"{"fullTextAnnotation": {"text": "a b\nc"}}"#,
        #"{"text_annotations": [{"description": "a b\nc"}, {"description": "a"}]}"#,
    ])
    func googlesTextIsReadWithoutPlaces(json: String) throws {
        #expect(try page(json) == Page("a b\nc"))
    }

    @Test func googlesPythonClientWritesOtherNames() throws {
        let python = google([[[symbol("a", x: 0, "1")], [symbol("b", x: 9, "5")]]])
            .replacing("fullTextAnnotation", with: "full_text_annotation")
            .replacing("boundingBox", with: "bounding_box")
            .replacing("detectedBreak", with: "detected_break")
        #expect(try page(python).text == "a b")
        let shares = google([[[symbol("a", x: 0, "1")]]]).replacing(
            "\"vertices\": [{\"y\": 5}", with: "\"normalizedVertices\": [{\"y\": 0.5}")
        #expect(try page(shares).scan?.words.first?.box.y == 700)
    }

    @Test func aPageWithoutTextIsABlankOne() throws {
        #expect(try page("{\"responses\": [{}]}").text.isEmpty)
    }

    @Test func whatIsCutOffIsMalformed() throws {
        let text = google([[[symbol("a", x: 0, "\"SPACE\"")]]])
        #expect(throws: ReaderError.self) { try page(String(text.dropLast(9))) }
        // A page of a book that begins with brackets is one.
        for text in ["[[214]] of the sea", "{\"a\" is a letter}", "[{x"] {
            #expect(try page(text) == Page(text))
        }
    }

    // MARK: Apple Vision

    @Test(
        "lines of Apple's Vision are read in every shape",
        arguments: [
            """
            [{"text": "Call me Io", "confidence": 0.5, "boundingBox":
              {"x": 0.1, "y": 0.9, "width": 0.1, "height": 0.02}}]
            """,
            """
            {"observations": [{"topCandidates": [{"string": "Call me Io", "confidence": 0.5},
              {"string": "Gall me", "confidence": 0.3}], "boundingBox": [[0.1, 0.9], [0.1, 0.02]]}]}
            """,
            """
            [["Call me Io", 0.5, [0.1, 0.9, 0.1, 0.02]]]
            """,
            """
            {"imageSize": {"width": 10000, "height": 10000}, "lines": [{"text": "Call me Io",
              "confidence": 0.5, "box": {"origin": {"x": 1000, "y": 800}, "size": {"width": 1000,
              "height": 200}}}]}
            """,
            """
            [{"string": "Call me Io", "confidence": 0.5, "frame":
              {"x": 0.1, "y": 0.9, "w": 0.1, "h": 0.02}}, {"string": 7}, 8]
            """,
        ])
    func apple(json: String) throws {
        let page = try page(json)
        #expect(page.text == "Call me Io")
        #expect(page.scan?.size == Scan.Size(width: 10_000, height: 10_000))
        #expect(page.scan?.words.map(\.box.x) == [1_000, 1_500, 1_800])
        #expect(page.scan?.words.map(\.box.y) == [800, 800, 800])
        #expect(page.scan?.words.map(\.box.height) == [200, 200, 200])
        #expect(page.scan?.words.map(\.confidence) == [0.5, 0.5, 0.5])
    }

    @Test func otherJSONIsNoPage() throws {
        #expect(throws: ReaderError.unexpectedKind(found: .other(format: "JSON"))) {
            try page("{\"name\": \"x\", \"boundingBox\": [1, 2, 3, 4]}")
        }
        #expect(try page("[]") == Page("[]"))
    }

    @Test("a million boxes are read as far as a page goes")
    func hostile() throws {
        let line = "{\"text\": \"w\", \"boundingBox\": [0.1, 0.9, 0.1, 0.02]},"
        let text = "[" + String(repeating: line, count: 31_000).dropLast() + "]"
        #expect(try page(text).scan?.words.count == ScannedText.maximumWords)
    }
}

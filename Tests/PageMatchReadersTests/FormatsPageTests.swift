import Foundation
import TestSupport
import Testing

@testable import PageMatchReaders

/// The page that tells what is read, against what there is.
@Suite struct FormatsPageTests {
    private let page: String

    init() throws {
        page = try String(
            contentsOf: Sample.project.appendingPathComponent(
                "Sources/PageMatchReaders/FORMATS.md"), encoding: .utf8)
    }

    @Test func everyTranscriptFormatHasItsRow() {
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") }
        for format in TranscriptFormat.all {
            #expect(
                rows.contains { row in
                    ([format.name] + format.kinds).contains { row.hasPrefix("| \($0) |") }
                }, "\(format.name)")
        }
    }

    @Test func everyPageFormatHasItsRow() {
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") }
        for format in PageFormat.all {
            #expect(rows.contains { $0.hasPrefix("| \(format.name) |") }, "\(format.name)")
        }
    }

    @Test func everyTestThatIsNamedExists() throws {
        let tests = Sample.project.appendingPathComponent("Tests")
        var functions: Set<String> = []
        let files = FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard file.path.hasSuffix("Tests.swift") else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /func (\w+)\(/) { functions.insert(String(match.1)) }
        }
        // What is named so and is no word of a format: `aCueIsASpan…`, several of them a row.
        let names = page.matches(of: /(?:[\w,;:)\]] |\| |`, )`([a-z][A-Za-z0-9]+)`/)
            .map { String($0.1) }
        let words: Set = [
            "timeline", "wordTimeline", "transcription", "segments", "result", "partial", "word",
            "results", "alternatives", "monologues", "fragments", "phrases", "recognizedPhrases",
            "mimetype", "ooTextFile", "tt", "cite", "time", "p", "pdftotext",
        ]
        let missing = Set(names).subtracting(words).subtracting(functions)
        #expect(missing.isEmpty, "\(missing.sorted())")
        #expect(names.count > 120)
    }
}

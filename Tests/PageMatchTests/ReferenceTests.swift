import Foundation
import PageMatchText
import TestSupport
import Testing

@testable import PageMatch

/// The samples' times beside an exact alignment of their words.
@Suite struct ReferenceTests {
    @Test(
        "of words that an exact alignment pairs 98 % have a time within their cue",
        arguments: [
            "the-copyholder/book.epub", "der-brueckenwaerter/book.md", "tokeiya-no-ame/book.epub",
        ], ["transcript", "transcript-vtt"])
    func withinCues(file: String, kind: String) async throws {
        let path = Sample.project.appendingPathComponent("Corpora/\(file)")
        let folder = path.deletingLastPathComponent().appendingPathComponent(kind).path
        let book = try Book(contentsOf: path.path)
        let transcripts = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map {
            try Transcript(contentsOf: folder + "/" + $0)
        }
        let aligned = try await AlignedBook(book, transcripts)
        var spoken = try SpokenFormMaker(languageOf: book)
        let printed = try BookWords(book, &spoken) {}.words
        var tokenizer = try Tokenizer()
        let tracks = try transcripts.map { transcript in
            var words = WordsAndLetters()
            try tokenizer.append(transcript.text, to: &words)
            return (words: words, transcript: transcript)
        }
        let times = ReferenceTimes(of: aligned.syncMap, book: printed.ids, tracks: tracks)
        #expect(times.count * 2 > printed.count)
        #expect(times.share >= 0.98, "\(times.right) of \(times.count)")
    }
}

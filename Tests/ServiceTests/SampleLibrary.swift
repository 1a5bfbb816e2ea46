import Foundation
import TestSupport
import Testing

/// A library of one small book in a folder of its own, which is removed with it.
final class SampleLibrary {
    /// The id of the book.
    static let book = "small-book"
    /// Seconds from one word to the next.
    static let pace = 0.5

    /// The book's words, all of which are read; a paragraph has fifty.
    let words: [String]
    let folder: URL

    /// Writes the book and its transcript, and adds them.
    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("pagematch-\(UUID().uuidString)")
        var text = MadeText(seed: 8)
        words = text.words(400)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let paragraphs = stride(from: 0, to: words.count, by: 50).map {
            words[$0..<$0 + 50].joined(separator: " ") + "."
        }
        try write(paragraphs.joined(separator: "\n\n"), to: "book.txt")
        let cues = stride(from: 0, to: words.count, by: 10).map { index in
            "\(Self.stamp(index)) --> \(Self.stamp(index + 10))\n"
                + words[index..<index + 10].joined(separator: " ")
        }
        try write("WEBVTT\n\n" + cues.joined(separator: "\n\n") + "\n", to: "heard.vtt")
        let added = try Program.run([
            "add", "--library", path, "--id", Self.book, file("book.txt"), file("heard.vtt"),
        ])
        try #require(added.exit == 0)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The library's file.
    var path: String { file("library.sqlite") }

    /// Where a file of the folder lies.
    func file(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// Sixty words from the middle of the book, which are read from 100 s on.
    var page: String { words[200..<260].joined(separator: " ") }

    private func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }

    /// When a word is read, as WebVTT writes it.
    private static func stamp(_ word: Int) -> String {
        let milliseconds = Int(Double(word) * pace * 1000)
        return String(
            format: "%02d:%02d.%03d", milliseconds / 60_000, milliseconds / 1000 % 60,
            milliseconds % 1000)
    }
}

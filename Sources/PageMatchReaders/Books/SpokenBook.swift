package import PageMatchCore

/// A book made of what was said in its audiobook, for want of a text.
package enum SpokenBook {
    /// Silence behind a sentence that begins a new paragraph, in milliseconds.
    private static let paragraphPause: Int64 = 1500

    /// A section for each transcript, in their order; its text is the transcript's but for white
    /// space.
    ///
    /// - Complexity: O(bytes + spans).
    package static func book(of transcripts: [Transcript]) -> Book {
        var names: Set<String> = []
        var sections: [BookSection] = []
        for (number, transcript) in transcripts.enumerated() {
            var name = transcript.name ?? "track-\(number + 1)"
            while !names.insert(name).inserted { name += "-\(number + 1)" }
            sections.append(
                BookSection(
                    name: name, title: transcript.name.map(stem), text: text(of: transcript)))
        }
        var book = Book(
            language: transcripts.lazy.compactMap(\.language).first, sections: sections,
            warnings: [
                "There is no text of the book: what the recogniser wrote stands for it, with its errors."
            ])
        BookLanguage.settle(&book, isExpected: false)
        return book
    }

    /// What was said, a paragraph behind each sentence that a pause follows.
    private static func text(of transcript: Transcript) -> String {
        let said = transcript.text.utf8.map { isSpace($0) ? UInt8(ascii: " ") : $0 }
        var text: [UInt8] = []
        var start = 0
        for (span, next) in zip(transcript.spans, transcript.spans.dropFirst()) {
            guard next.from.milliseconds - span.to.milliseconds >= paragraphPause,
                start < span.end, span.end <= said.count, endsSentence(said[start..<span.end])
            else { continue }
            text += said[start..<span.end]
            text.append(UInt8(ascii: "\n"))
            start = span.end
            while start < said.count, said[start] == UInt8(ascii: " ") { start += 1 }
        }
        text += said[start...]
        text.append(UInt8(ascii: "\n"))
        return String(decoding: text, as: UTF8.self)
    }

    /// What ends a sentence, and what may stand behind that.
    private static let ends = [".", "!", "?", "…", "。", "！", "？", "؟", "।"].map { Array($0.utf8) }
    private static let closers = ["\"", "'", ")", "”", "’", "»", "」", "』"].map { Array($0.utf8) }

    private static func endsSentence(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        while let closer = closers.first(where: { rest.ends(with: $0) }) {
            rest = rest.dropLast(closer.count)
        }
        return ends.contains { rest.ends(with: $0) }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
    }

    /// A file's name without what follows the last dot.
    private static func stem(_ name: String) -> String {
        name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    }
}

extension ArraySlice<UInt8> {
    fileprivate func ends(with bytes: [UInt8]) -> Bool { suffix(bytes.count).elementsEqual(bytes) }
}

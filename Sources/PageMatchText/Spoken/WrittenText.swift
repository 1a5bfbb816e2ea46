internal import PageMatchCore

/// A piece of text as it is printed, by its words: what stands in and around them.
struct WrittenText {
    let bytes: [UInt8]
    let words: WordsAndLetters
    /// The offset of the first byte, as the words count.
    let offset: Int

    /// The letters of a word.
    func letters(of word: Int) -> ArraySlice<UInt8> {
        words.letters[words.letterRange(of: word)]
    }

    /// A word as it is printed.
    func written(_ word: Int) -> ArraySlice<UInt8> {
        bytes[start(of: word)..<end(of: word)]
    }

    /// Whether a word is nothing but letters, and no ampersand stands before it.
    @inline(__always)
    func isPlain(_ word: Int) -> Bool {
        let length = words.wordEnds[word] - words.wordStarts[word]
        let letters = words.letterStarts[word + 1] - words.letterStarts[word]
        if length != letters { return false }
        let start = start(of: word)
        if start > 0, bytes[start - 1] == UInt8(ascii: "&") { return false }
        return start < 2 || bytes[start - 2] != UInt8(ascii: "&")
    }

    func hasAmpersandBefore(_ word: Int) -> Bool {
        let start = start(of: word)
        return start > 1 && bytes[start - 1] == UInt8(ascii: " ")
            && bytes[start - 2] == UInt8(ascii: "&")
    }

    func hasApostrophe(_ word: Int) -> Bool {
        let written = written(word)
        return written.contains(UInt8(ascii: "'")) || curlyApostrophe(in: written) != nil
    }

    /// Where “’” begins last.
    func curlyApostrophe(in written: ArraySlice<UInt8>) -> Int? {
        written.indices.dropLast(2).last {
            written[$0] == 0xE2 && written[$0 + 1] == 0x80 && written[$0 + 2] == 0x99
        }
    }

    func byte(before word: Int) -> UInt8? {
        let start = start(of: word)
        return start > 0 ? bytes[start - 1] : nil
    }

    func byte(behind word: Int) -> UInt8? {
        let end = end(of: word)
        return end < bytes.count ? bytes[end] : nil
    }

    func beginsCapital(_ word: Int) -> Bool {
        let start = start(of: word)
        return start >= 0 && (0x41...0x5A).contains(bytes[start])
    }

    /// Whether nothing but stops stand beside a word on its line.
    func isAloneOnLine(_ word: Int) -> Bool {
        let newline = UInt8(ascii: "\n")
        func isStop(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == 0x20 }
        let before = bytes[..<start(of: word)].last { !isStop($0) }
        let behind = bytes[end(of: word)...].first { !isStop($0) }
        return (before ?? newline) == newline && (behind ?? newline) == newline
    }

    /// `1/2`, when it is a word of digits and the next one behind a slash.
    func fraction(at word: Int) -> String? {
        guard word + 1 < words.count, end(of: word) < bytes.count,
            bytes[end(of: word)] == UInt8(ascii: "/"), start(of: word + 1) == end(of: word) + 1
        else { return nil }
        return String(decoding: bytes[start(of: word)..<end(of: word + 1)], as: UTF8.self)
    }

    /// The characters directly around a number, a space behind it left out.
    func signs(around word: Int) -> NumberForms.Signs {
        var behind = bytes[end(of: word)...].prefix(8)
        // A plain or a no-break space: “5 %”.
        if behind.first == 0x20 { behind = behind.dropFirst() }
        if behind.starts(with: [0xC2, 0xA0]) { behind = behind.dropFirst(2) }
        let before = bytes[..<start(of: word)].suffix(4)
        return NumberForms.Signs(
            before: String(decoding: before, as: UTF8.self).last,
            behind: String(decoding: behind, as: UTF8.self).first)
    }

    private func start(of word: Int) -> Int { Int(words.wordStarts[word]) - offset }
    private func end(of word: Int) -> Int { Int(words.wordEnds[word]) - offset }
}

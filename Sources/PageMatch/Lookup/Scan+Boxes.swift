extension Scan {
    /// Some words of a picture, line by line: a box for each, from the first of its words to the last.
    ///
    /// - Parameter starts: where the words begin, in UTF-8 bytes of the page's text, ascending.
    /// - Returns: boxes in the order of the text; none for words that the picture does not have.
    /// - Complexity: O(words of the page).
    func boxes(around starts: [Int]) -> [Box] {
        var lines: [(line: Int, words: ClosedRange<Int>)] = []
        var word = 0
        for start in starts {
            while word < words.count, words[word].bytes.upperBound <= start { word += 1 }
            guard word < words.count, words[word].bytes.contains(start) else { continue }
            if let last = lines.last, last.line == words[word].line {
                lines[lines.count - 1].words = last.words.lowerBound...word
            } else {
                lines.append((words[word].line, word...word))
            }
        }
        return lines.map { box(around: words[$0.words]) }
    }

    /// The box of all the line that holds a word.
    ///
    /// - Parameter start: where the word begins, in UTF-8 bytes of the page's text.
    /// - Returns: `nil` for a word that the picture does not have.
    func box(ofLineAt start: Int) -> Box? {
        words.first { $0.bytes.contains(start) }
            .map { word in box(around: words.filter { $0.line == word.line }[...]) }
    }

    private func box(around words: ArraySlice<Word>) -> Box {
        let first = words.first?.box ?? Box(x: 0, y: 0, width: 0, height: 0)
        return words.dropFirst().reduce(first) { $0.union($1.box) }
    }
}

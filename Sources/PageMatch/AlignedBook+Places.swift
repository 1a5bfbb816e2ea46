extension AlignedBook {
    /// How much of a place is quoted, in words.
    private enum Quote {
        static let before = 8
        static let match = 12
        static let after = 8
    }

    /// Words of the book as a stretch of the section that holds the first of them.
    func textAnswer(_ words: Range<Int>) -> TextAnswer {
        let section = opened.section(ofWord: words.lowerBound)
        let record = opened.sections[section]
        let last = min(words.upperBound, opened.words(ofSection: section).upperBound) - 1
        let base = Int(record.textStart)
        return TextAnswer(
            section: opened.string(record.name) ?? "", title: opened.string(record.title),
            start: opened.wordMap[words.lowerBound].text.lowerBound - base,
            end: opened.wordMap[max(last, words.lowerBound)].text.upperBound - base)
    }

    /// How the book reads around a place, within the section that holds its first word.
    func quote(from first: Int, to end: Int) -> QuoteAnswer {
        let section = opened.words(ofSection: opened.section(ofWord: first))
        let lead = max(section.lowerBound, first - Quote.before)
        let match = max(first + 1, min(end, first + Quote.match, section.upperBound))
        let tail = min(section.upperBound, match + Quote.after)
        let start = opened.wordMap[first].text.lowerBound
        let matchEnd = opened.wordMap[match - 1].text.upperBound
        let before = opened.text(in: opened.wordMap[lead].text.lowerBound..<start)
        let after = opened.text(
            in: matchEnd..<max(matchEnd, opened.wordMap[tail - 1].text.upperBound))
        // White space is kept where the match begins and ends: the three parts make one line.
        return QuoteAnswer(
            before: singleLine(before) + (before.last?.isWhitespace == true ? " " : ""),
            match: singleLine(opened.text(in: start..<matchEnd)),
            after: (after.first?.isWhitespace == true ? " " : "") + singleLine(after))
    }

    /// The printed page that holds a word, by the page list of the book's file.
    func printedPage(ofWord word: Int) -> LocateAnswer.PrintedPage? {
        let offset = opened.wordMap[word].text.lowerBound
        let end = (0..<opened.pageBreaks.count).partitionPoint {
            Int(opened.pageBreaks[$0].textOffset) <= offset
        }
        guard end > 0, let label = opened.string(opened.pageBreaks[end - 1].label) else {
            return nil
        }
        return LocateAnswer.PrintedPage(label: label, source: "page-list")
    }
}

extension BookImage {
    /// Checks that every index in a table points into the table that it is meant for.
    ///
    /// An image may come from anywhere: a checksum shows damage, not intent. What passes here can
    /// be read without another thought.
    func verify() throws(PageMatchError) {
        try require(book.seedLength >= 1 && book.seedLength <= 8, "the seed length")
        try verifySentences()
        try verifyLetters()
        try verifySections()
        try verifyRuns()
        try verifyNames()
    }

    private func require(_ condition: Bool, _ what: String) throws(PageMatchError) {
        if !condition { throw damaged("\(what) contradict the rest") }
    }

    private func verifySentences() throws(PageMatchError) {
        try require(
            isAscending(sentences)
                && (sentences.count == 0 || Int(sentences[sentences.count - 1]) < wordCount),
            "the sentences")
    }

    private func verifyLetters() throws(PageMatchError) {
        let buckets = bucketStarts.count - 1
        try require(
            buckets > 1 && buckets & (buckets - 1) == 0 && isAscending(bucketStarts)
                && bucketStarts[0] == 0 && Int(bucketStarts[buckets]) == postings.count,
            "the seeds' buckets")
        let end = letters.count - seedLength
        let good = postings.withSpan { span in
            var highest: UInt32 = 0
            for index in span.indices { highest = max(highest, span[index]) }
            return span.isEmpty || Int(highest) <= end
        }
        try require(good, "the postings")
    }

    private func verifySections() throws(PageMatchError) {
        // Every word is in a section: the first section has the first word.
        var good = sections.count > 0 ? sections[0].firstWord == 0 : wordCount == 0
        var text = 0
        var word = 0
        var element = 0
        var run = 0
        for index in 0..<sections.count {
            let section = sections[index]
            good =
                good && Int(section.textStart) == text && section.textEnd >= section.textStart
                && Int(section.firstWord) >= word && Int(section.firstElement) >= element
                && Int(section.firstRun) >= run
            text = Int(section.textEnd)
            word = Int(section.firstWord)
            element = Int(section.firstElement)
            run = Int(section.firstRun)
        }
        good = good && text == self.text.count && word <= wordCount
        good = good && element <= sourceElements.count && run <= sourceRuns.count
        try require(good, "the sections")
        // A word lies in its section; and a section's last word ends inside it.
        for index in 0..<sections.count {
            let words = words(ofSection: index)
            good =
                good
                && (words.isEmpty
                    || wordMap[words.lowerBound].text.lowerBound >= Int(sections[index].textStart)
                        && wordMap[words.upperBound - 1].text.upperBound
                            <= Int(sections[index].textEnd))
        }
        try require(good, "the sections' words")
    }

    private func verifyRuns() throws(PageMatchError) {
        var good = true
        var previous: (track: UInt32, end: Int64) = (0, 0)
        for index in 0..<runs.count where good {
            let run = runs[index]
            good =
                Int(run.track) < tracks.count
                && Int(run.firstWord) + Int(run.count) <= wordCount
                && (run.track > previous.track
                    || run.track == previous.track && spokenTimes.start(of: run) >= previous.end)
            let last = spokenTimes.word(Int(run.count) - 1, of: run)
            previous = (run.track, last.end.milliseconds)
        }
        try require(good, "the runs")
    }

    private func verifyNames() throws(PageMatchError) {
        var references = [book.title, book.language, book.normalForm]
        references += authors.elements(in: 0..<authors.count)
        for index in 0..<sections.count {
            references += [sections[index].name, sections[index].title]
        }
        for index in 0..<pageBreaks.count {
            references.append(pageBreaks[index].label)
            try require(Int(pageBreaks[index].textOffset) <= text.count, "the page breaks")
        }
        for index in 0..<tracks.count { references.append(tracks[index].name) }
        for index in 0..<sourceElements.count {
            references += [sourceElements[index].name, sourceElements[index].id]
        }
        let good = references.allSatisfy {
            $0.length == StringReference.none
                || Int($0.offset) + Int($0.length) <= strings.count
        }
        try require(good, "the names")
    }

    private func isAscending(_ column: Column<UInt32>) -> Bool {
        column.withSpan { span in
            var good = true
            for index in 1..<max(1, span.count) { good = good && span[index - 1] <= span[index] }
            return good
        }
    }
}

internal import PageMatchAlign
internal import PageMatchReaders

/// Makes the report of an alignment.
struct ReportMaker {
    let book: Book
    let words: BookWords
    let tracks: HeardTracks
    let timed: [TimedWords]
    let alignment: BookAlignment

    /// What the verdict on the edition rests on.
    private enum Limits {
        /// A gap of fewer words is not listed.
        static let gap = 10
        /// Less of the audio in the book: another book.
        ///
        /// Of six pairs of English novels (2026-11-22) none shared a word in a run; what is left
        /// below this is no reading that anybody could follow.
        static let unrelated = 0.2
        /// Less: the same story in other words.
        ///
        /// A recogniser that mishears one word in eight leaves more than this.
        static let different = 0.8
        /// Words of a track that are judged together: a quarter of a minute.
        static let window = 50
        /// A section counts as read from this share on.
        static let readSection = 0.25
        /// So much missing inside what was read is more than a reader's slips.
        static let abridged = 0.1
        /// Words of a gap's beginning that are quoted.
        static let quoted = 8
    }

    /// The report.
    ///
    /// - Complexity: O(book + transcript words).
    func report() -> AlignmentReport {
        var read = [Bool](repeating: false, count: words.words.count)
        for run in alignment.syncMap.runs {
            for word in run.wordRange { read[word] = true }
        }
        let timeline = Timeline(tracks.tracks)
        let said = timed.reduce(0) { $0 + $1.words.count }
        let explained = alignment.explained.reduce(0) { $0 + $1.count(where: \.self) }
        let share = said == 0 ? 0 : Double(explained) / Double(said)
        let sections = sections(read)
        return AlignmentReport(
            title: book.title, language: book.language, words: words.words.count,
            sections: sections, tracks: trackReports(), duration: timeline.duration.seconds,
            coverage: AlignmentReport.Coverage(
                text: rounded(Double(read.count(where: \.self)) / Double(max(1, read.count))),
                audio: rounded(share)),
            gaps: unread(read) + unwritten(timeline),
            edition: edition(share: share, sections: sections, read: read),
            warnings: book.warnings + languageWarnings + tracks.warnings
                + TrackNotes(alignment, timed, tracks.tracks).notes)
    }

    /// What is said of a language that nobody knows: the script's own rules are all that is left.
    private var languageWarnings: [String] {
        guard let tag = book.language, LanguageTag.normalised(tag) == nil else { return [] }
        return [
            "\"\(tag.prefix(40))\" is no language that is known; words are divided as the script "
                + "wants it, numbers and short forms compared as they are written."
        ]
    }

    private func edition(
        share: Double, sections: [AlignmentReport.Section], read: [Bool]
    ) -> AlignmentReport.Edition {
        if share < Limits.unrelated { return .unrelated }
        if shareWhereRead < Limits.different { return .different }
        // Missing words of the sections that were read: spread over them, it is an abridgement.
        var missing = 0
        var total = 0
        var thinned = 0
        var count = 0
        for (number, section) in sections.enumerated() where section.read >= Limits.readSection {
            let range = wordRange(ofSection: number)
            guard let first = range.first(where: { read[$0] }),
                let last = range.last(where: { read[$0] })
            else { continue }
            let absent = (first...last).count { !read[$0] }
            missing += absent
            total += last - first + 1
            count += 1
            if Double(absent) > Limits.abridged / 2 * Double(last - first + 1) { thinned += 1 }
        }
        let spread = thinned * 2 > count
        return spread && Double(missing) > Limits.abridged * Double(total) ? .abridged : .same
    }

    /// The share of the words said that stand in the book, where the book is read at all.
    ///
    /// A foreign chapter, an advertisement or a recogniser's loop is no other edition: such stretches
    /// have hardly a word of the book, where another edition has some of them everywhere.
    private var shareWhereRead: Double {
        var said = 0
        var explained = 0
        for heard in alignment.explained {
            for start in stride(from: 0, to: heard.count, by: Limits.window) {
                let window = heard[start..<min(start + Limits.window, heard.count)]
                let found = window.count(where: \.self)
                guard Double(found) >= Limits.unrelated * Double(window.count) else { continue }
                said += window.count
                explained += found
            }
        }
        return said == 0 ? 0 : Double(explained) / Double(said)
    }

    private func wordRange(ofSection number: Int) -> Range<Int> {
        let next = number + 1 < words.firstWords.count ? words.firstWords[number + 1] : nil
        return words.firstWords[number]..<(next ?? words.words.count)
    }

    private func sections(_ read: [Bool]) -> [AlignmentReport.Section] {
        book.sections.indices.map { number in
            let range = wordRange(ofSection: number)
            let heard = range.count { read[$0] }
            return AlignmentReport.Section(
                section: book.sections[number].name, title: book.sections[number].title,
                words: range.count,
                read: range.isEmpty ? 0 : rounded(Double(heard) / Double(range.count)),
                linear: book.sections[number].isLinear ? nil : false)
        }
    }

    private func trackReports() -> [AlignmentReport.Track] {
        tracks.tracks.enumerated().map { number, track in
            let heard = alignment.explained[number]
            return AlignmentReport.Track(
                number: number + 1, name: track.name, duration: track.duration.seconds,
                estimated: track.estimated,
                explained: heard.isEmpty
                    ? 0 : rounded(Double(heard.count(where: \.self)) / Double(heard.count)),
                chapters: chapters(ofTrack: number))
        }
    }

    /// `nil` for a track without chapters.
    private func chapters(ofTrack number: Int) -> [AlignmentReport.Chapter]? {
        let chapters = tracks.chapters[number]
        if chapters.isEmpty { return nil }
        return chapters.map {
            AlignmentReport.Chapter(title: $0.title, start: $0.start.seconds)
        }
    }

    // MARK: Gaps

    private func unread(_ read: [Bool]) -> [AlignmentReport.Gap] {
        var gaps: [AlignmentReport.Gap] = []
        var base = 0
        for number in book.sections.indices {
            defer { base += book.sections[number].text.utf8.count }
            let section = wordRange(ofSection: number)
            for range in stretches(of: section, where: { !read[$0] }) {
                let start = Int(words.words.wordStarts[range.lowerBound]) - base
                let end = Int(words.words.wordEnds[range.upperBound - 1]) - base
                gaps.append(
                    AlignmentReport.Gap(
                        kind: .unread,
                        text: AlignmentReport.Gap.Text(
                            section: book.sections[number].name, start: start, end: end),
                        words: range.count,
                        quote: quote(
                            book.sections[number].text, words.words, range, minus: base)))
            }
        }
        return gaps
    }

    private func unwritten(_ timeline: Timeline) -> [AlignmentReport.Gap] {
        var gaps: [AlignmentReport.Gap] = []
        for (number, track) in timed.enumerated() {
            let heard = alignment.explained[number]
            for range in stretches(of: heard.indices, where: { !heard[$0] }) {
                let places = range.filter { track.starts[$0] >= 0 }
                guard let first = places.first, let last = places.last else { continue }
                let start = TrackTime(milliseconds: track.starts[first])
                let end = TrackTime(milliseconds: max(track.ends[last], track.starts[first]))
                gaps.append(
                    AlignmentReport.Gap(
                        kind: .unwritten,
                        time: AlignmentReport.Gap.Time(
                            start: timeline.audioTime(start, in: number).seconds,
                            end: timeline.audioTime(end, in: number).seconds),
                        track: AlignmentReport.Gap.TrackTime(
                            number: number + 1, name: tracks.tracks[number].name,
                            start: start.seconds,
                            end: end.seconds),
                        words: range.count,
                        quote: quote(tracks.transcripts[number].text, track.words, range, minus: 0))
                )
            }
        }
        return gaps
    }

    /// Maximal stretches of ten words or more.
    private func stretches(
        of range: Range<Int>, where belongs: (Int) -> Bool
    ) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = range.lowerBound
        for position in range.lowerBound...range.upperBound {
            if position < range.upperBound, belongs(position) { continue }
            if position - start >= Limits.gap { found.append(start..<position) }
            start = position + 1
        }
        return found
    }

    private func quote(
        _ text: String, _ words: WordsAndLetters, _ range: Range<Int>, minus base: Int
    ) -> String {
        let last = min(range.upperBound, range.lowerBound + Limits.quoted) - 1
        let start = Int(words.wordStarts[range.lowerBound]) - base
        let end = Int(words.wordEnds[last]) - base
        let bytes = text.utf8.dropFirst(start).prefix(end - start)
        return singleLine(String(decoding: bytes, as: UTF8.self))
    }
}

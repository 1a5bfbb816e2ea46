import PageMatchCore

/// One cue of a caption file.
struct Caption: Hashable, Sendable {
    /// As in ``CaptionText/text``.
    var text: [UInt8]
    /// When it is on the screen.
    var time: SpokenTime
    /// Stretches of ``text`` with times of their own.
    ///
    /// In order, not overlapping; empty if there are no times inside the cue.
    var words: [Word] = []
    /// The stretch that is underlined.
    var underlined: Range<Int>?

    struct Word: Hashable, Sendable {
        var range: Range<Int>
        /// Its end may be before its start: nothing was checked.
        var from: TrackTime
        var to: TrackTime
    }
}

extension Caption {
    /// A cue of some lines; a time inside holds until the next, the last until the cue's end.
    init(_ source: CaptionText, time: SpokenTime) {
        self.init(text: source.text, time: time, underlined: source.underlined)
        guard !source.marks.isEmpty else { return }
        var start = 0
        var from = time.from
        for mark in source.marks {
            let end = min(mark.offset, text.count)
            if start < end {
                words.append(Word(range: start..<end, from: from, to: mark.time))
            }
            (start, from) = (end, mark.time)
        }
        if start < text.count {
            words.append(Word(range: start..<text.count, from: from, to: time.to))
        }
    }
}

extension TranscriptBuilder {
    /// Appends cues as they come, each with one span or with those of its words.
    ///
    /// - Complexity: O(*text*).
    mutating func append(_ captions: [Caption]) {
        for caption in captions {
            breakCue()
            guard !caption.words.isEmpty else {
                mark(append(caption.text[...]), caption.time)
                continue
            }
            var done = 0
            for word in caption.words {
                append(caption.text[done..<word.range.lowerBound])
                mark(append(caption.text[word.range]), ordered(word.from, word.to))
                done = word.range.upperBound
            }
            append(caption.text[done...])
        }
    }
}

package import PageMatchCore

/// One track of the transcript: its words, each with the time at which it was spoken.
package struct TimedWords: Sendable {
    /// The words in the order of the transcript.
    package var words: WordsAndLetters
    /// What some of them may stand in print as.
    package var forms = SpokenForms()
    /// When each word begins, in milliseconds of the track; −1 where no time is known.
    package var starts: [Int64]
    /// When each word ends; −1 where no time is known.
    package var ends: [Int64]
    /// The expected absolute error of a start, in milliseconds.
    package var precision: Int
    /// How long the speaker takes for a letter, pauses between sentences left out, in milliseconds.
    private var millisecondsPerLetter = 0.0

    /// Gives each word of the transcript its time.
    ///
    /// A word takes the time of the span that holds it. Where a span holds several words (a cue of
    /// a subtitle), they share its time by the letters they have and the pauses that punctuation
    /// makes.
    ///
    /// - Parameters:
    ///   - words: the words of the transcript's text.
    ///   - transcript: the text and when its spans were spoken.
    ///   - shift: milliseconds taken from each time: where this track begins on the file's clock.
    /// - Complexity: O(words + spans + bytes).
    package init(words: WordsAndLetters, of transcript: Transcript, shift: Int64 = 0) {
        self.words = words
        starts = Array(repeating: -1, count: words.count)
        ends = starts
        precision = 0
        var errors: [Int] = []
        let text = Array(transcript.text.utf8)
        var word = 0
        for span in transcript.spans {
            while word < words.count, Int(words.wordEnds[word]) <= span.start { word += 1 }
            var last = word
            while last < words.count, Int(words.wordStarts[last]) < span.end { last += 1 }
            if last == word { continue }
            let from = max(0, span.from.milliseconds - shift)
            let to = max(from, span.to.milliseconds - shift)
            spread(word..<last, from: from, to: to, textEnd: span.end, text: text)
            errors.append(
                last - word == 1
                    ? SpreadModel.wordError
                    : SpreadModel.cueError + Int(to - from) * SpreadModel.cueErrorPermille / 1000)
            // A word over the border of two spans begins in the first and ends in the second.
            word = last - 1
            if Int(words.wordEnds[word]) <= span.end { word = last }
        }
        measureSpeech()
        errors.sort()
        if !errors.isEmpty { precision = errors[errors.count / 2] }
    }

    /// How speech fills a cue; set by hand and checked.
    ///
    /// The 3,607 heard words of *Moby-Dick* 1–2, folded into cues of 5–8 s and restored, begin
    /// 0.16 s (median) and 0.49 s (90th percentile) from the recogniser's own times (2026-11-22);
    /// the expected error told for such cues is 0.18 s.
    private enum SpreadModel {
        /// Expected error of a time that a recogniser gives to a word, in milliseconds.
        static let wordError = 100
        /// Expected error inside a cue: the part that every cue has, in milliseconds.
        static let cueError = 50
        /// The part that grows with the cue's length, in thousandths of it.
        static let cueErrorPermille = 20
        /// What a word takes beside its letters, in letters.
        static let wordCost = 1.5
        /// What a comma, and what the end of a sentence take, in letters.
        static let commaCost = 3.0
        static let stopCost = 6.0
    }

    /// How long the speaker of this track would take for so many words and letters, in milliseconds.
    func speechTime(words: Int, letters: Int) -> Double {
        (Double(letters) + SpreadModel.wordCost * Double(words)) * millisecondsPerLetter
    }

    private mutating func measureSpeech() {
        var letters = 0.0
        var time: Int64 = 0
        for word in starts.indices where starts[word] >= 0 {
            letters += Double(words.letterRange(of: word).count) + SpreadModel.wordCost
            time += ends[word] - starts[word]
        }
        millisecondsPerLetter = letters > 0 ? Double(time) / letters : 0
    }

    private mutating func spread(
        _ range: Range<Int>, from: Int64, to: Int64, textEnd: Int, text: [UInt8]
    ) {
        var total = 0.0
        var places: [(start: Double, end: Double)] = []
        places.reserveCapacity(range.count)
        for word in range {
            let cost = Double(words.letterRange(of: word).count) + SpreadModel.wordCost
            places.append((total, total + cost))
            total += cost
            let next = word + 1 < range.upperBound ? Int(words.wordStarts[word + 1]) : textEnd
            if word + 1 < range.upperBound {
                total += pause(in: text, Int(words.wordEnds[word]), next)
            }
        }
        let scale = total > 0 ? Double(to - from) / total : 0
        for (word, place) in zip(range, places) {
            // The second part of a word over two spans only moves its end.
            if starts[word] < 0 { starts[word] = from + Int64(place.start * scale) }
            ends[word] = max(starts[word], from + Int64(place.end * scale))
        }
    }

    private func pause(in text: [UInt8], _ start: Int, _ end: Int) -> Double {
        var longest = 0.0
        for byte in text[min(start, end)..<min(end, text.count)] {
            switch byte {
            case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
                return SpreadModel.stopCost
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"):
                longest = SpreadModel.commaCost
            default: break
            }
        }
        return longest
    }
}

/// A sentence with the time at which it is read, for subtitles.
struct Caption: Hashable, Sendable {
    /// From the start of the audiobook.
    var start: AudioTime
    /// Not before ``start``.
    var end: AudioTime
    /// One line.
    var text: String
}

extension AlignedBook {
    /// The book as subtitles over the whole audiobook: a cue for each sentence that is read.
    ///
    /// - Complexity: O(words).
    public var webVTT: String {
        var text = "WEBVTT\n"
        for caption in captions {
            text += "\n\(Self.clock(caption.start, ".")) --> \(Self.clock(caption.end, "."))\n"
            // The three characters that WebVTT cue text gives a meaning to (§3.1 of the standard).
            text += caption.text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
                .replacing(">", with: "&gt;")
            text += "\n"
        }
        return text
    }

    /// The book as SubRip subtitles over the whole audiobook.
    ///
    /// - Complexity: O(words).
    public var subRip: String {
        var text = ""
        for (number, caption) in captions.enumerated() {
            text += number == 0 ? "" : "\n"
            text += "\(number + 1)\n"
            text += "\(Self.clock(caption.start, ",")) --> \(Self.clock(caption.end, ","))\n"
            text += "\(caption.text)\n"
        }
        return text
    }

    /// A line for each word that is read, after a line of column names; columns are parted by tabs.
    ///
    /// - Complexity: O(words).
    public var tabSeparatedWords: String {
        var text = "track\tstart\tend\tsection\tfrom\tto\theard\tword\n"
        let export = SyncMapExport(self)
        for run in export.runs {
            var section = 0
            for (index, word) in run.words.enumerated() {
                let position = run.firstWord + index
                while export.sections[section].words.end <= position { section += 1 }
                text += "\(run.track)\t\(word.start)\t\(word.end)\t"
                text +=
                    "\(singleLine(export.sections[section].section))\t\(word.from)\t\(word.to)\t"
                text += "\(word.heard ? 1 : 0)\t\(singleLine(word.word))\n"
            }
        }
        return text
    }

    private var captions: [Caption] {
        var captions: [Caption] = []
        for number in 0..<opened.runs.count {
            let run = opened.runs[number]
            let words = opened.words(of: run)
            var first = words.lowerBound
            while first < words.upperBound {
                let end = min(words.upperBound, sentenceEnd(after: first))
                captions.append(caption(first..<end, run))
                first = end
            }
        }
        return captions
    }

    /// One past the last word of the sentence that holds `word`, or of its section.
    private func sentenceEnd(after word: Int) -> Int {
        let section = opened.words(ofSection: opened.section(ofWord: word))
        let next = opened.sentences.withSpan { span in
            let index = span.lastIndex(atMost: UInt32(word), in: 0..<span.count).map { $0 + 1 } ?? 0
            return index < span.count ? Int(span[index]) : section.upperBound
        }
        return min(next, section.upperBound)
    }

    private func caption(_ words: Range<Int>, _ run: RunRecord) -> Caption {
        let base = Int(run.firstWord)
        let start = opened.spoken(words.lowerBound - base, of: run).start
        let end = opened.spoken(words.upperBound - 1 - base, of: run).end
        let section = opened.section(ofWord: words.lowerBound)
        // Up to the next word, so that the closing quotation mark is in it.
        let textEnd =
            words.upperBound < opened.words(ofSection: section).upperBound
            ? opened.wordMap[words.upperBound].text.lowerBound
            : Int(opened.sections[section].textEnd)
        let text = opened.text(in: opened.wordMap[words.lowerBound].text.lowerBound..<textEnd)
        return Caption(
            start: timeline.audioTime(start, in: Int(run.track)),
            end: timeline.audioTime(end, in: Int(run.track)), text: singleLine(text))
    }

    /// `hh:mm:ss.mmm`, with the decimal mark that the format wants.
    private static func clock(_ time: AudioTime, _ mark: String) -> String {
        func digits(_ value: Int64, _ width: Int) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        let milliseconds = max(0, time.milliseconds)
        let seconds = milliseconds / 1000
        return digits(seconds / 3600, 2) + ":" + digits(seconds / 60 % 60, 2) + ":"
            + digits(seconds % 60, 2) + mark + digits(milliseconds % 1000, 3)
    }
}

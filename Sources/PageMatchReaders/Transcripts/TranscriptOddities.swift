/// What was odd about a transcript, counted: a file with one slip often has it in every line.
struct TranscriptOddities: Hashable, Sendable {
    /// Times that are not numbers, negative or beyond ``longestTrackSeconds``.
    var unusableTimes = 0
    /// Spans whose end is before their start.
    var reversedTimes = 0
    /// Spans with a start and no end.
    var missingEnds = 0
    /// Cues and segments with text but without any time.
    var untimedCues = 0
    /// Places that were not UTF-8.
    var brokenCharacters = 0
    /// Cues that begin with what was on the screen before.
    var rollingCues = 0
    /// Cues or blocks of a caption file that could not be read.
    var skippedCues = 0
    /// The line, from 1, of the first of ``skippedCues``.
    var firstSkippedLine: Int?

    /// Recordings that the file says it holds, not more than ``mostRecordings``.
    var recordings = 1
    /// How often the times begin anew, as where one recording follows another.
    var restarts = 0

    /// What only some format knows of, a sentence each.
    var notes: [String] = []

    /// Counts a cue or record that could not be read.
    mutating func skip(line: Int) {
        skippedCues += 1
        firstSkippedLine = firstSkippedLine ?? line
    }

    /// Recordings up to which they are counted.
    static let mostRecordings = 100

    /// Adds up what was odd about two parts of a file.
    static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.unusableTimes += right.unusableTimes
        sum.reversedTimes += right.reversedTimes
        sum.missingEnds += right.missingEnds
        sum.untimedCues += right.untimedCues
        sum.brokenCharacters += right.brokenCharacters
        sum.rollingCues += right.rollingCues
        sum.skippedCues += right.skippedCues
        sum.firstSkippedLine = left.firstSkippedLine ?? right.firstSkippedLine
        sum.recordings = max(left.recordings, right.recordings)
        sum.restarts += right.restarts
        if sum.notes.count < 8 { sum.notes += right.notes }
        return sum
    }

    /// A sentence for each kind of oddity that occurred.
    var sentences: [String] {
        var result = notes
        if let several = severalRecordings {
            result.append(
                "\(several), which were read as one, in the file's order: make one file of each "
                    + "track.")
        }
        if skippedCues > 0 {
            let cues = counted(skippedCues, "cue was", "cues were")
            let line = firstSkippedLine.map { "; see line \($0)" } ?? ""
            result.append("\(cues) skipped for want of a readable timing line\(line).")
        }
        if unusableTimes > 0 {
            let spans = counted(unusableTimes, "word or cue has", "words or cues have")
            result.append("\(spans) a time that is not a usable number and was ignored.")
        }
        if reversedTimes > 0 {
            let spans = counted(reversedTimes, "word or cue ends", "words or cues end")
            result.append("\(spans) before the start; the start is used for both.")
        }
        if missingEnds > 0 {
            let spans = counted(missingEnds, "word or cue has", "words or cues have")
            result.append("\(spans) a start but no end; the start is used for both.")
        }
        if untimedCues > 0 {
            let cues = counted(untimedCues, "cue has", "cues have")
            result.append("\(cues) no time; the text is kept without one.")
        }
        if rollingCues > 0 {
            let cues = counted(rollingCues, "cue repeats", "cues repeat")
            result.append("Rolling captions: \(cues) earlier words, which are taken once.")
        }
        if brokenCharacters > 0 {
            let places = counted(brokenCharacters, "place is", "places are")
            result.append("\(places) not valid UTF-8 and read as \u{FFFD}.")
        }
        return result
    }

    private var severalRecordings: String? {
        if recordings > 1 {
            let count = recordings < Self.mostRecordings ? "\(recordings)" : "100 or more"
            return "The file holds \(count) recordings"
        }
        guard restarts > 0 else { return nil }
        let times = restarts == 1 ? "once" : "\(restarts) times"
        return "The times begin anew \(times): the file seems to hold several recordings"
    }

    private func counted(_ count: Int, _ one: String, _ many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
    }
}

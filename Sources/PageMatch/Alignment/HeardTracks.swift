internal import PageMatchAlign

/// Transcripts as tracks: whether their times restart, how long each is, when each word is spoken.
struct HeardTracks: Sendable {
    /// In the order in which the transcripts were given.
    private(set) var tracks: [Track] = []
    /// Milliseconds to take from each transcript's times to get its track's.
    private(set) var shifts: [Int64] = []
    private(set) var warnings: [String] = []

    /// Lays transcripts out as tracks, one each.
    ///
    /// - Parameters:
    ///   - transcripts: one for each track, in track order.
    ///   - durations: the true length of each track, where they are known.
    /// - Throws: `countMismatch`.
    init(_ transcripts: [Transcript], durations: [TrackTime]) throws(PageMatchError) {
        guard durations.isEmpty || durations.count == transcripts.count else {
            throw PageMatchError(
                .countMismatch,
                "there are \(transcripts.count) transcripts and \(durations.count) track lengths",
                hint: "give one length for each transcript, in the same order")
        }
        let absolute = Self.runOn(transcripts)
        if absolute {
            warnings.append(
                "The transcripts' times run on from file to file: they were taken as times from "
                    + "the start of the audiobook.")
        }
        var elapsed: Int64 = 0
        for (number, transcript) in transcripts.enumerated() {
            let shift = absolute ? elapsed : 0
            let last = max(0, Self.end(of: transcript) - shift)
            let stated = durations.isEmpty ? transcript.duration?.milliseconds : nil
            let known = durations.isEmpty ? stated : durations[number].milliseconds
            // A length that ends before the last cue is a mistake of whoever stated it.
            if let known, known + Self.tolerance < last {
                warnings.append(
                    "Track \(number + 1) is said to be \(known / 1000) s long, but speech goes on "
                        + "until \(last / 1000) s: its length was taken from the transcript.")
            }
            let reliable = known.map { $0 + Self.tolerance >= last } ?? false
            let duration = reliable ? max(known ?? 0, last) : last
            tracks.append(
                Track(
                    name: transcript.name ?? "track \(number + 1)",
                    duration: TrackTime(milliseconds: duration), estimated: !reliable))
            shifts.append(shift)
            elapsed += duration
            warnings += transcript.warnings.map { warning in
                transcript.name.map { "\($0): \(warning)" } ?? warning
            }
        }
    }

    /// By how much a recogniser's last word may overrun the next file's first, in milliseconds.
    private static let overrun: Int64 = 500
    /// By how much a recogniser's last word may overrun its file, in milliseconds.
    private static let tolerance: Int64 = 2000

    /// How far transcripts' times must run for their order to say something, in milliseconds.
    private static let telling: Int64 = 60_000

    /// Whether each transcript but the first begins where the one before it ended, or later.
    ///
    /// A recogniser that was given files one by one starts each near 0; so this is only so when
    /// somebody shifted the times on purpose, or the files are a few seconds long.
    private static func runOn(_ transcripts: [Transcript]) -> Bool {
        guard transcripts.count > 1 else { return false }
        return zip(transcripts, transcripts.dropFirst()).allSatisfy { earlier, later in
            guard let start = later.spans.map(\.from.milliseconds).min() else { return false }
            let end = end(of: earlier)
            return end >= telling && start + overrun >= end
        }
    }

    private static func end(of transcript: Transcript) -> Int64 {
        transcript.spans.map(\.to.milliseconds).max() ?? 0
    }
}

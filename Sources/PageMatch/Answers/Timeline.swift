/// The tracks laid end to end: track times ⇄ audiobook times.
struct Timeline: Sendable {
    /// How much longer than its last cue a track is likely to be, in seconds: music, silence.
    private static let uncertaintyOfTrack = 3.0
    /// How much longer than its last cue a track may be at most, in milliseconds.
    private static let longestEnd: Int64 = 60_000

    private let tracks: [Track]
    /// Milliseconds from the start of the audiobook to the start of each track, and to its end.
    private let offsets: [Int64]
    private let chapters: TrackChapters?

    init(_ tracks: [Track], chapters: TrackChapters? = nil) {
        self.tracks = tracks
        self.chapters = chapters
        var offsets: [Int64] = [0]
        for track in tracks { offsets.append((offsets.last ?? 0) + track.duration.milliseconds) }
        self.offsets = offsets
    }

    /// The length of the audiobook.
    var duration: AudioTime { AudioTime(milliseconds: offsets.last ?? 0) }

    /// The number of tracks.
    var count: Int { tracks.count }

    subscript(track: Int) -> Track { tracks[track] }

    /// A track's moment on the audiobook's timeline.
    func audioTime(_ time: TrackTime, in track: Int) -> AudioTime {
        AudioTime(milliseconds: offsets[track] + time.milliseconds)
    }

    /// The track that plays at a moment, from 0, and the moment in it; `nil` outside all tracks.
    ///
    /// - Complexity: O(log tracks).
    func place(of time: AudioTime) -> (track: Int, time: TrackTime)? {
        guard time.milliseconds >= 0,
            let track = offsets.span.lastIndex(atMost: time.milliseconds, in: 0..<tracks.count)
        else { return nil }
        let rest = TrackTime(milliseconds: time.milliseconds - offsets[track])
        return holds(rest, in: track) ? (track, rest) : nil
    }

    /// Whether a track has such a moment, or may have it while its length is estimated.
    func holds(_ time: TrackTime, in track: Int) -> Bool {
        let slack = tracks[track].estimated ? Self.longestEnd : 0
        return time.milliseconds >= 0
            && time.milliseconds <= tracks[track].duration.milliseconds + slack
    }

    /// How sure a track's place on the audiobook's timeline is.
    func uncertainty(before track: Int) -> (estimated: Bool, seconds: Double) {
        let estimated = tracks[..<track].count(where: \.estimated)
        return (estimated > 0, Double(estimated) * Self.uncertaintyOfTrack)
    }

    /// Both answers of a stretch in a track.
    func answers(
        from start: TrackTime, to end: TrackTime, resume: TrackTime, in track: Int,
        precision: Double
    ) -> (TimeAnswer, TrackAnswer) {
        let uncertainty = uncertainty(before: track)
        let time = TimeAnswer(
            start: audioTime(start, in: track).seconds, end: audioTime(end, in: track).seconds,
            resume: audioTime(resume, in: track).seconds,
            precision: rounded(precision + uncertainty.seconds), estimated: uncertainty.estimated)
        let inTrack = TrackAnswer(
            number: track + 1, name: tracks[track].name,
            chapter: chapters?.title(at: start, in: track), start: start.seconds,
            end: end.seconds, precision: rounded(precision))
        return (time, inTrack)
    }

    /// A moment in a track, both ways.
    func moment(_ time: TrackTime, in track: Int) -> MomentAnswer {
        MomentAnswer(
            time: audioTime(time, in: track).seconds,
            track: MomentAnswer.InTrack(number: track + 1, start: time.seconds))
    }
}

/// To three decimals: milliseconds, thousandths of a share.
func rounded(_ value: Double) -> Double {
    (value * 1000).rounded() / 1000
}

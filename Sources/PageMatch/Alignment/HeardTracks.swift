/// Transcripts as tracks: whether their times restart, how long each is, when each word is spoken.
///
///     transcripts   audio files   tracks
///     n             none          one each; lengths from the transcripts
///     n             n             one each; names and lengths from the audio
///     1             n             one for each file: times are those of the whole audiobook
///     n             1             one: the transcripts are parts of the file
///     n             m             a mistake
struct HeardTracks: Sendable {
    /// One for each track; its times less ``shifts`` are those of the track.
    private(set) var transcripts: [Transcript]
    /// In the order in which transcripts or audio files were given.
    private(set) var tracks: [Track] = []
    /// Milliseconds to take from each transcript's times to get its track's.
    private(set) var shifts: [Int64] = []
    /// By how much all times of a track may be wrong beside what a recogniser errs, in milliseconds.
    private(set) var uncertainties: [Int64] = []
    /// The chapters of each track.
    private(set) var chapters: [[AudioFile.Chapter]] = []
    private(set) var warnings: [String] = []
    /// That times of a transcript go back, for each of which they do; ``warnings`` has it as well.
    private(set) var disorders: [String] = []

    /// Lays transcripts out as tracks.
    ///
    /// - Parameters:
    ///   - heard: in the order of the audiobook; one at least.
    ///   - audio: the audio files in their order, or their lengths; empty where nothing is known.
    /// - Throws: `countMismatch`, `tooLarge` beyond ``longestTrack``, and what dividing text into
    ///   words throws.
    init(_ heard: [Transcript], audio: [AudioFile]) throws(PageMatchError) {
        transcripts = heard
        if audio.isEmpty || audio.count == heard.count {
            layOut(Self.paired(audio, with: heard, &warnings))
        } else if heard.count == 1 {
            try divide(heard[0], into: audio)
        } else if audio.count == 1, audio[0].name != nil {
            try join(heard, as: audio[0])
        } else {
            throw Self.mismatch(heard.count, audio)
        }
        try checkLengths()
        for transcript in heard {
            func named(_ warning: String) -> String {
                transcript.name.map { "\($0): \(warning)" } ?? warning
            }
            warnings += transcript.warnings.map(named)
            guard let disorder = Self.disorder(of: transcript) else { continue }
            disorders.append(named(disorder))
            warnings.append(named(disorder))
        }
    }

    /// The longest track that is taken on: 1000 hours, in milliseconds.
    ///
    /// A book image holds 1193.
    static let longestTrack: Int64 = 3_600_000_000

    private func checkLengths() throws(PageMatchError) {
        for (number, track) in tracks.enumerated() {
            let last = Self.end(of: transcripts[number]) - shifts[number]
            guard max(track.duration.milliseconds, last) <= Self.longestTrack else {
                throw PageMatchError(
                    .tooLarge, "track \(number + 1) is longer than 1000 hours",
                    file: track.name, hint: "check the times of its transcript, and its length")
            }
        }
    }

    /// That a transcript's times go back more often than recognisers' slips do; `nil` when not.
    private static func disorder(of transcript: Transcript) -> String? {
        let spans = transcript.spans
        let back = zip(spans, spans.dropFirst()).count { $1.from < $0.from }
        guard back * 20 > spans.count, back > 2 else { return nil }
        return
            "\(back) of \(spans.count) times go back: is the file in order? What is heard out of "
            + "order gets no time."
    }

    private static func mismatch(_ count: Int, _ audio: [AudioFile]) -> PageMatchError {
        let hasNames = audio.contains { $0.name != nil }
        let one = hasNames ? "audio file" : "track length"
        let what = audio.count == 1 ? one : one + "s"
        return PageMatchError(
            .countMismatch,
            "there \(count == 1 ? "is 1 transcript" : "are \(count) transcripts") and "
                + "\(audio.count) \(what)",
            hint: hasNames
                ? "give one audio file for each transcript, or one of either"
                : "give one length for each transcript, in the same order")
    }

    /// By how much a recogniser's last word may overrun its file, in milliseconds.
    private static let tolerance: Int64 = 2000

    private static func end(of transcript: Transcript) -> Int64 {
        transcript.spans.map(\.to.milliseconds).max() ?? 0
    }

    // MARK: As many of either

    private mutating func layOut(_ audio: [AudioFile]) {
        let absolute = Self.runOn(
            transcripts, audio, telling: audio.isEmpty ? Self.telling : 0)
        if absolute {
            warnings.append(
                "The transcripts' times run on from file to file: they were taken as times from "
                    + "the start of the audiobook.")
        }
        var elapsed: Int64 = 0
        for (number, transcript) in transcripts.enumerated() {
            let shift = absolute ? elapsed : 0
            let file = audio.isEmpty ? nil : audio[number]
            add(transcript, file, known: (file?.duration ?? transcript.duration), shift: shift)
            if absolute, number > 0, tracks[number - 1].estimated {
                // The track begins somewhere between the last word before it and its own first.
                let first = transcript.spans.map(\.from.milliseconds).min() ?? shift
                uncertainties[number] = max(0, first - shift)
            }
            elapsed += tracks[number].duration.milliseconds
        }
    }

    /// Adds a track.
    private mutating func add(
        _ transcript: Transcript, _ file: AudioFile?, known: TrackTime?, shift: Int64
    ) {
        let number = tracks.count + 1
        let last = max(0, Self.end(of: transcript) - shift)
        let known = known?.milliseconds
        // A length that ends before the last cue is a mistake of whoever stated it.
        if let known, known + Self.tolerance < last {
            warnings.append(
                "Track \(number) is said to be \(known / 1000) s long, but speech goes on "
                    + "until \(last / 1000) s: its length was taken from the transcript.")
        }
        let reliable = known.map { $0 + Self.tolerance >= last } ?? false
        // A measured file is as long as it is, whatever the recogniser's last word.
        let duration = reliable ? file?.duration.milliseconds ?? max(known ?? 0, last) : last
        tracks.append(
            Track(
                name: file?.name ?? transcript.name ?? "track \(number)",
                duration: TrackTime(milliseconds: duration), estimated: !reliable))
        shifts.append(shift)
        uncertainties.append(0)
        let inside = (file?.chapters ?? []).inOrder(until: tracks[number - 1].duration)
        let beyond = (file?.chapters.count ?? 0) - inside.count
        if beyond > 0 {
            warnings.append(
                "Track \(number) has chapters that begin after its end, \(beyond) of "
                    + "\(beyond + inside.count), which were left out: are they of another file?")
        }
        chapters.append(inside)
    }

    /// The audio files in the order of the transcripts: as given, unless all names say otherwise.
    private static func paired(
        _ audio: [AudioFile], with transcripts: [Transcript], _ warnings: inout [String]
    ) -> [AudioFile] {
        let stems = transcripts.map { $0.name.map(Self.stem) }
        let files = audio.map { $0.name.map(Self.stem) }
        guard stems != files, Set(stems).count == stems.count, Set(stems) == Set(files) else {
            return audio
        }
        warnings.append(
            "The audio files were given in another order than the transcripts: they were put "
                + "together by their names.")
        return stems.compactMap { stem in files.firstIndex(of: stem).map { audio[$0] } }
    }

    /// A file's name without what follows the last dot.
    private static func stem(_ name: String) -> String {
        name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    }

    /// How far transcripts' times must run for their order alone to say something, in milliseconds.
    private static let telling: Int64 = 60_000
    /// By how much a recogniser's last word may overrun the next file's first, in milliseconds.
    private static let overrun: Int64 = 500

    /// Whether each transcript but the first begins where the one before it ended, or later.
    ///
    /// A recogniser that was given files one by one starts each near 0; so this is only so when
    /// somebody shifted the times on purpose. Of short files that begin with music it may be so by
    /// chance: not where each transcript fits into the known length of its own file.
    private static func runOn(
        _ transcripts: [Transcript], _ audio: [AudioFile], telling: Int64
    ) -> Bool {
        guard transcripts.count(where: { !$0.spans.isEmpty }) > 1 else { return false }
        let fits = zip(transcripts, audio).allSatisfy { transcript, file in
            end(of: transcript) <= file.duration.milliseconds + tolerance
        }
        if !audio.isEmpty, fits { return false }
        let spoken = transcripts.filter { !$0.spans.isEmpty }
        return zip(spoken, spoken.dropFirst()).allSatisfy { earlier, later in
            guard let start = later.spans.map(\.from.milliseconds).min() else { return false }
            let end = end(of: earlier)
            return end >= telling && start + overrun >= end
        }
    }

    // MARK: One transcript, many files

    private mutating func divide(
        _ whole: Transcript, into audio: [AudioFile]
    ) throws(PageMatchError) {
        var starts: [Int64] = []
        var total: Int64 = 0
        for file in audio {
            starts.append(total)
            total += file.duration.milliseconds
        }
        warnings.append(
            "The transcript is one for \(audio.count) audio files: its times were taken as times "
                + "from the start of the audiobook.")
        let last = Self.end(of: whole)
        let silent = starts.count { $0 > last }
        if silent > 0 {
            warnings.append(
                "The transcript ends before \(silent) of the \(audio.count) audio files begin: "
                    + "is it one of the first \(audio.count - silent) alone?")
        }
        transcripts = try whole.divided(at: starts)
        for (number, file) in audio.enumerated() {
            add(transcripts[number], file, known: file.duration, shift: starts[number])
            transcripts[number].name = tracks[number].name
        }
    }

    // MARK: Many transcripts, one file

    /// How much longer a file may be than its parts' transcripts together, in milliseconds.
    ///
    /// Recognisers leave off the silence at a part's end: seconds of it are common, half a minute is
    /// music. More than a twentieth of the file is a part that is missing.
    private static func fairSlack(of parts: Int, in length: Int64) -> Int64 {
        let parts = Int64(parts)
        return max(5_000 * parts, min(30_000 * parts, length / 20))
    }

    private mutating func join(
        _ parts: [Transcript], as file: AudioFile
    ) throws(PageMatchError) {
        let ends = parts.map(Self.end)
        var offsets = parts.map { _ in Int64(0) }
        var slack: Int64 = 0
        if Self.runOn(parts, [], telling: 0) {
            warnings.append(
                "The \(parts.count) transcripts are parts of one audio file, and their times run "
                    + "on: they were taken as times of that file.")
        } else {
            var elapsed: Int64 = 0
            for (number, part) in parts.enumerated() {
                offsets[number] = elapsed
                elapsed += max(part.duration?.milliseconds ?? 0, ends[number])
            }
            let length = file.duration.milliseconds
            slack = max(0, length - elapsed)
            guard elapsed <= length + Self.tolerance * Int64(parts.count),
                slack <= Self.fairSlack(of: parts.count, in: length)
            else {
                throw PageMatchError(
                    .countMismatch,
                    "the \(parts.count) transcripts are \(elapsed / 1000) s long together, and "
                        + "the one audio file is \(length / 1000) s",
                    file: file.name,
                    hint: elapsed < length
                        ? "give the transcripts of all its parts, or one audio file for each"
                        : "give one audio file for each transcript")
            }
            warnings.append(
                "The \(parts.count) transcripts are parts of one audio file, each with times of "
                    + "its own: they were put one behind the other, which may be wrong by up to "
                    + "\((slack + 999) / 1000) s where a part ends in silence.")
        }
        transcripts = [Transcript.joined(parts, offsets: offsets)]
        transcripts[0].name = file.name
        add(transcripts[0], file, known: file.duration, shift: 0)
        uncertainties[0] = slack
    }
}

internal import Foundation
internal import PageMatchAlign
internal import PageMatchReaders
internal import PageMatchText

extension AlignedBook {
    /// How far an alignment has come.
    public struct Progress: Hashable, Sendable {
        /// The share of the work that is done, 0…1.
        public var fraction: Double
    }

    /// Aligns a book with what was heard of it: text → words → seeds → anchors → chains → gaps →
    /// runs → sync map → image.
    ///
    /// Cancellable: it ends within 100 ms of its task's cancellation.
    ///
    /// - Parameters:
    ///   - book: the text.
    ///   - heard: one transcript for each track in track order, or one for the whole audiobook.
    ///   - id: what answers call the book; its folded title unless given.
    ///   - durations: the true length of each track, where they are known; else empty.
    ///   - audio: the audio files in track order, which name the tracks and know their lengths: as
    ///     many as transcripts, or one of either; empty where they are not at hand. With durations
    ///     beside them, those count.
    ///   - acceptUnrelated: whether to go on although the audio is of another book.
    ///   - progress: called from the aligning task, some times a second.
    /// - Throws: `empty`, `unrelated`, `countMismatch`, `tooLarge`, `cancelled` or `internal`.
    /// - Complexity: O(text + transcripts).
    public init(
        _ book: Book, _ heard: [Transcript], id: String? = nil, durations: [TrackTime] = [],
        audio: [AudioFile] = [], acceptUnrelated: Bool = false,
        progress: @Sendable (Progress) -> Void = { _ in }
    ) async throws(PageMatchError) {
        guard !heard.isEmpty else {
            throw PageMatchError(.empty, "there is no transcript")
        }
        func checkpoint(_ fraction: Double) throws(PageMatchError) {
            if Task.isCancelled { throw PageMatchError(.cancelled, "the alignment was cancelled") }
            progress(Progress(fraction: fraction))
        }
        try checkpoint(0)
        var spoken = try SpokenFormMaker(languageOf: book)
        let words = try BookWords(book, &spoken) { () throws(PageMatchError) in try checkpoint(0.1)
        }
        let tracks = try HeardTracks(heard, audio: Self.measured(audio, durations))
        var timed: [TimedWords] = []
        for (number, transcript) in tracks.transcripts.enumerated() {
            try checkpoint(0.2)
            var words = try TimedWords(transcript, shift: tracks.shifts[number], &spoken)
            words.precision += Int(tracks.uncertainties[number])
            timed.append(words)
        }
        guard timed.contains(where: { $0.words.count > 0 }) else {
            throw PageMatchError(.empty, "nothing is said in the transcript")
        }
        let clock = ContinuousClock()
        let start = clock.now
        let alignment = try BookAlignment(
            book: words.words, bookForms: words.forms, sections: words.firstWords, tracks: timed
        ) {
            (done) throws(PageMatchError) in try checkpoint(0.3 + 0.5 * done)
        }
        let elapsed = start.duration(to: clock.now)
        try checkpoint(0.8)
        var report = ReportMaker(
            book: book, words: words, tracks: tracks, timed: timed, alignment: alignment
        ).report()
        report.elapsed = elapsed / .seconds(1)
        if report.edition == .unrelated, !acceptUnrelated {
            throw Self.unrelated(report, tracks)
        }
        let image = ImageWriter.image(
            of: ImageWriter.Content(
                book: book, words: words.words, firstWords: words.firstWords,
                sentences: words.sentences,
                normalForm: "\(ReaderRules.version)/\(Tokenizer.version)",
                foldingRules: Tokenizer.rules, tracks: tracks.tracks,
                syncMap: alignment.syncMap, report: try Self.encode(report)))
        try self.init(image: image, id: id ?? Self.defaultID(title: book.title))
        try checkpoint(1)
    }

    /// Audio files with the lengths that were stated for them.
    private static func measured(
        _ audio: [AudioFile], _ durations: [TrackTime]
    ) throws(PageMatchError) -> [AudioFile] {
        if audio.isEmpty { return durations.map { AudioFile(name: nil, duration: $0) } }
        guard !durations.isEmpty else { return audio }
        guard durations.count == audio.count else {
            throw PageMatchError(
                .countMismatch,
                "there \(audio.count == 1 ? "is 1 audio file" : "are \(audio.count) audio files") and "
                    + "\(durations.count) track \(durations.count == 1 ? "length" : "lengths")",
                hint: "give one length for each audio file, in the same order")
        }
        return zip(audio, durations).map { file, duration in
            AudioFile(name: file.name, duration: duration, chapters: file.chapters)
        }
    }

    /// Warnings of the transcripts that a refusal tells: they may be why nothing was found.
    private static let toldWarnings = 3

    private static func unrelated(
        _ report: AlignmentReport, _ tracks: HeardTracks
    ) -> PageMatchError {
        let percent = Int((report.coverage.audio * 100).rounded())
        let isInOrder = tracks.disorders.isEmpty
        let message =
            isInOrder
            ? "this audio is not of this book: \(percent) % of what is said stands in it"
            : "this audio is not of this book, or its times are out of order: \(percent) % of what "
                + "is said stands in it in the order of its times"
        let advice =
            (isInOrder ? "" : "put the transcript in the order of its times; ")
            + "check that book and audiobook belong together and are in one language, "
            + "or use --force"
        // What went wrong with the times first: it is the likeliest reason.
        let others = tracks.warnings.filter { !tracks.disorders.contains($0) }
        let told = (tracks.disorders + others).prefix(toldWarnings).map { warning in
            warning.hasSuffix(".") ? String(warning.dropLast()) : warning
        }
        return PageMatchError(
            .unrelated, message, hint: (told + [advice]).joined(separator: "; "))
    }

    private static func encode(_ report: AlignmentReport) throws(PageMatchError) -> [UInt8] {
        do {
            return Array(try JSONEncoder().encode(report))
        } catch {
            throw PageMatchError(.internal, "the report can't be encoded: \(error)")
        }
    }
}

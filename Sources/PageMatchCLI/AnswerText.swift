internal import PageMatch

/// Answers as people read them: a few aligned lines, the track first.
struct AnswerText {
    let text: String

    /// A lookup's answer.
    init(_ answer: LookupAnswer) {
        var rows: [[String]] = []
        switch answer.status {
        case .matched: break
        case .ambiguous: rows.append(["ambiguous", "it stands, or is read, in several places"])
        case .unaligned: rows.append(["unaligned", "it is in the book, but not read aloud"])
        case .noMatch:
            rows.append(["no match", "not found surely enough; try more of the page, or another"])
        case .error: rows.append(["error", answer.error?.message ?? ""])
        }
        rows += Self.rows(answer.track, answer.time, isStretch: true)
        rows += Self.rows(answer.nearest)
        if let text = answer.text {
            let place = [answer.book, text.title ?? text.section].compactMap(\.self)
            rows.append(["book", place.joined(separator: ", ")])
        }
        if let quote = answer.quote { rows.append(["quote", Self.line(quote)]) }
        if answer.text != nil {
            let agreement = answer.agreement.map { " (\(Self.percent($0)) of the page's words)" }
            rows.append(["confidence", "\(answer.confidence)" + (agreement ?? "")])
        }
        if let elapsed = answer.elapsed {
            rows.append(["took", "\(Int((elapsed * 1e6).rounded())) µs"])
        }
        rows += answer.alternatives.map { ["or", Self.alternative($0)] }
        text = Table(rows).text
    }

    /// The answer to a time.
    init(_ answer: LocateAnswer) {
        var rows: [[String]] = []
        if answer.status == .unaligned {
            rows.append(["unaligned", "what is heard then is not in the book"])
        }
        rows += Self.rows(answer.track, answer.time, isStretch: false)
        rows += Self.rows(answer.nearest)
        if let text = answer.text {
            rows.append(["book", "\(answer.book), \(text.title ?? text.section)"])
        }
        if let quote = answer.quote { rows.append(["quote", Self.line(quote)]) }
        if let page = answer.page { rows.append(["page", page.label]) }
        if let turn = answer.turn { rows.append(["turn", Self.line(turn)]) }
        rows.append(["progress", Self.percent(answer.progress)])
        text = Table(rows).text
    }

    private static func rows(
        _ track: TrackAnswer?, _ time: TimeAnswer?, isStretch: Bool
    ) -> [[String]] {
        guard let track, let time else { return [] }
        let end = isStretch ? " to \(clock(track.end))" : ""
        let estimated = time.estimated ? ", estimated" : ""
        let precision = time.precision > 0 ? " (± \(time.precision) s\(estimated))" : ""
        let resume = isStretch ? ", its sentence from \(clock(time.resume))" : ""
        return [
            ["track", "\(track.number) at \(clock(track.start))\(end), \(track.name)"],
            ["audiobook", clock(time.start) + precision + resume],
        ]
    }

    private static func rows(_ nearest: NearestAnswer?) -> [[String]] {
        func row(_ name: String, _ moment: MomentAnswer?) -> [[String]] {
            moment.map {
                [[name, "track \($0.track.number) at \(clock($0.track.start)), \(clock($0.time))"]]
            } ?? []
        }
        return row("read before", nearest?.before) + row("read after", nearest?.after)
    }

    private static func alternative(_ answer: LookupAnswer) -> String {
        var parts = [answer.book ?? ""]
        if let track = answer.track {
            parts.append("track \(track.number) at \(clock(track.start))")
        }
        if answer.status == .unaligned { parts.append("not read aloud") }
        if let text = answer.text { parts.append(text.title ?? text.section) }
        return parts.joined(separator: ", ") + " (confidence \(answer.confidence))"
    }

    private static func line(_ quote: QuoteAnswer) -> String {
        let match =
            StandardOutput.isTerminal ? "\u{1B}[1m\(quote.match)\u{1B}[0m" : "[\(quote.match)]"
        return "\(quote.before) \(match) \(quote.after)"
    }

    private static func line(_ turn: LocateAnswer.Turn) -> String {
        switch turn.direction {
        case .here: turn.line.map { "it is on this page, line \($0)" } ?? "it is on this page"
        case .forward, .backward:
            "\(turn.direction.rawValue), about \(turn.pages ?? 0) of such pages (\(turn.words) words)"
        }
    }

    /// `h:mm:ss`.
    private static func clock(_ seconds: Double) -> String {
        AudioTime(seconds: seconds)?.clock ?? "\(seconds) s"
    }

    private static func percent(_ share: Double) -> String {
        "\((share * 1000).rounded() / 10) %"
    }
}

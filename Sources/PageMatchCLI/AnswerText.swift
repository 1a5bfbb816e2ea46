internal import PageMatch

/// Answers as people read them: a few aligned lines, the track first.
struct AnswerText {
    let text: String

    /// A lookup's answer.
    init(_ answer: LookupAnswer, to page: Page) {
        var rows: [[String]] = []
        switch answer.status {
        case .matched: break
        case .ambiguous: rows.append(["ambiguous", "it stands, or is read, in several places"])
        case .unaligned: rows.append(["unaligned", "it is in the book, but not read aloud"])
        case .noMatch: rows.append(["no match", Self.whyNot(page)])
        case .error: rows.append(["error", answer.error?.message ?? ""])
        }
        rows += Self.rows(answer.track, answer.time, isStretch: true)
        rows += Self.rows(parts: answer.parts)
        rows += Self.rows(answer.nearest)
        if let text = answer.text {
            let place = [answer.book, text.title ?? text.section].compactMap(\.self)
            rows.append(["book", shown(place.joined(separator: ", "))])
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
        if answer.alternatives.contains(where: { $0.book != answer.book }) {
            rows.append(["", "--book ID looks in one book only"])
        }
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
            rows.append(["book", shown("\(answer.book), \(text.title ?? text.section)")])
        }
        if let quote = answer.quote { rows.append(["quote", Self.line(quote)]) }
        if let page = answer.page { rows.append(["page", shown(page.label)]) }
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
        let precision = time.precision > 0 ? " (± \(tenths(time.precision)) s\(estimated))" : ""
        let resume = isStretch ? ", its sentence from \(clock(time.resume))" : ""
        let chapter = track.chapter.map { " (\(shown($0)))" } ?? ""
        return [
            [
                "track",
                "\(track.number) at \(clock(track.start))\(end), \(shown(track.name))\(chapter)",
            ],
            ["audiobook", clock(time.start) + precision + resume],
        ]
    }

    /// Where a page begins and goes on that is read in several parts.
    private static func rows(parts: [TrackAnswer]?) -> [[String]] {
        (parts ?? []).enumerated().map { number, part in
            [
                number == 0 ? "it begins" : "goes on",
                "track \(part.number) at \(clock(part.start)) to \(clock(part.end))",
            ]
        }
    }

    /// What somebody whose page was not found may try.
    private static func whyNot(_ page: Page) -> String {
        switch page.text.split(whereSeparator: \.isWhitespace).count {
        case 0: "there are no words on this page"
        case ..<15: "nothing is sure enough with so few words; try more of the page"
        default: "this page is not found; try a clearer one, or another"
        }
    }

    private static func rows(_ nearest: NearestAnswer?) -> [[String]] {
        func row(_ name: String, _ moment: MomentAnswer?) -> [[String]] {
            moment.map {
                [
                    [
                        name,
                        "track \($0.track.number) at \(clock($0.track.start)), "
                            + "in the audiobook at \(clock($0.time))",
                    ]
                ]
            } ?? []
        }
        return row("read until", nearest?.before) + row("read from", nearest?.after)
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
        let match = shown(quote.match)
        let marked = StandardOutput.showsColour ? "\u{1B}[1m\(match)\u{1B}[0m" : "[\(match)]"
        return shown(quote.before) + marked + shown(quote.after)
    }

    private static func line(_ turn: LocateAnswer.Turn) -> String {
        switch turn.direction {
        case .here: turn.line.map { "it is on this page, line \($0)" } ?? "it is on this page"
        case .forward, .backward:
            turn.pages.map { pages in
                "\(turn.direction.rawValue), about \(pages) \(pages == 1 ? "page" : "pages") "
                    + "(\(turn.words ?? 0) words)"
            } ?? "\(turn.direction.rawValue), \(turn.words ?? 0) words"
        case .unknown: "the page in hand is not found in this book"
        }
    }

    private static func tenths(_ seconds: Double) -> String {
        "\((seconds * 10).rounded() / 10)"
    }

    /// `h:mm:ss`.
    private static func clock(_ seconds: Double) -> String {
        AudioTime(seconds: seconds)?.clock ?? "\(seconds) s"
    }

    private static func percent(_ share: Double) -> String {
        "\((share * 1000).rounded() / 10) %"
    }
}

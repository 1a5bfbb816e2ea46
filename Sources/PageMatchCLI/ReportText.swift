internal import PageMatch

/// A report as people read it, on one screen.
struct ReportText {
    let text: String

    /// So many lines of each list fit on a screen; the rest is counted.
    private static let maximumLines = 12

    /// The report in words.
    init(_ report: AlignmentReport) {
        var lines = [Table(Self.summary(report)).text]
        lines += Self.block("tracks", report.tracks.map(Self.row))
        lines += Self.block("sections that are not read, or only in part", Self.partial(report))
        lines += Self.block("unread, in the book only", Self.gaps(.unread, report))
        lines += Self.block("unwritten, in the audio only", Self.gaps(.unwritten, report))
        if !report.warnings.isEmpty {
            lines.append("\nnotes")
            lines += Self.shortened(report.warnings.map { "  \($0)" })
        }
        text = lines.map { line in
            line.split(separator: "\n", omittingEmptySubsequences: false).map { shown(String($0)) }
                .joined(separator: "\n")
        }.joined(separator: "\n")
    }

    private static func summary(_ report: AlignmentReport) -> [[String]] {
        let verdict =
            switch report.edition {
            case .same: "the audio reads this text"
            case .abridged: "the audio is abridged: words are missing throughout"
            case .different: "the audio tells the same in other words: another edition"
            case .unrelated: "the audio is of another book"
            }
        let sections = report.sections.filter { $0.words > 0 }
        let read = sections.count { $0.read > 0 }
        var rows = [
            [
                "book",
                [report.book, report.title].compactMap(\.self).filter { !$0.isEmpty }.joined(
                    separator: ", "),
            ],
            ["verdict", verdict],
            [
                "text",
                "\(report.words) words, \(percent(report.coverage.text)) read aloud "
                    + "(\(read) of \(sections.count) sections)",
            ],
            [
                "audio",
                "\(clock(report.duration)) in \(report.tracks.count) "
                    + (report.tracks.count == 1 ? "track" : "tracks")
                    + ", \(percent(report.coverage.audio)) of the words found in the book",
            ],
        ]
        if let elapsed = report.elapsed {
            rows.append(["took", "\((elapsed * 10_000).rounded() / 10) ms to align"])
        }
        return rows
    }

    private static func row(_ track: AlignmentReport.Track) -> [String] {
        [
            "  \(track.number)", clock(track.duration) + (track.estimated ? " or more" : ""),
            percent(track.explained), track.name,
        ]
    }

    private static func partial(_ report: AlignmentReport) -> [[String]] {
        report.sections.filter { $0.read < 0.9 && $0.words > 0 }.map {
            [
                "  " + percent($0.read), "of \($0.words) words", $0.section,
                [
                    $0.title == $0.section ? nil : $0.title,
                    $0.linear == false ? "(not in the running order)" : nil,
                ].compactMap(\.self).joined(separator: " "),
            ]
        }
    }

    private static func gaps(
        _ kind: AlignmentReport.Gap.Kind, _ report: AlignmentReport
    ) -> [[String]] {
        // A section that is not read at all stands in the list above already.
        let whole = Set(report.sections.filter { $0.read == 0 }.map(\.section))
        let titles = Dictionary(
            report.sections.map { ($0.section, $0.title ?? $0.section) },
            uniquingKeysWith: { first, _ in first })
        let gaps = report.gaps.filter {
            $0.kind == kind && !($0.text.map { whole.contains($0.section) } ?? false)
        }
        return gaps.map { gap in
            let place =
                gap.track.map { "track \($0.number) at \(clock($0.start))" }
                ?? gap.text.map { titles[$0.section] ?? $0.section } ?? ""
            return ["  \(gap.words) words", place, gap.quote.map { "“\($0) …”" } ?? ""]
        }
    }

    private static func block(_ title: String, _ rows: [[String]]) -> [String] {
        if rows.isEmpty { return [] }
        return ["\n\(title)"] + shortened(Table(rows).text.split(separator: "\n").map(String.init))
    }

    private static func shortened(_ lines: [String]) -> [String] {
        guard lines.count > maximumLines else { return lines }
        return lines.prefix(maximumLines) + ["  … and \(lines.count - maximumLines) more (--json)"]
    }

    private static func clock(_ seconds: Double) -> String {
        AudioTime(seconds: seconds)?.clock ?? ""
    }

    private static func percent(_ share: Double) -> String {
        "\((share * 1000).rounded() / 10) %"
    }
}

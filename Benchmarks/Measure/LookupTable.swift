internal import Foundation
internal import PageMatch
internal import PageMatchWorkloads

/// The outcomes by kind.
struct LookupTable {
    private var lookups: [PageKind: [Lookup]] = [:]
    private var languages: [String: LanguageRow] = [:]

    /// Of each kind how many lookups of a language were right and wrong, and what each took.
    private typealias LanguageRow = [PageKind: (right: Int, wrong: Int, microseconds: [Double])]
    /// In the order in which they are printed.
    private var kinds: [PageKind] = []

    mutating func add(_ lookup: Lookup, language: String) {
        var cell = languages[language, default: [:]].removeValue(forKey: lookup.kind) ?? (0, 0, [])
        cell.microseconds.append(lookup.microseconds)
        cell.right += lookup.isRight ? 1 : 0
        cell.wrong += lookup.outcome == .wrong ? 1 : 0
        languages[language, default: [:]][lookup.kind] = cell
        if lookups[lookup.kind] == nil { kinds.append(lookup.kind) }
        lookups[lookup.kind, default: []].append(lookup)
    }

    /// Prints how far the first word of an answer is from the page's.
    func printDistances() {
        Swift.print("| what | answers | first word ± 0 | ± 3 words | ± 10 words |")
        Swift.print("|---|---|---|---|---|")
        for kind in inOrder where !kind.isForeign {
            let distances = (lookups[kind] ?? []).compactMap(\.distance)
            func share(_ most: Int) -> Double {
                100 * Double(distances.count { $0 <= most }) / Double(max(1, distances.count))
            }
            Swift.print(
                String(
                    format: "| %@ | %d | %.1f %% | %.1f %% | %.1f %% |", kind.name, distances.count,
                    share(0), share(3), share(10)))
        }
    }

    /// The kinds, those of made pages as they are listed, others by their names.
    private var inOrder: [PageKind] {
        kinds.sorted {
            (PageKind.all.firstIndex(of: $0) ?? .max, $0.name)
                < (PageKind.all.firstIndex(of: $1) ?? .max, $1.name)
        }
    }

    func print() {
        Swift.print(
            "| what | characters wrong | lookups | right | 95 % | ambiguous | withheld | wrong "
                + "| p50 µs | p99 µs |")
        Swift.print("|---|---|---|---|---|---|---|---|---|---|")
        for kind in inOrder {
            guard let all = lookups[kind] else { continue }
            func count(_ outcome: Lookup.Outcome) -> Int { all.count { $0.outcome == outcome } }
            let right = all.count(where: \.isRight)
            let interval = Self.interval(right, of: all.count)
            let times = all.map(\.microseconds).sorted()
            Swift.print(
                "| \(kind.name) | \(Int(kind.errors * 100)) % | \(all.count) | "
                    + String(
                        format: "%.2f %% | %.2f–%.2f | %d | %d | %d | %.0f | %.0f |",
                        100 * Double(right) / Double(all.count), 100 * interval.lowerBound,
                        100 * interval.upperBound, count(.ambiguous), count(.withheld),
                        count(.wrong), times[times.count / 2], times[times.count * 99 / 100]))
        }
    }

    /// Prints, for each language, how many lookups of kinds that show most are right.
    func printByLanguage() {
        let kinds = [
            "page, 5 %", "page, 15 %", "page, 30 %", "25 words, 15 %", "25 words, 30 %",
            "page, as heard, 12 %", "6 words, 0 %", "another book's page, 5 %",
        ].map(PageKind.named)
        let names = kinds.map { $0.names[1] }
        Swift.print("| language | \(names.joined(separator: " | ")) |")
        Swift.print("|---|" + String(repeating: "---|", count: names.count))
        for (language, row) in languages.sorted(by: { $0.key < $1.key }) {
            let cells = kinds.map { kind in
                row[kind].map {
                    String(
                        format: "%.2f %% of %d, %d, %.0f µs",
                        100 * Double($0.right) / Double($0.microseconds.count),
                        $0.microseconds.count, $0.wrong,
                        $0.microseconds.sorted()[$0.microseconds.count / 2])
                } ?? ""
            }
            Swift.print("| \(language) | \(cells.joined(separator: " | ")) |")
        }
    }

    /// Prints what becomes of lookups when other confidences than the engine's make an answer, in the mix of
    /// ``printCalibration(of:isMixed:_:)``.
    func printThresholds(_ isCounted: (PageKind) -> Bool) {
        let weighted = weighted(isMixed: true, isCounted)
        let own = weighted.filter { !$0.lookup.kind.isForeign }
        let foreign = weighted.filter(\.lookup.kind.isForeign)
        func sum(_ part: [Weighted], _ isCounted: (Lookup) -> Bool = { _ in true }) -> Double {
            part.reduce(0) { $0 + (isCounted($1.lookup) ? $1.weight : 0) }
        }
        Swift.print(
            "| answers from | of the book's, found rightly | withheld | of all answers, wrong "
                + "| other books' taken |")
        Swift.print("|---|---|---|---|---|")
        for least in [0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99] {
            func isAnswered(_ lookup: Lookup) -> Bool { lookup.bestCase.presence >= least }
            let right = sum(own) { isAnswered($0) && $0.bestCase.isRight }
            let answered = sum(weighted, isAnswered)
            func percent(_ part: Double, of all: Double) -> String {
                String(format: "%.3f %%", 100 * part / max(all, .leastNonzeroMagnitude))
            }
            let taken = foreign.count { isAnswered($0.lookup) }
            Swift.print(
                "| \(least) | \(percent(right, of: sum(own))) "
                    + "| \(percent(sum(own) { !isAnswered($0) }, of: sum(own))) "
                    + "| \(percent(answered - right, of: answered)) "
                    + "| \(taken) of \(foreign.count) |")
        }
    }

    /// A lookup, and what it counts among others.
    private typealias Weighted = (lookup: Lookup, weight: Double)

    /// Lookups of some kinds, weighed so that half of the weight is on hard ones, a quarter on those of other books, a
    /// quarter on easy ones; or each with the same weight.
    private func weighted(isMixed: Bool, _ isCounted: (PageKind) -> Bool) -> [Weighted] {
        PageKind.Part.allCases.flatMap { part in
            let all = inOrder.filter { $0.part == part && isCounted($0) }.flatMap {
                lookups[$0] ?? []
            }
            let weight = isMixed ? part.share / Double(max(1, all.count)) : 1
            return all.map { ($0, weight) }
        }
    }

    /// Prints how often answers of a confidence are true, in a mix of which half is hard, a quarter of
    /// other books, a quarter easy; and how many answers are wrong among the surest.
    ///
    /// - Parameters:
    ///   - name: what is counted, for the heading.
    ///   - isMixed: whether parts are weighed so that they make up that mix; else each lookup counts as much.
    ///   - isCounted: which kinds are.
    func printCalibration(
        of name: String, isMixed: Bool = true, _ isCounted: (PageKind) -> Bool
    ) {
        Swift.print("How often it is true, \(name):\n")
        let weighted = weighted(isMixed: isMixed, isCounted).map {
            (confidence: $0.lookup.confidence, isTrue: $0.lookup.isTrue, weight: $0.weight)
        }
        let total = weighted.reduce(0) { $0 + $1.weight }
        guard total > 0 else { return }
        Swift.print("| confidence | answers | told | true |")
        Swift.print("|---|---|---|---|")
        let borders = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99, 1.01]
        var error = 0.0
        for (from, to) in zip(borders, borders.dropFirst()) {
            let bin = weighted.filter { (from..<to).contains($0.confidence) }
            guard !bin.isEmpty else { continue }
            let weight = bin.reduce(0) { $0 + $1.weight }
            let told = bin.reduce(0) { $0 + $1.weight * $1.confidence } / weight
            let isTrue = bin.reduce(0) { $0 + ($1.isTrue ? $1.weight : 0) } / weight
            error += weight / total * abs(told - isTrue)
            Swift.print(
                String(
                    format: "| %.2f–%.2f | %d | %.3f | %.3f |", from, min(to, 1), bin.count, told,
                    isTrue))
        }
        let loss = weighted.reduce(0) {
            let told = min(max($1.confidence, 0.001), 0.999)
            return $0 - $1.weight * log($1.isTrue ? told : 1 - told)
        }
        Swift.print(
            String(
                format: "\nExpected calibration error %.4f, log loss %.4f.\n", error, loss / total))
        Swift.print("| share answered | confidence from | wrong |")
        Swift.print("|---|---|---|")
        let sorted = weighted.sorted { $0.confidence > $1.confidence }
        var (covered, wrong) = (0.0, 0.0)
        var next = 0
        var told = 0.0
        for share in [0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 1] {
            // Answers of one confidence are taken together: nothing tells which of them would come first.
            while next < sorted.count,
                covered < share * total
                    || sorted[next].confidence == sorted[max(0, next - 1)].confidence
            {
                covered += sorted[next].weight
                wrong += sorted[next].isTrue ? 0 : sorted[next].weight
                next += 1
            }
            if covered == told { continue }
            told = covered
            Swift.print(
                String(
                    format: "| %.1f %% | %.3f | %.3f %% |", 100 * covered / total,
                    sorted[max(0, next - 1)].confidence, 100 * wrong / covered))
        }
    }

    /// The 95 % interval of a share.
    ///
    /// - Source: E. Wilson, *J. Am. Stat. Assoc.* 22(158), 1927. https://doi.org/10.2307/2276774
    private static func interval(_ hits: Int, of count: Int) -> ClosedRange<Double> {
        let (n, z) = (Double(count), 1.96)
        let share = Double(hits) / n
        let centre = share + z * z / (2 * n)
        let width = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        let scale = 1 + z * z / n
        return max(0, (centre - width) / scale)...min(1, (centre + width) / scale)
    }

    /// The evidence of each lookup.
    var csv: String {
        var lines = [
            "part,kind,errors,letters,running,score,equal,best_right,confidence,outcome"
        ]
        for kind in PageKind.all {
            for lookup in lookups[kind] ?? [] {
                guard let evidence = lookup.evidence else { continue }
                lines.append(
                    "\(kind.part.rawValue),\(kind.name),\(kind.errors),\(evidence.letters),"
                        + "\(evidence.runningLetters),\(evidence.score),"
                        + "\(evidence.equal),\(lookup.isBestRight ? 1 : 0),\(lookup.confidence),"
                        + "\(lookup.outcome)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

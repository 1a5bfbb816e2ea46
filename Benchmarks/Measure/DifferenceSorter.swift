/// Sorts what stands opposite where two texts differ: the cheapest way to explain all words.
struct DifferenceSorter {
    let printed: Words
    let said: Words

    /// What an explanation costs, each; what explains more is cheaper than two words alone.
    private enum Costs {
        static let joined = 0.1
        static let abbreviation = 0.1
        static let contraction = 0.3
        static let near = 0.6
        static let digits = 0.5
        /// Of each further word that digits stand for.
        static let digitsWord = 0.6
        static let other = 1.0
        static let alone = 0.7
        /// Larger stretches are not sorted.
        static let maximumCells = 40_000
        /// Words that one numeral may stand for.
        static let numeralWords = 8
    }

    private typealias Step = (cost: Double, rows: Int, columns: Int, kind: DifferenceKind)

    /// The differences between adjacent words of the book and of the transcript.
    func sorted(_ left: [Int], _ right: [Int]) -> [Difference] {
        guard !left.isEmpty else { return [Difference(kind: .inserted, printed: [], said: right)] }
        guard !right.isEmpty else { return [Difference(kind: .missing, printed: left, said: [])] }
        guard left.count * right.count <= Costs.maximumCells else {
            return [Difference(kind: .other, printed: left, said: right)]
        }
        let none: Step = (.infinity, 0, 0, .other)
        var best = Array(
            repeating: Array(repeating: none, count: right.count + 1), count: left.count + 1)
        best[0][0].cost = 0
        for row in 0...left.count {
            for column in 0...right.count where row + column > 0 {
                for step in steps(left[..<row], right[..<column]) {
                    let cost = best[row - step.rows][column - step.columns].cost + step.cost
                    if cost < best[row][column].cost {
                        best[row][column] = (cost, step.rows, step.columns, step.kind)
                    }
                }
            }
        }
        var found: [Difference] = []
        var (row, column) = (left.count, right.count)
        while row + column > 0 {
            let step = best[row][column]
            found.append(
                Difference(
                    kind: step.kind, printed: Array(left[row - step.rows..<row]),
                    said: Array(right[column - step.columns..<column])))
            row -= step.rows
            column -= step.columns
        }
        return found.reversed()
    }

    /// All that may explain the last words of both sides.
    private func steps(_ left: ArraySlice<Int>, _ right: ArraySlice<Int>) -> [Step] {
        var steps: [Step] = []
        if !left.isEmpty { steps.append((Costs.alone, 1, 0, .missing)) }
        if !right.isEmpty { steps.append((Costs.alone, 0, 1, .inserted)) }
        guard let printedWord = left.last, let saidWord = right.last else { return steps }
        steps.append((Costs.other, 1, 1, .other))
        if isNear(printed.letters(of: printedWord), said.letters(of: saidWord)) {
            steps.append((Costs.near, 1, 1, .near))
        }
        for rows in 1...min(4, left.count) {
            for columns in 1...min(4, right.count) {
                let wide = left.suffix(rows).flatMap { printed.letters(of: $0) }
                let narrow = right.suffix(columns).flatMap { said.letters(of: $0) }
                if rows + columns > 2, wide == narrow {
                    steps.append((Costs.joined, rows, columns, .joined))
                }
                if rows + columns == 3, isContraction(wide, narrow, of: rows) {
                    steps.append((Costs.contraction, rows, columns, .contraction))
                }
                if Self.abbreviations.contains([wide, narrow]) {
                    steps.append((Costs.abbreviation, rows, columns, .abbreviation))
                }
            }
        }
        for count in 1...Costs.numeralWords {
            let cost = Costs.digits + Costs.digitsWord * Double(count - 1)
            if count <= right.count, printed.isNumeral(printedWord) {
                steps.append((cost, 1, count, .digits))
            }
            if count <= left.count, said.isNumeral(saidWord) {
                steps.append((cost, count, 1, .digits))
            }
        }
        return steps
    }

    /// Whether the one word begins or ends like the two and leaves out some of their letters.
    private func isContraction(_ left: [UInt8], _ right: [UInt8], of rows: Int) -> Bool {
        let (short, long) = rows == 1 ? (left, right) : (right, left)
        guard short.count < long.count, long.count - short.count <= 3, short.count > 1,
            short.last == long.last
        else { return false }
        var next = 0
        for letter in long where next < short.count && letter == short[next] { next += 1 }
        return next == short.count
    }

    private func isNear(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        let longer = max(left.count, right.count)
        guard longer < 100 else { return false }
        var row = Array(0...right.count)
        for (line, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for (column, other) in right.enumerated() {
                let substitution = diagonal + (letter == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substitution, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count] * 5 <= longer * 2
    }
}

/// Rows of text in aligned columns, two spaces between them.
struct Table {
    private let rows: [[String]]

    /// A table of these rows; the last column may be of any width.
    init(_ rows: [[String]]) {
        self.rows = rows
    }

    /// The rows, a line each.
    var text: String {
        var widths: [Int] = []
        for row in rows {
            for (column, cell) in row.dropLast().enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], cell.count)
            }
        }
        return rows.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                line += cell
                guard column < row.count - 1 else { continue }
                line += String(repeating: " ", count: widths[column] - cell.count + 2)
            }
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}

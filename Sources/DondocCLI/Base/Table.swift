/// Rows under headings, in columns two blanks apart, cut to a width.
struct Table {
    struct Column {
        let title: String
        let isRight: Bool
        let shrinks: Bool
        /// Is cut where the others cannot give enough.
        let yields: Bool
        /// The narrowest line on which it stands.
        let from: Int
    }

    /// What a row's colour says.
    enum Tint: String { case none = "", late = "\u{1B}[31m", soon = "\u{1B}[33m" }

    struct Row {
        let cells: [String]
        let tint: Tint
    }

    let columns: [Column]
    /// A last cell that is longer than its column stands below its row, wrapped.
    let wrapsLast: Bool
    private(set) var rows: [Row] = []

    /// A table without rows; `right` are columns that stand flush right, `shrinks` those that may
    /// be cut, `yields` those that are cut when that is not enough, `from` those that a narrower line
    /// leaves out.
    init(
        _ titles: [String], right: Set<Int> = [], shrinks: Set<Int> = [], yields: Set<Int> = [],
        from: [Int: Int] = [:], wrapsLast: Bool = false
    ) {
        self.wrapsLast = wrapsLast
        columns = titles.enumerated().map { i, title in
            Column(
                title: title, isRight: right.contains(i), shrinks: shrinks.contains(i),
                yields: yields.contains(i), from: from[i] ?? 0)
        }
    }

    private init(_ table: Table, only kept: [Int]) {
        columns = kept.map { table.columns[$0] }
        wrapsLast = table.wrapsLast
        rows = table.rows.map { row in Row(cells: kept.map { row.cells[$0] }, tint: row.tint) }
    }

    /// Cells are made safe here, so that no row can drive the terminal.
    mutating func add(_ cells: [String], tint: Tint = .none) {
        rows.append(Row(cells: cells.map(shown), tint: tint))
    }

    /// The table with its headings, each line ended.
    func text(width: Int, colour: Bool) -> String {
        let kept = columns.indices.filter { columns[$0].from <= width }
        guard kept.count == columns.count else {
            return Table(self, only: kept).text(width: width, colour: colour)
        }
        return line(columns.map(\.title), fitted(to: width)) + "\n"
            + body(width: width, colour: colour)
    }

    /// The rows alone.
    func body(width: Int, colour: Bool) -> String {
        let widths = fitted(to: width)
        var text = ""
        for row in rows {
            let isTinted = colour && row.tint != .none
            for line in lines(row.cells, widths, width) {
                text += isTinted ? row.tint.rawValue + line + "\u{1B}[0m\n" : line + "\n"
            }
        }
        return text
    }

    private func lines(_ cells: [String], _ widths: [Int], _ width: Int) -> [String] {
        guard wrapsLast, let last = cells.last, let room = widths.last,
            DondocCLI.columns(last) > room
        else { return [line(cells, widths)] }
        let indent = String(repeating: " ", count: 8)
        return [line(cells.dropLast() + [""], widths)]
            + wrapped(last, to: max(20, width - 8)).map { indent + $0 }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var line = ""
        for (i, cell) in cells.enumerated() {
            let fitting = cut(cell, to: widths[i])
            let isLast = i == cells.count - 1
            let pad = isLast && !columns[i].isRight ? 0 : widths[i] - DondocCLI.columns(fitting)
            let blanks = String(repeating: " ", count: max(0, pad))
            line += columns[i].isRight ? blanks + fitting : fitting + blanks
            if !isLast { line += "  " }
        }
        while line.last == " " { line.removeLast() }
        return line
    }

    /// Natural widths, the shrinking columns sharing what is left; none below 4.
    private func fitted(to width: Int) -> [Int] {
        var widths = columns.map { DondocCLI.columns($0.title) }
        for row in rows {
            for (i, cell) in row.cells.enumerated() {
                // A cell never gets more than the line, so longer ones need no exact count.
                let w = cell.utf8.count > widths[i] ? DondocCLI.columns(cell) : 0
                widths[i] = max(widths[i], min(w, max(width, 200)))
            }
        }
        let shrinking = columns.indices.filter { columns[$0].shrinks }
            .sorted { widths[$0] < widths[$1] }
        let fixed = columns.indices.filter { !columns[$0].shrinks }.reduce(0) { $0 + widths[$1] }
        var left = width - fixed - 2 * (columns.count - 1)
        for i in columns.indices where columns[i].yields && left < 4 * shrinking.count {
            let given = min(widths[i] - 4, 4 * shrinking.count - left)
            widths[i] -= given
            left += given
        }
        for (n, i) in shrinking.enumerated() {
            let share = left / (shrinking.count - n)
            widths[i] = max(4, min(widths[i], share))
            left -= widths[i]
        }
        return widths
    }
}

/// Fields and their names, the names flush right as `systemctl status` has them.
struct Fields {
    private var lines: [(name: String, value: String)] = []

    /// A field without a value leaves no line.
    mutating func add(_ name: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        lines.append((name, shown(value)))
    }

    /// One line for each value, the name before the first.
    mutating func add(_ name: String, each values: [String]) {
        for (i, value) in values.enumerated() { lines.append((i == 0 ? name : "", shown(value))) }
    }

    var text: String {
        let width = lines.map { columns($0.name) }.max() ?? 0
        return lines.map { line in
            let name = String(repeating: " ", count: width - columns(line.name)) + line.name
            return name + (line.name.isEmpty ? "  " : ": ") + line.value + "\n"
        }.joined()
    }
}

import DondocAPI

/// `simulate`: letter by letter, each with what it says.
enum SimulationPage {
    static func text(_ rows: [SimulatedView], width: Int, colour: Bool) -> String {
        letters(rows).map { letter(Array($0), width, colour) }.joined(separator: "\n")
    }

    /// Rows of one letter stand together.
    private static func letters(_ rows: [SimulatedView]) -> [ArraySlice<SimulatedView>] {
        var letters: [ArraySlice<SimulatedView>] = []
        var start = rows.startIndex
        for i in rows.indices where i + 1 == rows.endIndex || rows[i + 1].letter != rows[i].letter {
            letters.append(rows[start...i])
            start = i + 1
        }
        return letters
    }

    private static func letter(_ rows: [SimulatedView], _ width: Int, _ colour: Bool) -> String {
        guard let first = rows.first else { return "" }
        let to =
            first.channel == "mail" ? first.recipients.joined(separator: ", ") : first.channel
        let head = "\(written(instant: first.at))  \(shown(to))"
        let subject = "  " + shown(first.subject)
        var table = Table(["", "", "", "", ""], shrinks: [4])
        for row in rows {
            let merged =
                (row.merged.count > 1 ? " (\(row.merged.count))" : "")
                + (row.count > 1 ? " ×\(row.count)" : "")
            table.add(
                [
                    "  ", Words.simulatedKind(row.kind), row.step + merged,
                    row.due.map { written(day: $0) } ?? "", row.key,
                ], tint: row.kind == "overdue" ? .late : .none)
        }
        return "\(head)\n\(subject)\n\(table.body(width: .max, colour: colour))"
    }

    static func csv(_ rows: [SimulatedView]) -> String {
        var csv = CSV(SimulatedView.CodingKeys.allCases.map(\.rawValue))
        for row in rows {
            csv.add([
                .text(row.at), .text(row.kind), .text(row.step), .text(row.key),
                .text(row.agency), .text(row.due), .list(row.recipients), .text(row.channel),
                .list(row.merged), .number(row.letter), .text(row.subject),
                .number(row.count),
            ])
        }
        return csv.text
    }

    /// What stderr says below: how many letters, to whom, how many for one person on one day.
    static func footer(_ rows: [SimulatedView]) -> String {
        let letters = letters(rows).compactMap(\.first).filter { $0.channel == "mail" }
        let boxes = Set(letters.flatMap(\.recipients))
        let days = Set(letters.map { $0.at.prefix(10) })
        let perDay = Dictionary(
            letters.flatMap { row in row.recipients.map { ("\($0) \(row.at.prefix(10))", 1) } },
            uniquingKeysWith: +)
        return Words.simulated(
            letters.count, boxes: boxes.count, days: days.count,
            most: perDay.values.max() ?? 0)
    }
}

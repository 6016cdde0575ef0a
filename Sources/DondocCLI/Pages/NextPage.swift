import DondocAPI

/// `next`: what will be said next, in the columns of `systemctl list-timers`.
enum NextPage {
    static func table(_ rows: [NextView]) -> Table {
        var table = Table(Words.Heading.next, right: [1], shrinks: [3, 4])
        for row in rows {
            table.add([
                written(instant: row.next), span(row.left),
                row.last.map { String(written(instant: $0).prefix(10)) } ?? "-",
                "\(row.number) \(row.title): \(row.phrase)", row.agencyName,
            ])
        }
        return table
    }

    static func csv(_ rows: [NextView]) -> String {
        var csv = CSV(NextView.CodingKeys.allCases.map(\.rawValue))
        for row in rows {
            csv.add([
                .text(row.next), .number(row.left), .text(row.last), .text(row.step),
                .number(row.number), .text(row.key), .text(row.title), .text(row.agency),
                .text(row.agencyName), .text(row.phrase), .text(row.due),
            ])
        }
        return csv.text
    }
}

import DondocAPI

/// `log`: one line a row of the trail.
enum LogPage {
    static func table(_ rows: [LogView]) -> Table {
        var table = Table(Words.Heading.log, right: [3], shrinks: [1, 2, 4, 5])
        for row in rows {
            let (state, reason) = now(row)
            table.add([
                written(instant: row.at), who(row), Words.logVerb(row.verb),
                row.number.map(String.init) ?? "", state, reason,
            ])
        }
        return table
    }

    /// What is so after the row, and why; of a reload how many files, and which.
    private static func now(_ row: LogView) -> (state: String, reason: String) {
        let (state, reason) = (row.after ?? row.before, row.reason ?? "")
        switch row.verb {
        case "reload":
            let files = state ?? ""
            return (files.isEmpty ? "" : Words.files(files.split(separator: " ").count), files)
        case "mail-test": return (state.map(Words.letterState) ?? "", reason)
        default: return (state.map(Words.shortState) ?? "", reason)
        }
    }

    private static func who(_ row: LogView) -> String {
        let name = row.person ?? row.user
        return row.onBehalf.map { Words.onBehalf(name, $0) } ?? name
    }

    static func csv(_ rows: [LogView]) -> String {
        var csv = CSV(LogView.CodingKeys.allCases.map(\.rawValue))
        for row in rows {
            csv.add([
                .text(row.at), .number(row.change), .text(row.verb), .text(row.user),
                .text(row.person), .text(row.onBehalf), .number(row.number), .text(row.key),
                .text(row.before), .text(row.after), .text(row.reason),
            ])
        }
        return csv.text
    }
}

import DondocAPI

/// `list`: one line an obligation.
enum ListPage {
    /// `byOriginal` says that the rows are judged by the first day: then that is the day they show.
    static func table(_ rows: [ObligationView], byOriginal: Bool = false) -> Table {
        // The due day says most of what the phrase does, so a narrow line does without it.
        var table = Table(
            Words.Heading.list, right: [0, 2], shrinks: [3, 5, 6], from: [3: 120])
        for row in rows {
            table.add(
                [
                    String(row.number), due(row, byOriginal), left(row),
                    row.phrase, row.quiet ? Words.quietShort : Words.shortState(row.state),
                    row.agencyName, row.title,
                ], tint: tint(row))
        }
        return table
    }

    /// What stderr says below the table.
    static func footer(_ rows: [ObligationView]) -> String {
        Words.counted(rows.count, late: rows.count { $0.bucket == "open-overdue" })
    }

    static func csv(_ rows: [ObligationView]) -> String {
        var csv = CSV(ObligationView.CodingKeys.allCases.map(\.rawValue))
        for row in rows { csv.add(ObligationView.CodingKeys.allCases.map { field($0, row) }) }
        return csv.text
    }

    /// Work without a day has the beginning of its phrase there: `Thường xuyên`.
    private static func due(_ row: ObligationView, _ byOriginal: Bool) -> String {
        (byOriginal ? row.originalDue : row.due).map { written(day: $0) }
            ?? cut(shown(row.phrase), to: 12)
    }

    /// Days to the due day, while somebody still owes the work.
    static func left(_ row: ObligationView) -> String {
        guard row.state != "done", row.state != "withdrawn" else { return "" }
        return row.daysLeft.map(String.init) ?? ""
    }

    /// Late is red; due within a week, or quiet, yellow.
    static func tint(_ row: ObligationView) -> Table.Tint {
        if row.bucket == "open-overdue" { return .late }
        if row.quiet { return .soon }
        guard row.bucket == "open-in-time", let left = row.daysLeft else { return .none }
        return left <= 7 ? .soon : .none
    }

    private static func field(_ key: ObligationView.CodingKeys, _ row: ObligationView) -> CSV.Field
    {
        switch key {
        case .number: .number(row.number)
        case .key: .text(row.key)
        case .plan: .text(row.plan)
        case .task: .text(row.task)
        case .kind: .text(row.kind)
        case .title: .text(row.title)
        case .ref: .text(row.ref)
        case .period: .text(row.period)
        case .agency: .text(row.agency)
        case .agencyName: .text(row.agencyName)
        case .lead: .list(row.lead)
        case .with: .list(row.with)
        case .phrase: .text(row.phrase)
        case .due: .text(row.due)
        case .actBy: .text(row.actBy)
        case .originalDue: .text(row.originalDue)
        case .state: .text(row.state)
        case .bucket: .text(row.bucket)
        case .quiet: .text(row.quiet ? "true" : "false")
        case .daysLeft: .number(row.daysLeft)
        case .extended: .text(row.extended ? "true" : "false")
        case .returned: .number(row.returned)
        case .remindersSent: .number(row.remindersSent)
        case .claimedAt: .text(row.claimedAt)
        case .doneAt: .text(row.doneAt)
        case .doc: .text(row.doc)
        case .change: .number(row.change)
        }
    }
}

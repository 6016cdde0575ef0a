import DondocAPI

/// `list --totals`: the four buckets with their sum, and what stands beside them.
enum CountsPage {
    static func table(_ view: CountsView) -> Table {
        var table = Table(Words.Heading.counts, right: [1])
        let late: Table.Tint = view.openOverdue > 0 ? .late : .none
        table.add([Words.bucket("done-on-time"), String(view.doneOnTime)])
        table.add([Words.bucket("done-late"), String(view.doneLate)])
        table.add([Words.bucket("open-in-time"), String(view.openInTime)])
        table.add([Words.bucket("open-overdue"), String(view.openOverdue)], tint: late)
        table.add([Words.dated, String(view.dated)])
        table.add([Words.bucket("undated"), String(view.undated)])
        table.add([Words.state("withdrawn"), String(view.withdrawn)])
        table.add([Words.total, String(view.total)])
        return table
    }

    static func remark(_ view: CountsView) -> String {
        Words.counted(at: written(day: view.at), isOriginal: view.by == "original")
    }

    static func csv(_ view: CountsView) -> String {
        var csv = CSV(CountsView.CodingKeys.allCases.map(\.rawValue))
        csv.add([
            .text(view.at), .text(view.by), .number(view.total), .number(view.dated),
            .number(view.doneOnTime), .number(view.doneLate), .number(view.openInTime),
            .number(view.openOverdue), .number(view.undated), .number(view.withdrawn),
        ])
        return csv.text
    }
}

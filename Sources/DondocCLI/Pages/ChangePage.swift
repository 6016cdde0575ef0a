import DondocAPI

/// What a change of many came to, or would come to.
enum ChangePage {
    static func table(_ view: ChangeView) -> Table {
        let headings = view.dryRun ? Words.Heading.wouldChange : Words.Heading.changed
        var table = Table(headings, right: [0], shrinks: [3, 4])
        for o in view.obligations {
            table.add([
                String(o.number), o.due.map { written(day: $0) } ?? "", Words.shortState(o.state),
                o.agencyName, o.title,
            ])
        }
        return table
    }

    /// The table, and on stderr how many, which change, and how to take it back.
    static func tell(_ view: ChangeView) {
        if !view.obligations.isEmpty {
            Terminal.out(table(view).text(width: Terminal.width, colour: false))
        }
        for line in Words.change(view) { Terminal.remark(line) }
    }
}

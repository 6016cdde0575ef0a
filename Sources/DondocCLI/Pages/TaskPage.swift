import DondocAPI

/// `show PLAN/TASK`: how many of a task's agencies have reported, and who is missing.
enum TaskPage {
    static func text(_ view: TaskView, width: Int, colour: Bool) -> String {
        var fields = Fields()
        fields.add(Words.Field.work, "\(view.title) (\(view.task))")
        fields.add(Words.Field.plan, view.plan)
        fields.add(Words.Field.period, view.period)
        fields.add(Words.Field.phrase, Words.quoted(view.phrase))
        fields.add(Words.Field.reported, Words.reported(view))
        fields.add(Words.Field.withdrawn, view.withdrawn > 0 ? String(view.withdrawn) : nil)
        guard !view.missing.isEmpty else { return fields.text }
        let head = fields.text + "\n" + Words.missing + "\n"
        return head + missing(view).text(width: width, colour: colour) + more(view)
    }

    private static func missing(_ view: TaskView) -> Table {
        var table = Table(Words.Heading.missing, right: [0, 2], shrinks: [4])
        for o in view.missing {
            table.add(
                [
                    String(o.number), o.due.map { written(day: $0) } ?? "", ListPage.left(o),
                    Words.shortState(o.state), o.agencyName,
                ], tint: ListPage.tint(o))
        }
        return table
    }

    /// Where the rest of a long list is.
    private static func more(_ view: TaskView) -> String {
        let left = view.total - view.reported - view.missing.count
        guard left > 0 else { return "" }
        let id = ([view.plan, view.task] + (view.period.map { [$0] } ?? []))
            .joined(separator: "/")
        return shown(Words.moreMissing(left, id)) + "\n"
    }
}

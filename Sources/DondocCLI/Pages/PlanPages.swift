import DondocAPI
import DondocCore

/// `plan list`, `plan show`, `plan load`, and the head of `reload`.
enum PlanPages {
    static func list(_ plans: [PlanView]) -> Table {
        var table = Table(Words.Heading.plans, right: [2, 3, 4], shrinks: [5])
        for p in plans {
            table.add([
                p.plan, period(p), String(p.tasks), String(p.reports), String(p.obligations),
                (p.silent ? Words.silentPlan + " " : "") + p.title,
            ])
        }
        return table
    }

    static func show(_ view: PlanShowView, width: Int) -> String {
        let p = view.plan
        var fields = Fields()
        fields.add(Words.Field.plan, p.plan)
        fields.add(Words.Field.number, p.number)
        fields.add(Words.Field.title, p.title)
        fields.add(Words.Field.territory, p.territory)
        fields.add(Words.Field.issuer, p.issuer)
        fields.add(Words.Field.issued, p.issued.map { written(day: $0) })
        fields.add(Words.Field.period, "\(written(day: p.starts)) – \(written(day: p.ends))")
        fields.add(Words.Field.coordinator, p.coordinator)
        fields.add(Words.Field.loadedAt, written(instant: p.loadedAt))
        fields.add(Words.Field.reminders, p.silent ? Words.silentPlan : nil)
        fields.add(Words.Field.note, view.note)
        var text = fields.text
        for table in [items(view.items), targets(view.targets)] where !table.rows.isEmpty {
            text += "\n" + table.text(width: width, colour: false)
        }
        return text
    }

    static func load(_ view: LoadView) -> (out: String, remarks: [String]) {
        var (out, remarks) = ("", [String]())
        for row in view.plans {
            let silent = row.silent ? "; " + Words.silentPlan : ""
            out +=
                shown(row.plan) + ": "
                + Words.loaded(row.added, row.changed, row.withdrawn, row.unchanged) + silent + "\n"
            remarks += row.warnings.flatMap(shownLines).filter { !remarks.contains($0) }
        }
        out += view.change.map { Words.inChange($0) } ?? Words.nothingChanged
        return (out + "\n", remarks)
    }

    static func reload(_ view: ReloadView) -> String {
        let years = view.calendarYears.map(String.init).joined(separator: ", ")
        var fields = Fields()
        fields.add(Words.Field.agencies, Words.directory(view.agencies, view.groups, view.people))
        fields.add(Words.Field.calendar, years)
        fields.add(
            view.dryRun ? Words.Field.wouldApply : Words.Field.applied,
            each: view.applied.isEmpty ? [Words.nothingChanged] : view.applied)
        return fields.text
    }

    private static func period(_ p: PlanView) -> String {
        guard let a = Day(iso: p.starts), let b = Day(iso: p.ends) else {
            return "\(p.starts)..\(p.ends)"
        }
        if (a.month, a.day, b.month, b.day) == (1, 1, 12, 31) {
            return a.year == b.year ? "\(a.year)" : "\(a.year)-\(b.year)"
        }
        return "\(a.written)–\(b.written)"
    }

    private static func items(_ items: [PlanShowView.Item]) -> Table {
        var table = Table(Words.Heading.items, right: [4], shrinks: [0, 2, 3, 5])
        for i in items {
            table.add([
                i.id, i.ref ?? "", i.phrase, i.lead.joined(separator: " "), String(i.obligations),
                Words.marks(assumed: i.assumed, request: i.request) + i.title,
            ])
        }
        return table
    }

    private static func targets(_ targets: [PlanShowView.Target]) -> Table {
        var table = Table(Words.Heading.targets, shrinks: [0, 4])
        for t in targets {
            let goal = t.unit.map { "\(t.goal) \($0)" } ?? t.goal
            table.add([t.id, t.ref ?? "", goal, t.by, t.title])
        }
        return table
    }
}

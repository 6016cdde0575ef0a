import DondocAPI
import DondocCore

/// `reload`: what it applied or would apply, the days of the calendar behind it, and every
/// obligation that moves.
enum ReloadPage {
    static func text(_ view: ReloadView, width: Int) -> String {
        let tables = [days(view.days), moves(view.moves)].filter { !$0.rows.isEmpty }
        return PlanPages.reload(view)
            + tables.map { "\n" + $0.text(width: width, colour: false) }.joined()
    }

    /// What stderr says below, a line each: what is wrong, then what moved.
    static func remarks(_ view: ReloadView) -> [String] {
        (view.warnings ?? []).flatMap(shownLines) + [moved(view)].compactMap { $0 }
    }

    /// nil when nothing moved.
    private static func moved(_ view: ReloadView) -> String? {
        let reminders =
            view.reminders > 0 ? Words.remindersMoved(view.reminders, dryRun: view.dryRun) : nil
        let moves =
            !view.moves.isEmpty ? Words.moved(view) : view.dryRun ? Words.dryRunOnly : nil
        let said = [moves, reminders].compactMap { $0 }
        return said.isEmpty ? nil : said.joined(separator: "; ")
    }

    private static func days(_ changes: [ReloadView.DayChange]) -> Table {
        var table = Table(Words.Heading.days, shrinks: [1, 2])
        func said(_ off: ReloadView.DayOff?) -> String {
            guard let off else { return Words.ordinaryDay }
            return
                "\(off.name) (\(WorkCalendar.Kind(rawValue: off.kind).map(Words.kind) ?? off.kind))"
        }
        for one in changes {
            table.add([written(day: one.day), said(one.before), said(one.after)])
        }
        return table
    }

    private static func moves(_ moves: [ReloadView.Move]) -> Table {
        var table = Table(Words.Heading.moves, right: [0], shrinks: [3, 4])
        for one in moves {
            table.add([
                one.number.map(String.init) ?? Words.move(one.kind),
                change(one.dueBefore, one.dueAfter), change(one.actByBefore, one.actByAfter),
                one.phrase, one.kind == "moved" ? one.key : "\(Words.move(one.kind)): \(one.key)",
            ])
        }
        return table
    }

    /// `14/06/2023 → 13/06/2023`, or the one day that stays.
    private static func change(_ before: String?, _ after: String?) -> String {
        let (a, b) = (before.map { written(day: $0) } ?? "-", after.map { written(day: $0) } ?? "-")
        return a == b ? a : "\(a) → \(b)"
    }
}

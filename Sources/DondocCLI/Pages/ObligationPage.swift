import DondocAPI

/// `show` and the line after a change: one obligation in words.
enum ObligationPage {
    /// What is now true: `1432 Báo cáo 6 tháng – Nông Cống: đã báo cáo, chờ xác nhận`.
    static func line(_ o: ObligationView) -> String {
        shown("\(o.number) \(o.title) – \(o.agencyName): \(Words.state(o.state))") + "\n"
    }

    static func text(_ o: ObligationView) -> String {
        var fields = Fields()
        fields.add(Words.Field.work, "\(o.number) \(o.title)")
        fields.add(Words.Field.key, o.key)
        fields.add(Words.Field.plan, o.plan)
        fields.add(Words.Field.task, "\(o.task) (\(Words.kind(o.kind)))")
        fields.add(Words.Field.ref, o.ref)
        fields.add(Words.Field.period, o.period)
        fields.add(Words.Field.agency, "\(o.agencyName) (\(o.agency))")
        fields.add(Words.Field.lead, o.lead.joined(separator: ", "))
        fields.add(Words.Field.with, o.with.joined(separator: ", "))
        fields.add(Words.Field.phrase, Words.quoted(o.phrase))
        fields.add(Words.Field.due, due(o))
        fields.add(Words.Field.actBy, spelled(day: o.actBy))
        let isMoved = o.originalDue != o.due
        fields.add(Words.Field.originalDue, isMoved ? spelled(day: o.originalDue) : nil)
        fields.add(Words.Field.state, state(o))
        fields.add(Words.Field.bucket, o.bucket.map(Words.bucket))
        fields.add(Words.Field.extended, o.extended ? Words.yes : nil)
        fields.add(Words.Field.returned, o.returned > 0 ? Words.times(o.returned) : nil)
        fields.add(Words.Field.reminders, Words.letters(o.remindersSent))
        fields.add(Words.Field.claimedAt, o.claimedAt.map { written(instant: $0) })
        fields.add(Words.Field.doneAt, o.doneAt.map { written(instant: $0) })
        fields.add(Words.Field.doc, o.doc)
        fields.add(Words.Field.change, String(o.change))
        return fields.text
    }

    private static func due(_ o: ObligationView) -> String {
        guard let day = spelled(day: o.due) else { return Words.noDue }
        guard let left = o.daysLeft, o.state != "done", o.state != "withdrawn" else { return day }
        return "\(day) (\(Words.daysLeft(left)))"
    }

    private static func state(_ o: ObligationView) -> String {
        Words.state(o.state) + (o.quiet ? ", " + Words.quiet : "")
    }
}

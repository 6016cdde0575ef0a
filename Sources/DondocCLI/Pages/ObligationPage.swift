import DondocAPI

/// One obligation in words: the line after a change, and the fields of `show`.
enum ObligationPage {
    /// What is now true: `1432 Báo cáo 6 tháng – Nông Cống: đã báo cáo, chờ xác nhận`.
    static func line(_ o: ObligationView) -> String { shown(sentence(o)) + "\n" }

    static func sentence(_ o: ObligationView) -> String {
        "\(o.number) \(o.title) – \(o.agencyName): \(Words.state(o.state))"
    }

    /// What it is and who owes it.
    static func addWork(_ o: ObligationView, to fields: inout Fields) {
        fields.add(Words.Field.work, "\(o.number) \(o.title)")
        fields.add(Words.Field.key, o.key)
        fields.add(Words.Field.plan, o.plan)
        fields.add(Words.Field.task, "\(o.task) (\(Words.kind(o.kind)))")
        fields.add(Words.Field.ref, o.ref)
        fields.add(Words.Field.period, o.period)
        fields.add(Words.Field.agency, "\(o.agencyName) (\(o.agency))")
        fields.add(Words.Field.lead, o.lead.joined(separator: ", "))
        fields.add(Words.Field.with, o.with.joined(separator: ", "))
    }

    /// Its days.
    static func addDays(_ o: ObligationView, to fields: inout Fields) {
        fields.add(Words.Field.phrase, Words.quoted(o.phrase))
        fields.add(Words.Field.due, due(o))
        fields.add(Words.Field.actBy, spelled(day: o.actBy))
        let isMoved = o.originalDue != o.due
        fields.add(Words.Field.originalDue, isMoved ? spelled(day: o.originalDue) : nil)
    }

    /// Where it stands.
    static func addState(_ o: ObligationView, to fields: inout Fields) {
        fields.add(Words.Field.state, Words.state(o.state) + (o.quiet ? ", " + Words.quiet : ""))
        fields.add(Words.Field.bucket, o.bucket.map(Words.bucket))
        fields.add(Words.Field.returned, o.returned > 0 ? Words.times(o.returned) : nil)
        fields.add(Words.Field.reminders, Words.letters(o.remindersSent))
    }

    private static func due(_ o: ObligationView) -> String {
        guard let day = spelled(day: o.due) else { return Words.noDue }
        guard let left = o.daysLeft, o.state != "done", o.state != "withdrawn" else { return day }
        return "\(day) (\(Words.daysLeft(left)))"
    }
}
